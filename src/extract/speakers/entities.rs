//! Who and what an article names. Comes in: read names. Goes out: people, bodies and places, each with its fullest name and every place it stands.

use super::likeness::{initials, is_same_person, last_name, letters};
use super::names::{Name, Sort, key, read};
use super::usage::Usage;
use crate::extract::mentions::{is_capital, names};
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::names::{Gender, given, is_small};
use crate::lexicon::places::place;
use crate::lexicon::roles::{RoleKind, role};
use crate::speaker::SpeakerId;
use crate::text::Text;
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::ops::Range;

/// A role that the text gives somebody.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// Last noun, singular: "senator".
    pub head: &'static str,
    /// As it stands: "Ukrainian President".
    pub phrase: String,
    /// First token of where it stands.
    pub at: usize,
}

/// Somebody or something with a name.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// Person, Body, Place, Group or Unknown.
    pub sort: Sort,
    /// The fullest name.
    pub name: String,
    /// Its words in lower case.
    pub words: Vec<String>,
    /// What names, titles and pronouns tell.
    pub gender: Gender,
    /// Roles in text order.
    pub offices: Vec<Office>,
    /// How often it is named.
    pub count: u32,
    /// True for a person whom the text introduces as somebody's kin: "his wife, Jo Tarn".
    pub kin: bool,
    /// True for a person whose full name stands after an office somewhere.
    pub titled: bool,
    /// Where its fullest name stands.
    pub fullest: Option<Range<usize>>,
    /// The speaker it became.
    pub speaker: Option<SpeakerId>,
}

/// A name in the text.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    /// The name as read.
    pub name: Name,
    /// Whose it is.
    pub entity: usize,
    /// False where a bare last name could mean several people.
    pub sure: bool,
}

/// The named of one article.
#[derive(Debug, Default)]
pub(super) struct Entities {
    pub list: Vec<Entity>,
    /// In text order.
    pub occurrences: Vec<Occurrence>,
    pub(super) by_last: HashMap<String, Vec<usize>>,
    pub(super) by_first: HashMap<String, Vec<usize>>,
    pub(super) by_key: HashMap<String, usize>,
    /// Names of one word, in lower case, that stand with a single capital somewhere.
    pub(super) spoken: FxHashSet<String>,
    /// Given names, in lower case, by which the article calls somebody more than once outside quotation marks.
    pub(super) familiar: FxHashSet<String>,
    /// Last names that stand alone after a title somewhere.
    pub(super) titled: FxHashSet<String>,
    /// Given and last name as the headline has them side by side.
    pub(super) headline: Vec<(String, String)>,
}

impl Entities {
    /// Reads all names of the text. Full names come first, so that a bare last name finds its bearer wherever it stands.
    pub fn gather(text: &Text, headline: Option<&str>) -> Entities {
        let mut entities = Entities { headline: headline.map(pairs).unwrap_or_default(), ..Entities::default() };
        let names: Vec<Name> = names(text).into_iter().map(|run| read(text, run)).collect();
        let mut whose: Vec<Option<(usize, bool)>> = vec![None; names.len()];
        let usage = Usage::read(text, &names);
        let calm = |name: &&Name| name.core.len() == 1 && text.word(name.core.start).chars().skip(1).any(char::is_lowercase);
        entities.spoken = names.iter().filter(calm).map(|name| text.lower(name.core.start).replace('’', "'")).collect();
        let alone = |name: &&Name| name.core == name.run && name.core.len() == 1 && !text.is_quoted(name.core.start);
        let mut given_names: Vec<&str> = names.iter().filter(alone).map(|name| text.lower(name.core.start)).collect();
        given_names.sort_unstable();
        let twice = given_names.windows(2).filter(|pair| pair[0] == pair[1] && given(pair[0]).is_some());
        entities.familiar = twice.map(|pair| pair[0].to_owned()).collect();
        let titled = names.iter().filter(|name| name.core.len() == 1 && name.title.is_some());
        entities.titled = titled.map(|name| text.lower(name.core.start).replace('’', "'")).collect();
        for (number, name) in names.iter().enumerate() {
            if name.core.len() > 1 {
                whose[number] = entities.add_long(text, name, &usage).map(|entity| (entity, true));
                if let Some((entity, _)) = whose[number].filter(|_| is_introduced_as_kin(text, name)) {
                    entities.list[entity].kin = true;
                }
                if let Some((entity, _)) = whose[number].filter(|_| name.title.is_some()) {
                    entities.list[entity].titled = true;
                }
            }
        }
        entities.define_acronyms(text, &names, &whose);
        for (number, name) in names.iter().enumerate() {
            if whose[number].is_none() {
                whose[number] = entities.add_short(text, name, &whose, number, &usage);
            }
        }
        entities.join_bodies(&mut whose);
        entities.join_headlines(&mut whose);
        for (name, entity) in names.into_iter().zip(whose) {
            if let Some((entity, sure)) = entity {
                entities.note(text, name, entity, sure);
            }
        }
        entities
    }

