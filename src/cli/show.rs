//! `sayso show`: one article with every tag marked in place. Comes in: an id. Goes out: the text, its legend, and a list of its records.

use super::args::Global;
use super::hits::{claimant, party, quotation_reasons, reasons};
use super::marked::{Tag, marked};
use super::screen::{BOLD, CLAIM, CONTENT, CUE, DIM, EVIDENCE, SPEAKER, Screen, paint};
use super::{Outcome, words};
use clap::Args;
use sayso::annotated::AnnotatedArticle;
use sayso::article::Place;
use sayso::claim::Claim;
use sayso::export::contract::Contract;
use sayso::quotation::Quotation;
use sayso::search::{Candidate, Found, Reader};
use sayso::span::Span;
use std::io;

/// Prints an article with its tags marked in place.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso show 0f3a9c2e5b7d1846
  sayso show 0f3a9c2e5b7d1846-q120 --json

IDs stand in the output of the other commands; the first four digits or more are enough.
That of a quotation or claim shows its article, and so does a path.")]
pub struct Show {
    /// Id of an article, quotation or claim; or the path of an article
    id: String,
    /// One JSON object, by the contract, with the body
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(show: &Show, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let (annotated, places) = match reader.find(&show.id)? {
        Found::One { article, places, .. } => (article, places),
        Found::Several { total, candidates } => return Err(several(&show.id, total, &candidates)),
        Found::Nothing => {
            note!("no article found under {}", words::clean(&show.id));
            return Ok(Outcome::Nothing);
        }
    };
    if show.json {
        sayso::export::write_line(&mut io::stdout().lock(), &Contract::new(&annotated).article(&places, true))?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::stdout();
    print(&mut screen, &annotated, &places)?;
    screen.flush()?;
    Ok(Outcome::Done)
}

/// More than one article may be meant.
fn several(name: &str, total: usize, candidates: &[Candidate]) -> anyhow::Error {
    let line = |candidate: &Candidate| format!("\n  {}  {}", candidate.id, candidate.place);
    let lines: String = candidates.iter().map(line).collect();
    let more = if total > candidates.len() { "\n  …" } else { "" };
    anyhow::anyhow!("{} articles may be meant by {}:{lines}{more}", words::thousands(total), words::clean(name))
}

fn print(screen: &mut Screen, annotated: &AnnotatedArticle, places: &[Place]) -> io::Result<()> {
    head(screen, annotated, places)?;
    legend(screen)?;
    let body = &annotated.article.body;
    screen.text("", marked(body, Span::new(0, body.len()), &tags(annotated)).trim_end())?;
    screen.line("")?;
    screen.line(&paint(BOLD, &words::count(annotated.quotations.len(), "quotation")))?;
    for (place, item) in annotated.quotations.iter().enumerate() {
        quotation(screen, annotated, place + 1, item)?;
    }
    screen.line(&paint(BOLD, &words::count(annotated.claims.len(), "contested claim")))?;
    for (place, item) in annotated.claims.iter().enumerate() {
        claim(screen, annotated, place + 1, item)?;
    }
    let topics: Vec<String> = annotated.topics.iter().map(|topic| words::clean(&topic.label)).collect();
    if !topics.is_empty() {
        screen.text("", &format!("{}: {}", paint(BOLD, "topics"), topics.join(", ")))?;
    }
    Ok(())
}

fn head(screen: &mut Screen, annotated: &AnnotatedArticle, places: &[Place]) -> io::Result<()> {
    let article = &annotated.article;
    screen.text("", &paint(BOLD, &words::headline(article)))?;
    let authors = if article.authors.is_empty() { "no author".into() } else { words::clean(&article.authors.join(", ")) };
    screen.text("", &[words::date(article), words::publisher(article), authors].join(" · "))?;
    for line in article.url.iter().map(|url| words::clean(url)).chain(places.iter().map(Place::to_string)) {
        screen.line(&paint(DIM, &line))?;
    }
    screen.line(&paint(DIM, &article.id.to_string()))?;
    if !article.is_english() {
        let language = article.language.as_deref().unwrap_or_default();
        screen.line(&format!("Language {language}: sayso looks for quotations and claims in English articles only."))?;
    }
    screen.line("")
}

fn legend(screen: &mut Screen) -> io::Result<()> {
    let sample = |name, style, text| format!("{}{}{}", paint(DIM, name), paint(style, text), paint(DIM, "]"));
    let tags = [
        sample("[q1 ", CONTENT, "content of quotation 1"),
        sample("[cue1 ", CUE, "its cue"),
        sample("[src1 ", SPEAKER, "its source"),
        sample("[claim1 ", CLAIM, "contested claim 1"),
        sample("[ev1 ", EVIDENCE, "what contests it"),
    ];
    screen.text("", &tags.join(" "))?;
    screen.line("")
}

fn tags(annotated: &AnnotatedArticle) -> Vec<Tag> {
    let mut tags = Vec::new();
    for (place, quotation) in annotated.quotations.iter().enumerate() {
        let number = place + 1;
        tags.extend(quotation.content.iter().map(|span| Tag::named(*span, format!("q{number}"), CONTENT)));
        tags.extend(quotation.cue.iter().map(|cue| Tag::named(cue.span, format!("cue{number}"), CUE)));
        tags.extend(quotation.source.iter().map(|source| Tag::named(source.span, format!("src{number}"), SPEAKER)));
    }
    for (place, claim) in annotated.claims.iter().enumerate() {
        let number = place + 1;
        tags.extend(claim.proposition.iter().map(|span| Tag::named(*span, format!("claim{number}"), CLAIM)));
        tags.extend(claim.evidence.iter().map(|span| Tag::named(*span, format!("ev{number}"), EVIDENCE)));
    }
    tags
}

fn quotation(screen: &mut Screen, annotated: &AnnotatedArticle, number: usize, quotation: &Quotation) -> io::Result<()> {
    let body = &annotated.article.body;
    let speaker = annotated.speaker_of(quotation);
    let source = quotation.source.map(|source| source.span.of(body));
    let who = paint(SPEAKER, &words::speaker(speaker, source));
    let kind = speaker.map(|speaker| format!(" · {}", speaker.kind.as_str())).unwrap_or_default();
    let cue =
        quotation.cue.as_ref().map_or_else(|| "no cue".into(), |cue| format!("{} ({})", words::clean(&cue.lemma), cue.class.as_str()));
    let facts = [quotation.kind.as_str().to_owned(), cue, words::sure(quotation.confidence)].join(" · ");
    screen.text("", &format!("q{number}  {who}{kind} · {facts}"))?;
    screen.text("  ", &paint(CONTENT, &parts(body, &quotation.content)))?;
    quotation_reasons(screen, &annotated.article, quotation)?;
    if !quotation.topics.is_empty() {
        screen.text("  ", &format!("{}: {}", paint(DIM, "about"), words::clean(&quotation.topics.join(", "))))?;
    }
    screen.text("  ", &paint(DIM, &quotation.id))?;
    screen.line("")
}

fn claim(screen: &mut Screen, annotated: &AnnotatedArticle, number: usize, claim: &Claim) -> io::Result<()> {
    let body = &annotated.article.body;
    let claimant = claimant(annotated, claim);
    let status = paint(BOLD, claim.status.as_str());
    screen.text("", &format!("claim{number}  {status} · {claimant} · {}", words::sure(claim.confidence)))?;
    screen.text("  ", &paint(CLAIM, &parts(body, &claim.proposition)))?;
    for challenge in &claim.challenges {
        let contester = challenge.contester.map_or_else(|| "somebody not named".into(), |contester| party(annotated, contester));
        let evidence = paint(EVIDENCE, &words::clean(challenge.evidence.of(body)));
        screen.text("  ", &format!("contested by {contester}: “{evidence}”"))?;
    }
    reasons(screen, "why", &claim.why)?;
    screen.text("  ", &paint(DIM, &claim.id))?;
    screen.line("")
}

/// The words under several spans, with a sign where the article interrupts them.
fn parts(body: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| words::clean(span.of(body))).collect::<Vec<_>>().join(sayso::export::contract::GAP)
}
