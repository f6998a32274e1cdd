//! Says which body a description means. Comes in: a phrase with a body's or document's noun at its head. Goes out: an answer.

use super::body_nouns::{is_document, is_field, is_generic, is_many};
use super::descriptions::LEAD;
use super::discourse::{Event, OTHER_BODY, Referent, is_dateline};
use super::entities::{Entity, Occurrence};
use super::names::Sort;
use super::phrase::{Phrase, is_possessive, name_from};
use super::pronouns::Pronoun;
use super::sources::{as_it_stands, without_article};
use super::{Answer, Cast, Who};
use crate::extract::mentions::is_capital;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::cues::look_up;
use crate::lexicon::names::{Gender, is_small};
use crate::lexicon::places::place;
use crate::lexicon::roles::role;
use crate::lexicon::words::classes;
use crate::speaker::SpeakerKind;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How many nouns may stand between a place and its body's noun: "Varn state news agency".
const FIELDS: usize = 2;

impl Cast {
    /// A body by what it is: "the campaign", "the newspaper", "a poll".
    pub(super) fn body_described(&self, text: &Text, phrase: &Phrase, family: Family) -> Answer {
        if family == Family::Campaign {
            return self.campaign(text, phrase).unwrap_or_else(|| self.as_described(text, phrase));
        }
        if let Some(answer) = self.called(text, phrase) {
            return answer;
        }
        if let Some(answer) = self.apposed_body(text, phrase) {
            return answer;
        }
        if let Some(answer) = self.before_noun(text, phrase).filter(|_| family == Family::Document) {
            return answer;
        }
        if family == Family::Document {
            let spoken = self.possessor(text, phrase).or_else(|| self.issuer(text, phrase)).or_else(|| self.document(text, phrase));
            return spoken.unwrap_or_else(|| self.nameless(text, phrase));
        }
        let more = phrase.whole.end > phrase.main.end && text.word(phrase.main.end) != ",";
        if let Some(answer) = self.body_later(text, phrase, family) {
            return answer;
        }
        let key = without_article(text, &phrase.whole).to_lowercase();
        if let Some(entity) = self.described_bodies.get(&key) {
            return self.led(text, phrase.main.start, Referent::Entity(*entity), 0.85, "body as described before");
        }
        if let Some(who) = self.longer_body(text, phrase) {
            return self.led(text, phrase.main.start, who, 0.85, "part of a longer name");
        }
        let own = Pronoun::of(text.lower(phrase.main.start)).is_some();
        if own || phrase.indefinite || is_many(text.lower(phrase.head)) {
            return self.nameless(text, phrase);
        }
        let bare = phrase.main.len() == 1 + usize::from(phrase.definite) || is_epithet(text, phrase);
        if !bare || more || self.is_owned(text, phrase) {
            return self.as_described(text, phrase);
        }
        self.body_again(text, phrase, family).unwrap_or_else(|| self.nameless(text, phrase))
    }

