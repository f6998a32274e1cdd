//! How hits look. Comes in: hits of the library. Goes out: a few lines each, or one JSON object.

use super::marked::{Tag, marked};
use super::screen::{BOLD, CLAIM, CONTENT, CUE, DIM, EVIDENCE, MATCH, SPEAKER, Screen, paint};
use super::words;
use sayso::annotated::AnnotatedArticle;
use sayso::article::Article;
use sayso::claim::{Claim, Party};
use sayso::export::Row;
use sayso::export::contract::{Contract, Metadata, Piece, SCHEMA_VERSION};
use sayso::quotation::Quotation;
use sayso::search::{ArticleHit, ClaimHit, QuotationHit, Rank, Reason};
use sayso::span::Span;
use serde::Serialize;
use std::io;

/// A quotation or claim as `--json` prints it: the contract's record, its article, and where it was found.
#[derive(Serialize)]
struct Found<'a, R: Serialize> {
    #[serde(flatten)]
    row: Row<'a, R>,
    /// The sentence or sentences around it.
    sentence: Piece<'a>,
    /// Words that matched the query.
    matches: Vec<Piece<'a>>,
    #[serde(flatten)]
    rank: Ranked<'a>,
}

/// What the search knows of a hit.
#[derive(Serialize)]
struct Ranked<'a> {
    score: f32,
    /// How many near-identical copies are folded into it.
    copies: usize,
    /// Why it is a hit, with `--explain`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<Test<'a>>,
    #[serde(flatten)]
    beside: Beside<'a>,
}

/// What stands with a hit and is not of it.
#[derive(Clone, Copy, Default, Serialize)]
pub struct Beside<'a> {
    /// Where the next page begins; only the last of a page has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<&'a str>,
    /// The watch that found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watch: Option<&'a str>,
}

/// A part of the query, as a hit meets it.
#[derive(Serialize)]
struct Test<'a> {
    test: &'a str,
    fulfilled: bool,
    score: f32,
}

fn ranked<'a>(rank: &'a Rank, beside: Beside<'a>) -> Ranked<'a> {
    let test = |reason: &'a Reason| Test { test: &reason.test, fulfilled: reason.fulfilled, score: reason.score };
    Ranked { score: rank.score, copies: rank.copies, explanation: rank.reasons.iter().map(test).collect(), beside }
}

/// An article as `search --json` prints it.
#[derive(Serialize)]
struct FoundArticle<'a> {
    schema_version: u32,
    #[serde(flatten)]
    metadata: Metadata<'a>,
    snippet: Piece<'a>,
    matches: Vec<Piece<'a>>,
    headline_matches: Vec<Piece<'a>>,
    #[serde(flatten)]
    rank: Ranked<'a>,
    quotations: usize,
    claims: usize,
}

/// A hit that can be shown and serialised.
pub trait Hit {
    /// A few lines.
    fn show(&self, screen: &mut Screen, why: bool) -> io::Result<()>;
    /// One line of JSON.
    fn json(&self, out: &mut dyn io::Write, beside: Beside) -> sayso::error::Result<()>;
}

impl Hit for ArticleHit {
    fn show(&self, screen: &mut Screen, _why: bool) -> io::Result<()> {
        let annotated = &*self.article;
        let article = &annotated.article;
        screen.text("", &headline(article, &self.headline_matches))?;
        let matches: Vec<Tag> = self.matches.iter().map(|span| Tag::styled(*span, MATCH)).collect();
        screen.text("  ", &one_line(&marked(&article.body, self.snippet, &matches)))?;
        let counts = [words::count(annotated.quotations.len(), "quotation"), words::count(annotated.claims.len(), "claim")];
        let origin = [words::date(article), words::publisher(article), counts.join(", ")].join(" · ");
        screen.text("  ", &format!("{origin} · {}", paint(DIM, &article.id.to_string())))?;
        more(screen, &self.rank)?;
        screen.line("")
    }

