//! Small indexes of invented articles. Comes in: a few lines an article. Goes out: a reader over a real index in a temporary folder.

mod lists;
mod mutate;
mod order;
mod places;
mod queries;
mod records;
mod table;

use super::*;
use crate::article::{Article, ArticleId, Precision, Published};
use crate::claim::{Challenge, Claim, Party, Status};
use crate::index::folder::{self, Lock};
use crate::index::writer::{FileRecord, Writer};
use crate::quotation::{Cue, CueClass, Quotation, QuotationKind};
use crate::span::Span;
use crate::speaker::{Resolved, Speaker, SpeakerId, SpeakerKind};
use crate::topic::Topic;
use std::time::Duration;

/// An article in the making.
pub(super) struct Draft(pub AnnotatedArticle);

/// Who a test article's speaker is.
pub(super) fn person(name: &str) -> (SpeakerKind, Option<&str>) {
    (SpeakerKind::Person, Some(name))
}

/// The article's own voice.
pub(super) const AUTHOR: (SpeakerKind, Option<&str>) = (SpeakerKind::Author, None);

impl Draft {
    pub(super) fn new(path: &str, headline: &str, publisher: &str, date: &str, body: &str) -> Draft {
        let precision = [Precision::Year, Precision::Month, Precision::Day][date.split('-').count().clamp(1, 3) - 1];
        let published = (!date.is_empty()).then(|| Published { text: date.into(), precision });
        let article = Article {
            id: Article::content_id(Some(headline), body, Some(publisher), published.as_ref()),
            place: Place { path: path.into(), record: None },
            record_id: None,
            headline: Some(headline.into()),
            body: body.into(),
            publisher: Some(publisher.into()),
            authors: vec![],
            published,
            section: None,
            url: None,
            language: Some("en".into()),
        };
        Draft(AnnotatedArticle::bare(article))
    }

    pub(super) fn id(&self) -> ArticleId {
        self.0.article.id
    }

    fn at(&self, words: &str) -> Span {
        let start = self.0.article.body.find(words).unwrap_or_else(|| panic!("{words} is not in the body"));
        Span::new(start, start + words.len())
    }

    fn speaker(&mut self, (kind, name): (SpeakerKind, Option<&str>), role: Option<&str>) -> SpeakerId {
        let known = self.0.speakers.iter().find(|speaker| speaker.kind == kind && speaker.name.as_deref() == name);
        if let Some(known) = known {
            return known.id;
        }
        let id = SpeakerId(self.0.speakers.len() as u32);
        self.0.speakers.push(Speaker { id, name: name.map(str::to_owned), kind, role: role.map(str::to_owned), mentions: vec![] });
        id
    }

    /// A quotation of `content`, with a cue found in the body as "form/lemma/class".
    pub(super) fn says(mut self, who: (SpeakerKind, Option<&str>), role: &str, cue: &str, content: &str) -> Draft {
        let speaker = self.speaker(who, (!role.is_empty()).then_some(role));
        let spans: Vec<Span> = content.split(" … ").map(|part| self.at(part)).collect();
        let cue = cue.split_once('/').and_then(|(form, rest)| {
            let (lemma, class) = rest.split_once('/')?;
            Some(Cue { span: self.at(form), lemma: lemma.into(), class: class.parse::<CueClass>().ok()? })
        });
        self.0.quotations.push(Quotation {
            id: Quotation::make_id(self.id(), spans[0].start),
            kind: if content.contains('“') { QuotationKind::Direct } else { QuotationKind::Indirect },
            content: spans,
            quoted: vec![],
            cue,
            source: None,
            speaker: Some(Resolved { speaker, via: vec![], confidence: 1.0, why: vec![] }),
            topics: vec![],
            confidence: 1.0,
            why: vec![],
        });
        self
    }

    pub(super) fn claims(
        mut self,
        status: Status,
        claimant: (SpeakerKind, Option<&str>),
        contester: Option<(SpeakerKind, Option<&str>)>,
        words: &str,
    ) -> Draft {
        let span = self.at(words);
        let claimant = self.speaker(claimant, None);
        let challenges = contester.map(|contester| {
            let speaker = self.speaker(contester, None);
            Challenge { contester: Some(Party { speaker, span: None }), evidence: span }
        });
        self.0.claims.push(Claim {
            id: Claim::make_id(self.id(), span.start),
            proposition: vec![span],
            status,
            claimant: Some(Party { speaker: claimant, span: None }),
            challenges: challenges.into_iter().collect(),
            evidence: vec![],
            quotation: None,
            confidence: 1.0,
            why: vec![],
        });
        self
    }