    /// "A new super PAC called Varn Rises": by that name.
    fn called(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let sentence = text.sentence_of(phrase.main.start);
        if !matches!(text.lower_in(&sentence, phrase.main.end as isize), "called" | "named" | "dubbed") {
            return None;
        }
        let seen = name_from(&self.entities, phrase.main.end + 1)?;
        let closed = seen.name.run.end == phrase.whole.end || text.tokens[seen.name.run.end].kind == TokenKind::Punctuation;
        let body = closed && matches!(self.entities.list[seen.entity].sort, Sort::Body(_) | Sort::Unknown | Sort::Person);
        let via = vec![text.span(&seen.name.core)];
        body.then(|| Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.85, "apposition") })
    }

    /// "the company": the body of that sort that the text is about.
    fn body_again(&self, text: &Text, phrase: &Phrase, family: Family) -> Option<Answer> {
        let head = text.lower(phrase.head);
        let is_body = |entity: usize| matches!(self.entities.list[entity].sort, Sort::Body(_));
        let ends = |entity: usize| is_body(entity) && self.entities.list[entity].words.last().is_some_and(|last| last == head);
        // "the board" of the Varn Board of Elections; "the high court" is not the Varn Court of Appeals.
        let bare = phrase.head <= phrase.main.start + 1;
        let heads =
            |entity: usize| bare && is_body(entity) && self.entities.list[entity].words.len() > 1 && self.entities.noun(entity) == head;
        let salient = self.discourse.salient(text, phrase.main.start);
        let named = |fits: &dyn Fn(usize) -> bool| {
            let near = salient.iter().map(|(who, _)| *who).find(|who| matches!(who, Referent::Entity(entity) if fits(*entity)));
            near.or_else(|| (0..self.entities.list.len()).find(|&entity| fits(entity)).map(Referent::Entity))
        };
        let long = |entity: usize| self.entities.list[entity].words.len() > 1;
        if let Some(who) = named(&|entity| ends(entity) && long(entity)).or_else(|| named(&heads)).or_else(|| named(&ends)) {
            return Some(self.led(text, phrase.main.start, who, 0.75, "body taken up again"));
        }
        if !phrase.definite {
            return None;
        }
        let land = matches!(head, "city" | "county" | "state" | "town" | "kingdom" | "republic");
        let fits = |who: &Referent| match who {
            Referent::Entity(entity) => match self.entities.list[*entity].sort {
                Sort::Body(_) if land || self.is_another_sort(*entity, head) => false,
                Sort::Body(other) => {
                    other == family || matches!((family, other), (Family::Group, Family::Party) | (Family::Company, Family::Group))
                }
                Sort::Place => family == Family::Government && matches!(head, "government" | "country" | "nation" | "regime"),
                Sort::Unknown => false,
                _ => false,
            },
            Referent::Phrase(speaker) => {
                let speaker = &self.speakers[speaker.0 as usize];
                let same = speaker.name.as_deref().is_some_and(|name| name.to_lowercase().ends_with(text.lower(phrase.head)));
                speaker.kind == SpeakerKind::Organization && same
            }
        };
        if family == Family::Press
            && is_generic(head)
            && let Some(only) = self.only_press(text)
        {
            return Some(self.led(text, phrase.main.start, Referent::Entity(only), 0.7, "the only one of that sort"));
        }
        let mut fitting = salient.into_iter().filter(|(who, _)| is_generic(head) && fits(who));
        let (best, next) = (fitting.next(), fitting.next().map_or(0.0, |(_, weight)| weight));
        let (who, _) = best.filter(|(_, weight)| *weight > 1.5 * next)?;
        Some(self.led(text, phrase.main.start, who, 0.65, "body taken up again"))
    }

    /// True where a body's own name says that it is something else: "Varn Airlines" is not "the bank".
    fn is_another_sort(&self, entity: usize, head: &str) -> bool {
        let last = self.entities.list[entity].words.last().map_or("", String::as_str);
        let telling = matches!(head, "bank" | "airline" | "union" | "retailer" | "automaker" | "broadcaster" | "tabloid");
        let general = matches!(last, "company" | "inc." | "inc" | "corp" | "corp." | "co." | "group" | "llc" | "plc" | "ltd" | "ltd.");
        let state = matches!(
            last,
            "administration" | "government" | "congress" | "senate" | "house" | "parliament" | "court" | "states" | "nations"
        );
        // "The company" is no committee.
        let organ = matches!(
            last,
            "committee"
                | "subcommittee"
                | "council"
                | "commission"
                | "caucus"
                | "coalition"
                | "foundation"
                | "university"
                | "institute"
                | "party"
        );
        (head == "agency" && state)
            || (matches!(head, "company" | "firm" | "giant") && organ)
            || telling && self.entities.list[entity].words.len() > 1 && last != head && !general && body(last).is_some()
    }

    /// The only publication or broadcaster that the article names.
    pub(super) fn only_press(&self, text: &Text) -> Option<usize> {
        let mut press = (0..self.entities.list.len()).filter(|&entity| {
            let known = &self.entities.list[entity];
            let told = |seen: &Occurrence| seen.entity == entity && !is_dateline(text, &seen.name.run);
            known.count > 0 && known.sort == Sort::Body(Family::Press) && self.entities.occurrences.iter().any(told)
        });
        press.next().filter(|_| press.next().is_none())
    }

    /// "A Varn newspaper", "House panel" of a headline or first sentence: the body of that sort that the article goes on to name.
    fn body_later(&self, text: &Text, phrase: &Phrase, family: Family) -> Option<Answer> {
        let at = phrase.main.start;
        if text.tokens[at].sentence >= LEAD || self.is_owned(text, phrase) || text.lower(at) == "one" {
            return None;
        }
        let head = if text.lower(phrase.head) == "panel" { "committee" } else { text.lower(phrase.head) };
        let same = (0..self.entities.list.len()).filter(|&entity| {
            let known = &self.entities.list[entity];
            known.count > 0 && matches!(known.sort, Sort::Body(_)) && known.words.len() > 1 && self.entities.noun(entity) == head
        });
        let first = |entity: usize| self.entities.occurrences.iter().find(|seen| seen.entity == entity).map(|seen| seen.name.core.start);
        // Of several the one named next, where that is soon.
        let soon = |token: usize| token > at && text.tokens[token].sentence <= text.tokens[at].sentence + LEAD;
        let same: Vec<usize> = same.collect();
        let same = match same[..] {
            [only] => Some(only),
            _ => same.iter().copied().filter(|&entity| first(entity).is_some_and(soon)).min_by_key(|&entity| first(entity)),
        };
        let entity = same.or_else(|| self.only_press(text).filter(|_| family == Family::Press && is_generic(head)))?;
        let first = self.entities.occurrences.iter().find(|seen| seen.entity == entity)?;
        let via = vec![text.span(&first.name.core)];
        (first.name.core.start > at).then(|| Answer { via, ..Answer::new(Who::Entity(entity), 0.7, "described first, named later") })
    }

    /// "the Varn water authority": named after what it is, where a name is in it.
    fn as_described(&self, text: &Text, phrase: &Phrase) -> Answer {
        let named = |index: usize| is_capital(text, index) && (index > phrase.whole.start || text.sentence_of(index).start != index);
        if !phrase.whole.clone().any(named) {
            return self.nameless(text, phrase);
        }
        let name = without_article(text, &phrase.whole);
        Answer::new(Who::New(SpeakerKind::Organization, name), 0.75, "a body as described")
    }

    /// A body or document that the article does not name speaks as a body under its own words ("the report"), which never make it one with
    /// another article's; several bodies are a group.
    fn nameless(&self, text: &Text, phrase: &Phrase) -> Answer {
        let head = text.lower(phrase.head);
        let cuts = |index: &usize| {
            matches!(text.lower(*index), "," | "—" | "–" | "―" | "--" | "(" | "who" | "which" | "that") || text.word(*index) == "-"
        };
        let end = (phrase.main.end..phrase.whole.end).find(cuts).unwrap_or(phrase.whole.end);
        let many = head == "group" || (is_many(head) && !is_document(head) && !is_document(head.trim_end_matches('s')));
        let name = as_it_stands(text, &(phrase.whole.start..end));
        let who = if many {
            Who::New(SpeakerKind::Group, name)
        } else {
            Who::New(SpeakerKind::Organization, uncapitalised(text, phrase.whole.start, name))
        };
        Answer::new(who, 0.8, "a body that the article does not name")
    }

    /// "the budget office" for the Varn Budget Office.
    fn longer_body(&self, text: &Text, phrase: &Phrase) -> Option<Referent> {
        let start = phrase.main.start + usize::from(text.lower(phrase.main.start) == "the");
        // "the board of elections"
        let of = phrase.whole.end > phrase.main.end && text.lower(phrase.main.end) == "of";
        let end = if of { phrase.whole.end } else { phrase.main.end };
        if !phrase.definite || end < start + 2 || phrase.main.end != phrase.head + 1 {
            return None;
        }
        let words: Vec<&str> = (start..end).map(|index| text.lower(index)).collect();
        let longer = |known: &Entity| {
            let ends = known.words.len() > words.len() && known.words[known.words.len() - words.len()..].iter().eq(&words);
            ends && matches!(known.sort, Sort::Body(_))
        };
        self.entities.list.iter().position(longer).map(Referent::Entity)
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
        let person = matches!(self.entities.list[seen.entity].sort, Sort::Person | Sort::Unknown);
        let possessor = is_possessive(text, seen.name.core.end);
        if person && !possessor {
            return None;
        }
        let via = vec![text.span(&seen.name.core)];
        Some(Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.7, "speaks through what it issued") })
    }

    /// "Her team, Lumen Varn,": the body named beside a body's noun.
    pub(super) fn apposed_body(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let sentence = text.sentence_of(phrase.main.start);
        if text.lower_in(&sentence, phrase.main.end as isize) != "," {
            return None;
        }
        let at = phrase.main.end + 1 + usize::from(text.lower_in(&sentence, phrase.main.end as isize + 1) == "the");
        let seen = name_from(&self.entities, at)?;
        let closed = seen.name.run.end == phrase.whole.end || text.lower_in(&sentence, seen.name.run.end as isize) == ",";
        let speaks = matches!(self.entities.list[seen.entity].sort, Sort::Body(_) | Sort::Unknown);
        let via = vec![text.span(&seen.name.core)];
        (closed && speaks).then(|| Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.85, "apposition") })
    }

    /// The campaign of whoever owns it.
    pub(super) fn campaign(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        let seen = self.entities.within(phrase.main.clone()).last();
        let owner = seen.map(|seen| seen.entity).or_else(|| {
            let Some(Pronoun::One(gender)) = Pronoun::of(text.lower(at)) else { return None };
            let known = self.discourse.at(at).map(|event| event.who);
            match known.or_else(|| self.candidates(text, at, gender).first().map(|candidate| candidate.who))? {
                Referent::Entity(entity) => Some(entity),
                Referent::Phrase(_) => None,
            }
        });
        if let Some(owner) = owner {
            let Some(entity) = self.campaigns.get(&owner) else {
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
        let of_owner = || match self.people(text, at, Gender::Either).first()? {
            (Referent::Entity(owner), _) => self.campaigns.get(owner).map(|entity| Referent::Entity(*entity)),
            (Referent::Phrase(_), _) => None,
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
            // "Varn ballot commission": nouns between a place and its body; after a person only words that tell bodies apart.
            let placed = matches!(self.entities.list[seen.entity].sort, Sort::Place | Sort::Body(Family::Government))
                || seen.name.sort == Sort::Place;
            let plain = |index: usize| sentence.contains(&index) && (is_field(text.lower(index)) || (placed && is_plain_noun(text, index)));
            let told = usize::from(is_field(text.lower_in(&sentence, at as isize)) && noun(at + 1).is_some());
            let fields =
                (told..=FIELDS).find(|&fields| noun(at + fields).is_some()).filter(|&fields| (at..at + fields).all(plain)).unwrap_or(0);
            let editorial = fields > 0 && text.lower_in(&sentence, at as isize) == "editorial";
            at += fields;
            let next = text.lower_in(&sentence, at as isize + 1);
            let police = text.lower_in(&sentence, at as isize) == "police";
            let family = if editorial { noun(at).map(|_| Family::Press) } else { noun(at).filter(speaks) };
            if let Some(family) = family.filter(|_| police || role(next).is_none()) {
                found.push((family, seen.name.run.start..at + 1));
            }
        }
        for (family, tokens) in found {
            let name = as_it_stands(text, &tokens);
            let key = name.to_lowercase();
            let entity = match self.described_bodies.get(&key) {
                Some(entity) => *entity,
                None => {
                    let entity = self.entities.add(Sort::Body(family), name, key.clone(), Gender::Either);
                    self.described_bodies.insert(key, entity);
                    entity
                }
            };
            self.meet_body(text, &tokens, entity);
        }
    }

    /// Notes that a body is mentioned by `tokens`, so that "it" and "the campaign" can mean it afterwards.
    fn meet_body(&mut self, text: &Text, tokens: &Range<usize>, entity: usize) {
        let last = tokens.end - 1;
        self.discourse.add(Event { token: last, span: text.span(tokens), who: Referent::Entity(entity), weight: OTHER_BODY });
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
            let entities = &mut self.entities;
            let entity = *self.campaigns.entry(owner).or_insert_with(|| {
                entities.add(Sort::Body(Family::Campaign), name.clone(), format!("campaign of {owner}"), Gender::Either)
            });
            if name.len() > self.entities.list[entity].name.len() {
                self.entities.list[entity].name = name;
            }
            self.meet_body(text, &tokens, entity);
        }
    }
}

