//! Who speaks in the whole corpus. Comes in: the columns of quotations and claims. Goes out: one row a name, most quoted first.

use super::columns::{Days, Numbered, Values, docs, folded};
use super::{is_listed, is_speech};
use crate::error::Result;
use crate::index::schema::{Fields, kind};
use crate::index::who::Who;
use crate::quotation::CueClass;
use crate::speaker::{SpeakerKind, is_described};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::columnar::Column;
use tantivy::{DocId, Searcher, SegmentReader};

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
pub fn speakers(searcher: &Searcher, fields: &Fields) -> Result<Vec<SpeakerRow>> {
    let mut deeds = Deeds::default();
    for segment in searcher.segment_readers() {
        deeds.read_quotations(segment, fields)?;
        deeds.read_claims(segment, fields)?;
    }
    let mut rows: Vec<SpeakerRow> = deeds.rows().iter().map(Row::finish).collect();
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
    /// The article that was noted last: most documents of an article lie side by side.
    noted: Option<u64>,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.quotations += other.quotations;
        self.claims += other.claims;
        self.contests += other.contests;
        self.days = match (self.days, other.days) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
    }
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
    fn column(&mut self, segment: &SegmentReader, name: &str) -> tantivy::Result<Numbered> {
        let column = Numbered::read(segment, name, &mut self.whos)?;
        self.tallies.resize(self.whos.all().len(), Tally::default());
        Ok(column)
    }

    fn read_quotations(&mut self, segment: &SegmentReader, fields: &Fields) -> tantivy::Result<()> {
        let speakers = self.column(segment, "speaker_who")?;
        let mut classes = Values::default();
        let class = Numbered::read(segment, "cue_class", &mut classes)?;
        let silent = |name: &String| name.parse::<CueClass>().is_ok_and(|class| !is_speech(class));
        let silent: Vec<bool> = classes.all().iter().map(silent).collect();
        let frame = Frame::read(segment)?;
        for doc in docs(segment, fields.kind, kind::QUOTATION)? {
            let thought = class.first(doc).is_some_and(|class| silent.get(class as usize) == Some(&true));
            if let Some(speaker) = speakers.first(doc).filter(|_| !thought) {
                self.note(speaker, |tally| tally.quotations += 1, &frame, doc);
            }
        }
        Ok(())
    }

    fn read_claims(&mut self, segment: &SegmentReader, fields: &Fields) -> tantivy::Result<()> {
        let claimants = self.column(segment, "claimant_who")?;
        let contesters = self.column(segment, "contester_who")?;
        let frame = Frame::read(segment)?;
        for doc in docs(segment, fields.kind, kind::CLAIM)? {
            if let Some(claimant) = claimants.first(doc) {
                self.note(claimant, |tally| tally.claims += 1, &frame, doc);
            }
            for contester in contesters.of(doc) {
                self.note(contester, |tally| tally.contests += 1, &frame, doc);
            }
        }
        Ok(())
    }

    fn note(&mut self, who: u32, count: impl Fn(&mut Tally), frame: &Frame, doc: DocId) {
        let Some(tally) = self.tallies.get_mut(who as usize) else { return };
        count(tally);
        let article = frame.article.as_ref().and_then(|column| column.first(doc));
        if article == tally.noted {
            return;
        }
        tally.noted = article;
        self.present.extend(article.map(|article| (who, article)));
        if let Some(days) = frame.days.of(doc) {
            let range = Range { first: days, last: days };
            tally.days = Some(tally.days.map_or(range, |known| known.and(range)));
        }
    }

    /// Adds up by folded name.
    fn rows(&mut self) -> Vec<Row<'_>> {
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut rows: Vec<Row> = Vec::new();
        self.present.sort_unstable();
        self.present.dedup();
        for articles in self.present.chunk_by(|one, other| one.0 == other.0) {
            let Some(number) = articles.first().map(|(who, _)| *who as usize) else { continue };
            let (Some(value), Some(tally)) = (self.whos.all().get(number), self.tallies.get(number)) else { continue };
            let Some(who) = Who::decode(value).filter(|who| is_listed(who.kind)) else { continue };
            // "The report" of one article is not that of another: it is searched for, never listed.
            let Some(name) = who.name.filter(|name| !is_described(name)) else { continue };
            let row = *numbers.entry(folded(name)).or_insert(rows.len());
            if row == rows.len() {
                rows.push(Row::default());
            }
            if let Some(row) = rows.get_mut(row) {
                row.tally.add(tally);
                row.whos.push((who, articles));
            }
        }
        rows
    }
}

/// Article and date of the documents of a segment.
struct Frame {
    article: Option<Column<u64>>,
    days: Days,
}

impl Frame {
    fn read(segment: &SegmentReader) -> tantivy::Result<Frame> {
        Ok(Frame { article: segment.fast_fields().column_opt("article")?, days: Days::read(segment)? })
    }
}

/// One name in the making: its spellings, kinds and roles, each with the articles that give it.
#[derive(Default)]
struct Row<'a> {
    tally: Tally,
    whos: Vec<(Who<'a>, &'a [(u32, u64)])>,
}

impl Row<'_> {
    fn finish(&self) -> SpeakerRow {
        let mut articles: Vec<u64> = self.whos.iter().flat_map(|(_, articles)| articles.iter().map(|(_, id)| *id)).collect();
        articles.sort_unstable();
        articles.dedup();
        let names = self.by_count(|who| who.name);
        let kinds = self.by_count(|who| Some(who.kind));
        SpeakerRow {
            name: names.first().map_or_else(String::new, |(name, _)| (*name).to_owned()),
            kind: kinds.first().map_or(SpeakerKind::None, |(kind, _)| *kind),
            roles: self.roles(),
            quotations: self.tally.quotations,
            claims: self.tally.claims,
            contests: self.tally.contests,
            articles: articles.len(),
            first: self.tally.days.map(|range| date(range.first)),
            last: self.tally.days.map(|range| date(range.last)),
        }
    }

    /// Roles, those that differ in case or accents only as one, in the spelling of most articles.
    fn roles(&self) -> Vec<String> {
        let mut roles: Vec<(String, &str, usize)> = Vec::new();
        for (role, count) in self.by_count(|who| who.role) {
            let key = folded(role);
            match roles.iter_mut().find(|known| known.0 == key) {
                Some(known) => known.2 += count,
                None => roles.push((key, role, count)),
            }
        }
        roles.sort_by(|one, other| (Reverse(one.2), &one.0).cmp(&(Reverse(other.2), &other.0)));
        roles.into_iter().map(|(_, role, _)| role.to_owned()).collect()
    }

    /// The values of one part with the number of articles that give them, most first, then by value.
    fn by_count<'b, T: Ord>(&'b self, part: impl Fn(&Who<'b>) -> Option<T>) -> Vec<(T, usize)> {
        // Most names are given in one way only.
        if let [(who, articles)] = &self.whos[..] {
            return part(who).map(|value| (value, articles.len())).into_iter().collect();
        }
        let mut counts: BTreeMap<T, usize> = BTreeMap::new();
        for (who, articles) in &self.whos {
            if let Some(value) = part(who) {
                *counts.entry(value).or_default() += articles.len();
            }
        }
        let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| Reverse(*count));
        counts
    }
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
