//! One speaker of the whole corpus. Comes in: occurrences. Goes out: name, kind, counts, dates; on demand names, roles over time, publishers.

use super::columns::folded;
use super::evidence::{Evidence, Occurrence};
use super::forms::parts;
use super::names::PersonName;
use crate::speaker::SpeakerKind;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A speaker, as decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stays the same when articles are added: `ada-quill`.
    pub id: String,
    /// The name as most articles give it.
    pub name: String,
    /// What it is, as most articles have it.
    pub kind: SpeakerKind,
    /// Quotations that report speech.
    pub quotations: u32,
    /// Contested claims advanced.
    pub claims: u32,
    /// Claims contested.
    pub contests: u32,
    /// Articles in which the speaker says, claims or contests something.
    pub articles: u32,
    /// First and last day of the earliest date, and of the latest.
    pub(super) days: Option<[(i64, i64); 2]>,
    /// Numbers of its occurrences, ascending.
    pub(super) occurrences: Vec<u32>,
    /// Why these are one.
    pub why: Vec<String>,
}

/// A role with when and how often it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleSpan {
    /// The role in the spelling of most articles.
    pub role: String,
    /// Articles that give it.
    pub articles: usize,
    /// Earliest date of these.
    pub first: Option<String>,
    /// Latest.
    pub last: Option<String>,
}

impl Entry {
    /// A speaker of these occurrences, with its counts; the id is given later.
    pub(super) fn of(evidence: &Evidence, occurrences: Vec<u32>, shown: &str, why: Vec<String>) -> Entry {
        let mut entry = Entry {
            id: String::new(),
            name: shown.to_owned(),
            kind: SpeakerKind::Person,
            quotations: 0,
            claims: 0,
            contests: 0,
            articles: 0,
            days: None,
            occurrences,
            why,
        };
        entry.count(evidence);
        entry
    }

    /// Counts anew, and takes the most frequent name and kind.
    pub(super) fn count(&mut self, evidence: &Evidence) {
        let [mut quotations, mut claims, mut contests] = [0, 0, 0];
        let mut kinds: BTreeMap<SpeakerKind, usize> = BTreeMap::new();
        for occurrence in self.of_evidence(evidence) {
            quotations += occurrence.quotations;
            claims += occurrence.claims;
            contests += occurrence.contests;
            *kinds.entry(evidence.who(occurrence.who).kind).or_default() += 1;
        }
        (self.quotations, self.claims, self.contests) = (quotations, claims, contests);
        (self.articles, self.days) = extent(evidence, self.of_evidence(evidence).filter(|occurrence| occurrence.counts()));
        self.kind = kinds.into_iter().max_by_key(|(kind, count)| (*count, Reverse(*kind))).map_or(self.kind, |(kind, _)| kind);
        if let Some((name, _)) = self.best_name(evidence) {
            self.name = name;
        }
    }

    /// The speaker in some of its occurrences: `said` has for their numbers how many quotations are counted. Claims are not counted. `None` where
    /// there is nothing to count.
    pub(super) fn within(&self, evidence: &Evidence, said: &FxHashMap<u32, u32>) -> Option<Entry> {
        let occurrences: Vec<u32> = self.occurrences.iter().copied().filter(|number| said.contains_key(number)).collect();
        let quotations = occurrences.iter().filter_map(|number| said.get(number)).sum();
        let (articles, days) = extent(evidence, occurrences.iter().filter_map(|number| evidence.occurrence(*number)));
        let (id, name, why) = (self.id.clone(), self.name.clone(), self.why.clone());
        let part = Entry { id, name, kind: self.kind, quotations, claims: 0, contests: 0, articles, days, occurrences, why };
        (quotations > 0).then_some(part)
    }

    fn of_evidence<'a>(&'a self, evidence: &'a Evidence) -> impl Iterator<Item = &'a Occurrence> {
        self.occurrences.iter().filter_map(|number| evidence.occurrence(*number))
    }

    /// The most frequent full name; a last name only where there is no other.
    fn best_name(&self, evidence: &Evidence) -> Option<(String, usize)> {
        let names = self.names(evidence);
        let fullness = |name: &str| match (self.kind, PersonName::read(name)) {
            (SpeakerKind::Person, Some(_)) if !name.chars().any(char::is_lowercase) => 0,
            (SpeakerKind::Person, Some(read)) if read.is_short() => 0,
            (SpeakerKind::Person, Some(read)) if read.given.first().is_some_and(|first| first.chars().count() == 1) => 1,
            _ => 2,
        };
        names.into_iter().max_by(|one, other| (fullness(&one.0), one.1, &other.0).cmp(&(fullness(&other.0), other.1, &one.0)))
    }

