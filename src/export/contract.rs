//! The shape of what is printed (docs/schema/extract-v1.json). Comes in: annotated articles, spans in bytes. Goes out: records to serialise, offsets in code points.

use crate::annotated::AnnotatedArticle;
use crate::article::{Place, Precision};
use crate::claim::{Challenge, Claim, Party, Status};
use crate::mention::Form;
use crate::quotation::{CueClass, Quotation, QuotationKind};
use crate::span::Span;
use crate::speaker::{Resolved, SpeakerKind};
use crate::text::CodePoints;
use crate::topic::{SUBJECTS, Topic};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Version of the printed shape. Fields may be added within a version, none renamed or dropped.
pub const SCHEMA_VERSION: u32 = 1;

/// The name under which an article contests a claim in its own voice.
pub const AUTHOR: &str = "author";

/// A stretch of the body: code points, end exclusive, and the body's slice there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The body between them.
    pub text: &'a str,
}

/// What is known of an article without reading it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Metadata<'a> {
    /// Content-derived id.
    pub id: String,
    /// The first place it was read.
    pub path: &'a str,
    /// Headline.
    pub headline: Option<&'a str>,
    /// ISO 8601, cut off where knowledge ends.
    pub published: Option<&'a str>,
    /// What is known of the date.
    pub published_precision: Option<Precision>,
    /// Outlet.
    pub publisher: Option<&'a str>,
    /// Address on the web.
    pub url: Option<&'a str>,
    /// In the order given.
    pub authors: &'a [String],
    /// Section of the outlet.
    pub section: Option<&'a str>,
    /// ISO 639-1 code.
    pub language: Option<&'a str>,
    /// SHA-256 of the body in UTF-8: whoever holds the text can check that offsets fit it.
    pub body_sha256: String,
    /// 1-based number of the record in a file of many.
    pub record: Option<u64>,
    /// The id that the dump itself gave.
    pub record_id: Option<&'a str>,
    /// Every place it was found, `path` or `path#record`; left out where only the index's first is at hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
}

/// One article with its tags: a line of `sayso extract`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleRecord<'a> {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// What is known of it.
    #[serde(flatten)]
    pub metadata: Metadata<'a>,
    /// The text, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<&'a str>,
    /// In text order.
    pub quotations: Vec<QuotationRecord<'a>>,
    /// In text order.
    pub claims: Vec<ClaimRecord<'a>>,
    /// Most central first.
    pub topics: Vec<TopicRecord<'a>>,
}

/// A topic of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicRecord<'a> {
    /// The phrase.
    pub label: &'a str,
    /// 0 to 1.
    pub score: f64,
    /// `iptc` for a subject of IPTC Media Topics, its top level; nothing for a phrase of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<&'static str>,
}

/// A reported statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotationRecord<'a> {
    /// Stable while article and start are.
    pub id: &'a str,
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// What is reported, in text order.
    pub content: Vec<Piece<'a>>,
    /// The parts of it between quotation marks, marks included.
    pub quoted: Vec<Piece<'a>>,
    /// The words that attribute it.
    pub cue: Option<CueRecord<'a>>,
    /// The words that name the source.
    pub source: Option<SourceRecord<'a>>,
    /// Who that is.
    pub speaker: Option<SpeakerRecord<'a>>,
    /// Key phrases of the content.
    pub topics: &'a [String],
    /// 0 to 1.
    pub confidence: f64,
    /// The rules that decided.
    pub why: &'a [String],
}

/// A cue with its family.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CueRecord<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub piece: Piece<'a>,
    /// Dictionary form.
    pub lemma: &'a str,
    /// Family.
    pub class: CueClass,
}

/// A source as it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceRecord<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub piece: Piece<'a>,
    /// Named, nominal or pronominal.
    pub form: Form,
}

/// The speaker that a source was resolved to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeakerRecord<'a> {
    /// Fullest name the article gives.
    pub name: Option<&'a str>,
    /// What the speaker is.
    #[serde(rename = "type")]
    pub kind: SpeakerKind,
    /// Role as of this article.
    pub role: Option<&'a str>,
    /// From the source to the name, nearest first.
    pub via: Vec<Piece<'a>>,
    /// 0 to 1.
    pub confidence: f64,
    /// The rules that decided.
    pub why: &'a [String],
}