    pub(super) fn about(mut self, topics: &[&str]) -> Draft {
        self.0.topics = topics.iter().map(|label| Topic { label: (*label).into(), score: 0.5 }).collect();
        self
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut AnnotatedArticle)) -> Draft {
        change(&mut self.0);
        assert_eq!(self.0.fault(), None);
        self
    }
}

/// An index of the drafts, committed after every `commit_every` of them.
pub(super) fn index_in(folder: &Path, drafts: &[&Draft], threads: usize, commit_every: usize) -> Reader {
    let lock = Lock::take(folder).unwrap();
    let opened = folder::open_or_create(folder, &lock).unwrap();
    let writer = Writer::new(&opened, lock, threads, Duration::from_secs(3600)).unwrap();
    for (number, draft) in drafts.iter().enumerate() {
        writer.put_article(draft.0.clone(), 1, false).unwrap();
        let path = draft.0.article.place.path.clone();
        writer.put_file(&FileRecord { path, size: 1, modified: 1, options: 1, extractor: 1, skipped: vec![] }).unwrap();
        if (number + 1) % commit_every == 0 {
            writer.commit().unwrap();
        }
    }
    writer.commit().unwrap();
    writer.finish().unwrap();
    Reader::open(folder).unwrap()
}

/// A reader over the drafts; the folder may go, the reader keeps its files.
pub(super) fn reader(drafts: &[Draft]) -> Reader {
    let folder = tempfile::tempdir().unwrap();
    index_in(folder.path(), &drafts.iter().collect::<Vec<_>>(), 1, usize::MAX)
}

/// The invented town of Oststadt and its quarrel over the harbour tax.
pub(super) fn town() -> Vec<Draft> {
    let mayor = person("Ada Quill");
    vec![
        Draft::new("a.txt", "Harbour tax to rise", "Oststadt Herald", "2024-05-03", TAX)
            .says(mayor, "mayor", "said/say/neutral", "“The harbour tax will rise,”")
            .says(person("Zofia Łęcka"), "", "denied/deny/deny", "that boats would leave")
            .says(mayor, "mayor", "hopes/hope/think", "the ferry will stay")
            .claims(Status::Disputed, mayor, Some(person("Zofia Łęcka")), "boats would leave")
            .about(&["harbour tax", "ferry"]),
        Draft::new(
            "b.txt",
            "Ferry stops",
            "Nordstadt Post",
            "2024-05",
            "The ferry has stopped. “Nobody pays taxes on boats,” said O’Brien. It is false.",
        )
        .says(person("Moira O’Brien"), "captain", "said/say/neutral", "“Nobody pays taxes on boats,”")
        .claims(Status::Refuted, person("Moira O’Brien"), Some(AUTHOR), "Nobody pays taxes on boats")
        .about(&["Ferry"]),
        Draft::new(
            "c.txt",
            "A quiet year",
            "Oststadt Herald",
            "2023",
            "Nothing rose but the sea. The tax on the harbour fell. The cut was deep.",
        )
        .with(|tagged| {
            tagged.article.authors = vec!["Björn Tarn".into()];
            tagged.article.url = Some("https://herald.example/quiet-year/".into());
            tagged.article.record_id = Some("rec-77".into());
        }),
        Draft::new("d.txt", "Undated notes", "", "", "Quill said it again: the harbour.").says(
            (SpeakerKind::Person, Some("Ada QUILL")),
            "Mayor of Oststadt",
            "said/say/neutral",
            "the harbour",
        ),
    ]
}

const TAX: &str =
    "“The harbour tax will rise,” said Mayor Ada Quill. Zofia Łęcka denied that boats would leave. Quill hopes the ferry will stay.";

/// The paths of the articles found.
pub(super) fn paths(reader: &Reader, query: &str) -> Vec<String> {
    let request = ArticleRequest { query: query.into(), ..ArticleRequest::default() };
    let hits = reader.articles(&request, Page::default()).unwrap_or_else(|error| panic!("{query}: {error}"));
    assert_eq!(hits.total, hits.hits.len());
    hits.hits.into_iter().map(|hit| hit.article.article.place.path.clone()).collect()
}

/// The contents of the quotations found.
pub(super) fn quoted(reader: &Reader, request: QuotationRequest) -> Vec<String> {
    let hits = reader.quotations(&request, Page::default()).unwrap();
    let words = |hit: &QuotationHit| {
        let spans = hit.quotation().content.iter();
        spans.map(|span| span.of(&hit.article().body)).collect::<Vec<_>>().join(" … ")
    };
    hits.hits.iter().map(words).collect()
}
