//! Whose a short name is: "Quill" of Ada Quill, "the Post" of the Varn Post. Comes in: a name of one word. Goes out: its bearer, and whether that is sure.

use super::entities::{Entities, Entity, plain};
use super::likeness::{initials, is_a_letter_off, last_name};
use super::names::{Name, Sort};
use super::usage::Usage;
use crate::lexicon::bodies::{Family, acronym, body};
use crate::lexicon::cues::{Inflection, look_up};
use crate::lexicon::names::{Gender, given, is_small};
use crate::lexicon::places::place;
use crate::text::Text;

impl Entities {
    /// A name of one word, or an office's: the bearer named in full somewhere, or a new one.
    pub(super) fn add_short(
        &mut self,
        text: &Text,
        name: &Name,
        whose: &[Option<(usize, bool)>],
        number: usize,
        usage: &Usage,
    ) -> Option<(usize, bool)> {
        if name.core.len() != 1 {
            return None;
        }
        let word = &text.lower(name.core.start).replace('’', "'")[..];
        if name.sort == Sort::Unknown && place(word).is_some() && !self.by_last.contains_key(word) {
            return None;
        }
        if name.sort == Sort::Office {
            return self
                .person_called(text, word, name, &whose[..number.min(whose.len())], whose)
                .filter(|_| self.by_last.contains_key(word));
        }
        if name.sort == Sort::Place && !follows_preposition(text, name) && self.by_last.get(word).is_some_and(|known| known.len() == 1) {
            let found = self.person_called(text, word, name, &whose[..number.min(whose.len())], whose);
            if found.is_some() {
                return found;
            }
        }
        if let Some(&entity) = self.by_key.get(word).filter(|&&entity| self.list[entity].sort != Sort::Person) {
            return Some((entity, true));
        }
        if !matches!(name.sort, Sort::Place | Sort::Group)
            && let Some(found) = self.person_called(text, word, name, &whose[..number.min(whose.len())], whose)
        {
            return Some(found);
        }
        if let Some(entity) = self.shares_last_name(text, name, whose.get(number + 1).copied().flatten()) {
            return Some((entity, true));
        }
        if let Some(entity) = self.body_called(text, word, name) {
            return Some((entity, true));
        }
        if let Some(&entity) = self.by_key.get(word) {
            return Some((entity, true));
        }
        let used = (name.sort == Sort::Unknown).then(|| usage.sort(word)).flatten();
        if let Some(entity) = self.company_called(word, name).filter(|_| used != Some(Sort::Place)) {
            return Some((entity, true));
        }
        let definite = name.definite && stands_alone(text, name);
        let capitals = text.word(name.core.start).chars().all(char::is_uppercase) && given(word).is_none() && !self.spoken.contains(word);
        let sort = match name.sort {
            Sort::Unknown if definite && self.is_family(word) => Sort::Group,
            Sort::Unknown if definite => Sort::Body(Family::Press),
            // "STONE" shouts the name of somebody named elsewhere; of nobody, it is an acronym.
            Sort::Unknown if capitals => Sort::Body(Family::Group),
            Sort::Unknown if given(word).is_none() => used.unwrap_or(Sort::Unknown),
            sort => sort,
        };
        let gender = if sort == Sort::Unknown { given(word).unwrap_or(Gender::Either) } else { name.gender };
        let headline = self.headline.iter().find(|(_, last)| last.to_lowercase() == word).cloned();
        if let Some((first, last)) = headline.filter(|_| matches!(sort, Sort::Person | Sort::Unknown)) {
            let full = format!("{first} {last}");
            let gender = given(&first.to_lowercase()).unwrap_or(gender);
            return Some((self.add(Sort::Person, full.clone(), full.to_lowercase(), gender), true));
        }
        Some((self.add(sort, plain(text, name), word.to_owned(), gender), true))
    }

