//! The registry of speakers: who speaks in the whole corpus. Comes in: evidence of all articles, the registry of the run before, corrections. Goes out:
//! one entry a person or body, found by any of its names.
//!
//! Who is one is a function of the articles alone, whatever the order and the number of runs in which they came. Only ids remember:
//! an entry keeps the id that most of its occurrences had before, so a second run may number namesakes otherwise than one run over everything.

use super::bodies;
use super::context::Context;
use super::entry::{Entry, RoleSpan};
use super::evidence::Evidence;
use super::forms;
use super::groups::Groups;
use super::people;
use crate::index::tokens::fold;
use crate::speaker::SpeakerKind;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Everybody who says, claims or contests something, most quoted first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registry {
    pub(super) evidence: Evidence,
    pub(super) entries: Vec<Entry>,
    pub(super) unsure: Vec<Unsure>,
    /// Folded names, one a line: line N is that of who N.
    pub(super) folded: String,
    /// What corrections add.
    #[serde(skip)]
    pub(super) corrected: Corrected,
}

/// What is known only from corrections, by the speaker's id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Corrected {
    pub(super) aliases: FxHashMap<String, Vec<String>>,
    pub(super) roles: FxHashMap<String, String>,
    pub(super) wikidata: FxHashMap<String, String>,
    pub(super) notes: Vec<String>,
}

/// Two speakers who may be one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unsure {
    /// Id of the one who is quoted more.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// What speaks for one speaker.
    pub reasons: Vec<String>,
    /// What speaks against.
    pub objections: Vec<String>,
}

/// A speaker with everything a list or page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerRow {
    /// Stays the same when articles are added.
    pub id: String,
    /// The name as most articles give it.
    pub name: String,
    /// What it is, as most articles have it.
    pub kind: SpeakerKind,
    /// Other names that articles give or that were added by hand, most frequent first.
    pub aliases: Vec<String>,
    /// Roles given, most frequent first; one set by hand before all.
    pub roles: Vec<RoleSpan>,
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
    /// Publishers with the number of articles, most first.
    pub publishers: Vec<(String, usize)>,
    /// Wikidata's id, where it was added by hand.
    pub wikidata: Option<String>,
    /// Why its names are one speaker's.
    pub why: Vec<String>,
}

impl Registry {
    /// Decides who is who.
    pub(crate) fn derive(evidence: Evidence, before: Option<&Registry>) -> Registry {
        let forms = forms::gather(&evidence);
        let context = Context::of(&evidence, &forms);
        let mut groups = Groups::default();
        people::group(&forms, &context, &mut groups);
        bodies::group(&evidence, &forms, &context, &mut groups);
        let mut entries: Vec<(usize, Entry)> = Vec::new();
        for (group, members) in groups.all() {
            let shown =
                members.iter().filter_map(|node| groups.form(*node, &forms)).map(|form| form.shown.as_str()).next().unwrap_or_default();
            entries.push((group, Entry::of(&evidence, groups.occurrences(group), shown, groups.why(group).to_vec())));
        }
        entries.sort_by(|(_, one), (_, other)| order(one).cmp(&order(other)));
        name(entries.iter_mut().map(|(_, entry)| entry), &evidence, before);
        let ids: FxHashMap<usize, usize> = entries.iter().enumerate().map(|(place, (group, _))| (*group, place)).collect();
        let place = |node| ids.get(&groups.group(node)).copied();
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        let mut seen = FxHashSet::default();
        let mut unsure: Vec<((usize, usize), Unsure)> = Vec::new();
        for doubt in &groups.doubts {
            let (Some(one), Some(other)) = (place(doubt.one), place(doubt.other)) else { continue };
            let pair = (one.min(other), one.max(other));
            let listed = entries[one].is_listed() && entries[other].is_listed();
            if one != other && listed && seen.insert(pair) {
                let id = |place: usize| entries[place].id.clone();
                let (reasons, objections) = (doubt.reasons.clone(), doubt.objections.clone());
                unsure.push((pair, Unsure { one: id(pair.0), other: id(pair.1), reasons, objections }));
            }
        }
        // What would change most first: where even the lesser of the two says much.
        unsure.sort_by_key(|((one, other), _)| (*other, *one));
        let unsure = unsure.into_iter().map(|(_, unsure)| unsure).collect();
        let folded =
            evidence.whos.iter().map(|who| line(crate::index::who::Who::decode(who).and_then(|who| who.name).unwrap_or(""))).collect();
        Registry { evidence, entries, unsure, folded, corrected: Corrected::default() }
    }