    fn json(&self, mut out: &mut dyn io::Write, beside: Beside) -> sayso::error::Result<()> {
        let contract = Contract::new(&self.article);
        let record = FoundArticle {
            schema_version: SCHEMA_VERSION,
            metadata: contract.metadata(&self.places),
            snippet: contract.piece(self.snippet),
            matches: contract.pieces(&self.matches),
            headline_matches: contract.headline_pieces(&self.headline_matches),
            rank: ranked(&self.rank, beside),
            quotations: self.article.quotations.len(),
            claims: self.article.claims.len(),
        };
        sayso::export::write_line(&mut out, &record)
    }
}

impl Hit for QuotationHit {
    fn show(&self, screen: &mut Screen, why: bool) -> io::Result<()> {
        let (quotation, article) = (self.quotation(), self.article());
        let mut tags: Vec<Tag> = quotation.content.iter().map(|span| in_place(screen, *span, CONTENT)).collect();
        tags.extend(quotation.cue.iter().map(|cue| Tag::styled(cue.span, CUE)));
        tags.extend(quotation.source.iter().map(|source| Tag::styled(source.span, SPEAKER)));
        tags.extend(self.matches.iter().map(|span| Tag::styled(*span, MATCH)));
        screen.text("", &one_line(&marked(&article.body, self.sentence, &tags)))?;
        let source = quotation.source.map(|source| source.span.of(&article.body));
        let who = paint(SPEAKER, &words::speaker(self.speaker(), source));
        screen.text("  ", &format!("{who} · {}", words::origin(article)))?;
        let about = [quotation.kind.as_str().to_owned(), words::sure(quotation.confidence), quotation.id.clone()];
        screen.text("  ", &paint(DIM, &about.join(" · ")))?;
        more(screen, &self.rank)?;
        if why {
            quotation_reasons(screen, article, quotation)?;
        }
        screen.line("")
    }

    fn json(&self, mut out: &mut dyn io::Write, beside: Beside) -> sayso::error::Result<()> {
        let contract = Contract::new(&self.article);
        let metadata = contract.metadata(&[]);
        let row = Row::new(contract.quotation(self.quotation()), &metadata);
        let found = Found {
            row,
            sentence: contract.piece(self.sentence),
            matches: contract.pieces(&self.matches),
            rank: ranked(&self.rank, beside),
        };
        sayso::export::write_line(&mut out, &found)
    }
}

impl Hit for ClaimHit {
    fn show(&self, screen: &mut Screen, why: bool) -> io::Result<()> {
        let (claim, article) = (self.claim(), self.article());
        let mut tags: Vec<Tag> = claim.proposition.iter().map(|span| in_place(screen, *span, CLAIM)).collect();
        tags.extend(claim.evidence.iter().map(|span| Tag::styled(*span, EVIDENCE)));
        tags.extend(self.matches.iter().map(|span| Tag::styled(*span, MATCH)));
        let status = paint(BOLD, claim.status.as_str());
        screen.text("", &format!("{status}: {}", one_line(&marked(&article.body, self.sentence, &tags))))?;
        screen.text("  ", &parties(self, claim))?;
        for evidence in outside(self.sentence, claim) {
            screen.text("  ", &format!("“{}”", paint(EVIDENCE, &words::clean(evidence.of(&article.body)))))?;
        }
        screen.text("  ", &words::origin(article))?;
        screen.text("  ", &paint(DIM, &[words::sure(claim.confidence), claim.id.clone()].join(" · ")))?;
        more(screen, &self.rank)?;
        if why {
            reasons(screen, "why", &claim.why)?;
        }
        screen.line("")
    }

    fn json(&self, mut out: &mut dyn io::Write, beside: Beside) -> sayso::error::Result<()> {
        let contract = Contract::new(&self.article);
        let metadata = contract.metadata(&[]);
        let row = Row::new(contract.claim(self.claim()), &metadata);
        let found = Found {
            row,
            sentence: contract.piece(self.sentence),
            matches: contract.pieces(&self.matches),
            rank: ranked(&self.rank, beside),
        };
        sayso::export::write_line(&mut out, &found)
    }
}

