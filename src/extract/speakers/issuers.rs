//! Says which body a description means. Comes in: a phrase with a body's or document's noun at its head. Goes out: an answer.

use super::discourse::{Event, OTHER_BODY, Referent};
use super::names::Sort;
use super::phrase::{Phrase, is_possessive};
use super::pronouns::Pronoun;
use super::sources::{as_it_stands, without_article};
use super::{Answer, Cast, Who};
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::names::Gender;
use crate::lexicon::roles::role;
use crate::speaker::SpeakerKind;
use crate::text::Text;

impl Cast {
    /// A body by what it is: "the campaign", "the newspaper", "a poll".
    pub(super) fn body_described(&self, text: &Text, phrase: &Phrase, family: Family) -> Answer {
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
        let land = matches!(head, "city" | "county" | "state" | "town" | "kingdom" | "republic");
        let fits = |who: &Referent| match who {
            Referent::Entity(entity) => match self.entities.list[*entity].sort {
                Sort::Body(_) if land => false,
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
    pub(super) fn before_noun(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
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

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’ campaign") } else { format!("{name}’s campaign") }
}