    /// Everybody listed, most quoted first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_listed())
    }

    /// How many are listed.
    pub fn count(&self) -> usize {
        self.entries().count()
    }

    /// The speaker with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Pairs that may be one speaker, those first where even the less quoted one is quoted much.
    pub fn unsure(&self) -> &[Unsure] {
        &self.unsure
    }

    /// What corrections could not be applied to, in words.
    pub fn notes(&self) -> &[String] {
        &self.corrected.notes
    }

    /// Everything about a speaker.
    pub fn row(&self, entry: &Entry) -> SpeakerRow {
        let added = self.corrected.aliases.get(&entry.id).into_iter().flatten().cloned();
        let mut aliases: Vec<String> = entry.names(&self.evidence).into_iter().map(|(name, _)| name).chain(added).collect();
        aliases.retain(|name| *name != entry.name);
        let set = self.corrected.roles.get(&entry.id).map(|role| RoleSpan { role: role.clone(), articles: 0, first: None, last: None });
        SpeakerRow {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind,
            aliases,
            roles: set.into_iter().chain(entry.roles(&self.evidence)).collect(),
            quotations: entry.quotations as usize,
            claims: entry.claims as usize,
            contests: entry.contests as usize,
            articles: entry.articles as usize,
            first: entry.dates().map(|dates| dates.0),
            last: entry.dates().map(|dates| dates.1),
            publishers: entry.publishers(&self.evidence),
            wikidata: self.corrected.wikidata.get(&entry.id).cloned(),
            why: entry.why.clone(),
        }
    }

    /// Every (article, encoded [`Who`](crate::index::who::Who)) in which a speaker occurs.
    pub fn occurrences<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = (u64, &'a str)> {
        let occurrences = entry.occurrences.iter().filter_map(|number| self.evidence.occurrence(*number));
        occurrences.filter_map(|occurrence| {
            Some((self.evidence.setting(occurrence)?.id, self.evidence.whos.get(occurrence.who as usize)?.as_str()))
        })
    }

    /// Every article in which a speaker occurs, and the name it gives.
    pub fn names<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = (u64, &'a str)> {
        self.occurrences(entry).filter_map(|(article, who)| Some((article, crate::index::who::Who::decode(who)?.name?)))
    }

    /// For every occurrence the place of its speaker among all.
    pub fn bearers(&self) -> Vec<u32> {
        let mut bearers = vec![u32::MAX; self.evidence.occurrences.len()];
        for (place, entry) in self.entries.iter().enumerate() {
            for number in &entry.occurrences {
                bearers.get_mut(*number as usize).into_iter().for_each(|bearer| *bearer = place as u32);
            }
        }
        bearers
    }

    /// Whom an encoded [`Who`](crate::index::who::Who) of one person or body means in an article; `bearers` are [`Registry::bearers`].
    pub fn bearer(&self, bearers: &[u32], article: u64, who: &str) -> Option<&Entry> {
        let joint = crate::index::who::Who::decode(who).and_then(|who| who.name).is_some_and(|name| name.contains(" & "));
        let who = self.who(who).filter(|_| !joint)?;
        let number = self.occurrence(who, article)?;
        self.entries.get(*bearers.get(number as usize)? as usize)
    }

    /// The number of an encoded [`Who`](crate::index::who::Who); `None` for one without a name.
    pub fn who(&self, who: &str) -> Option<u32> {
        self.evidence.whos.binary_search_by(|known| known.as_str().cmp(who)).ok().map(|number| number as u32)
    }

    /// The number of the occurrence of [who](Registry::who) in an article.
    pub fn occurrence(&self, who: u32, article: u64) -> Option<u32> {
        let article = self.evidence.articles.binary_search_by_key(&article, |setting| setting.id).ok()? as u32;
        let key = |occurrence: &super::evidence::Occurrence| (occurrence.who, occurrence.article);
        self.evidence.occurrences.binary_search_by_key(&(who, article), key).ok().map(|number| number as u32)
    }

    /// Those of `entries` who speak in these quotations, most quoted first, each beside what it is there: `said` has for numbers of
    /// [occurrences](Registry::occurrence) how many quotations are counted. Claims are not counted.
    pub fn within<'a>(&'a self, entries: impl Iterator<Item = &'a Entry>, said: &FxHashMap<u32, u32>) -> Vec<(&'a Entry, Entry)> {
        let mut parts: Vec<(&Entry, Entry)> = entries.filter_map(|entry| Some((entry, entry.within(&self.evidence, said)?))).collect();
        parts.sort_by(|(_, one), (_, other)| order(one).cmp(&order(other)));
        parts
    }
}