    /// "the Harbour Council" is the Varn Harbour Council where the article has it.
    fn join_bodies(&self, whose: &mut [Option<(usize, bool)>]) {
        let bodies = |entity: usize| matches!(self.list[entity].sort, Sort::Body(_)) && self.list[entity].words.len() > 1;
        let longer = |entity: usize| {
            let short = &self.list[entity].words;
            let known = self.by_last.get(short.last()?)?.iter().copied();
            known
                .filter(|&other| bodies(other) && self.list[other].words.len() > short.len() && self.list[other].words.ends_with(short))
                .max_by_key(|&other| self.list[other].words.len())
        };
        let joined: Vec<Option<usize>> = (0..self.list.len()).map(|entity| bodies(entity).then(|| longer(entity)).flatten()).collect();
        for (entity, _) in whose.iter_mut().flatten() {
            *entity = joined[*entity].unwrap_or(*entity);
        }
    }

    /// "Ada Quill Compares", a headline's run, is Ada Quill where the article has her.
    fn join_headlines(&self, whose: &mut [Option<(usize, bool)>]) {
        let people = |entity: usize| matches!(self.list[entity].sort, Sort::Person);
        let shorter = |entity: usize| {
            let long = &self.list[entity].words;
            let first = self.by_first.get(long.first()?)?.iter().copied();
            first
                .filter(|&other| people(other) && self.list[other].words.len() > 1 && self.list[other].words.len() < long.len())
                .find(|&other| long.starts_with(&self.list[other].words))
        };
        let suffixed = |entity: usize| self.list[entity].words.last().is_some_and(|word| last_name(&self.list[entity].words) != word);
        let joined: Vec<Option<usize>> = (0..self.list.len())
            .map(|entity| (people(entity) && self.list[entity].words.len() > 2 && !suffixed(entity)).then(|| shorter(entity)).flatten())
            .collect();
        let mut seen = vec![0u32; self.list.len()];
        for (entity, _) in whose.iter().flatten() {
            seen[*entity] += 1;
        }
        for (entity, _) in whose.iter_mut().flatten() {
            *entity = joined[*entity].filter(|_| seen[*entity] == 1).unwrap_or(*entity);
        }
    }

    fn note(&mut self, text: &Text, name: Name, entity: usize, sure: bool) {
        let known = &mut self.list[entity];
        known.count += 1;
        // "WASHINGTON" of a dateline gives way to "Washington".
        let shouted = known.name.len() > 5 && !known.name.chars().any(char::is_lowercase);
        let here = plain(text, &name);
        if shouted && here.chars().any(char::is_lowercase) && here.to_lowercase() == known.name.to_lowercase() {
            known.name = here;
            known.fullest = None;
        }
        if sure {
            known.gender = known.gender.or(name.gender);
        }
        if known.fullest.is_none() && key(text, name.core.clone()) == known.words.join(" ") {
            known.fullest = Some(name.core.clone());
        }
        self.occurrences.push(Occurrence { name, entity, sure });
    }

