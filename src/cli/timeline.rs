//! `sayso timeline`: what did somebody say about something, and when? Comes in: a speaker and a topic. Goes out: quotations in the order of their dates,
//! each once, however many papers print it.

use super::args::{Filter, Global, List, query};
use super::screen::{BOLD, CONTENT, DIM, SPEAKER, Screen, paint};
use super::{Outcome, list, words};
use clap::Args;
use sayso::search::{Page, QuotationHit, QuotationRequest, Reader, repeats};
use serde::Serialize;
use std::io;

/// Places shown of one quotation.
const PLACES: usize = 4;

/// Prints what a speaker said, earliest first, repeats folded.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso timeline --speaker quill --topic ferry
  sayso timeline --speaker quill bridge toll --from 2025
  sayso timeline --speaker quill --json --limit all

The same words in fourteen papers are one quotation with fourteen places.
Quotations from articles without a date come last.")]
pub struct Timeline {
    /// Words of the content
    query: Vec<String>,
    /// Any part of the speaker's name, or an id
    #[arg(long, value_name = "NAME")]
    speaker: String,
    /// Words of a topic
    #[arg(long, value_name = "TEXT")]
    topic: Option<String>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    list: List,
}

/// A quotation with everywhere it was printed, earliest first.
struct Said<'a> {
    places: Vec<&'a QuotationHit>,
}

/// As `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    text: String,
    speaker: Option<&'a str>,
    first: Option<&'a str>,
    last: Option<&'a str>,
    earliest: bool,
    latest: bool,
    places: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    id: &'a str,
    published: Option<&'a str>,
    publisher: Option<&'a str>,
    headline: Option<&'a str>,
}

/// Runs the command.
pub fn run(timeline: Timeline, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let request = QuotationRequest {
        query: query(timeline.query),
        speaker: Some(timeline.speaker),
        topic: timeline.topic,
        filter: timeline.filter.request(),
        ..QuotationRequest::default()
    };
    let mut hits = reader.quotations(&request, Page { limit: None, offset: 0 })?.hits;
    list::tell_reading(&request.query, false)?;
    request.speaker.iter().try_for_each(|speaker| list::tell_speakers(&reader, speaker))?;
    hits.sort_by(|one, other| key(one).cmp(&key(other)));
    let said = folded(&hits);
    let dated = said.iter().filter(|said| said.published().is_some()).count();
    let page = timeline.list.page();
    let shown: Vec<(usize, &Said)> = said.iter().enumerate().skip(page.offset).take(page.limit.unwrap_or(usize::MAX)).collect();
    if timeline.list.json {
        list::json(shown.iter().map(|(place, said)| said.record(*place == 0 && dated > 0, dated > 0 && *place + 1 == dated)))?;
    } else {
        let mut screen = Screen::stdout();
        for (place, said) in &shown {
            let mark = match (*place, dated) {
                (_, 0) => "",
                (0, 1) => "earliest and latest",
                (0, _) => "earliest",
                (place, dated) if place + 1 == dated => "latest",
                _ => "",
            };
            said.show(&mut screen, mark)?;
        }
        screen.flush()?;
    }
    Ok(list::count(said.len(), shown.len(), "quotation", &timeline.list))
}

/// Dated first, by date; then by article and place in it.
fn key(hit: &QuotationHit) -> impl Ord {
    let published = hit.article().published.as_ref();
    (
        published.is_none(),
        published.map(|date| date.day_range()),
        published.map(|date| date.text.as_str()),
        hit.article().id.0,
        hit.position,
    )
}

/// Each quotation once, with its places.
fn folded(hits: &[QuotationHit]) -> Vec<Said<'_>> {
    let texts: Vec<String> = hits.iter().map(text).collect();
    let firsts = repeats(texts.iter().map(String::as_str));
    let mut places: Vec<Option<usize>> = vec![None; hits.len()];
    let mut said: Vec<Said> = Vec::new();
    for (hit, first) in hits.iter().zip(firsts) {
        match places.get(first).copied().flatten().and_then(|place| said.get_mut(place)) {
            Some(known) => known.places.push(hit),
            None => {
                places.get_mut(first).into_iter().for_each(|place| *place = Some(said.len()));
                said.push(Said { places: vec![hit] });
            }
        }
    }
    said
}

/// The content in one line.
fn text(hit: &QuotationHit) -> String {
    let body = &hit.article().body;
    let parts: Vec<String> = hit.quotation().content.iter().map(|span| words::clean(span.of(body))).collect();
    parts.join(" … ")
}

impl Said<'_> {
    fn published(&self) -> Option<&str> {
        self.places.first()?.article().published.as_ref().map(|date| date.text.as_str())
    }

    fn record(&self, earliest: bool, latest: bool) -> Record<'_> {
        Record {
            text: self.places.first().map(|hit| text(hit)).unwrap_or_default(),
            speaker: self.places.first().and_then(|hit| hit.speaker()).and_then(|speaker| speaker.name.as_deref()),
            first: self.published(),
            last: self.places.iter().rev().find_map(|hit| hit.article().published.as_ref().map(|date| date.text.as_str())),
            earliest,
            latest,
            places: self
                .places
                .iter()
                .map(|hit| Place {
                    id: &hit.quotation().id,
                    published: hit.article().published.as_ref().map(|date| date.text.as_str()),
                    publisher: hit.article().publisher.as_deref(),
                    headline: hit.article().headline.as_deref(),
                })
                .collect(),
        }
    }

    fn show(&self, screen: &mut Screen, mark: &str) -> io::Result<()> {
        let Some(first) = self.places.first() else { return Ok(()) };
        let mark = if mark.is_empty() { String::new() } else { format!("  {}", paint(BOLD, mark)) };
        screen.line(&format!("{}{mark}", paint(BOLD, &words::date(first.article()))))?;
        screen.text("  ", &paint(CONTENT, &text(first)))?;
        let who = paint(SPEAKER, &words::speaker(first.speaker(), None));
        let times = if self.places.len() > 1 { format!(" · {}", words::count(self.places.len(), "place")) } else { String::new() };
        screen.text("  ", &format!("{who} · {} · {}{times}", words::publisher(first.article()), words::headline(first.article())))?;
        for hit in self.places.iter().skip(1).take(PLACES - 1) {
            screen.text("    ", &paint(DIM, &format!("also {}", words::origin(hit.article()))))?;
        }
        if self.places.len() > PLACES {
            screen.text("    ", &paint(DIM, &format!("and {} more", self.places.len() - PLACES)))?;
        }
        screen.text("  ", &paint(DIM, &first.quotation().id))?;
        screen.line("")
    }
}
