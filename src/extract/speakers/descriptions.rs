//! Says whom a description means. Comes in: a phrase without a name at its head. Goes out: an answer.

use super::discourse::Referent;
use super::entities::{Entity, Occurrence, Office};
use super::names::Sort;
use super::phrase::{Phrase, is_plural, is_possessive, name_from, name_to};
use super::pronouns::Pronoun;
use super::role_nouns::{is_elected, is_learned, is_nationality, is_one_more, is_political, is_state, job, party};
use super::sources::as_it_stands;
use super::usage::is_employer;
use super::{Answer, Cast, Who};
use crate::extract::mentions::is_capital;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::names::Gender;
use crate::lexicon::roles::{Role, RoleKind, role};
use crate::lexicon::words::classes;
use crate::span::Span;
use crate::speaker::SpeakerKind;
use crate::text::{Text, TokenKind};

/// From "a girl" to "the girl" are at most this many sentences.
const TAKEN_UP: u32 = 12;

/// Salience of those whom the text has left several sentences ago.
const FORGOTTEN: f32 = 0.1;
/// The headline and the first sentences, which describe people before they name them.
pub(super) const LEAD: u32 = 3;

impl Cast {
    /// Whom a phrase means whose head is a common noun.
    pub(super) fn described(&self, text: &Text, phrase: &Phrase) -> Answer {
        let head = text.lower(phrase.head);
        let as_group = |why| Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.8, why);
        let unnamed = |why| Answer::new(Who::New(SpeakerKind::Unnamed, as_it_stands(text, &phrase.whole)), 0.8, why);
        if matches!(head, "team" | "camp") && !self.entities.within(phrase.main.clone()).is_empty() {
            let campaign = self.campaign(text, phrase).filter(|answer| matches!(answer.who, Who::Entity(_)));
            let body = Who::New(SpeakerKind::Organization, as_it_stands(text, &phrase.whole));
            return campaign.unwrap_or_else(|| Answer::new(body, 0.7, "a body as described"));
        }
        if let Some(answer) = self
            .apposed_body(text, phrase)
            .filter(|_| phrase.definite && (is_employer(head) || !is_plural(text, &self.entities, phrase.head)))
        {
            return answer;
        }
        if let Some(answer) = self.cause(text, phrase).or_else(|| self.both(text, phrase)).or_else(|| self.apposed_several(text, phrase)) {
            return answer;
        }
        if let Some(found) = role(head) {
            return match found.kind {
                RoleKind::Few => self.few(text, phrase, found),
                _ if found.plural && (is_source_like(text, phrase) || is_counted(text, phrase)) => unnamed("unnamed as described"),
                _ if found.plural => as_group("a group as described"),
                _ => self.holder(text, phrase, found).unwrap_or_else(|| unnamed("a person the article does not name")),
            };
        }
        if is_one_more(head) && !self.entities.within(phrase.whole.clone()).is_empty() || head == "one" {
            return self.apposed(text, phrase).unwrap_or_else(|| unnamed("a person the article does not name"));
        }
        match body(head).map(|found| found.family) {
            Some(Family::Silent) => self.before_noun(text, phrase).unwrap_or(Answer::new(Who::Nobody, 0.4, "a thing, not somebody")),
            Some(family) => self.body_described(text, phrase, family),
            None => self.described_otherwise(text, phrase),
        }
    }

    /// "Mothers for Safe Harbours": people joined for a cause, by the name of what they made.
    pub(super) fn cause(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let joins = |index: usize| matches!(text.lower_in(&phrase.whole, index as isize), "for" | "against" | "without");
        let capital = |index: usize| phrase.whole.contains(&index) && is_capital(text, index);
        let joined = joins(phrase.head + 1) && capital(phrase.head) && capital(phrase.head + 2) && capital(phrase.head + 3);
        if !joined || !is_plural(text, &self.entities, phrase.head) {
            return None;
        }
        let end = (phrase.head + 2..phrase.whole.end).find(|&index| !capital(index)).unwrap_or(phrase.whole.end);
        let start = (phrase.main.start..phrase.head).rev().find(|&index| !capital(index)).map_or(phrase.main.start, |index| index + 1);
        let name = as_it_stands(text, &(start..end));
        Some(Answer::new(Who::New(SpeakerKind::Organization, name), 0.8, "a body named for its cause"))
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
        if ["year-old", "er", "or", "ist", "ian", "ee", "ant", "man", "eer"].iter().any(|end| head.ends_with(end)) {
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
            && let Some(answer) =
                self.apposed(text, phrase).or_else(|| self.owned(text, phrase, found)).or_else(|| self.named_later(text, phrase, found))
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
        if !is_one_more(head) && role(head).is_none_or(|role| role.plural) {
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
        // "another delegate on the slate, Jo Tarn,", "a witness, port clerk Jo Tarn,", "a poet, the late Jo Tarn,"
        let last = || {
            let seen = name_to(&self.entities, phrase.whole.end).filter(person)?;
            let start = seen.name.run.start;
            let beside = |index: usize| text.lower(index) == "late" || role(text.lower(index)).is_some_and(|role| !role.plural);
            let comma = (start > after).then(|| text.word(start - 1) == "," || (text.word(after) == "," && beside(start - 1)));
            comma.unwrap_or(false).then_some(seen)
        };
        closed.or_else(last).or_else(left)
    }

    /// "Head of parking Jo Tarn": the person whose name ends the phrase, with an office that "of" or "for" splits before it.
    fn titled(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        // "Secretary of harbours Jo Tarn, an ally of Quill,"
        let comma = (phrase.main.end..phrase.whole.end).find(|&index| text.word(index) == ",").unwrap_or(phrase.whole.end);
        let seen = name_to(&self.entities, comma)?;
        let (known, start) = (&self.entities.list[seen.entity], seen.name.run.start);
        let noun = |index: usize| {
            text.tokens[index].kind == TokenKind::Word && classes(text.lower(index)).is_open() && !text.lower(index).ends_with("ed")
        };
        let between = phrase.main.end + 1..start;
        let office = !between.is_empty()
            && between.len() <= 4
            && between.clone().all(noun)
            && matches!(text.lower(phrase.main.end), "of" | "for" | "to");
        let person = known.sort == Sort::Person && seen.name.core.len() > 1 && seen.name.title.is_none();
        (office && person).then(|| Answer::new(Who::Entity(seen.entity), 0.85, "name after an office"))
    }

    /// The named person whom "the senator" means.
    fn holder(&self, text: &Text, phrase: &Phrase, found: Role) -> Option<Answer> {
        if let Some(answer) = self.apposed(text, phrase).or_else(|| self.titled(text, phrase)) {
            return Some(answer);
        }
        let at = phrase.main.start;
        if phrase.indefinite || (!phrase.definite && text.tokens[at].sentence < LEAD) {
            return self.named_later(text, phrase, found);
        }
        if let Some(answer) = self.owned(text, phrase, found) {
            return Some(answer);
        }
        let salient = self.people(text, at, found.gender);
        let salience = |entity: usize| salient.iter().find(|(who, _)| *who == Referent::Entity(entity)).map_or(0.0, |(_, weight)| *weight);
        let modifiers: Vec<&str> = (at..phrase.head)
            .map(|index| text.lower(index))
            .filter(|word| !matches!(*word, "the" | "this" | "that" | "former" | "his" | "her" | "'s" | "’s"))
            .collect();
        let restricted = matches!(text.lower_in(&text.sentence_of(at), phrase.main.end as isize), "who" | "whose" | "that");
        // "the 34-year-old mother of three"
        let counted = text.lower_in(&phrase.whole, phrase.main.end as isize) == "of"
            && matches!(text.lower_in(&phrase.whole, phrase.main.end as isize + 1), "two" | "three" | "four" | "five" | "six" | "seven");
        if (found.kind == RoleKind::Anaphor || (found.kind == RoleKind::Person && counted)) && !restricted {
            return self.taken_up(text, phrase, found, &salient, &modifiers);
        }
        let holds = |known: &&Entity| known.sort == Sort::Person && known.offices.iter().any(|office| job(office.head) == job(found.lemma));
        if !phrase.definite && self.entities.list.iter().filter(holds).count() > 1 {
            return None;
        }
        let state = modifiers.iter().copied().find(|word| is_state(found.lemma) && is_nationality(word));
        let owned = self.is_owned(text, phrase);
        let only = self.only_holder(found.lemma).map(|(only, _)| only).filter(|_| state.is_none());
        let mut best: Option<(usize, f32, usize)> = None;
        for (entity, known) in self.entities.list.iter().enumerate() {
            if known.sort != Sort::Person || !known.gender.agrees(found.gender) {
                continue;
            }
            // "His lawyer" is nobody's lawyer whom the text has long left.
            if owned && salience(entity) < 0.05 {
                continue;
            }
            for office in known.offices.iter().filter(|office| job(office.head) == job(found.lemma)) {
                let phrase = office.phrase.to_lowercase();
                let shared = modifiers.iter().filter(|word| phrase.contains(**word)).count();
                // "The Ostanian president" is not whoever is president elsewhere.
                if state.is_some_and(|state| !phrase.contains(state)) {
                    continue;
                }
                // "The president" is not whoever was once said to be president of something.
                let main = only == Some(entity) && known.count >= 3;
                if salience(entity) < FORGOTTEN && !main && phrase.split_whitespace().count() > 1 + shared {
                    continue;
                }
                let score = 0.5 + salience(entity).min(3.0) + 2.0 * shared as f32 - if office.at > at { 0.4 } else { 0.0 };
                if best.is_none_or(|(_, other, _)| score > other) {
                    best = Some((entity, score, office.at));
                }
            }
        }
        if let Some((entity, ..)) = best {
            return Some(self.led(text, at, Referent::Entity(entity), 0.8, "role that the article gives"));
        }
        if let Some(answer) = self.named_later(text, phrase, found) {
            return Some(answer);
        }
        let takes_up = matches!(text.lower(at), "the" | "this") && !self.is_owned(text, phrase) && !restricted && is_elected(found.lemma);
        let (who, _) = salient.first().filter(|(_, weight)| takes_up && state.is_none() && *weight > 0.8)?;
        Some(self.led(text, at, *who, 0.5, "description of the most salient person"))
    }

    /// "A Varn judge" of a first sentence, whom the next ones name, where only one in the article is a judge.
    fn named_later(&self, text: &Text, phrase: &Phrase, found: Role) -> Option<Answer> {
        let at = phrase.main.start;
        // Headlines and first sentences describe whom the article goes on to name; elsewhere a description may stay one.
        let lead = text.tokens[at].sentence < LEAD;
        let (kinds, reach) = if lead { (found.kind != RoleKind::Person, 12) } else { (found.kind == RoleKind::Role, 3) };
        let many =
            matches!(found.lemma, "supporter" | "voter" | "member" | "reporter" | "resident" | "official" | "aide" | "source" | "staffer");
        let vague = !lead && matches!(job(found.lemma), "spokesman");
        let opens = matches!(text.lower(at), "a" | "an" | "the") || at == phrase.head || (lead && text.lower(at) != "one");
        if !kinds || many || vague || found.lemma.is_empty() || !opens || (self.is_owned(text, phrase) && !lead) {
            return None;
        }
        let (only, first) = self.only_holder(found.lemma)?;
        let apart = text.tokens[first.name.core.start].sentence.checked_sub(text.tokens[at].sentence)?;
        if first.name.core.start <= at || apart > reach || self.is_elsewhere(text, phrase, only, found.lemma) {
            return None;
        }
        let via = vec![text.span(&first.name.core)];
        Some(Answer { via, ..Answer::new(Who::Entity(only), 0.72, "described first, named later") })
    }

    /// "His lawyer", "Quill’s wife": the only one of that sort in the article, where it stands beside whose it is.
    fn owned(&self, text: &Text, phrase: &Phrase, found: Role) -> Option<Answer> {
        let at = phrase.main.start;
        let close = found.kind == RoleKind::Person
            || matches!(job(found.lemma), "lawyer" | "wife" | "husband" | "spokesman" | "running-mate" | "manager");
        if !close || found.plural || !self.is_owned(text, phrase) {
            return None;
        }
        let (only, first) = self.only_holder(found.lemma)?;
        let mine = matches!(text.lower(at), "my" | "our");
        let owner = match Pronoun::of(text.lower(at)) {
            _ if mine => None,
            Some(_) => self.discourse.at(at).map(|event| event.who),
            None => self.entities.within(at..phrase.head).last().map(|seen| Referent::Entity(seen.entity)),
        };
        let beside = match owner {
            Some(Referent::Entity(owner)) => owner != only && self.are_neighbours(text, owner, only),
            Some(Referent::Phrase(_)) => false,
            None => mine,
        };
        let via = vec![text.span(&first.name.core)];
        beside.then(|| Answer { via, ..Answer::new(Who::Entity(only), 0.72, "only one of that sort, beside whose it is") })
    }

    /// The only person in the article who has this job, and where they are first named.
    fn only_holder(&self, lemma: &str) -> Option<(usize, &Occurrence)> {
        let holds = |entity: &usize| {
            let known = &self.entities.list[*entity];
            known.sort == Sort::Person && known.offices.iter().any(|office| job(office.head) == job(lemma))
        };
        let mut holders = (0..self.entities.list.len()).filter(holds);
        let only = holders.next().filter(|_| holders.next().is_none())?;
        Some((only, self.entities.occurrences.iter().find(|seen| seen.entity == only)?))
    }

    /// True where a description puts its office in another country or party than the article gives its holder.
    fn is_elsewhere(&self, text: &Text, phrase: &Phrase, entity: usize, lemma: &str) -> bool {
        let places = (phrase.main.start..phrase.head).map(|index| text.lower(index)).filter(|word| is_nationality(word));
        let offices = || self.entities.list[entity].offices.iter().filter(|office| job(office.head) == job(lemma));
        let abroad =
            |place: &str| offices().all(|office| office.phrase.to_lowercase().split(' ').any(|word| is_nationality(word) && word != place));
        places.into_iter().any(abroad)
    }

    /// True where two are named in one sentence or in neighbouring ones.
    fn are_neighbours(&self, text: &Text, one: usize, other: usize) -> bool {
        let sentences = |entity: usize| {
            let seen = self.entities.occurrences.iter().filter(move |seen| seen.entity == entity);
            seen.map(|seen| text.tokens[seen.name.core.start].sentence)
        };
        let last = |entity: usize| self.entities.list[entity].words.last();
        sentences(one).any(|here| sentences(other).any(|there| here.abs_diff(there) <= 1)) || last(one) == last(other)
    }

    /// True where a description names one party and the article puts the person in the other: "the GOP nominee" is no Democrat.
    fn is_of_another_party(&self, entity: usize, modifiers: &[&str]) -> bool {
        let asked = modifiers.iter().map(|word| party(word)).find(|word| matches!(*word, "republican" | "democrat"));
        let Some(asked) = asked else { return false };
        let rival = if asked == "democrat" { ["republican", "gop"] } else { ["democrat", "democratic"] };
        let says = |words: &[&str]| {
            let offices = self.entities.list[entity].offices.iter();
            offices.flat_map(|office| office.phrase.split(' ')).any(|word| words.contains(&word.to_lowercase().as_str()))
        };
        let own = if asked == "democrat" { ["democrat", "democratic"] } else { ["republican", "gop"] };
        says(&rival) && !says(&own)
    }

    /// True for somebody with a campaign, or whom the article calls a candidate.
    fn runs(&self, entity: usize) -> bool {
        let mut offices = self.entities.list[entity].offices.iter();
        self.campaigns.contains_key(&entity)
            || offices.any(|office| matches!(office.head, "nominee" | "candidate" | "contender" | "hopeful"))
    }

    pub(super) fn is_owned(&self, text: &Text, phrase: &Phrase) -> bool {
        let possessor = matches!(text.lower(phrase.main.start), "his" | "her" | "their" | "its" | "our" | "my");
        possessor || phrase.main.clone().any(|index| is_possessive(text, index))
    }

    /// "the candidate": whoever is most salient, all the more if the article calls them so.
    fn taken_up(&self, text: &Text, phrase: &Phrase, found: Role, salient: &[(Referent, f32)], modifiers: &[&str]) -> Option<Answer> {
        let another = modifiers.iter().any(|word| matches!(*word, "other" | "rival" | "fellow" | "latter" | "second" | "third"));
        // "The politician with the loud voice" says more than who is meant anyway.
        let runs = is_political(found.lemma) && matches!(text.lower_in(&phrase.whole, phrase.main.end as isize), "for" | "from" | "in");
        let told = phrase.whole.end > phrase.main.end
            && text.tokens[phrase.main.end].kind == TokenKind::Word
            && !runs
            && found.kind == RoleKind::Anaphor;
        if !phrase.definite || another || told || self.is_owned(text, phrase) || is_brought_in(text, phrase.main.start, found.lemma) {
            return None;
        }
        let holds = |entity: usize| {
            let offices = self.entities.list[entity].offices.iter().filter(|office| job(office.head) == job(found.lemma));
            let shared = |office: &Office| {
                let phrase = office.phrase.to_lowercase();
                modifiers.iter().filter(|word| phrase.contains(party(word))).count() as f32
            };
            offices.map(|office| 1.0 + shared(office)).fold(0.0, f32::max)
        };
        // "The nominee" is whoever has a campaign, where somebody near has one.
        let asked = matches!(found.lemma, "nominee" | "candidate" | "contender" | "hopeful");
        let candidates = asked && salient.iter().any(|(who, _)| matches!(who, Referent::Entity(entity) if self.runs(*entity)));
        let weigh = |(who, weight): &(Referent, f32)| match who {
            // "The candidate" is no scholar, where somebody in the article is a candidate.
            Referent::Entity(entity) => {
                let held = holds(*entity);
                let other = held == 0.0
                    && is_political(found.lemma)
                    && self.entities.list[*entity]
                        .offices
                        .iter()
                        .any(|office| is_learned(job(office.head)) || role(office.head).is_some_and(|role| role.kind == RoleKind::Person));
                let strange = held == 0.0 && candidates && !self.runs(*entity);
                (!other && !strange && !self.is_of_another_party(*entity, modifiers)).then_some((*who, weight + held))
            }
            Referent::Phrase(_) => Some((*who, weight * 0.5)),
        };
        let mut found: Vec<(Referent, f32)> = salient.iter().filter_map(weigh).collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        let (who, best) = *found.first()?;
        let next = found.get(1).map_or(0.0, |(_, weight)| *weight);
        if best < 1.15 * next {
            return None;
        }
        Some(self.led(text, phrase.main.start, who, 0.6, "description of the most salient person"))
    }
}

/// True where "the girl" at token `at` takes up "a girl" of one of the sentences before, of whom no name is told: "a girl named Ada", "Ada, a girl",
/// "Ada is a girl" tell one.
fn is_brought_in(text: &Text, at: usize, lemma: &str) -> bool {
    let near = |index: &usize| text.tokens[at].sentence - text.tokens[*index].sentence <= TAKEN_UP;
    let unnamed = |noun: usize| {
        let sentence = text.sentence_of(noun);
        let article =
            (sentence.start.max(noun.saturating_sub(3))..noun).rev().find(|index| matches!(text.lower(*index), "a" | "an" | "another"));
        let named = |index: isize| {
            text.lower_in(&sentence, index).is_empty() || matches!(text.lower_in(&sentence, index), "," | "named" | "called")
        };
        let capital = text.word((noun + 1).min(sentence.end - 1)).starts_with(char::is_uppercase);
        article.is_some_and(|article| {
            let before = text.lower_in(&sentence, article as isize - 1);
            let predicate = matches!(before, "," | "is" | "was" | "be" | "been" | "as" | "became" | "like" | "not" | "—" | "–" | "(");
            !predicate && !capital && !named(noun as isize + 1)
        })
    };
    (0..at).rev().take_while(near).any(|index| text.lower(index) == lemma && unnamed(index))
}

/// "two neighbours", "three of the plaintiffs": a few, where "two in three voters" are many.
fn is_counted(text: &Text, phrase: &Phrase) -> bool {
    let few = matches!(
        text.lower(phrase.main.start),
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"
    );
    let next = text.lower_in(&phrase.whole, phrase.main.start as isize + 1);
    few && !matches!(
        next,
        "in" | "out" | "hundred" | "thousand" | "million" | "dozen" | "percent" | "%" | "-" | "thirds" | "quarters" | "sides" | "parties"
    )
}

/// "people close to her", "people familiar with the matter".
fn is_source_like(text: &Text, phrase: &Phrase) -> bool {
    let next = text.lower_in(&phrase.whole, phrase.main.end as isize);
    text.lower(phrase.head) == "people" && matches!(next, "close" | "familiar" | "involved" | "briefed")
}
