//! Two people as one source. Comes in: "they", "both candidates", or a place. Goes out: the two, where the text sets two side by side.

use super::discourse::Referent;
use super::entities::Occurrence;
use super::names::Sort;
use super::phrase::{Phrase, conjuncts, is_plural, name_from, name_to, only_name};
use super::sources::as_it_stands;
use super::{Answer, Cast, Who};
use crate::lexicon::roles::role;
use crate::speaker::SpeakerKind;
use crate::text::Text;

/// How many sentences "both" looks back for two.
const BACK: usize = 2;

impl Cast {
    /// "they" of two people whom "and" joins in this sentence or the one before, where no other several are mentioned since.
    pub(super) fn pair(&self, text: &Text, token: usize, fits: impl Fn(&Referent) -> bool) -> Option<Answer> {
        let here = text.tokens[token].sentence;
        let end = self.entities.occurrences.partition_point(|seen| seen.name.core.start < token);
        let joined = |pair: &&[Occurrence]| {
            let (first, second) = (&pair[0], &pair[1]);
            let people = pair.iter().all(|seen| self.entities.list[seen.entity].sort == Sort::Person);
            people && are_beside(text, first, second) && first.entity != second.entity
        };
        let pair = self.entities.occurrences[..end].windows(2).rev().take(12).find(joined)?;
        let (first, second) = (&pair[0], &pair[1]);
        let near =
            here - text.tokens[first.name.core.start].sentence <= 1 && text.is_quoted(first.name.core.start) == text.is_quoted(token);
        let salient = self.discourse.salient(text, token);
        let since = salient.iter().filter(|(who, _)| fits(who)).filter_map(|(who, _)| self.discourse.last(*who, token));
        let alone = since.map(|event| event.token).all(|other| other < first.name.core.start)
            && !(second.name.run.end..token).any(|index| role(text.lower(index)).is_some_and(|role| role.plural))
            && first.name.run.start <= text.sentence_of(first.name.run.start).start + 2;
        let via = vec![text.span(&first.name.core), text.span(&second.name.core)];
        (near && alone)
            .then(|| Answer { via, ..Answer::new(Who::Joint(vec![first.entity, second.entity]), 0.7, "pronoun: they, two joined by and") })
    }

    /// "Ben Quill and Jo Tarn", where two people are joined before a comma.
    pub(super) fn joined_before(&self, text: &Text, second: &Occurrence) -> Option<[usize; 2]> {
        let and = second.name.run.start.checked_sub(1).filter(|&index| text.lower(index) == "and")?;
        let first = name_to(&self.entities, and)?;
        // Of "Ina, Ben and Jo, who" only Jo may be meant.
        let listed = first.name.run.start > 0 && text.word(first.name.run.start - 1) == ",";
        let several = listed && first.name.run.start > 1 && name_to(&self.entities, first.name.run.start - 1).is_some();
        if several {
            return None;
        }
        let people = [first, second].iter().all(|seen| self.entities.list[seen.entity].sort == Sort::Person);
        (people && first.entity != second.entity).then_some([first.entity, second.entity])
    }

    /// "Two neighbours, Otto Quill and Jo Tarn,", "the senators on the panel -- Otto Quill of Varn, … and Jo Tarn --": those named beside a description of several.
    pub(super) fn apposed_several(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let mark = |index: &usize| matches!(text.word(*index), "," | "—" | "–" | "--" | ":" | "-");
        let at = (phrase.main.end..phrase.whole.end).filter(mark).find(|&index| name_from(&self.entities, index + 1).is_some())?;
        // "Lawyers for two of the targets — Otto Quill and Jo Tarn —": the targets' names.
        let others = |index: usize| is_plural(text, &self.entities, index);
        let beside =
            |index: usize| (!mark(&index) || index + 1 == at) && !matches!(text.lower(index), "like" | "including") && !others(index);
        let several = is_plural(text, &self.entities, phrase.head) && (phrase.main.end..at).all(beside);
        let listed = at + 1..phrase.whole.end;
        let parts = conjuncts(text, &self.entities, &listed);
        let names: Vec<&Occurrence> = parts.iter().filter_map(|part| only_name(text, &self.entities, part)).collect();
        let same = |sort: fn(Sort) -> bool| names.iter().all(|seen| sort(self.entities.list[seen.entity].sort));
        let alike = same(|sort| sort == Sort::Person) || same(|sort| matches!(sort, Sort::Body(_)));
        if !several || parts.len() < 2 || names.len() != parts.len() || !alike {
            return None;
        }
        let via = names.iter().map(|seen| text.span(&seen.name.core)).collect();
        let mut entities: Vec<usize> = names.iter().map(|seen| seen.entity).collect();
        entities.dedup();
        (entities.len() == parts.len()).then(|| Answer { via, ..Answer::new(Who::Joint(entities), 0.9, "joined by and") })
    }

