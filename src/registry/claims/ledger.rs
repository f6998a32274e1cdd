//! The entries of the ledger. Comes in: evidence, the ledger of the run before. Goes out: one entry a claim, found by the id of any of its places or by
//! what it is about.
//!
//! Which claims are one is a function of the articles alone. Only ids remember: an entry is called after one of its places, and goes on being called so
//! while that place is in it. The id of every other place finds it too, so whatever id was noted once is good while its article is there.

use super::evidence::{ClaimPlace, Claimed, Evidence};
use super::group::{Item, group};
use super::likeness::{Scale, likeness};
use super::meaning::{Capitals, Meaning, Reading};
use super::terms::{StoredTerms, Terms};
use crate::article::ArticleId;
use crate::claim::{Claim, Status};
use crate::index::wording::Wording;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Share of the words asked for, by what they tell, that an entry must have.
const ABOUT: f32 = 0.6;

/// Every contested claim, and which of them are one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    places: Vec<ClaimPlace>,
    meanings: Vec<Meaning>,
    whos: Vec<String>,
    publishers: Vec<String>,
    terms: StoredTerms,
    names: Vec<String>,
    entries: Vec<ClaimEntry>,
}

/// One claim with everywhere it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimEntry {
    /// Number of the place it is called after.
    called: u32,
    /// Number of the place whose words stand for it.
    shown: u32,
    /// Numbers of its places, earliest first.
    places: Vec<u32>,
    /// How many articles carry it.
    pub articles: u32,
}

impl Ledger {
    /// Decides which claims are one.
    pub(crate) fn derive(evidence: Evidence, before: Option<&Ledger>) -> Ledger {
        let mut capitals = Capitals::default();
        evidence.claims.iter().for_each(|claimed| capitals.add(&claimed.wording));
        let mut terms = Terms::default();
        let mut reading = Reading { capitals: &capitals, terms: &mut terms, typed: false };
        let meaning = |claimed: &Claimed| reading.meaning(&claimed.wording, evidence.parties(&claimed.place));
        let meanings: Vec<Meaning> = evidence.claims.iter().map(meaning).collect();
        meanings.iter().for_each(|meaning| terms.count(meaning.terms(), &meaning.around));
        let scale = Scale::of(&mut terms, meanings.len());
        let day = |claimed: &Claimed| claimed.place.days.map(|(first, _)| first);
        let items: Vec<Item> =
            meanings.iter().zip(&evidence.claims).map(|(meaning, claimed)| Item { meaning, day: day(claimed) }).collect();
        let groups = group(&items, &scale);
        let Evidence { claims, whos, publishers } = evidence;
        let places = claims.into_iter().map(|claimed| claimed.place).collect();
        let mut ledger = Ledger { places, meanings, whos, publishers, terms: terms.stored(), names: capitals.names(), entries: Vec::new() };
        ledger.enter(&groups, &scale, before);
        ledger
    }

    fn enter(&mut self, groups: &[u32], scale: &Scale, before: Option<&Ledger>) {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (place, group) in groups.iter().enumerate() {
            members.entry(*group).or_default().push(place as u32);
        }
        let key = |place: &ClaimPlace| (place.article, place.start);
        let known = before.map(|ledger| {
            let size = |entry: &ClaimEntry| Some((key(ledger.places.get(entry.called as usize)?), entry.places.len()));
            ledger.entries.iter().filter_map(size).collect::<FxHashMap<_, _>>()
        });
        let known = known.unwrap_or_default();
        for places in members.into_values() {
            let size = |place: &&u32| self.places.get(**place as usize).and_then(|place| known.get(&key(place))).copied().unwrap_or(0);
            let called = places.iter().min_by_key(|place| (Reverse(size(place)), **place)).copied().unwrap_or_default();
            let mut articles: Vec<u64> = places.iter().filter_map(|place| Some(self.places.get(*place as usize)?.article)).collect();
            articles.sort_unstable();
            articles.dedup();
            let shown = self.typical(&places, scale);
            self.entries.push(ClaimEntry { called, shown, places, articles: articles.len() as u32 });
        }
        self.entries.sort_by_key(|entry| (Reverse(entry.articles), Reverse(entry.places.len()), entry.places.first().copied()));
    }

    /// The place that is most like all others; of equals the earliest.
    fn typical(&self, places: &[u32], scale: &Scale) -> u32 {
        let meaning = |place: u32| self.meanings.get(place as usize);
        let like = |one: u32| -> u32 {
            let others = places.iter().filter(|other| **other != one);
            let shares = others.filter_map(|other| likeness(meaning(one)?, meaning(*other)?, Some(0), scale));
            shares.map(|share| (share * 1000.0) as u32).sum()
        };
        places.iter().copied().max_by_key(|place| (like(*place), Reverse(*place))).unwrap_or_default()
    }

    /// Every entry: in most articles first.
    pub fn entries(&self) -> impl Iterator<Item = &ClaimEntry> {
        self.entries.iter()
    }