    /// Every name that articles give, most frequent first; those that differ in case and accents only as one.
    pub(super) fn names(&self, evidence: &Evidence) -> Vec<(String, usize)> {
        let name = |occurrence: &Occurrence| {
            let who = evidence.who(occurrence.who);
            // Of "Kaine & Pence" the other occurrences tell which one this is.
            who.name.filter(|name| parts(name, who.kind == SpeakerKind::Person).count() == 1).map(str::to_owned)
        };
        spelled(self.of_evidence(evidence).filter_map(name))
    }

    /// Roles, most frequent first, with when they were given.
    pub(super) fn roles(&self, evidence: &Evidence) -> Vec<RoleSpan> {
        let role = |occurrence: &Occurrence| evidence.who(occurrence.who).role.map(str::to_owned);
        let spelled = spelled(self.of_evidence(evidence).filter_map(role));
        let mut days: BTreeMap<String, [(i64, i64); 2]> = BTreeMap::new();
        for occurrence in self.of_evidence(evidence) {
            let (Some(role), Some(day)) = (role(occurrence), evidence.setting(occurrence).and_then(|setting| setting.days)) else {
                continue;
            };
            days.entry(folded(&role)).and_modify(|known| *known = widened(*known, day)).or_insert([day, day]);
        }
        let span = |(role, articles): (String, usize)| {
            let days = days.get(&folded(&role));
            RoleSpan { articles, first: days.map(|days| date(days[0])), last: days.map(|days| date(days[1])), role }
        };
        spelled.into_iter().map(span).collect()
    }

    /// Publishers with the number of articles, most first.
    pub(super) fn publishers(&self, evidence: &Evidence) -> Vec<(String, usize)> {
        let publisher =
            |occurrence: &Occurrence| evidence.setting(occurrence).and_then(|setting| evidence.publisher(setting)).map(str::to_owned);
        spelled(self.of_evidence(evidence).filter_map(publisher))
    }

    /// Earliest and latest date: `2020`, `2020-06` or `2020-06-05`.
    pub fn dates(&self) -> Option<(String, String)> {
        self.days.map(|[first, last]| (date(first), date(last)))
    }

    /// True for those that `speakers` lists: they say, claim or contest something.
    pub fn is_listed(&self) -> bool {
        self.quotations + self.claims + self.contests > 0
    }
}

/// Values that differ in case and accents only as one, in the most frequent spelling, with their counts, most first.
fn spelled(values: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut best: BTreeMap<String, (String, usize, usize)> = BTreeMap::new();
    for (value, count) in counts {
        let known = best.entry(folded(&value)).or_insert((String::new(), 0, 0));
        known.2 += count;
        if count > known.1 {
            (known.0, known.1) = (value, count);
        }
    }
    let mut all: Vec<(String, usize)> = best.into_values().map(|(value, _, count)| (value, count)).collect();
    all.sort_by_key(|(_, count)| Reverse(*count));
    all
}

/// In how many articles these occurrences are, and the earliest and the latest date.
fn extent<'a>(evidence: &Evidence, occurrences: impl Iterator<Item = &'a Occurrence>) -> (u32, Option<[(i64, i64); 2]>) {
    let mut articles = BTreeSet::new();
    let mut days: Option<[(i64, i64); 2]> = None;
    for occurrence in occurrences {
        if articles.insert(occurrence.article) {
            let day = evidence.setting(occurrence).and_then(|setting| setting.days);
            days = day.map(|day| days.map_or([day, day], |known| widened(known, day))).or(days);
        }
    }
    (articles.len() as u32, days)
}

/// The earliest and the latest date of three, each with its first and last day; of two that end alike the more precise one is later.
fn widened([first, last]: [(i64, i64); 2], day: (i64, i64)) -> [(i64, i64); 2] {
    let later = |(from, to): (i64, i64)| (to, from);
    [first.min(day), if later(day) > later(last) { day } else { last }]
}

/// First and last day, `YYYYMMDD`, as the date they came from: `2020`, `2020-06` or `2020-06-05`.
pub fn date((from, to): (i64, i64)) -> String {
    let (year, month, day) = (from / 10_000, from / 100 % 100, from % 100);
    if from == to {
        format!("{year:04}-{month:02}-{day:02}")
    } else if from / 100 == to / 100 {
        format!("{year:04}-{month:02}")
    } else {
        format!("{year:04}")
    }
}