/// "the online retail giant", "the news service": no name, and nothing that sets it apart from another of its sort.
fn is_epithet(text: &Text, phrase: &Phrase) -> bool {
    let first = phrase.main.start;
    let sets_apart = |index: usize| {
        let word = text.lower(index);
        is_capital(text, index)
            || place(word).is_some()
            || text.tokens[index].kind != TokenKind::Word
            || matches!(
                word,
                "other" | "rival" | "same" | "local" | "state" | "foreign" | "federal" | "new" | "second" | "national" | "parent"
            )
    };
    text.lower(first) == "the"
        && (1..=3).contains(&(phrase.head - first))
        && is_generic(text.lower(phrase.head))
        && !(first + 1..phrase.head).any(sets_apart)
}

/// `name` with a small first letter where only the start of a sentence made it large.
fn uncapitalised(text: &Text, first: usize, name: String) -> String {
    let lower = text.lower(first);
    let elsewhere = || text.tokens.iter().any(|token| token.span.of(text.body) == lower);
    let plain = is_small(lower) || is_document(lower) || is_many(lower) || elsewhere();
    let opens = text.sentence_of(first).start == first || (first > 0 && text.tokens[first - 1].kind == TokenKind::Punctuation);
    let shouts = text.word(first).chars().skip(1).any(char::is_uppercase);
    let alone = name.split(' ').skip(1).all(|word| word.starts_with(char::is_lowercase));
    let mut letters = name.chars();
    match letters.next() {
        Some(letter) if opens && plain && !shouts && (alone || is_small(lower)) => letter.to_lowercase().chain(letters).collect(),
        _ => name,
    }
}

/// A lower-case noun or adjective, as far as can be told: no small word, no verb's form.
fn is_plain_noun(text: &Text, index: usize) -> bool {
    let word = text.lower(index);
    text.tokens[index].kind == TokenKind::Word
        && text.word(index).starts_with(char::is_lowercase)
        && classes(word).is_open()
        && look_up(word).is_none()
        && !is_possessive(text, index)
        && !["ed", "ing", "s"].iter().any(|end| word.ends_with(end))
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’ campaign") } else { format!("{name}’s campaign") }
}

#[cfg(test)]
mod tests {
    use super::super::tests::names;

    #[test]
    fn a_body_is_taken_up_by_the_noun_before_of() {
        let body = "The Varn Board of Elections met. [The board of elections] agreed, and [the board] said so.";
        assert_eq!(names(body), ["Varn Board of Elections", "Varn Board of Elections"]);
    }

    #[test]
    fn a_body_described_with_its_place_and_nouns_is_named_by_all_of_them() {
        assert_eq!(names("The New Hampshire ballot commission met. [The commission] agreed."), ["New Hampshire ballot commission"]);
        assert_eq!(names("[A new super PAC called Varn Rises] ran it."), ["Varn Rises"]);
    }
}