    /// The entry that has the claim with this id.
    pub fn entry(&self, id: &str) -> Option<&ClaimEntry> {
        let number = self.places.iter().position(|place| place.id() == id)? as u32;
        self.entries.iter().find(|entry| entry.places.contains(&number))
    }

    /// Entries that have most of the words of `text`, by what they tell; the fullest first.
    pub fn about(&self, text: &str) -> Vec<&ClaimEntry> {
        let (mut terms, capitals) = self.words();
        let mut reading = Reading { capitals: &capitals, terms: &mut terms, typed: true };
        let wording = Wording { text: text.to_owned(), ..Wording::default() };
        let wanted: Vec<u32> = reading.meaning(&wording, std::iter::empty()).terms().collect();
        let scale = Scale::of(&mut terms, self.places.len());
        let whole: f32 = wanted.iter().map(|term| scale.weight(*term)).sum();
        let share = |entry: &ClaimEntry| -> f32 {
            let has = |term: &&u32| self.meanings(entry).any(|meaning| meaning.terms().any(|known| known == **term));
            wanted.iter().filter(has).map(|term| scale.weight(*term)).sum::<f32>() / whole
        };
        let mut found: Vec<(u32, &ClaimEntry)> = self.entries.iter().map(|entry| ((share(entry) * 1000.0) as u32, entry)).collect();
        found.retain(|(share, _)| whole > 0.0 && *share as f32 >= ABOUT * 1000.0);
        found.sort_by_key(|(share, _)| Reverse(*share));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// What words are numbered and told from names by.
    pub(super) fn words(&self) -> (Terms, Capitals) {
        (Terms::restored(self.terms.clone()), Capitals::of_names(self.names.iter().cloned()))
    }

    /// How many claims of single articles it has.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// The places of an entry as they are compared.
    pub(super) fn items<'a>(&'a self, entry: &'a ClaimEntry) -> impl Iterator<Item = Item<'a>> {
        let item = |place: &u32| {
            let (meaning, known) = (self.meanings.get(*place as usize)?, self.places.get(*place as usize)?);
            Some(Item { meaning, day: known.days.map(|(first, _)| first) })
        };
        entry.places.iter().filter_map(item)
    }

    fn meanings<'a>(&'a self, entry: &'a ClaimEntry) -> impl Iterator<Item = &'a Meaning> {
        entry.places.iter().filter_map(|place| self.meanings.get(*place as usize))
    }

    /// The id of an entry: that of the claim it is called after.
    pub fn id(&self, entry: &ClaimEntry) -> String {
        self.places.get(entry.called as usize).map(ClaimPlace::id).unwrap_or_default()
    }

    /// The words that stand for an entry.
    pub fn text(&self, entry: &ClaimEntry) -> &str {
        self.places.get(entry.shown as usize).map_or("", |place| place.text.as_str())
    }

    /// The places of an entry, earliest first.
    pub fn places<'a>(&'a self, entry: &'a ClaimEntry) -> impl Iterator<Item = &'a ClaimPlace> {
        entry.places.iter().filter_map(|place| self.places.get(*place as usize))
    }

    /// The article's publisher.
    pub fn publisher(&self, place: &ClaimPlace) -> Option<&str> {
        self.publishers.get(place.publisher? as usize).map(String::as_str)
    }

    /// Who advances the claim at a place, encoded as [`Who`](crate::index::who::Who).
    pub fn claimants<'a>(&'a self, place: &'a ClaimPlace) -> impl Iterator<Item = &'a str> {
        place.claimants.iter().filter_map(|who| self.whos.get(*who as usize).map(String::as_str))
    }

    /// Who contests it there.
    pub fn contesters<'a>(&'a self, place: &'a ClaimPlace) -> impl Iterator<Item = &'a str> {
        place.contesters.iter().filter_map(|who| self.whos.get(*who as usize).map(String::as_str))
    }

    /// How each article presents an entry, earliest first: the strongest status that it gives it anywhere.
    pub fn statuses<'a>(&'a self, entry: &'a ClaimEntry) -> Vec<(&'a ClaimPlace, Status)> {
        let mut found: Vec<(&ClaimPlace, Status)> = Vec::new();
        for place in self.places(entry) {
            match found.iter_mut().find(|(known, _)| known.article == place.article) {
                Some((_, status)) => *status = (*status).max(place.status),
                None => found.push((place, place.status)),
            }
        }
        found
    }

    /// True where one of its places is likely a contested claim.
    pub fn is_likely(&self, entry: &ClaimEntry) -> bool {
        self.places(entry).any(|place| place.likely)
    }

    /// True where articles present an entry differently.
    pub fn is_changed(&self, entry: &ClaimEntry) -> bool {
        let statuses = self.statuses(entry);
        statuses.windows(2).any(|pair| pair[0].1 != pair[1].1)
    }
}

impl ClaimPlace {
    /// The claim's id.
    pub fn id(&self) -> String {
        Claim::make_id(ArticleId(self.article), self.start as usize)
    }
}
