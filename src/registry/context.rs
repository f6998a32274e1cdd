//! What surrounds a name: roles, who speaks beside it, papers, dates. Comes in: occurrences. Goes out: profiles, and what two of them have in common
//! or hold against each other.

use super::evidence::{Evidence, Occurrence};
use super::forms::Form;
use crate::index::tokens::fold;
use crate::lexicon::names::{is_small, title};
use crate::lexicon::places::place;
use crate::lexicon::variants::field;
use std::collections::BTreeSet;

/// Somebody who speaks in more than one of this many articles says nothing about who speaks beside them.
const UBIQUITOUS: usize = 50;
/// Nor are all neighbours of somebody quoted very often looked at.
const MOST_ARTICLES: usize = 400;

/// One occurrence in so many must have a role for roles to tell two bearers of a name apart.
const TOLD: usize = 3;

/// Who speaks beside whom.
pub(super) struct Context<'a> {
    evidence: &'a Evidence,
    /// By article: forms that occur in it and not everywhere.
    beside: Vec<Vec<u32>>,
}

/// The surroundings of some occurrences.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Words of the roles that say something.
    pub(super) roles: BTreeSet<String>,
    /// Walks of life of these roles.
    pub(super) fields: BTreeSet<&'static str>,
    /// Forms that occur in the same articles.
    pub(super) beside: BTreeSet<u32>,
    /// Publishers.
    pub(super) publishers: BTreeSet<u32>,
    /// Articles.
    pub(super) articles: BTreeSet<u32>,
}

/// What two profiles have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Agreement {
    roles: Vec<String>,
    beside: Vec<u32>,
    /// True where they share a publisher.
    pub(super) publisher: bool,
    /// True where their roles lie in different walks of life and share no word, and nobody speaks beside both.
    pub(super) opposed: bool,
}

impl Agreement {
    /// True where roles or neighbours speak for one bearer, and nothing against it.
    pub(super) fn holds(&self) -> bool {
        !self.opposed && (!self.roles.is_empty() || !self.beside.is_empty())
    }

    /// True where both speak for one bearer, and nothing against it.
    pub(super) fn holds_doubly(&self) -> bool {
        self.holds() && !self.roles.is_empty() && !self.beside.is_empty()
    }

    /// True where a word of the roles is shared.
    pub(super) fn roles_agree(&self) -> bool {
        !self.roles.is_empty()
    }

    /// What speaks for one bearer, in words.
    pub(super) fn reasons(&self, forms: &[Form]) -> Vec<String> {
        let mut reasons = Vec::new();
        if !self.roles.is_empty() {
            reasons.push(format!("both are called {}", shortened(&self.roles)));
        }
        if !self.beside.is_empty() {
            let names: Vec<String> =
                self.beside.iter().filter_map(|form| forms.get(*form as usize)).map(|form| form.shown.clone()).collect();
            reasons.push(format!("both speak beside {}", shortened(&names)));
        }
        if self.publisher {
            reasons.push("a paper names both".into());
        }
        reasons
    }

    /// What speaks against it.
    pub(super) fn objections(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if self.opposed {
            reasons.push("their roles lie far apart".to_owned());
        } else if self.roles.is_empty() {
            reasons.push("no role in common".into());
        }
        if self.beside.is_empty() {
            reasons.push("nobody speaks beside both".into());
        }
        if !self.publisher {
            reasons.push("no paper names both".into());
        }
        reasons
    }
}

fn shortened(names: &[String]) -> String {
    let first = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 3 { format!("{first} and {} more", names.len() - 3) } else { first }
}

