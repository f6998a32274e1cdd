//! Contested claims across articles. Comes in: what they are about, or an id. Goes out: one row a claim, with who claims and contests it and how each
//! publisher presents it; on demand every place.

use super::uncontested::Uncontested;
use super::{ClaimHit, Hits, Page, Rank, Reader, cut};
use crate::claim::Status;
use crate::error::Result;
use crate::index::schema::AUTHOR;
use crate::index::who::Who;
use crate::registry::{self, ClaimEntry, ClaimPlace, Ledger, Registry, date};
use crate::speaker::SpeakerKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which entries of the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryRequest {
    /// Words that most of the claim has.
    pub about: Option<String>,
    /// Only what articles present differently.
    pub changed: bool,
    /// Only what so many articles carry, or more.
    pub least: usize,
    /// Also what is nowhere [likely](crate::claim::Claim::is_likely).
    pub all: bool,
}

/// Publishers with the number of articles, most first; `None` is unknown.
pub type Papers = Vec<(Option<String>, usize)>;

/// A claim of the ledger with everything a list shows.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRow {
    /// The id of one of its places; stays the same when articles are added.
    pub id: String,
    /// Its words at one of its places.
    pub text: String,
    /// Articles that carry it.
    pub articles: usize,
    /// Earliest date of these, as known: `2020`, `2020-06` or `2020-06-05`.
    pub first: Option<String>,
    /// Latest.
    pub last: Option<String>,
    /// The statuses that articles give it, earliest article first, each time another one.
    pub course: Vec<(Option<String>, Status)>,
    /// Publishers by the status they give it, weakest first.
    pub publishers: Vec<(Status, Papers)>,
    /// Who advances it, in most articles first.
    pub claimants: Vec<(String, usize)>,
    /// Who contests it; `author` is an article itself.
    pub contesters: Vec<(String, usize)>,
}

/// A claim of the ledger with everywhere it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryPage {
    /// What a list shows.
    pub row: EntryRow,
    /// Every article's claim, earliest first; the same words in near-identical copies once.
    pub places: Vec<ClaimHit>,
    /// Where other articles tell it without contest, earliest first.
    pub uncontested: Vec<Uncontested>,
}

impl Reader {
    /// The ledger of contested claims. Read when first asked for.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn ledger(&self) -> Result<&Ledger> {
        if let Some(ledger) = self.ledger.get() {
            return Ok(ledger);
        }
        let ledger = registry::ledger(&self.folder, &self.opened, &self.searcher)?;
        Ok(self.ledger.get_or_init(|| ledger))
    }

    /// Claims of the ledger: those in most articles first, or those that fit the words best.
    ///
    /// # Errors
    /// Those of [`Reader::ledger`] and [`Reader::registry`].
    pub fn entries(&self, request: &EntryRequest, page: Page) -> Result<Hits<EntryRow>> {
        let ledger = self.ledger()?;
        let mut found: Vec<&ClaimEntry> = match &request.about {
            Some(text) => ledger.about(text),
            None => ledger.entries().collect(),
        };
        let asked = |entry: &ClaimEntry| entry.articles as usize >= request.least && (!request.changed || ledger.is_changed(entry));
        found.retain(|entry| asked(entry) && (request.all || ledger.is_likely(entry)));
        let Hits { total, hits, folded, next } = cut(found, page);
        let namer = self.namer()?;
        Ok(Hits { total, hits: hits.into_iter().map(|entry| namer.row(entry)).collect(), folded, next })
    }

    /// The claim of the ledger that has the claim with this id.
    ///
    /// # Errors
    /// As [`Reader::entries`].
    pub fn entry(&self, id: &str) -> Result<Option<EntryPage>> {
        let ledger = self.ledger()?;
        let Some(entry) = ledger.entry(id) else { return Ok(None) };
        let namer = self.namer()?;
        let (copies, mut shelf) = (self.copies()?, super::load::Shelf::new(self));
        let mut hits: Vec<ClaimHit> = Vec::new();
        let mut groups: BTreeMap<(u32, String), usize> = BTreeMap::new();
        for place in ledger.places(entry) {
            // The same words in a copy of the same article.
            if let Some(group) = copies.group(place.article) {
                let known = *groups.entry((group, place.text.clone())).or_insert(hits.len());
                if let Some(hit) = hits.get_mut(known) {
                    hit.rank.copies += 1;
                    continue;
                }
            }
            let loaded = shelf.article(place.article)?;
            let rank = Rank { score: 0.0, copies: 0, reasons: Vec::new() };
            hits.extend(ClaimHit::of(&loaded.article, place.position as usize, rank, |_| Vec::new()));
        }
        Ok(Some(EntryPage { row: namer.row(entry), places: hits, uncontested: self.uncontested(entry)? }))
    }

    fn namer(&self) -> Result<Namer<'_>> {
        let registry = self.registry()?;
        Ok(Namer { ledger: self.ledger()?, registry, bearers: registry.bearers() })
    }
}

/// Gives entries their names.
struct Namer<'a> {
    ledger: &'a Ledger,
    registry: &'a Registry,
    bearers: Vec<u32>,
}

impl Namer<'_> {
    fn row(&self, entry: &ClaimEntry) -> EntryRow {
        let ledger = self.ledger;
        let statuses = ledger.statuses(entry);
        let dated = |place: &ClaimPlace| place.days.map(date);
        let mut course: Vec<(Option<String>, Status)> = Vec::new();
        for (place, status) in &statuses {
            if course.last().is_none_or(|(_, known)| known != status) {
                course.push((dated(place), *status));
            }
        }
        let publishers = Status::ALL.into_iter().map(|status| {
            let of_status = statuses.iter().filter(|(_, known)| *known == status);
            (status, counted(of_status.map(|(place, _)| ledger.publisher(place).map(str::to_owned))))
        });
        let parties = |of: &dyn Fn(&ClaimPlace) -> Vec<String>| {
            let mut by_article: Vec<(u64, String)> =
                ledger.places(entry).flat_map(|place| of(place).into_iter().map(|name| (place.article, name))).collect();
            by_article.sort_unstable();
            by_article.dedup();
            counted(by_article.into_iter().map(|(_, name)| name))
        };
        let names = |place: &ClaimPlace, whos: &mut dyn Iterator<Item = &str>| {
            whos.filter_map(|who| self.name(place.article, who)).collect::<Vec<String>>()
        };
        let dates = || statuses.iter().filter_map(|(place, _)| place.days);
        EntryRow {
            id: ledger.id(entry),
            text: ledger.text(entry).to_owned(),
            articles: entry.articles as usize,
            first: dates().min().map(date),
            last: dates().max_by_key(|(first, last)| (*last, *first)).map(date),
            course,
            publishers: publishers.filter(|(_, papers)| !papers.is_empty()).collect(),
            claimants: parties(&|place| names(place, &mut ledger.claimants(place))),
            contesters: parties(&|place| names(place, &mut ledger.contesters(place))),
        }
    }

    /// The name of somebody in an article: the registry's, or how the article describes whom it does not name.
    fn name(&self, article: u64, who: &str) -> Option<String> {
        let read = Who::decode(who)?;
        match read.kind {
            SpeakerKind::Author => Some(AUTHOR.to_owned()),
            _ => match self.registry.bearer(&self.bearers, article, who) {
                Some(speaker) => Some(speaker.name.clone()),
                None => read.name.map(str::to_owned),
            },
        }
    }
}

/// Values with how often each comes, most first, then in order.
fn counted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}