/// Most quoted first, then by name.
pub(super) fn order(entry: &Entry) -> (Reverse<[u32; 4]>, &str, Option<u32>) {
    let counts = [entry.quotations, entry.claims, entry.contests, entry.articles];
    (Reverse(counts), &entry.name, entry.occurrences.first().copied())
}

/// A folded name as [`Registry::folded`] has it.
fn line(name: &str) -> String {
    fold(name).replace('\n', " ") + "\n"
}

/// Gives every entry an id: the one that most of its occurrences had before, else one made of its name.
fn name<'a>(entries: impl Iterator<Item = &'a mut Entry>, evidence: &Evidence, before: Option<&Registry>) {
    let mut known: FxHashMap<(&str, u64), &str> = FxHashMap::default();
    if let Some(registry) = before {
        for entry in &registry.entries {
            known.extend(registry.occurrences(entry).map(|(article, who)| ((who, article), entry.id.as_str())));
        }
    }
    let mut entries: Vec<&mut Entry> = entries.collect();
    let mut claims: Vec<(Reverse<usize>, &str, usize)> = Vec::new();
    for (place, entry) in entries.iter().enumerate().filter(|_| !known.is_empty()) {
        let mut votes: FxHashMap<&str, usize> = FxHashMap::default();
        for occurrence in entry.occurrences.iter().filter_map(|number| evidence.occurrence(*number)) {
            let (Some(setting), Some(who)) = (evidence.setting(occurrence), evidence.whos.get(occurrence.who as usize)) else { continue };
            if let Some(id) = known.get(&(who.as_str(), setting.id)) {
                *votes.entry(id).or_default() += 1;
            }
        }
        claims.extend(votes.into_iter().map(|(id, count)| (Reverse(count), id, place)));
    }
    claims.sort_unstable();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for (_, id, place) in claims {
        if entries[place].id.is_empty() && taken.insert(id.to_owned()) {
            entries[place].id = id.to_owned();
        }
    }
    for entry in entries.iter_mut().filter(|entry| entry.id.is_empty()) {
        entry.id = unused(&slug(&entry.name), &taken);
        taken.insert(entry.id.clone());
    }
}

/// "Ada Quill" as `ada-quill`, "Quill" as `quill`: not yet an id, see [`unused`].
pub(super) fn slug(name: &str) -> String {
    let words: Vec<String> = fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.is_empty() { "speaker".into() } else { words.join("-") }
}

/// The slug itself, or with the first number that is free. A word alone always gets one: `quill` typed is a part of many names, `quill-1` is the id of
/// whoever is called Quill and no more.
pub(super) fn unused(slug: &str, taken: &FxHashSet<String>) -> String {
    let whole = slug.contains('-').then(|| slug.to_owned());
    let first = if whole.is_some() { 2 } else { 1 };
    let free = |id: &String| !taken.contains(id);
    whole.into_iter().chain((first..).map(|number| format!("{slug}-{number}"))).find(free).unwrap_or_default()
}
