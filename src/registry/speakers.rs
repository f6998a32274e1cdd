//! Who speaks in the whole corpus. Comes in: the columns of quotations and claims. Goes out: one row a name, most quoted first.

use super::columns::{Days, Numbered, Values};
use super::{is_listed, is_speech};
use crate::error::Result;
use crate::index::tokens;
use crate::index::who::Who;
use crate::quotation::CueClass;
use crate::speaker::SpeakerKind;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::{Searcher, SegmentReader};

/// A name with what its bearer said, over all articles.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerRow {
    /// The name as most articles give it.
    pub name: String,
    /// What it is, as most articles have it.
    pub kind: SpeakerKind,
    /// Roles given, most frequent first.
    pub roles: Vec<String>,
    /// Quotations that report speech.
    pub quotations: usize,
    /// Contested claims advanced.
    pub claims: usize,
    /// Claims contested.
    pub contests: usize,
    /// Articles in which the speaker says, claims or contests something.
    pub articles: usize,
    /// Earliest date of these, as known: `2020`, `2020-06` or `2020-06-05`.
    pub first: Option<String>,
    /// Latest.
    pub last: Option<String>,
}

/// Every person and organization that says, claims or contests something: by quotations, then by name.
pub fn speakers(searcher: &Searcher) -> Result<Vec<SpeakerRow>> {
    let mut deeds = Deeds::default();
    for segment in searcher.segment_readers() {
        deeds.read(segment)?;
    }
    let mut rows: Vec<SpeakerRow> = deeds.rows().into_values().map(Row::finish).collect();
    rows.sort_by(|one, other| (Reverse(one.quotations), &one.name).cmp(&(Reverse(other.quotations), &other.name)));
    Ok(rows)
}

/// What everybody did, by the number of a [`Who`].
#[derive(Default)]
struct Deeds {
    whos: Values,
    tallies: Vec<Tally>,
    /// Who did something in which article.
    present: Vec<(u32, u64)>,
}

/// What one [`Who`] did.
#[derive(Clone, Copy, Default)]
struct Tally {
    quotations: usize,
    claims: usize,
    contests: usize,
    days: Option<Range>,
}

/// The earliest and the latest date, each with its first and last day.
#[derive(Clone, Copy)]
struct Range {
    first: (i64, i64),
    last: (i64, i64),
}

impl Range {
    fn and(self, other: Range) -> Range {
        Range { first: self.first.min(other.first), last: if later(other.last) > later(self.last) { other.last } else { self.last } }
    }
}

/// Dates by their last day; of two that end alike the more precise one is later.
fn later((from, to): (i64, i64)) -> (i64, i64) {
    (to, from)
}

impl Deeds {
    fn read(&mut self, segment: &SegmentReader) -> tantivy::Result<()> {
        let mut whos = std::mem::take(&mut self.whos);
        let speaker = Numbered::read(segment, "speaker_who", &mut whos)?;
        let claimant = Numbered::read(segment, "claimant_who", &mut whos)?;
        let contester = Numbered::read(segment, "contester_who", &mut whos)?;
        let mut classes = Values::default();
        let class = Numbered::read(segment, "cue_class", &mut classes)?;
        let silent = |name: &String| name.parse::<CueClass>().is_ok_and(|class| !is_speech(class));
        let silent: Vec<bool> = classes.all().iter().map(silent).collect();
        self.tallies.resize(whos.all().len(), Tally::default());
        self.whos = whos;
        let days = Days::read(segment)?;
        let Some(articles) = segment.fast_fields().column_opt::<u64>("article")? else { return Ok(()) };
        for doc in segment.doc_ids_alive() {
            let thought = class.first(doc).is_some_and(|class| silent.get(class as usize) == Some(&true));
            let speaker = speaker.first(doc).filter(|_| !thought);
            let mut note = |who, count: fn(&mut Tally) -> &mut usize| self.note(who, count, articles.first(doc), days.of(doc));
            speaker.into_iter().for_each(|who| note(who, |tally| &mut tally.quotations));
            claimant.first(doc).into_iter().for_each(|who| note(who, |tally| &mut tally.claims));
            contester.of(doc).for_each(|who| note(who, |tally| &mut tally.contests));
        }
        Ok(())
    }