    /// A name of several words: found again, or new.
    fn add_long(&mut self, text: &Text, name: &Name, usage: &Usage) -> Option<usize> {
        let used = (name.sort == Sort::Unknown).then(|| usage.sort(&key(text, name.core.clone()))).flatten();
        let sort = match name.sort {
            Sort::Office => return None,
            // "Le Phare de Varn": a newspaper, and no Le Pen.
            Sort::Unknown
                if name.core.len() > 2
                    && matches!(text.lower(name.core.start), "le" | "la" | "les" | "el" | "die" | "der" | "das" | "il") =>
            {
                Sort::Body(Family::Press)
            }
            Sort::Unknown if used.is_some() => used.unwrap_or(Sort::Unknown),
            Sort::Unknown if is_like_a_person(text, name) => Sort::Person,
            Sort::Unknown if name.definite => Sort::Body(Family::Group),
            sort => sort,
        };
        if sort == Sort::Person {
            return Some(self.add_person(text, name));
        }
        let key = key(text, name.core.clone());
        Some(match self.by_key.get(&key) {
            Some(&entity) => entity,
            None => self.add(sort, plain(text, name), key, Gender::Either),
        })
    }

    fn add_person(&mut self, text: &Text, name: &Name) -> usize {
        let words: Vec<String> = name.core.clone().map(|index| text.lower(index).replace('’', "'")).collect();
        let last = last_name(&words).to_owned();
        let same = self.by_last.get(&last).into_iter().flatten().copied().find(|&entity| {
            let known = &self.list[entity];
            known.sort == Sort::Person && known.gender.agrees(name.gender) && is_same_person(&known.words, &words)
        });
        match same {
            Some(entity) => {
                let known = &mut self.list[entity];
                if words.len() > known.words.len() || (words.len() == known.words.len() && letters(&words) > letters(&known.words)) {
                    known.name = plain(text, name);
                    known.words = words;
                    known.fullest = None;
                }
                entity
            }
            None => self.add(Sort::Person, plain(text, name), words.join(" "), name.gender),
        }
    }

    pub fn add(&mut self, sort: Sort, name: String, key: String, gender: Gender) -> usize {
        let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let entity = self.list.len();
        self.by_last.entry(last_name(&words).to_owned()).or_default().push(entity);
        self.by_first.entry(words[0].clone()).or_default().push(entity);
        self.by_key.entry(key).or_insert(entity);
        self.list.push(Entity {
            sort,
            name,
            words,
            gender,
            offices: Vec::new(),
            count: 0,
            kin: false,
            titled: false,
            fullest: None,
            speaker: None,
        });
        entity
    }

    /// "Varn Harbour Committee (VHC)".
    fn define_acronyms(&mut self, text: &Text, names: &[Name], whose: &[Option<(usize, bool)>]) {
        for (pair, entity) in names.windows(2).zip(whose) {
            let (long, short) = (&pair[0], &pair[1]);
            let bracket = short.core.len() == 1 && short.core.start == long.core.end + 1 && text.word(long.core.end) == "(";
            let capitals = text.word(short.core.start).chars().filter(|c| c.is_uppercase()).count() > 1;
            if let Some((entity, _)) = entity
                && bracket
                && capitals
                && text.word(short.core.end.min(text.tokens.len() - 1)) == ")"
            {
                let known = &mut self.list[*entity];
                let letters = text.lower(short.core.start).replace('.', "");
                // "Varn Valley Power (VVP)" reads like a person's name, but people have no acronyms in brackets.
                if known.sort == Sort::Person && letters.len() > 1 && initials(&known.words) == letters && given(&known.words[0]).is_none()
                {
                    known.sort = Sort::Body(Family::Company);
                }
                if known.sort == Sort::Person {
                    continue;
                }
                self.by_key.insert(text.lower(short.core.start).to_owned(), *entity);
            }
        }
    }