    /// "the Quills": the two of that last name whom the article names, else a family as it stands.
    pub(super) fn family(&self, text: &Text, phrase: &Phrase, seen: &Occurrence) -> Option<Answer> {
        let known = &self.entities.list[seen.entity];
        let [word] = &known.words[..] else { return None };
        let last = word
            .strip_suffix('s')
            .filter(|_| matches!(known.sort, Sort::Person | Sort::Unknown | Sort::Group) && seen.name.title.is_none())?;
        let bears = |entity: &&usize| self.entities.list[**entity].sort == Sort::Person && self.entities.list[**entity].words.len() > 1;
        let mut people: Vec<usize> = self.entities.by_last.get(last)?.iter().filter(bears).copied().collect();
        people.sort_by_key(|&entity| self.entities.occurrences.iter().position(|seen| seen.entity == entity));
        let via = people.iter().filter_map(|&entity| self.fullest(text, entity)).collect();
        match people.len() {
            0 => None,
            2 => Some(Answer { via, ..Answer::new(Who::Joint(people), 0.8, "two of one last name") }),
            _ => Some(Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.8, "a group by its name")),
        }
    }

    /// True where "and" joined two when they were last named before `token`.
    pub(super) fn are_joined(&self, text: &Text, two: [Referent; 2], token: usize) -> bool {
        let [Some(one), Some(other)] = two.map(|who| self.discourse.last(who, token).map(|event| event.token)) else { return false };
        let seen = |at: usize| self.entities.before(at + 1).filter(|seen| seen.name.core.start == at);
        let (Some(first), Some(second)) = (seen(one.min(other)), seen(one.max(other))) else { return false };
        are_beside(text, first, second)
    }

    /// "Both candidates", "the two presidents": the two people of the nearest sentence before it that names any, where it names two.
    pub(super) fn both(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        let two = text.lower(at) == "both" || (text.lower(at) == "the" && text.lower_in(&phrase.main, at as isize + 1) == "two");
        let bare =
            phrase.whole == phrase.main && self.entities.within(phrase.main.clone()).iter().all(|seen| seen.name.sort == Sort::Group);
        let bodies = matches!(text.lower(phrase.head), "camps" | "sides" | "parties" | "teams" | "groups");
        if !two || !bare || bodies || !role(text.lower(phrase.head)).is_some_and(|role| role.plural) {
            return None;
        }
        let here = text.tokens[at].sentence as usize;
        let people = |sentence: usize| {
            let range = text.sentences[sentence].start..text.sentences[sentence].end.min(at);
            let mut people: Vec<usize> = Vec::new();
            for seen in self.entities.within(range) {
                let known = &self.entities.list[seen.entity];
                if matches!(known.sort, Sort::Person | Sort::Unknown) && !people.contains(&seen.entity) {
                    people.push(seen.entity);
                }
            }
            people
        };
        let named = (here.saturating_sub(BACK)..=here).rev().map(people).find(|people| !people.is_empty())?;
        let known = named.len() == 2 && named.iter().all(|&entity| self.entities.list[entity].sort == Sort::Person);
        let via = named.iter().filter_map(|&entity| self.fullest(text, entity)).collect();
        known.then(|| Answer { via, ..Answer::new(Who::Joint(named), 0.8, "both of two named before") })
    }
}

/// "Ben Quill and Jo Tarn": only "and" stands between the two names.
fn are_beside(text: &Text, first: &Occurrence, second: &Occurrence) -> bool {
    second.name.run.start == first.name.run.end + 1 && text.lower(first.name.run.end) == "and"
}

#[cfg(test)]
mod tests {
    use super::super::tests::names;

    #[test]
    fn a_description_of_several_with_all_their_names_beside_it_is_they() {
        assert_eq!(names("[Two neighbours, Otto Quill and Jo Tarn], objected."), ["Otto Quill & Jo Tarn"]);
        let dashes = "[The Varn senators on the panel -- Otto Quill of Ohio, Ben Reth of Texas and Jo Tarn of Maine --] objected.";
        assert_eq!(names(dashes), ["Otto Quill & Ben Reth & Jo Tarn"]);
        assert_eq!(
            names("[Several critics, including Otto Quill and Jo Tarn], objected."),
            ["Several critics, including Otto Quill and Jo Tarn"]
        );
    }

    #[test]
    fn the_names_of_others_in_a_description_are_not_those_who_speak() {
        let others = "[Lawyers for two of the targets — Otto Quill and Jo Tarn —] objected.";
        assert!(!names(others)[0].contains(" & "));
    }

    #[test]
    fn a_last_name_in_the_plural_is_the_two_who_bear_it() {
        let body = "Otto and Jo Reth came from Halm. Jo Reth is a judge, and Otto Reth, 66, is a clerk. [The Reths] said so.";
        assert_eq!(names(body), ["Otto Reth & Jo Reth"]);
        assert_eq!(names("Otto Reth is a clerk. [The Reths] said so."), ["The Reths"]);
    }
}
