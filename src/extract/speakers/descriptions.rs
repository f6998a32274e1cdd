//! Says whom a description means. Comes in: a phrase without a name at its head. Goes out: an answer.

use super::discourse::Referent;
use super::entities::Occurrence;
use super::names::Sort;
use super::phrase::{Phrase, is_plural, is_possessive, name_from, name_to};
use super::sources::as_it_stands;
use super::{Answer, Cast, Who};
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::names::Gender;
use crate::lexicon::roles::{Role, RoleKind, role};
use crate::span::Span;
use crate::speaker::SpeakerKind;
use crate::text::{Text, TokenKind};

impl Cast {
    /// Whom a phrase means whose head is a common noun.
    pub(super) fn described(&self, text: &Text, phrase: &Phrase) -> Answer {
        let head = text.lower(phrase.head);
        let as_group = |why| Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.8, why);
        let unnamed = |why| Answer::new(Who::New(SpeakerKind::Unnamed, as_it_stands(text, &phrase.whole)), 0.8, why);
        if matches!(head, "team" | "camp") && !self.entities.within(phrase.main.clone()).is_empty() {
            return Answer::new(Who::New(SpeakerKind::Organization, as_it_stands(text, &phrase.whole)), 0.7, "a body as described");
        }
        if let Some(found) = role(head) {
            return match found.kind {
                RoleKind::Few => self.few(text, phrase, found),
                _ if found.plural && is_source_like(text, phrase) => unnamed("unnamed as described"),
                _ if found.plural => as_group("a group as described"),
                _ => self.holder(text, phrase, found).unwrap_or_else(|| unnamed("a person the article does not name")),
            };
        }
        if head == "one" {
            return self.apposed(text, phrase).unwrap_or_else(|| unnamed("a person the article does not name"));
        }
        match body(head).map(|found| found.family) {
            Some(Family::Silent) => self.before_noun(text, phrase).unwrap_or(Answer::new(Who::Nobody, 0.4, "a thing, not somebody")),
            Some(family) => self.body_described(text, phrase, family),
            None => self.described_otherwise(text, phrase),
        }
    }

    /// Whom a phrase means whose head no table knows.
    fn described_otherwise(&self, text: &Text, phrase: &Phrase) -> Answer {
        let head = text.lower(phrase.head);
        let share = text.tokens[phrase.head].kind == TokenKind::Number || phrase.main.clone().any(|index| text.lower(index) == "%");
        if share || is_plural(text, &self.entities, phrase.head) {
            return Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.7, "a group as described");
        }
        if let Some(answer) = self.before_noun(text, phrase) {
            return answer;
        }
        if ["er", "or", "ist", "ian", "ee", "ant", "man", "eer"].iter().any(|end| head.ends_with(end)) {
            let made_up = Role { lemma: "", kind: RoleKind::Role, gender: Gender::Either, plural: false };
            let unnamed = Who::New(SpeakerKind::Unnamed, as_it_stands(text, &phrase.whole));
            let nobody = || Answer::new(unnamed, 0.6, "a person the article does not name");
            return self.holder(text, phrase, made_up).unwrap_or_else(nobody);
        }
        Answer::new(Who::Nobody, 0.4, "a thing, not somebody")
    }

    /// Officials and aides: unnamed, or a group where they are many.
    fn few(&self, text: &Text, phrase: &Phrase, found: Role) -> Answer {
        let many = found.plural && matches!(text.lower(phrase.main.start), "many" | "most" | "all" | "some" | "several");
        let kind = if many { SpeakerKind::Group } else { SpeakerKind::Unnamed };
        if !found.plural
            && let Some(answer) = self.apposed(text, phrase)
        {
            return answer;
        }
        if phrase.definite && !found.plural && phrase.main.len() == 2 {
            let same = |who: &Referent| match who {
                Referent::Phrase(speaker) => {
                    let speaker = &self.speakers[speaker.0 as usize];
                    let name = speaker.name.as_deref().unwrap_or("");
                    speaker.kind == SpeakerKind::Unnamed
                        && name.split(' ').any(|word| role(&word.to_lowercase()).is_some_and(|role| role.kind == RoleKind::Few))
                }
                Referent::Entity(_) => false,
            };
            if let Some((who, _)) = self.discourse.salient(text, phrase.main.start).into_iter().find(|(who, _)| same(who)) {
                return self.led(text, phrase.main.start, who, 0.7, "unnamed person taken up again");
            }
        }
        Answer::new(Who::New(kind, as_it_stands(text, &phrase.whole)), 0.85, "unnamed as described")
    }

    fn apposed(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let seen = self.apposed_name(text, phrase)?;
        let mut via: Vec<Span> = [Some(text.span(&seen.name.core)), self.fullest(text, seen.entity)].into_iter().flatten().collect();
        via.dedup();
        Some(Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.93, "apposition") })
    }

    /// The person in apposition: "his campaign manager, Jo Tarn," or "Jo Tarn, a lawyer".
    pub(super) fn apposed_name(&self, text: &Text, phrase: &Phrase) -> Option<&Occurrence> {
        let head = text.lower(phrase.head);
        if head != "one" && role(head).is_none_or(|role| role.plural) {
            return None;
        }
        let after = phrase.main.end;
        let sentence = text.sentence_of(phrase.main.start);
        let mark = |index: usize| sentence.contains(&index) && matches!(text.word(index), "," | "—" | "–" | "-" | "(" | ":");
        let mut next = after;
        while mark(next) {
            next += 1;
        }
        let person = |seen: &&Occurrence| matches!(self.entities.list[seen.entity].sort, Sort::Person | Sort::Unknown);
        let right = (next > after).then(|| name_from(&self.entities, next)).flatten().filter(person);
        let closed = right.filter(|seen| {
            matches!(text.lower_in(&sentence, seen.name.run.end as isize), "," | "" | "." | ";" | "—" | "–" | "-" | "(" | "who")
                || seen.name.run.end >= phrase.whole.end
        });
        let left = || {
            let ends = matches!(text.lower_in(&sentence, phrase.whole.end as isize), "," | "" | "." | ";" | "who" | "whose" | "—" | "–");
            let comma = phrase.whole.start > sentence.start + 1 && text.word(phrase.whole.start - 1) == ",";
            (comma && ends)
                .then(|| self.entities.before(phrase.whole.start))
                .flatten()
                .filter(|seen| seen.name.core.end == phrase.whole.start - 1)
                .filter(person)
        };
        // "another delegate on the slate, Jo Tarn,"
        let last = || {
            let seen = name_to(&self.entities, phrase.whole.end).filter(person)?;
            (seen.name.run.start > after && text.word(seen.name.run.start - 1) == ",").then_some(seen)
        };
        closed.or_else(last).or_else(left)
    }

    /// The named person whom "the senator" means.
    fn holder(&self, text: &Text, phrase: &Phrase, found: Role) -> Option<Answer> {
        if let Some(answer) = self.apposed(text, phrase) {
            return Some(answer);
        }
        if phrase.indefinite {
            return None;
        }
        let at = phrase.main.start;
        let salient = self.people(text, at, found.gender);
        let salience = |entity: usize| salient.iter().find(|(who, _)| *who == Referent::Entity(entity)).map_or(0.0, |(_, weight)| *weight);
        let modifiers: Vec<&str> = (at..phrase.head)
            .map(|index| text.lower(index))
            .filter(|word| !matches!(*word, "the" | "this" | "that" | "former" | "his" | "her" | "'s" | "’s"))
            .collect();
        let restricted = matches!(text.lower_in(&text.sentence_of(at), phrase.main.end as isize), "who" | "whose" | "that");
        if found.kind == RoleKind::Anaphor && !restricted {
            return self.taken_up(text, phrase, found, &salient, &modifiers);
        }
        let owned = self.is_owned(text, phrase);
        let mut best: Option<(usize, f32, usize)> = None;
        for (entity, known) in self.entities.list.iter().enumerate() {
            if known.sort != Sort::Person || !known.gender.agrees(found.gender) {
                continue;
            }
            // "His lawyer" is nobody's lawyer whom the text has long left.
            if owned && salience(entity) < 0.05 {
                continue;
            }
            for office in known.offices.iter().filter(|office| office.head == found.lemma) {
                let phrase = office.phrase.to_lowercase();
                let shared = modifiers.iter().filter(|word| phrase.contains(**word)).count();
                let score = 0.5 + salience(entity).min(3.0) + 2.0 * shared as f32 - if office.at > at { 0.4 } else { 0.0 };
                if best.is_none_or(|(_, other, _)| score > other) {
                    best = Some((entity, score, office.at));
                }
            }
        }
        if let Some((entity, ..)) = best {
            return Some(self.led(text, at, Referent::Entity(entity), 0.8, "role that the article gives"));
        }
        let takes_up = matches!(text.lower(at), "the" | "this") && !self.is_owned(text, phrase) && !restricted && is_elected(found.lemma);
        let (who, _) = salient.first().filter(|(_, weight)| takes_up && *weight > 0.8)?;
        Some(self.led(text, at, *who, 0.5, "description of the most salient person"))
    }

    pub(super) fn is_owned(&self, text: &Text, phrase: &Phrase) -> bool {
        let possessor = matches!(text.lower(phrase.main.start), "his" | "her" | "their" | "its" | "our" | "my");
        possessor || phrase.main.clone().any(|index| is_possessive(text, index))
    }

    /// "the candidate": whoever is most salient, all the more if the article calls them so.
    fn taken_up(&self, text: &Text, phrase: &Phrase, found: Role, salient: &[(Referent, f32)], modifiers: &[&str]) -> Option<Answer> {
        if !phrase.definite || self.is_owned(text, phrase) {
            return None;
        }
        let score = |(who, weight): &(Referent, f32)| {
            let Referent::Entity(entity) = who else { return (*who, weight * 0.5) };
            let offices = self.entities.list[*entity].offices.iter().filter(|office| office.head == found.lemma);
            let bonus = offices.map(|office| {
                let phrase = office.phrase.to_lowercase();
                0.5 + modifiers.iter().filter(|word| phrase.contains(**word)).count() as f32
            });
            (*who, weight + bonus.fold(0.0, f32::max))
        };
        let (who, _) = salient.iter().map(score).max_by(|one, other| one.1.total_cmp(&other.1))?;
        Some(self.led(text, phrase.main.start, who, 0.6, "description of the most salient person"))
    }
}

/// Offices that news writing takes people up by: "the Varn senator".
fn is_elected(lemma: &str) -> bool {
    matches!(
        lemma,
        "senator" | "governor" | "mayor" | "president" | "congressman" | "congresswoman" | "representative" | "premier" | "chancellor"
    )
}

/// "people close to her", "people familiar with the matter".
fn is_source_like(text: &Text, phrase: &Phrase) -> bool {
    let next = text.lower_in(&phrase.whole, phrase.main.end as isize);
    text.lower(phrase.head) == "people" && matches!(next, "close" | "familiar" | "involved" | "briefed")
}