    /// Who bears this last name, else this given name. "The other Quill" is none of those who were named `before`. Among several: the title's
    /// gender; then whoever alone was named before, or is called by the last name alone so far; then whoever is named most, or first.
    fn person_called(
        &self,
        text: &Text,
        word: &str,
        name: &Name,
        before: &[Option<(usize, bool)>],
        whose: &[Option<(usize, bool)>],
    ) -> Option<(usize, bool)> {
        // "President Quill" is not the president's daughter, though only she is named in full, nor is "Quill" where he is called so.
        let others = self.titled.contains(word)
            || self
                .by_last
                .get(word)
                .is_some_and(|known| known.iter().any(|&entity| !self.list[entity].kin && self.list[entity].words.len() > 1));
        let other = |known: &Entity| known.kin && others && name.gender == Gender::Either && known.words[0] != word;
        // "President Quill" is not Ben Quill Jr., where the text gives him no title.
        let younger = |known: &Entity| {
            let suffix = known.words.last().is_some_and(|last| last != last_name(&known.words));
            suffix
                && !known.titled
                && self.titled.contains(word)
                && text.tokens.get(name.run.end).is_none_or(|next| !next.span.of(text.body).starts_with("Jr"))
        };
        let fits = |&&entity: &&usize| {
            let known = &self.list[entity];
            known.sort == Sort::Person && known.words.len() > 1 && known.gender.agrees(name.gender) && !other(known) && !younger(known)
        };
        let last: Vec<usize> = self.by_last.get(word).into_iter().flatten().filter(fits).copied().collect();
        // "Xi" of President Xi Jinping, "Ms. Gu" of Gu Anlan; "Quill" is nobody of the name of Quill Tower.
        let addressed = name.title.is_none() && name.core.start > name.run.start && name.gender != Gender::Either;
        let family_first = |entity: &&usize| {
            let known = &self.list[**entity];
            given(word).is_some() || known.titled || addressed || known.words.last().is_some_and(|last| last.contains('-'))
        };
        let by_first = || self.by_first.get(word).into_iter().flatten().filter(fits).filter(family_first);
        let mut called = if last.is_empty() { by_first().copied().collect() } else { last };
        if called.is_empty() {
            called.extend(self.misspelt(word, name));
        }
        let met = |&entity: &usize| before.iter().flatten().any(|(whose, _)| *whose == entity);
        let sentence = text.sentence_of(name.run.start);
        let before_it = |offset: isize| text.lower_in(&sentence, name.run.start as isize - offset);
        if (before_it(1) == "another" || (before_it(1) == "other" && before_it(2) == "the")) && stands_alone(text, name) {
            called.retain(|entity| !met(entity));
        }
        // Where the article calls somebody by a given name and gives no title, the last name is their kin's: "Ana" leaves "Quill" to Ben Quill.
        let familiar = |entity: &usize| !self.list[*entity].titled && self.familiar.contains(&self.list[*entity].words[0]);
        if called.iter().any(|entity| !familiar(entity)) && self.list[called[0]].words[0] != word {
            called.retain(|entity| !familiar(entity));
        }
        let (&first, rest) = called.split_first()?;
        if rest.is_empty() {
            return Some((first, true));
        }
        let mut introduced = called.iter().copied().filter(met);
        if let (Some(only), None) = (introduced.next(), introduced.next()) {
            return Some((only, true));
        }
        let count = |entity: usize| whose.iter().flatten().filter(|(whose, _)| *whose == entity).count();
        let best = called.iter().copied().max_by_key(|&entity| (count(entity), std::cmp::Reverse(entity)))?;
        let next = called.iter().copied().filter(|&entity| entity != best).map(count).max().unwrap_or(0);
        // Of two who were both introduced, the one named last is meant as likely as the one named most.
        let nearest = before.iter().rev().flatten().map(|(whose, _)| *whose).find(|whose| called.contains(whose));
        Some((best, count(best) > 2 * next && nearest.is_none_or(|nearest| nearest == best)))
    }

    /// "Quills", where somebody is called Quill.
    fn is_family(&self, word: &str) -> bool {
        let known = word.strip_suffix('s').and_then(|last| self.by_last.get(last));
        let called = |entity: &usize| self.list[*entity].sort == Sort::Person && given(&self.list[*entity].words[0]).is_some();
        known.is_some_and(|known| known.iter().any(called))
    }