    fn note(&mut self, who: u32, count: fn(&mut Tally) -> &mut usize, article: Option<u64>, days: Option<(i64, i64)>) {
        let Some(tally) = self.tallies.get_mut(who as usize) else { return };
        *count(tally) += 1;
        if let Some(days) = days {
            let range = Range { first: days, last: days };
            tally.days = Some(tally.days.map_or(range, |known| known.and(range)));
        }
        self.present.extend(article.map(|article| (who, article)));
    }

    /// Adds up by folded name.
    fn rows(mut self) -> BTreeMap<String, Row> {
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        self.present.sort_unstable();
        self.present.dedup();
        let mut present = self.present.chunk_by(|one, other| one.0 == other.0).peekable();
        for (number, (value, tally)) in self.whos.all().iter().zip(&self.tallies).enumerate() {
            let articles = present.next_if(|chunk| chunk.first().is_some_and(|(who, _)| *who as usize == number)).unwrap_or_default();
            let Some(who) = Who::decode(value).filter(|who| is_listed(who.kind) && !articles.is_empty()) else { continue };
            if let Some(name) = who.name {
                rows.entry(folded(name)).or_default().add(&who, name, tally, articles);
            }
        }
        rows
    }
}

/// What names are compared by: no case, no accents, one kind of apostrophe, single spaces.
fn folded(name: &str) -> String {
    let folded = tokens::fold(name).replace(['’', 'ʼ'], "'");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One name in the making.
#[derive(Default)]
struct Row {
    names: FxHashMap<String, usize>,
    kinds: BTreeMap<SpeakerKind, usize>,
    roles: FxHashMap<String, usize>,
    tally: Tally,
    articles: Vec<u64>,
}

impl Row {
    fn add(&mut self, who: &Who, name: &str, tally: &Tally, articles: &[(u32, u64)]) {
        let weight = articles.len();
        *self.names.entry(name.to_owned()).or_default() += weight;
        *self.kinds.entry(who.kind).or_default() += weight;
        if let Some(role) = who.role {
            *self.roles.entry(role.to_owned()).or_default() += weight;
        }
        self.tally.quotations += tally.quotations;
        self.tally.claims += tally.claims;
        self.tally.contests += tally.contests;
        self.tally.days = match (self.tally.days, tally.days) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        self.articles.extend(articles.iter().map(|(_, article)| *article));
    }

    fn finish(mut self) -> SpeakerRow {
        self.articles.sort_unstable();
        self.articles.dedup();
        let kind = self.kinds.iter().max_by_key(|(kind, count)| (**count, Reverse(**kind))).map_or(SpeakerKind::None, |(kind, _)| *kind);
        SpeakerRow {
            name: by_count(self.names).into_iter().next().unwrap_or_default(),
            kind,
            roles: by_count(self.roles),
            quotations: self.tally.quotations,
            claims: self.tally.claims,
            contests: self.tally.contests,
            articles: self.articles.len(),
            first: self.tally.days.map(|range| date(range.first)),
            last: self.tally.days.map(|range| date(range.last)),
        }
    }
}

/// Values by count, most frequent first, then by value.
fn by_count(counts: FxHashMap<String, usize>) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
    counts.into_iter().map(|(value, _)| value).collect()
}

/// First and last day as the date they came from.
fn date((from, to): (i64, i64)) -> String {
    let (year, month, day) = (from / 10_000, from / 100 % 100, from % 100);
    if from == to {
        format!("{year:04}-{month:02}-{day:02}")
    } else if from / 100 == to / 100 {
        format!("{year:04}-{month:02}")
    } else {
        format!("{year:04}")
    }
}
