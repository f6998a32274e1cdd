//! Names across articles. Comes in: occurrences. Goes out: one form a name, with its occurrences, before anything is decided about who bears it.

use super::columns::folded;
use super::evidence::Evidence;
use super::names::{PersonName, body_key};
use crate::lexicon::names::{is_small, title};
use crate::lexicon::roles::role;
use crate::speaker::SpeakerKind;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A name and where it occurs.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// As it is compared; unique together with the kind.
    pub(super) key: String,
    /// The name as one article spells it, to show.
    pub(super) shown: String,
    /// A person's name in parts; `None` for bodies.
    pub(super) person: Option<PersonName>,
    /// Numbers of occurrences, ascending by article.
    pub(super) occurrences: Vec<u32>,
}

impl Form {
    /// True for a person named by one word.
    pub(super) fn is_short(&self) -> bool {
        self.person.as_ref().is_some_and(PersonName::is_short)
    }
}

/// Every form, sorted by kind and key: people first.
pub(super) fn gather(evidence: &Evidence) -> Vec<Form> {
    let kinds = Kinds::of(evidence);
    let mut forms: BTreeMap<(bool, String), Form> = BTreeMap::new();
    for (number, occurrence) in evidence.occurrences.iter().enumerate() {
        let who = evidence.who(occurrence.who);
        let Some(name) = who.name else { continue };
        let person = kinds.of_name(name, who.kind) == SpeakerKind::Person;
        for part in parts(name, person) {
            let read = person.then(|| PersonName::read(part)).flatten();
            if person && (read.is_none() || !is_a_name(part)) {
                continue;
            }
            let key = read.as_ref().map_or_else(|| body_key(part), key_of);
            if key.is_empty() {
                continue;
            }
            let form = forms.entry((!person, key.clone())).or_insert_with(|| Form {
                key,
                shown: part.to_owned(),
                person: read,
                occurrences: Vec::new(),
            });
            form.occurrences.push(number as u32);
        }
    }
    let mut forms: Vec<Form> = forms.into_values().collect();
    for form in &mut forms {
        form.occurrences.sort_unstable_by_key(|number| (evidence.occurrence(*number).map(|occurrence| occurrence.article), *number));
        form.occurrences.dedup();
    }
    forms
}

/// "Kaine & Pence" are two people; "Tarn & Sons" is one body.
pub(super) fn parts(name: &str, person: bool) -> impl Iterator<Item = &str> {
    let separator = if person { " & " } else { "\n" };
    name.split(separator).map(str::trim)
}

fn key_of(name: &PersonName) -> String {
    // "Van Tarn" alone is not "Tarn".
    let particle = name.particle.iter().filter(|_| name.is_short());
    let words = name.given.iter().chain(particle).chain([&name.last]).chain(&name.suffix);
    words.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// False for "He", "Officials" and "The Mayor": words that name nobody.
fn is_a_name(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !lower.is_empty() && !is_small(&lower) && role(&lower).is_none() && title(&lower).is_none() && !PRONOUNS.contains(&lower.as_str())
    })
}

const PRONOUNS: [&str; 16] =
    ["he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them", "his", "their", "officials", "others", "someone"];

/// What a name is in most articles, where one article in a few has it otherwise.
struct Kinds {
    counts: FxHashMap<String, [u32; 2]>,
}

impl Kinds {
    fn of(evidence: &Evidence) -> Kinds {
        let mut counts: FxHashMap<String, [u32; 2]> = FxHashMap::default();
        let mut previous: Option<(u32, String, usize)> = None;
        for occurrence in &evidence.occurrences {
            if previous.as_ref().is_none_or(|(who, _, _)| *who != occurrence.who) {
                let who = evidence.who(occurrence.who);
                previous = who.name.map(|name| (occurrence.who, folded(name), usize::from(who.kind != SpeakerKind::Person)));
            }
            let Some((_, name, place)) = &previous else { continue };
            match counts.get_mut(name) {
                Some(known) => known[*place] += 1,
                None => {
                    let mut first = [0, 0];
                    first[*place] = 1;
                    counts.insert(name.clone(), first);
                }
            }
        }
        Kinds { counts }
    }

    fn of_name(&self, name: &str, given: SpeakerKind) -> SpeakerKind {
        let [people, bodies] = self.counts.get(&folded(name)).copied().unwrap_or_default();
        // Both in earnest: "Ferrari" says and Ferrari says.
        if people.min(bodies) >= 3 && people.min(bodies) * 4 >= people + bodies {
            return given;
        }
        if people > bodies { SpeakerKind::Person } else { SpeakerKind::Organization }
    }
}
