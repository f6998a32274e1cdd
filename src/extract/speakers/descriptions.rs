//! Says whom a description means. Comes in: a phrase without a name at its head. Goes out: an answer.

use super::discourse::{Event, OTHER_BODY, Referent};
use super::entities::Occurrence;
use super::names::Sort;
use super::phrase::{Phrase, is_plural, is_possessive, name_from, name_to};
use super::pronouns::Pronoun;
use super::sources::{as_it_stands, without_article};
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
        if body(head).is_some_and(|found| found.family == Family::Silent) {
            return self.before_noun(text, phrase).unwrap_or(Answer::new(Who::Nobody, 0.4, "a thing, not somebody"));
        }
        if let Some(found) = body(head) {
            return self.body_described(text, phrase, found.family);
        }
        let share = phrase.main.clone().any(|index| text.lower(index) == "%" || text.lower(index) == "percent");
        if is_plural(text, &self.entities, phrase.head) {
            return as_group("a group as described");
        }
        if share
            || text.tokens[phrase.head].kind == TokenKind::Number
            || matches!(
                head,
                "number"
                    | "group"
                    | "much"
                    | "more"
                    | "less"
                    | "fewer"
                    | "lot"
                    | "plurality"
                    | "dozen"
                    | "half"
                    | "array"
                    | "handful"
                    | "host"
                    | "slew"
                    | "range"
                    | "pair"
                    | "trio"
                    | "side"
                    | "two"
                    | "three"
                    | "four"
            )
        {
            return as_group("a group as described");
        }
        if let Some(answer) = self.before_noun(text, phrase) {
            return answer;
        }
        let person = ["er", "or", "ist", "ian", "ee", "ant", "man", "eer"].iter().any(|end| head.ends_with(end));
        if person {
            let made_up = Role { lemma: "", kind: RoleKind::Role, gender: Gender::Either, plural: false };
            return self.holder(text, phrase, made_up).unwrap_or_else(|| unnamed("a person the article does not name"));
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
            let comma = phrase.whole.start > sentence.start + 1 && text.word(phrase.whole.start - 1) == ",";
            comma
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

    fn is_owned(&self, text: &Text, phrase: &Phrase) -> bool {
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

    /// A body by what it is: "the campaign", "the newspaper", "a poll".
    fn body_described(&self, text: &Text, phrase: &Phrase, family: Family) -> Answer {
        let name = without_article(text, &phrase.whole);
        let fresh = |confidence| Answer::new(Who::New(SpeakerKind::Organization, name.clone()), confidence, "a body as described");
        if family == Family::Campaign {
            return self.campaign(text, phrase).unwrap_or_else(|| fresh(0.7));
        }
        if let Some(answer) = self.before_noun(text, phrase).filter(|_| family == Family::Document) {
            return answer;
        }
        if family == Family::Document {
            return self.issuer(text, phrase).or_else(|| self.document(text, phrase)).unwrap_or_else(|| fresh(0.6));
        }
        let more = phrase.whole.end > phrase.main.end && text.word(phrase.main.end) != ",";
        let key = name.to_lowercase();
        if let Some((_, entity)) = self.described_bodies.iter().find(|(known, _)| *known == key) {
            return self.led(text, phrase.main.start, Referent::Entity(*entity), 0.85, "body as described before");
        }
        let bare = phrase.main.len() == 1 + usize::from(phrase.definite);
        if !bare || more || self.is_owned(text, phrase) {
            return fresh(0.75);
        }
        let head = text.lower(phrase.head);
        let ends = |who: &Referent| matches!(who, Referent::Entity(entity) if matches!(self.entities.list[*entity].sort, Sort::Body(_)) && self.entities.list[*entity].words.last().is_some_and(|last| last == head));
        let salient = self.discourse.salient(text, phrase.main.start);
        let same = salient.iter().find(|(who, _)| ends(who)).map(|(who, _)| *who);
        if let Some(who) = same.or_else(|| (0..self.entities.list.len()).map(Referent::Entity).find(ends)) {
            return self.led(text, phrase.main.start, who, 0.75, "body taken up again");
        }
        if !phrase.definite {
            return fresh(0.75);
        }
        let fits = |who: &Referent| match who {
            Referent::Entity(entity) => match self.entities.list[*entity].sort {
                Sort::Body(other) => {
                    other == family
                        || matches!((family, other), (Family::Group, Family::Party) | (Family::Company, Family::Press | Family::Group))
                }
                Sort::Place => family == Family::Government,
                Sort::Unknown => false,
                _ => false,
            },
            Referent::Phrase(speaker) => {
                let speaker = &self.speakers[speaker.0 as usize];
                let same = speaker.name.as_deref().is_some_and(|name| name.to_lowercase().ends_with(text.lower(phrase.head)));
                speaker.kind == SpeakerKind::Organization && same
            }
        };
        match salient.into_iter().find(|(who, _)| fits(who)) {
            Some((who, _)) => self.led(text, phrase.main.start, who, 0.65, "body taken up again"),
            None => fresh(0.6),
        }
    }

    /// The name before a noun, which speaks through it: "Quill's tweet", "the Varn Institute poll".
    fn before_noun(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let head = (phrase.main.start..phrase.head).rev();
        let name = |index: usize| {
            self.entities.before(index + 1).filter(|seen| seen.name.core.end == index + 1 && seen.name.core.start >= phrase.main.start)
        };
        let seen = head
            .filter_map(name)
            .find(|seen| matches!(self.entities.list[seen.entity].sort, Sort::Body(_) | Sort::Person | Sort::Unknown))?;
        let person = self.entities.list[seen.entity].sort == Sort::Person;
        let possessor = is_possessive(text, seen.name.core.end);
        if person && !possessor {
            return None;
        }
        let via = vec![text.span(&seen.name.core)];
        Some(Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.7, "speaks through what it issued") })
    }

    /// The body after "from" or "by": "a report by the Varn Institute".
    fn issuer(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let rest = phrase.main.end..phrase.whole.end;
        let by = rest.clone().find(|&index| matches!(text.lower(index), "by" | "from" | "in"))?;
        let seen = self.entities.within(by..phrase.whole.end).first()?;
        let fits = matches!(self.entities.list[seen.entity].sort, Sort::Body(_)) || text.lower(by) == "by";
        let via = vec![text.span(&seen.name.core)];
        fits.then(|| Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.75, "issuer of a document") })
    }

    /// "The report" of whichever body spoke last.
    fn document(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        if text.lower(at) != "the" || phrase.main.len() != 2 || phrase.whole.end > phrase.main.end {
            return None;
        }
        let press = matches!(text.lower(phrase.head), "article" | "editorial" | "story");
        let issues = |who: &Referent| match who {
            Referent::Entity(entity) => match self.entities.list[*entity].sort {
                Sort::Body(Family::Silent) => false,
                Sort::Body(family) => !press || family == Family::Press,
                _ => false,
            },
            Referent::Phrase(speaker) => !press && self.speakers[speaker.0 as usize].kind == SpeakerKind::Organization,
        };
        let (who, _) = self.discourse.salient(text, at).into_iter().find(|(who, weight)| *weight > 0.5 && issues(who))?;
        Some(self.led(text, at, who, 0.6, "document of the body that spoke last"))
    }

    /// The campaign of whoever owns it.
    fn campaign(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        let seen = self.entities.within(phrase.main.clone()).last();
        let owner = seen.map(|seen| seen.entity).or_else(|| {
            let Some(Pronoun::One(gender)) = Pronoun::of(text.lower(at)) else { return None };
            let known = self.discourse.at(at).map(|event| event.who);
            match known.or_else(|| self.people(text, at, gender).first().map(|(who, _)| *who))? {
                Referent::Entity(entity) => Some(entity),
                Referent::Phrase(_) => None,
            }
        });
        if let Some(owner) = owner {
            let Some((_, entity)) = self.campaigns.iter().find(|(person, _)| *person == owner) else {
                let name = possessive(&self.entities.list[owner].name);
                let via = self.fullest(text, owner).into_iter().collect();
                return Some(Answer { via, ..Answer::new(Who::New(SpeakerKind::Organization, name), 0.75, "campaign of") });
            };
            return Some(self.led(text, at, Referent::Entity(*entity), 0.85, "campaign of"));
        }
        if !phrase.definite || phrase.main.len() > 2 {
            return None;
        }
        let is_campaign =
            |who: &Referent| matches!(who, Referent::Entity(entity) if self.entities.list[*entity].sort == Sort::Body(Family::Campaign));
        let salient = self.discourse.salient(text, at).into_iter().find(|(who, _)| is_campaign(who)).map(|(who, _)| who);
        let owner = || self.people(text, at, Gender::Either).first().map(|(who, _)| *who);
        let of_owner = || {
            self.campaigns
                .iter()
                .find(|(person, _)| Some(Referent::Entity(*person)) == owner())
                .map(|(_, entity)| Referent::Entity(*entity))
        };
        let who = salient.or_else(of_owner)?;
        Some(self.led(text, at, who, 0.7, "campaign taken up again"))
    }

    /// Makes a body of every "Varn police", "Ostan's government": a name and a body's noun.
    pub(super) fn find_described_bodies(&mut self, text: &Text) {
        let mut found = Vec::new();
        for seen in &self.entities.occurrences {
            let sentence = text.sentence_of(seen.name.core.start);
            let mut at = seen.name.run.end;
            at += usize::from(sentence.contains(&at) && is_possessive(text, at));
            let noun = |index: usize| sentence.contains(&index).then(|| body(text.lower(index))).flatten().map(|found| found.family);
            let speaks =
                |family: &Family| matches!(family, Family::Government | Family::Company | Family::Group | Family::Court | Family::Party);
            at += usize::from(is_field(text.lower_in(&sentence, at as isize)) && noun(at + 1).is_some());
            let next = text.lower_in(&sentence, at as isize + 1);
            if let Some(family) = noun(at).filter(speaks).filter(|_| role(next).is_none()) {
                found.push((family, seen.name.run.start..at + 1));
            }
        }
        for (family, tokens) in found {
            let name = as_it_stands(text, &tokens);
            let key = name.to_lowercase();
            let known = self.described_bodies.iter().find(|(other, _)| *other == key).map(|(_, entity)| *entity);
            let entity = known.unwrap_or_else(|| {
                let entity = self.entities.add(Sort::Body(family), name, key.clone(), Gender::Either);
                self.described_bodies.push((key, entity));
                entity
            });
            let last = tokens.end - 1;
            let event = Event {
                token: last,
                sentence: text.tokens[last].sentence,
                span: text.span(&tokens),
                who: Referent::Entity(entity),
                weight: OTHER_BODY,
            };
            self.discourse.add(event);
        }
    }

    /// Makes a body of every "Quill's campaign", "the Quill campaign", named as it is named longest.
    pub(super) fn find_campaigns(&mut self, text: &Text) {
        let mut found = Vec::new();
        for seen in &self.entities.occurrences {
            if !matches!(self.entities.list[seen.entity].sort, Sort::Person | Sort::Unknown) {
                continue;
            }
            let sentence = text.sentence_of(seen.name.core.start);
            let mut at = seen.name.core.end;
            at += usize::from(sentence.contains(&at) && is_possessive(text, at));
            at += usize::from(matches!(
                text.lower_in(&sentence, at as isize),
                "presidential" | "senate" | "gubernatorial" | "re-election" | "reelection"
            ));
            let next = text.lower_in(&sentence, at as isize + 1);
            if text.lower_in(&sentence, at as isize) == "campaign" && role(next).is_none() {
                found.push((seen.entity, seen.name.core.start..at + 1));
            }
        }
        for (owner, tokens) in found {
            let name = as_it_stands(text, &tokens);
            let known = self.campaigns.iter().find(|(person, _)| *person == owner).map(|(_, entity)| *entity);
            let entity = known.unwrap_or_else(|| {
                let entity = self.entities.add(Sort::Body(Family::Campaign), name.clone(), format!("campaign of {owner}"), Gender::Either);
                self.campaigns.push((owner, entity));
                entity
            });
            if name.len() > self.entities.list[entity].name.len() {
                self.entities.list[entity].name = name;
            }
            let last = tokens.end - 1;
            let event = Event {
                token: last,
                sentence: text.tokens[last].sentence,
                span: text.span(&tokens),
                who: Referent::Entity(entity),
                weight: OTHER_BODY,
            };
            self.discourse.add(event);
        }
    }
}

