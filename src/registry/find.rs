//! Speakers by name. Comes in: what was typed. Goes out: everybody it can mean, most quoted first.
//!
//! Every word typed must be a word of one of the speaker's names, in any case, with or without accents. Where somebody's whole name of two words or
//! more was typed, it means nobody else; a word alone means all who have it in their names (no id is a word alone). Where no name has all the words,
//! the last may be the beginning of one, from three letters on; where that finds nobody either, words that sound alike do: "zelenskij" finds Zelenskyy.

use super::entry::Entry;
use super::forms::parts;
use super::names::sound;
use super::speakers::Registry;
use crate::index::tokens::fold;
use crate::index::who::Who;
use crate::speaker::SpeakerKind;
use rustc_hash::FxHashSet;

/// Fewest letters of a beginning.
const FEWEST: usize = 3;

/// How a typed word meets a word of a name.
#[derive(Clone, Copy, PartialEq)]
enum Fit {
    Whole,
    LastBegins,
    Sounds,
}

impl Entry {
    /// True where `typed` is the whole name, in any case, with or without accents.
    pub fn is_called(&self, typed: &str) -> bool {
        fold(&self.name) == fold(typed.trim())
    }
}

impl Registry {
    /// Everybody whom `typed` can mean: an id, or part of a name. Empty where nobody of this name is known.
    pub fn find(&self, typed: &str) -> Vec<&Entry> {
        if let Some(entry) = self.entry(typed.trim()) {
            return vec![entry];
        }
        let words = words(typed);
        if words.is_empty() {
            return Vec::new();
        }
        let longest = words.iter().max_by_key(|word| word.len()).map_or("", String::as_str);
        if words.len() > 1 {
            let exact = self
                .matching(longest, &|name: &[&str]| name.len() == words.len() && words.iter().all(|word| name.contains(&word.as_str())));
            if !exact.is_empty() {
                return exact;
            }
        }
        for fit in [Fit::Whole, Fit::LastBegins, Fit::Sounds] {
            let needle = if fit == Fit::Sounds { "" } else { longest };
            let found = self.matching(needle, &|name: &[&str]| fits(&words, name, fit));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Those who bear exactly this name or id.
    pub(super) fn called(&self, name: &str) -> Vec<&Entry> {
        if let Some(entry) = self.entry(name) {
            return vec![entry];
        }
        let words = words(name);
        let same: Vec<&Entry> = self.entries.iter().filter(|entry| self::words(&entry.name) == words).collect();
        if same.is_empty() { self.matching("", &|name: &[&str]| name.iter().eq(words.iter())) } else { same }
    }

    /// Entries with a name that `holds`, in the registry's order; only what has the letters of `needle` can.
    fn matching(&self, needle: &str, holds: &dyn Fn(&[&str]) -> bool) -> Vec<&Entry> {
        let (mut whos, mut joint) = (FxHashSet::default(), FxHashSet::default());
        let finder = memchr::memmem::Finder::new(needle);
        for (who, line) in self.folded.lines().enumerate().filter(|(_, line)| finder.find(line.as_bytes()).is_some()) {
            let meets = |name: &str| {
                let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
                holds(&words)
            };
            if !(line.contains(" & ") && self.is_person(who)) {
                whos.extend(meets(line).then_some(who as u32));
            } else if parts(line, true).any(meets) {
                joint.insert(who as u32);
            }
        }
        let (known, beside) = (self.of_whos(&whos), self.of_whos(&joint));
        let named = |entry: &Entry| {
            let added = self.corrected.aliases.get(&entry.id).into_iter().flatten().chain([&entry.name]);
            added.map(|name| words(name)).any(|name| holds(&name.iter().map(String::as_str).collect::<Vec<_>>()))
        };
        // "Kaine & Pence" is two people: each is found by his own name, not by the other's.
        let meant = |place: u32, entry: &Entry| {
            known.contains(&place) || (beside.contains(&place) || self.corrected.aliases.contains_key(&entry.id)) && named(entry)
        };
        self.entries.iter().enumerate().filter(|(place, entry)| meant(*place as u32, entry)).map(|(_, entry)| entry).collect()
    }

    fn is_person(&self, who: usize) -> bool {
        let who = self.evidence.whos.get(who).and_then(|who| Who::decode(who));
        who.is_some_and(|who| who.kind == SpeakerKind::Person)
    }

    /// The places of entries with an occurrence of one of these whos.
    fn of_whos(&self, whos: &FxHashSet<u32>) -> FxHashSet<u32> {
        if whos.is_empty() {
            return FxHashSet::default();
        }
        let mut of = vec![false; self.evidence.whos.len()];
        whos.iter().for_each(|who| of.get_mut(*who as usize).into_iter().for_each(|of| *of = true));
        let is = |who: u32| of.get(who as usize).is_some_and(|of| *of);
        let is_of = |number: &u32| self.evidence.occurrence(*number).is_some_and(|occurrence| is(occurrence.who));
        self.entries.iter().enumerate().filter(|(_, entry)| entry.occurrences.iter().any(is_of)).map(|(place, _)| place as u32).collect()
    }
}

fn words(name: &str) -> Vec<String> {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn fits(typed: &[String], name: &[&str], fit: Fit) -> bool {
    let last = typed.len().saturating_sub(1);
    typed.iter().enumerate().all(|(place, word)| match fit {
        Fit::LastBegins if place == last => word.chars().count() >= FEWEST && name.iter().any(|known| known.starts_with(word.as_str())),
        Fit::Sounds => word.chars().count() >= FEWEST && name.iter().any(|known| sound(known) == sound(word)),
        _ => name.contains(&word.as_str()),
    })
}