    /// What a body is by its own name: "board" of the Varn Board of Elections, "post" of the Varn Post.
    pub fn noun(&self, entity: usize) -> &str {
        let words = &self.list[entity].words;
        let joiner = (1..words.len()).find(|&index| matches!(words[index].as_str(), "of" | "for" | "on" | "at"));
        words.get(joiner.unwrap_or(words.len()) - 1).map_or("", String::as_str)
    }

    /// The occurrences whose core lies in `range`.
    pub fn within(&self, range: Range<usize>) -> &[Occurrence] {
        let start = self.occurrences.partition_point(|seen| seen.name.core.start < range.start);
        let end = self.occurrences.partition_point(|seen| seen.name.core.end <= range.end);
        self.occurrences.get(start..end).unwrap_or_default()
    }

    /// The position of the last occurrence that starts before token `at`.
    pub fn before(&self, at: usize) -> Option<&Occurrence> {
        self.occurrences[..self.occurrences.partition_point(|seen| seen.name.core.start < at)].last()
    }
}

/// True for "his wife, Jo Tarn", "presidential daughter Jo Tarn", "First Lady Jo Tarn".
fn is_introduced_as_kin(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.run.start);
    let comma = text.lower_in(&sentence, name.run.start as isize - 1) == ",";
    let before = text.lower_in(&sentence, name.run.start as isize - 1 - isize::from(comma));
    let kin = role(before).is_some_and(|role| !role.plural && (role.kind == RoleKind::Person || before == "ex-wife" || before == "spouse"));
    kin || name.title.clone().is_some_and(|title| text.lower(title.end - 1) == "lady")
}

/// The name as it stands, white space made even.
pub(super) fn plain(text: &Text, name: &Name) -> String {
    text.span(&name.core).of(text.body).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two to four capitalised words of unknown sort that read like a person's name.
fn is_like_a_person(text: &Text, name: &Name) -> bool {
    let after = name.core.end;
    let sentence = text.sentence_of(name.core.start);
    let next = text.lower_in(&sentence, after as isize);
    let age = next == "," && text.lower_in(&sentence, after as isize + 1).parse::<u32>().is_ok_and(|age| (5..110).contains(&age));
    // Three words and more of which the first is nobody's given name are mostly no person: "Top Investigations Subscribe".
    let short = name.core.len() == 2 || ((3..=4).contains(&name.core.len()) && has_particle(text, name));
    let letters = name.core.clone().all(|index| {
        let word = text.word(index);
        word.chars().any(char::is_lowercase) || word.len() <= 3 || (word.ends_with('.') && word.matches('.').count() * 2 == word.len())
    });
    let letters = letters && place(text.lower(name.core.start)).is_none();
    let silent = name.core.clone().any(|index| body(text.lower(index)).is_some());
    age || (short && letters && !name.definite && !silent)
}

/// "Vurt van Holm", "J. R. Quill": a particle or an initial in a name.
fn has_particle(text: &Text, name: &Name) -> bool {
    name.core
        .clone()
        .any(|index| text.word(index).starts_with(char::is_lowercase) || text.word(index).trim_end_matches('.').chars().count() == 1)
}

/// Given and last names side by side in a headline.
fn pairs(headline: &str) -> Vec<(String, String)> {
    let text = Text::new(headline);
    let capital = |index: usize| index < text.tokens.len() && is_capital(&text, index);
    (0..text.tokens.len())
        .filter(|&index| capital(index) && capital(index + 1) && given(text.lower(index)).is_some() && !is_small(text.lower(index)))
        .map(|index| (text.word(index).to_owned(), text.word(index + 1).to_owned()))
        .collect()
}