    /// "Otto" in "Otto and Jo Tarn" is Otto Tarn, where nobody else is called Otto.
    fn shares_last_name(&mut self, text: &Text, name: &Name, next: Option<(usize, bool)>) -> Option<usize> {
        let first = text.lower(name.core.start);
        let known = &self.list[next?.0];
        let sentence = text.sentence_of(name.core.start);
        let beside = |offset: isize| text.lower_in(&sentence, name.core.end as isize + offset);
        let joined = beside(0) == "and" && known.words.len() > 1 && beside(1) == known.words[0] && beside(2) == known.words[1];
        if !joined || known.sort != Sort::Person || self.by_key.contains_key(first) {
            return None;
        }
        let last = known.name.split_once(' ')?.1;
        if let Some(&entity) = self.by_key.get(&format!("{first} {}", last.to_lowercase())) {
            return Some(entity);
        }
        let gender = given(first).filter(|_| name.core == name.run)?;
        let full = format!("{} {last}", text.word(name.core.start));
        let key = full.to_lowercase();
        Some(self.add(Sort::Person, full, key, gender))
    }

    /// The only bearer of a full name whose last name is this long one but for a letter: "Quillfether" for Ada Quillfeather.
    fn misspelt(&self, word: &str, name: &Name) -> Option<usize> {
        let long = word.chars().count() >= 6
            && matches!(name.sort, Sort::Person | Sort::Unknown)
            && given(word).is_none()
            && place(word).is_none();
        let like = |entity: &usize| {
            let known = &self.list[*entity];
            let last = last_name(&known.words);
            known.sort == Sort::Person && known.words.len() > 1 && known.gender.agrees(name.gender) && is_a_letter_off(word, last)
        };
        let mut found = (0..self.list.len()).filter(|_| long).filter(like);
        found.next().filter(|_| found.next().is_none())
    }

    /// "Tallow" for Tallow Capital or Tallow County, where nobody else is called so.
    fn company_called(&self, word: &str, name: &Name) -> Option<usize> {
        let county = |known: &Entity| known.sort == Sort::Place && known.words.last().is_some_and(|last| last == "county");
        let company = |&&entity: &&usize| {
            let known = &self.list[entity];
            known.words.len() > 1 && (known.sort == Sort::Body(Family::Company) || county(known))
        };
        let mut called = self.by_first.get(word).into_iter().flatten().filter(company);
        let strange = given(word).is_none() && place(word).is_none();
        let first = called.next().filter(|&&entity| name.sort == Sort::Unknown && (strange || county(&self.list[entity])))?;
        called.next().is_none().then_some(*first)
    }

    /// "the Post" for the Varn Post, "FBI" for its full name where the article has it.
    fn body_called(&self, text: &Text, word: &str, name: &Name) -> Option<usize> {
        if let Some(full) = acronym(text.word(name.core.start)).map(|found| found.full).filter(|full| !full.is_empty())
            && let Some(&entity) = self.by_key.get(&full.to_lowercase())
        {
            return Some(entity);
        }
        let letters = word.replace('.', "");
        if text.word(name.core.start).chars().all(|c| c.is_uppercase() || c == '.') && letters.len() >= 3 {
            let spelled = |entity: &usize| {
                let known = &self.list[*entity];
                known.sort != Sort::Person && known.words.len() > 1 && initials(&known.words) == letters
            };
            if let Some(entity) = (0..self.list.len()).find(spelled) {
                return Some(entity);
            }
        }
        let short = |entity: &usize| {
            let known = &self.list[*entity];
            let own = known.words.len() == 2 && known.words[0] == "white";
            matches!(known.sort, Sort::Body(_)) && known.words.len() > 1 && !own && known.words.last().is_some_and(|last| last == word)
        };
        let ends = name.definite && body(word).is_some_and(|found| found.family != Family::Document)
            || matches!(word, "journal" | "times" | "post");
        ends.then(|| (0..self.list.len()).find(short)).flatten()
    }
}

/// True where no noun follows that the name would only modify: "the Varn said", not "the Varn campaign".
fn stands_alone(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.core.start);
    let next = text.lower_in(&sentence, name.run.end as isize);
    !next.starts_with(char::is_alphabetic) || is_small(next) || look_up(next).is_some_and(|(_, inflection)| inflection != Inflection::Base)
}

fn follows_preposition(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.run.start);
    matches!(
        text.lower_in(&sentence, name.run.start as isize - 1),
        "in" | "of" | "with" | "from" | "to" | "on" | "for" | "at" | "near" | "across" | "against"
    )
}