/// Offices that news writing takes people up by: "the Varn senator".
fn is_elected(lemma: &str) -> bool {
    matches!(
        lemma,
        "senator" | "governor" | "mayor" | "president" | "congressman" | "congresswoman" | "representative" | "premier" | "chancellor"
    )
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’ campaign") } else { format!("{name}’s campaign") }
}

/// Words between a place and its body's noun: "Varn city council".
fn is_field(word: &str) -> bool {
    matches!(
        word,
        "state"
            | "local"
            | "city"
            | "county"
            | "federal"
            | "national"
            | "military"
            | "security"
            | "central"
            | "trade"
            | "industry"
            | "defense"
            | "defence"
            | "foreign"
            | "public"
            | "health"
            | "school"
            | "advocacy"
            | "research"
            | "rights"
            | "environmental"
            | "town"
            | "district"
            | "appeals"
            | "high"
            | "regional"
            | "provincial"
            | "border"
            | "water"
            | "news"
    )
}

/// "people close to her", "people familiar with the matter".
fn is_source_like(text: &Text, phrase: &Phrase) -> bool {
    let next = text.lower_in(&phrase.whole, phrase.main.end as isize);
    text.lower(phrase.head) == "people" && matches!(next, "close" | "familiar" | "involved" | "briefed")
}