impl<'a> Context<'a> {
    /// Reads who speaks in which article.
    pub(super) fn of(evidence: &'a Evidence, forms: &[Form]) -> Context<'a> {
        let mut beside: Vec<Vec<u32>> = vec![Vec::new(); evidence.articles.len()];
        let most = (evidence.articles.len() / UBIQUITOUS).max(5);
        for (number, form) in forms.iter().enumerate().filter(|(_, form)| !form.is_short() && form.occurrences.len() <= most) {
            for occurrence in form.occurrences.iter().filter_map(|occurrence| evidence.occurrence(*occurrence)) {
                beside.get_mut(occurrence.article as usize).into_iter().for_each(|list| list.push(number as u32));
            }
        }
        Context { evidence, beside }
    }

    /// The articles of occurrences.
    pub(super) fn articles(&self, occurrences: &[u32]) -> BTreeSet<u32> {
        occurrences.iter().filter_map(|number| self.evidence.occurrence(*number)).map(|occurrence| occurrence.article).collect()
    }

    /// How many occurrences give a role.
    pub(super) fn with_role(&self, occurrences: &[u32]) -> usize {
        let known = occurrences.iter().filter_map(|number| self.evidence.occurrence(*number));
        known.filter(|occurrence| self.evidence.who(occurrence.who).role.is_some()).count()
    }

    /// True where roles are given often enough to tell whose name this is: one odd role in fifty articles is a slip of one article.
    pub(super) fn is_told(&self, occurrences: &[u32]) -> bool {
        self.with_role(occurrences) * TOLD >= occurrences.len()
    }

    /// The profile of occurrences of the forms `own`.
    pub(super) fn profile(&self, occurrences: &[u32], own: &[u32]) -> Profile {
        let mut profile = Profile::default();
        for occurrence in occurrences.iter().filter_map(|number| self.evidence.occurrence(*number)) {
            self.add(&mut profile, occurrence, own);
        }
        profile
    }

    fn add(&self, profile: &mut Profile, occurrence: &Occurrence, own: &[u32]) {
        if let Some(role) = self.evidence.who(occurrence.who).role {
            for word in role_words(role) {
                profile.fields.extend(field(&word));
                profile.roles.insert(word);
            }
        }
        profile.publishers.extend(self.evidence.setting(occurrence).and_then(|setting| setting.publisher));
        if profile.articles.insert(occurrence.article) && profile.articles.len() <= MOST_ARTICLES {
            let others = self.beside.get(occurrence.article as usize).into_iter().flatten();
            profile.beside.extend(others.filter(|form| !own.contains(form)));
        }
    }
}

impl Profile {
    /// What this profile and `other` have in common.
    pub(super) fn agreement(&self, other: &Profile) -> Agreement {
        let roles: Vec<String> = self.roles.intersection(&other.roles).cloned().collect();
        let beside: Vec<u32> = self.beside.intersection(&other.beside).copied().collect();
        let apart = !self.fields.is_empty() && !other.fields.is_empty() && self.fields.is_disjoint(&other.fields);
        Agreement {
            opposed: apart && roles.is_empty() && beside.is_empty(),
            roles,
            beside,
            publisher: !self.publishers.is_disjoint(&other.publishers),
        }
    }
}

/// Words of a role that tell one bearer from another, folded, countries for their adjectives: "former Ukrainian President" is ukraine, president.
pub(super) fn role_words(role: &str) -> Vec<String> {
    const EMPTY: [&str; 12] = ["former", "then", "ex", "senior", "new", "late", "mr", "mrs", "ms", "top", "longtime", "current"];
    let folded = fold(role).replace("'s", "").replace("’s", "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1 && !is_small(word) && !EMPTY.contains(word));
    let known = |word: &'_ str| title(word).or_else(|| title(&format!("{word}."))).map(|title| title.role).filter(|role| !role.is_empty());
    let words = words.map(|word| known(word).unwrap_or(word));
    let word = |word: &str| match place(word).map(|place| place.stands_for).filter(|stands_for| !stands_for.is_empty()) {
        Some(country) => fold(country),
        None => word.to_owned(),
    };
    words.map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_known_by_its_words_and_its_country() {
        assert_eq!(role_words("former Ukrainian President"), ["ukraine", "president"]);
        assert_eq!(role_words("the president of Ukraine"), ["president", "ukraine"]);
        assert_eq!(role_words("Sen."), role_words("senator"));
    }
}