/// A contested claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimRecord<'a> {
    /// Stable while article and start are.
    pub id: &'a str,
    /// The proposition, its spans joined by [`GAP`].
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Piece<'a>>,
    /// How the article presents it.
    pub status: Status,
    /// Who advances it.
    pub claimant: Option<PartyRecord<'a>>,
    /// Who challenges it, each once, in text order.
    pub contesters: Vec<PartyRecord<'a>>,
    /// The words that show the status.
    pub evidence: Vec<Piece<'a>>,
    /// Which evidence is whose.
    pub challenges: Vec<ChallengeRecord<'a>>,
    /// Id of the quotation that states it.
    pub quotation: Option<&'a str>,
    /// 0 to 1.
    pub confidence: f64,
    /// The rules that decided.
    pub why: &'a [String],
}

/// A claimant or contester.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyRecord<'a> {
    /// Name; [`AUTHOR`] for the article's own voice.
    pub name: Option<&'a str>,
    /// What the party is.
    #[serde(rename = "type")]
    pub kind: SpeakerKind,
    /// First code point of its mention; `None` for the article's own voice.
    pub start: Option<usize>,
    /// One past the last.
    pub end: Option<usize>,
}

/// One challenge to a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChallengeRecord<'a> {
    /// Who.
    pub contester: Option<PartyRecord<'a>>,
    /// In which words.
    pub evidence: Piece<'a>,
}

/// What stands between the parts of a text that the article interrupts.
pub const GAP: &str = " […] ";

/// Joins pieces by [`GAP`], the body's words unchanged.
pub fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text).collect::<Vec<_>>().join(GAP)
}

/// Turns one article's records into the printed shape.
#[derive(Debug)]
pub struct Contract<'a> {
    annotated: &'a AnnotatedArticle,
    points: CodePoints<'a>,
}

impl<'a> Contract<'a> {
    /// Reads the body once for its offsets.
    pub fn new(annotated: &'a AnnotatedArticle) -> Contract<'a> {
        Contract { annotated, points: CodePoints::new(&annotated.article.body) }
    }

    /// The article itself.
    pub fn annotated(&self) -> &'a AnnotatedArticle {
        self.annotated
    }

