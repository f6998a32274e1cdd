//! What a registry of many speakers and a ledger of many claims cost: deciding who is who and which claims are one after a run, and answering from both.
//!
//! ```text
//! cargo bench --bench registry -- [--speakers N]
//! ```
//! Articles are made up, five speakers and two claims each, and written without extraction. Seconds and milliseconds are on the wall, the least of five for answers.

use sayso::annotated::AnnotatedArticle;
use sayso::article::Article;
use sayso::claim::{Claim, Status};
use sayso::error::Result;
use sayso::index::folder::{Lock, open_or_create};
use sayso::index::writer::Writer;
use sayso::quotation::{Quotation, QuotationKind};
use sayso::search::{EntryRequest, Page, QuotationRequest, Reader};
use sayso::span::Span;
use sayso::speaker::{Resolved, Speaker, SpeakerId, SpeakerKind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Speakers of an article.
const BESIDE: usize = 5;
/// Claims of an article.
const CLAIMS: usize = 2;
/// Articles in which each speaks.
const TIMES: usize = 3;

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().collect();
    let wanted = given.iter().position(|word| word == "--speakers").and_then(|at| given.get(at + 1));
    let speakers = wanted.and_then(|number| number.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    write(folder.path(), speakers)?;
    let (lock, started) = (Lock::take(folder.path())?, Instant::now());
    let count = sayso::registry::update(folder.path(), &open_or_create(folder.path(), &lock)?, true)?;
    let seconds = started.elapsed().as_secs_f64();
    let claims = Reader::open(folder.path())?.ledger()?.entries().map(|entry| entry.articles as usize).sum::<usize>();
    println!("{count} speakers and {claims} claims decided and stored in {seconds:.2} s");
    drop(lock);
    let name = name_of(speakers / 2);
    answer("open", || Reader::open(folder.path())?.registry().map(|registry| registry.count()))?;
    let reader = Reader::open(folder.path())?;
    reader.registry()?;
    answer("find a speaker", || Ok(reader.registry()?.find(&name).len()))?;
    answer("list the most quoted", || Ok(reader.speakers(None, Page { limit: Some(20), offset: 0 })?.hits.len()))?;
    let request = QuotationRequest { speaker: Some(name.clone()), ..QuotationRequest::default() };
    answer("quotations of a speaker", || Ok(reader.quotations(&request, Page { limit: Some(20), offset: 0 })?.total))?;
    answer("open the ledger", || Ok(Reader::open(folder.path())?.ledger()?.entries().count()))?;
    reader.ledger()?;
    let about = |text: String| EntryRequest { about: Some(text), ..EntryRequest::default() };
    let page = Page { limit: Some(20), offset: 0 };
    answer("claims about something", || Ok(reader.entries(&about(proposition(0, 0)), page)?.hits.len()))?;
    answer("claims that changed", || Ok(reader.entries(&EntryRequest { changed: true, ..EntryRequest::default() }, page)?.hits.len()))?;
    Ok(())
}

/// Prints the least time of five, and what came out.
fn answer(what: &str, work: impl Fn() -> Result<usize>) -> Result<()> {
    let (mut least, mut found) = (Duration::MAX, 0);
    for _ in 0..5 {
        let started = Instant::now();
        found = work()?;
        least = least.min(started.elapsed());
    }
    println!("{what}: {:.2} ms ({found})", least.as_secs_f64() * 1000.0);
    Ok(())
}

/// "Bado Kimera": one of twenty given names and as many last names as it takes.
fn name_of(number: usize) -> String {
    format!("{}l {}n", capital(&word(number % 20, 2)), capital(&word(number / 20, 4)))
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// The made-up word of a number, so many syllables long.
fn word(mut number: usize, length: usize) -> String {
    const SYLLABLES: [&str; 20] =
        ["ba", "do", "ki", "me", "ra", "so", "tu", "vi", "lo", "ne", "fa", "gu", "pe", "hi", "jo", "ma", "zu", "te", "ri", "no"];
    let mut word = String::new();
    for _ in 0..length {
        word += SYLLABLES[number % 20];
        number /= 20;
    }
    word
}

/// "Bado Kimera hid lorasu of tumeki from soneba": a name and seven words, some of them frequent; later rounds say it again in another tense.
fn proposition(round: usize, number: usize) -> String {
    // Multiplicative hashing spreads words; its square makes some of them frequent.
    let pick = |place: usize| {
        let hash = (number * 8 + place).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let hash = hash % 4000;
        word(hash * hash / 4000 + 20, 3)
    };
    let words: Vec<String> = (0..6).map(pick).collect();
    let often = if round == 0 { "hid" } else { "had hidden" };
    format!("{} {often} {} from {}", name_of(number % 1000), words[..4].join(" of "), words[4..].join(" near "))
}

/// Writes the articles.
fn write(folder: &Path, speakers: usize) -> Result<()> {
    let lock = Lock::take(folder)?;
    let opened = open_or_create(folder, &lock)?;
    let writer = Writer::new(&opened, lock, 2, Duration::from_secs(600))?;
    for round in 0..TIMES {
        for first in (0..speakers).step_by(BESIDE) {
            writer.put_article(article(round, first, speakers), 1, false)?;
        }
    }
    writer.commit()?;
    writer.finish()
}

/// An article in which five say something.
fn article(round: usize, first: usize, all: usize) -> AnnotatedArticle {
    let names: Vec<String> = (first..(first + BESIDE).min(all)).map(name_of).collect();
    let mut body = format!("Round {round}.");
    let mut contents = Vec::new();
    for name in &names {
        body += &format!(" {name} said ");
        contents.push(Span::new(body.len(), body.len() + 7));
        body += "it rains.";
    }
    let mut propositions = Vec::new();
    for place in 0..CLAIMS {
        let text = proposition(round, first / BESIDE * CLAIMS + place);
        body += " It is claimed that ";
        propositions.push(Span::new(body.len(), body.len() + text.len()));
        body += &text;
        body += ".";
    }
    let id = Article::content_id(None, &body, None, None);
    let claim = |span: &Span| Claim {
        id: Claim::make_id(id, span.start),
        proposition: vec![*span],
        status: if round == 2 { Status::Disputed } else { Status::Alleged },
        claimant: None,
        challenges: Vec::new(),
        evidence: Vec::new(),
        quotation: None,
        confidence: 1.0,
        why: Vec::new(),
    };
    let claims = propositions.iter().map(claim).collect();
    let speaker = |(place, name): (usize, &String)| Speaker {
        id: SpeakerId(place as u32),
        name: Some(name.clone()),
        kind: SpeakerKind::Person,
        role: Some("witness".into()),
        mentions: Vec::new(),
    };
    let quotation = |(place, content): (usize, &Span)| Quotation {
        id: Quotation::make_id(id, content.start),
        kind: QuotationKind::Indirect,
        content: vec![*content],
        quoted: Vec::new(),
        cue: None,
        source: None,
        speaker: Some(Resolved { speaker: SpeakerId(place as u32), via: Vec::new(), confidence: 1.0, why: Vec::new() }),
        topics: Vec::new(),
        confidence: 1.0,
        why: Vec::new(),
    };
    let (speakers, quotations) = (names.iter().enumerate().map(speaker).collect(), contents.iter().enumerate().map(quotation).collect());
    let publisher = Some(format!("Paper {}", first % 50));
    let article = Article { id, publisher, ..Article::of_body(format!("{round}/{first}.txt"), body) };
    AnnotatedArticle { article, speakers, quotations, claims, topics: Vec::new() }
}