/// The headline with its matches.
fn headline(article: &Article, matches: &[Span]) -> String {
    let Some(headline) = article.headline.as_deref() else { return paint(BOLD, &words::headline(article)) };
    let whole = Span::new(0, headline.len());
    let tags = std::iter::once(Tag::styled(whole, BOLD)).chain(matches.iter().map(|span| Tag::styled(*span, MATCH)));
    one_line(&marked(headline, whole, &tags.collect::<Vec<_>>()))
}

/// Copies folded into a hit, and why it is one.
fn more(screen: &mut Screen, rank: &Rank) -> io::Result<()> {
    if rank.copies > 0 {
        screen.text("  ", &paint(DIM, &format!("and {}, near-identical", words::count(rank.copies, "copy"))))?;
    }
    let reason = |reason: &Reason| match (reason.fulfilled, reason.score) {
        (false, _) => format!("{}: no", reason.test),
        (true, 0.0) => format!("{}: yes", reason.test),
        (true, score) => format!("{}: {score:.2}", reason.test),
    };
    let found: Vec<String> = rank.reasons.iter().map(|one| words::clean(&reason(one))).collect();
    reasons(screen, "matches", &found)
}

/// A span in its colour, or in square brackets where there is none.
pub fn in_place(screen: &Screen, span: Span, style: anstyle::Style) -> Tag {
    if screen.has_colour() { Tag::styled(span, style) } else { Tag { span, open: "[".into(), close: "]", style } }
}

/// Who claims and who contests.
fn parties(hit: &ClaimHit, claim: &Claim) -> String {
    let mut contesters: Vec<String> = Vec::new();
    for contester in claim.challenges.iter().filter_map(|challenge| challenge.contester) {
        let name = party(&hit.article, contester);
        if !contesters.contains(&name) {
            contesters.push(name);
        }
    }
    match contesters.as_slice() {
        [] => claimant(&hit.article, claim),
        names => format!("{} · contested by {}", claimant(&hit.article, claim), names.join(", ")),
    }
}

/// Who claims, as a phrase.
pub fn claimant(annotated: &AnnotatedArticle, claim: &Claim) -> String {
    claim.claimant.map_or_else(|| "claimant not named".into(), |claimant| format!("claimed by {}", party(annotated, claimant)))
}

/// The name of a claimant or contester.
pub fn party(annotated: &AnnotatedArticle, party: Party) -> String {
    let source = party.span.map(|span| span.of(&annotated.article.body));
    paint(SPEAKER, &words::speaker(Some(annotated.speaker(party.speaker)), source))
}

/// Evidence that the sentence does not show.
fn outside(sentence: Span, claim: &Claim) -> impl Iterator<Item = Span> {
    claim.evidence.iter().copied().filter(move |span| !sentence.contains(*span))
}

/// Why a quotation was tagged and its speaker named.
pub fn quotation_reasons(screen: &mut Screen, article: &Article, quotation: &Quotation) -> io::Result<()> {
    reasons(screen, "why", &quotation.why)?;
    let Some(resolved) = &quotation.speaker else { return Ok(()) };
    let via = resolved.via.iter().map(|span| format!("via “{}”", words::clean(span.of(&article.body))));
    let why: Vec<String> = resolved.why.iter().cloned().chain(via).chain([words::sure(resolved.confidence)]).collect();
    reasons(screen, "why this speaker", &why)
}

/// The rules that decided, under a name; nothing where there are none.
pub fn reasons(screen: &mut Screen, name: &str, why: &[String]) -> io::Result<()> {
    if why.is_empty() {
        return Ok(());
    }
    screen.text("  ", &format!("{}: {}", paint(DIM, name), why.join("; ")))
}

/// A text's line breaks are the paper's, not the reader's.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