    /// The whole article, with all `places` it was found in.
    pub fn article(&self, places: &[Place], with_body: bool) -> ArticleRecord<'a> {
        let annotated = self.annotated;
        ArticleRecord {
            schema_version: SCHEMA_VERSION,
            metadata: self.metadata(places),
            body: with_body.then_some(&annotated.article.body),
            quotations: annotated.quotations.iter().map(|quotation| self.quotation(quotation)).collect(),
            claims: annotated.claims.iter().map(|claim| self.claim(claim)).collect(),
            topics: annotated.topics.iter().map(topic).collect(),
        }
    }

    /// What is known of the article, with all `places` it was found in (none: leave them out).
    pub fn metadata(&self, places: &[Place]) -> Metadata<'a> {
        let article = &self.annotated.article;
        Metadata {
            id: article.id.to_string(),
            path: &article.place.path,
            headline: article.headline.as_deref(),
            published: article.published.as_ref().map(|date| date.text.as_str()),
            published_precision: article.published.as_ref().map(|date| date.precision),
            publisher: article.publisher.as_deref(),
            url: article.url.as_deref(),
            authors: &article.authors,
            section: article.section.as_deref(),
            language: article.language.as_deref(),
            body_sha256: format!("{:x}", Sha256::digest(&article.body)),
            record: article.place.record,
            record_id: article.record_id.as_deref(),
            paths: places.iter().map(Place::to_string).collect(),
        }
    }

    /// A quotation of this article.
    pub fn quotation(&self, quotation: &'a Quotation) -> QuotationRecord<'a> {
        QuotationRecord {
            id: &quotation.id,
            kind: quotation.kind,
            content: self.pieces(&quotation.content),
            quoted: self.pieces(&quotation.quoted),
            cue: quotation.cue.as_ref().map(|cue| CueRecord { piece: self.piece(cue.span), lemma: &cue.lemma, class: cue.class }),
            source: quotation.source.map(|source| SourceRecord { piece: self.piece(source.span), form: source.form }),
            speaker: quotation.speaker.as_ref().map(|resolved| self.speaker(resolved)),
            topics: &quotation.topics,
            confidence: rounded(quotation.confidence),
            why: &quotation.why,
        }
    }

    /// A claim of this article.
    pub fn claim(&self, claim: &'a Claim) -> ClaimRecord<'a> {
        let spans = self.pieces(&claim.proposition);
        let mut contesters: Vec<PartyRecord> = Vec::new();
        for party in claim.challenges.iter().filter_map(|challenge| challenge.contester) {
            let record = self.party(party);
            if !contesters.iter().any(|known| (known.name, known.kind) == (record.name, record.kind)) {
                contesters.push(record);
            }
        }
        ClaimRecord {
            id: &claim.id,
            text: joined(&spans),
            spans,
            status: claim.status,
            claimant: claim.claimant.map(|party| self.party(party)),
            contesters,
            evidence: self.pieces(&claim.evidence),
            challenges: claim.challenges.iter().map(|challenge| self.challenge(challenge)).collect(),
            quotation: claim.quotation.as_deref(),
            confidence: rounded(claim.confidence),
            why: &claim.why,
        }
    }

    /// The body under `span`.
    pub fn piece(&self, span: Span) -> Piece<'a> {
        let (start, end) = self.points.of_span(span);
        Piece { start, end, text: span.of(&self.annotated.article.body) }
    }

    /// The body under each span.
    pub fn pieces(&self, spans: &[Span]) -> Vec<Piece<'a>> {
        spans.iter().map(|span| self.piece(*span)).collect()
    }

    /// The headline under each span of it, counted in its own code points.
    pub fn headline_pieces(&self, spans: &[Span]) -> Vec<Piece<'a>> {
        let headline = self.annotated.article.headline.as_deref().unwrap_or("");
        let points = CodePoints::new(headline);
        let piece = |span: &Span| {
            let (start, end) = points.of_span(*span);
            Piece { start, end, text: span.of(headline) }
        };
        spans.iter().map(piece).collect()
    }

    fn speaker(&self, resolved: &'a Resolved) -> SpeakerRecord<'a> {
        let speaker = self.annotated.speaker(resolved.speaker);
        SpeakerRecord {
            name: speaker.name.as_deref(),
            kind: speaker.kind,
            role: speaker.role.as_deref(),
            via: self.pieces(&resolved.via),
            confidence: rounded(resolved.confidence),
            why: &resolved.why,
        }
    }

    fn party(&self, party: Party) -> PartyRecord<'a> {
        let speaker = self.annotated.speaker(party.speaker);
        let name = if speaker.kind == SpeakerKind::Author { Some(AUTHOR) } else { speaker.name.as_deref() };
        let offsets = party.span.map(|span| self.points.of_span(span));
        PartyRecord { name, kind: speaker.kind, start: offsets.map(|at| at.0), end: offsets.map(|at| at.1) }
    }

    fn challenge(&self, challenge: &Challenge) -> ChallengeRecord<'a> {
        let contester = challenge.contester.map(|party| self.party(party));
        ChallengeRecord { contester, evidence: self.piece(challenge.evidence) }
    }
}

fn topic(topic: &Topic) -> TopicRecord<'_> {
    let scheme = SUBJECTS.contains(&topic.label.as_str()).then_some("iptc");
    TopicRecord { label: &topic.label, score: rounded(topic.score), scheme }
}

/// Three decimals: more would promise a precision that no confidence has.
pub fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn offsets_count_code_points_beyond_the_basic_plane() {
        let annotated = sample();
        let record = Contract::new(&annotated).article(&[], false);
        let body: Vec<char> = annotated.article.body.chars().collect();
        let content = &record.quotations[0].content[0];
        let sliced: String = body[content.start..content.end].iter().collect();
        assert_eq!(sliced, content.text);
        assert_eq!(content.text, "“The 🌉 bridge is safe,”");
    }

    #[test]
    fn the_articles_own_voice_contests_under_the_name_author() {
        let annotated = sample();
        let record = Contract::new(&annotated).article(&[], false);
        let claim = &record.claims[0];
        assert_eq!(claim.contesters.len(), 1, "two challenges by one contester");
        assert_eq!((claim.contesters[0].name, claim.contesters[0].start), (Some("author"), None));
        assert_eq!(claim.claimant.as_ref().and_then(|party| party.name), Some("Ada Quill"));
    }

    #[test]
    fn what_is_not_known_is_printed_as_null() {
        let annotated = sample();
        let json = serde_json::to_value(Contract::new(&annotated).article(&[], false)).unwrap();
        assert!(json["section"].is_null() && json["published"].is_null());
        assert!(json["quotations"][1]["source"].is_null() && json["quotations"][1]["speaker"].is_null());
        assert!(json.get("body").is_none());
        assert_eq!(json["quotations"][0]["confidence"], 0.93);
    }
}
