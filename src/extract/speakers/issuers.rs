//! Says which body a description means. Comes in: a phrase with a body's or document's noun at its head. Goes out: an answer.

use super::body_nouns::{is_document, is_field, is_generic, is_many, same_document};
use super::descriptions::LEAD;
use super::discourse::{Event, OTHER_BODY, Referent};
use super::entities::Entity;
use super::names::Sort;
use super::phrase::{Phrase, conjuncts, is_possessive, name_from, only_name, parse};
use super::pronouns::Pronoun;
use super::sources::{as_it_stands, without_article};
use super::{Answer, Cast, Who};
use crate::extract::mentions::is_capital;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::names::{Gender, is_small};
use crate::lexicon::places::place;
use crate::lexicon::roles::role;
use crate::speaker::SpeakerKind;
use crate::text::{Text, TokenKind};
use std::ops::Range;

impl Cast {
    /// A body by what it is: "the campaign", "the newspaper", "a poll".
    pub(super) fn body_described(&self, text: &Text, phrase: &Phrase, family: Family) -> Answer {
        if family == Family::Campaign {
            return self.campaign(text, phrase).unwrap_or_else(|| self.as_described(text, phrase));
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

    /// "the company": the body of that sort that the text is about.
    fn body_again(&self, text: &Text, phrase: &Phrase, family: Family) -> Option<Answer> {
        let head = text.lower(phrase.head);
        let ends = |who: &Referent| matches!(who, Referent::Entity(entity) if matches!(self.entities.list[*entity].sort, Sort::Body(_)) && self.entities.list[*entity].words.last().is_some_and(|last| last == head));
        let salient = self.discourse.salient(text, phrase.main.start);
        let same = salient.iter().find(|(who, _)| ends(who)).map(|(who, _)| *who);
        if let Some(who) = same.or_else(|| (0..self.entities.list.len()).map(Referent::Entity).find(ends)) {
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
            && let Some(only) = self.only_press()
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
        (head == "agency" && state)
            || telling && self.entities.list[entity].words.len() > 1 && last != head && !general && body(last).is_some()
    }

    /// The only publication or broadcaster that the article names.
    fn only_press(&self) -> Option<usize> {
        let mut press = (0..self.entities.list.len()).filter(|&entity| {
            let known = &self.entities.list[entity];
            known.count > 0 && known.sort == Sort::Body(Family::Press)
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
            known.count > 0
                && matches!(known.sort, Sort::Body(_))
                && known.words.len() > 1
                && known.words.last().is_some_and(|last| last == head)
        });
        let first = |entity: usize| self.entities.occurrences.iter().find(|seen| seen.entity == entity).map(|seen| seen.name.core.start);
        // Of several the one named next, where that is soon.
        let soon = |token: usize| token > at && text.tokens[token].sentence <= text.tokens[at].sentence + LEAD;
        let same: Vec<usize> = same.collect();
        let same = match same[..] {
            [only] => Some(only),
            _ => same.iter().copied().filter(|&entity| first(entity).is_some_and(soon)).min_by_key(|&entity| first(entity)),
        };
        let entity = same.or_else(|| self.only_press().filter(|_| family == Family::Press && is_generic(head)))?;
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

    /// Whoever a document belongs to: "his letter", "the newspaper’s editorial".
    fn possessor(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        let own = Pronoun::of(text.lower(at)).filter(|_| matches!(text.lower(at), "his" | "her" | "its" | "their"));
        let answer = match own {
            Some(pronoun) => self.pronoun(text, at, pronoun),
            None => {
                let mark = (at + 1..phrase.head).find(|&index| is_possessive(text, index))?;
                let owner = parse(text, &self.entities, at..mark).filter(|owner| body(text.lower(owner.head)).is_some())?;
                self.described(text, &owner)
            }
        };
        let known = matches!(answer.who, Who::Entity(_) | Who::Joint(_) | Who::Speaker(_));
        known.then_some(Answer { confidence: answer.confidence * 0.9, why: "speaks through what it issued", ..answer })
    }

    /// "the budget office" for the Varn Budget Office.
    fn longer_body(&self, text: &Text, phrase: &Phrase) -> Option<Referent> {
        let start = phrase.main.start + usize::from(text.lower(phrase.main.start) == "the");
        if !phrase.definite || phrase.head < start + 1 || phrase.main.end != phrase.head + 1 {
            return None;
        }
        let words: Vec<&str> = (start..phrase.main.end).map(|index| text.lower(index)).collect();
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

    /// The body after "from" or "by": "a report by the Varn Institute".
    fn issuer(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let rest = phrase.main.end..phrase.whole.end;
        let by = rest.clone().find(|&index| matches!(text.lower(index), "by" | "from" | "in"))?;
        let parts = conjuncts(text, &self.entities, &(by + 1..phrase.whole.end));
        let names: Vec<_> = parts.iter().filter_map(|part| only_name(text, &self.entities, part)).collect();
        if names.len() > 1 && names.len() == parts.len() && text.lower(by) != "in" {
            let via = names.iter().map(|seen| text.span(&seen.name.core)).collect();
            let entities = names.iter().map(|seen| seen.entity).collect();
            return Some(Answer { via, ..Answer::new(Who::Joint(entities), 0.7, "issuers of a document") });
        }
        let seen = self.entities.within(by..phrase.whole.end).first()?;
        // "an editorial by the Varn Post editorial board"
        let described = (seen.name.run.end + 1..=phrase.whole.end.min(seen.name.run.end + 3)).rev();
        let described =
            described.filter_map(|end| self.described_bodies.get(&as_it_stands(text, &(seen.name.run.start..end)).to_lowercase()));
        if let Some(&entity) = described.into_iter().next() {
            let via = vec![text.span(&seen.name.core)];
            return Some(Answer { via, ..Answer::new(Who::Entity(entity), 0.75, "issuer of a document") });
        }
        let fits = matches!(self.entities.list[seen.entity].sort, Sort::Body(_)) || matches!(text.lower(by), "by" | "from");
        let via = vec![text.span(&seen.name.core)];
        fits.then(|| Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.75, "issuer of a document") })
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

    /// The noun of a document, where the source is one.
    pub(super) fn document_noun(&self, text: &Text, source: &Range<usize>) -> Option<String> {
        let noun = text.lower(parse(text, &self.entities, source.clone())?.head);
        is_document(noun).then(|| same_document(noun).to_owned())
    }

    /// "The report": the one met before, else the body's that spoke last.
    fn document(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        if !matches!(text.lower(at), "the" | "this") || phrase.main.len() != 2 || phrase.whole.end > phrase.main.end {
            return None;
        }
        let kind = same_document(text.lower(phrase.head));
        let mut met = self.documents.iter().rev().filter(|(noun, _)| noun == kind).map(|(_, who)| *who);
        if let Some(who) = met.next() {
            return met.all(|other| other == who).then(|| self.led(text, at, who, 0.7, "document taken up again"));
        }
        let noun = text.lower(phrase.head);
        let press = same_document(noun) == "article";
        if !press && !matches!(noun, "report" | "study" | "poll" | "survey" | "statement" | "paper" | "analysis") {
            return None;
        }
        let issues = |who: &Referent| match who {
            Referent::Entity(entity) => match self.entities.list[*entity].sort {
                Sort::Body(Family::Silent) => false,
                Sort::Body(family) => !press || family == Family::Press,
                _ => false,
            },
            Referent::Phrase(speaker) => !press && self.speakers[speaker.0 as usize].kind == SpeakerKind::Organization,
        };
        let spoke =
            self.discourse.salient(text, at).into_iter().find(|(who, weight)| *weight > if press { 0.5 } else { 1.0 } && issues(who));
        let who = spoke.map(|(who, _)| who).or_else(|| self.only_press().filter(|_| press).map(Referent::Entity))?;
        Some(self.led(text, at, who, 0.6, "document of the body that spoke last"))
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
            let field = is_field(text.lower_in(&sentence, at as isize)) && noun(at + 1).is_some();
            let editorial = field && text.lower_in(&sentence, at as isize) == "editorial";
            at += usize::from(field);
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

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’ campaign") } else { format!("{name}’s campaign") }
}
