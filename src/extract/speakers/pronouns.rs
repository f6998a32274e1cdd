//! Says whom a pronoun means. Comes in: a pronoun's place. Goes out: an answer.

use super::candidates::Candidate;
use super::discourse::{Event, POSSESSOR, REPORTED, Referent, SOURCE, SUBJECT};
use super::entities::Occurrence;
use super::names::Sort;
use super::phrase::{is_possessive, name_from, name_to};
use super::{Answer, Cast, Who};
use crate::extract::mentions::uncontracted;
use crate::lexicon::bodies::Family;
use crate::lexicon::names::Gender;
use crate::lexicon::roles::role;
use crate::span::Span;
use crate::speaker::{Speaker, SpeakerKind};
use crate::text::{Text, TokenKind};

/// What a pronoun asks of whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, she
    One(Gender),
    /// they
    Many,
    /// it
    Thing,
    /// I, we
    First,
    /// who, which
    Relative,
    /// you, this: nobody that could be told.
    Vague,
}

impl Pronoun {
    /// The pronoun that a lower-case word is.
    pub fn of(lower: &str) -> Option<Pronoun> {
        Some(match lower {
            "he" | "him" | "his" | "himself" => Pronoun::One(Gender::Male),
            "she" | "her" | "hers" | "herself" => Pronoun::One(Gender::Female),
            "they" | "them" | "their" | "themselves" => Pronoun::Many,
            "it" | "its" | "itself" => Pronoun::Thing,
            "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves" => Pronoun::First,
            "who" | "which" | "that" | "whom" | "whose" => Pronoun::Relative,
            "you" | "your" | "this" | "one" => Pronoun::Vague,
            _ => return None,
        })
    }
}

/// True for I, we and their kin.
pub(super) fn is_first_person(text: &Text, span: Span) -> bool {
    let tokens = text.tokens_in(span);
    tokens.len() == 1 && Pronoun::of(uncontracted(text.lower(tokens.start))) == Some(Pronoun::First)
}

/// Likelihood below which he or she names nobody.
const SURE: f32 = 0.7;

/// Likelihood below which somebody is no rival of whoever stands joined to them: "Ben Quill and Jo Tarn came. He".
const UNLIKELY: f32 = 0.02;

/// Likelihood from which a pronoun tells the gender of whom it means.
const TELLS: f32 = 0.9;

/// How many tokens after a subject its clause is taken to go on, where no mark ends it.
const CLAUSE: usize = 16;

impl Cast {
    /// Whom the pronoun at `token` means.
    pub(super) fn pronoun(&self, text: &Text, token: usize, pronoun: Pronoun) -> Answer {
        match pronoun {
            Pronoun::One(gender) => self.one(text, token, gender),
            Pronoun::Many => self.many(text, token),
            Pronoun::Thing => self.thing(text, token),
            Pronoun::First => self.first_person(text, token),
            Pronoun::Relative => self.relative(text, token),
            Pronoun::Vague => Answer::new(Who::Nobody, 0.3, "nobody can be told"),
        }
    }

    /// Finds, in text order, whom every he and she before token `end` outside quotation marks means, so that each adds to its bearer's
    /// salience. Goes on where it stopped; sources that are resolved by now stay what they are.
    pub(super) fn follow_pronouns(&mut self, text: &Text, end: usize) {
        let from = self.followed.min(end);
        self.followed = self.followed.max(end);
        for token in from..end {
            let Some(Pronoun::One(gender)) = Pronoun::of(uncontracted(text.lower(token))).filter(|_| !text.is_quoted(token)) else {
                continue;
            };
            if self.discourse.at(token).is_some() {
                continue;
            }
            if self.any {
                self.keep(text, token, gender, Gender::Either);
            }
            let candidates = self.candidates(text, token, gender);
            let Some(&Candidate { who: Referent::Entity(entity), share, .. }) = candidates.first() else { continue };
            let known = &mut self.entities.list[entity];
            if known.gender == Gender::Either && share > TELLS && self.reported.get(token) != Some(&true) {
                known.gender = gender;
            }
            // In "his lawyer, Jo Tarn, said" the source is Tarn.
            let is_source =
                self.sources.binary_search_by_key(&token, |source| source.start).is_ok_and(|place| self.sources[place].len() == 1);
            let subject = matches!(uncontracted(text.lower(token)), "he" | "she");
            let weight = if is_source {
                SOURCE
            } else if subject {
                SUBJECT
            } else {
                POSSESSOR
            };
            let weight = if self.reported.get(token) == Some(&true) && !is_source { weight * REPORTED } else { weight };
            self.discourse.add(Event { token, span: text.tokens[token].span, who: Referent::Entity(entity), weight });
        }
    }

    /// People whom a pronoun of this gender can mean, likeliest first.
    pub(super) fn people(&self, text: &Text, token: usize, gender: Gender) -> Vec<(Referent, f32)> {
        let said = self.contents.iter().filter(|(span, _)| text.tokens.get(token).is_some_and(|token| span.contains(token.span)));
        let own: Vec<_> = said.filter(|_| text.is_quoted(token)).map(|(_, speaker)| *speaker).collect();
        let later = self.named_after(text, token);
        let weigh = |(who, weight): (Referent, f32)| {
            if later.contains(&who) {
                return None;
            }
            let factor = match who {
                Referent::Entity(entity) => {
                    let known = &self.entities.list[entity];
                    if known.speaker.is_some_and(|speaker| own.contains(&speaker)) || !known.gender.agrees(gender) {
                        return None;
                    }
                    let sure = if known.gender == gender || gender == Gender::Either { 1.0 } else { 0.85 };
                    match known.sort {
                        Sort::Person => sure * (1.0 + 0.03 * known.count.min(10) as f32),
                        Sort::Unknown => sure * 0.5,
                        _ => return None,
                    }
                }
                Referent::Phrase(speaker) if is_one_unnamed(&self.speakers[speaker.0 as usize], gender) => 0.8,
                Referent::Phrase(_) => return None,
            };
            Some((who, weight * factor))
        };
        let mut found: Vec<_> = self.discourse.salient(text, token).into_iter().filter_map(weigh).collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        found
    }

    /// Those whom a subject pronoun cannot mean, for its own clause names them after it: "He said Quill lost" is not of Quill's saying.
    fn named_after(&self, text: &Text, token: usize) -> Vec<Referent> {
        // "His dispute with Quill" is not Quill's.
        let reach = match uncontracted(text.lower(token)) {
            "he" | "she" | "it" | "they" => CLAUSE,
            "his" | "her" | "their" | "its" => CLAUSE / 2,
            _ => return Vec::new(),
        };
        let sentence = text.sentence_of(token);
        let stops = |index: &usize| matches!(text.word(*index), "," | ";" | "—" | "–" | "(" | ":") || text.is_quoted(*index);
        let limit = sentence.end.min(token + reach);
        let end = (token + 1..limit).find(stops).unwrap_or(limit);
        self.entities.within(token + 1..end).iter().map(|seen| Referent::Entity(seen.entity)).collect()
    }

    fn one(&self, text: &Text, token: usize, gender: Gender) -> Answer {
        let candidates = self.candidates(text, token, gender);
        let known = self.discourse.at(token).map(|event| event.who);
        let likeliest = candidates.iter().find(|candidate| known.is_none_or(|known| candidate.who == known));
        let Some(&Candidate { who, share, .. }) = likeliest else {
            return Answer::new(Who::Nobody, 0.3, "pronoun that nobody fits");
        };
        let rival = candidates.iter().find(|candidate| candidate.who != who).filter(|rival| rival.share > UNLIKELY);
        if share < SURE || rival.is_some_and(|rival| self.are_joined(text, [who, rival.who], token)) {
            return Answer::new(Who::Nobody, share, "pronoun that several fit");
        }
        self.led(text, token, who, share, "pronoun")
    }

    /// The answer `who`, with the mentions that lead there from `token`.
    pub(super) fn led(&self, text: &Text, token: usize, who: Referent, confidence: f32, why: &'static str) -> Answer {
        let mut via: Vec<Span> = self.discourse.last(who, token).map(|event| event.span).into_iter().collect();
        let who = match who {
            Referent::Entity(entity) => {
                let before = self.entities.occurrences.partition_point(|seen| seen.name.core.start < token);
                let named = self.entities.occurrences[..before].iter().rev().find(|seen| seen.entity == entity);
                via.extend(named.map(|seen| text.span(&seen.name.core)));
                via.extend(self.fullest(text, entity));
                Who::Entity(entity)
            }
            Referent::Phrase(speaker) => Who::Speaker(speaker),
        };
        let mut unique: Vec<Span> = Vec::new();
        for span in via {
            if !unique.contains(&span) {
                unique.push(span);
            }
        }
        Answer { via: unique, ..Answer::new(who, confidence, why) }
    }

    /// "they": several, or a body; never one person.
    fn many(&self, text: &Text, token: usize) -> Answer {
        let fits = |who: &Referent| match who {
            Referent::Phrase(speaker) => {
                let speaker = &self.speakers[speaker.0 as usize];
                let name = speaker.name.as_deref().unwrap_or("");
                let one = matches!(name.to_lowercase().split(' ').next(), Some("a" | "an" | "one" | "another"));
                (speaker.kind == SpeakerKind::Unnamed && !one)
                    || matches!(speaker.kind, SpeakerKind::Group | SpeakerKind::Organization)
                    || name.contains(" & ")
            }
            Referent::Entity(entity) => matches!(self.entities.list[*entity].sort, Sort::Group),
        };
        let body = |who: &Referent| matches!(who, Referent::Entity(entity) if matches!(self.entities.list[*entity].sort, Sort::Body(family) if !matches!(family, Family::Silent | Family::Document)));
        if let Some(answer) = self.pair(text, token, fits) {
            return answer;
        }
        let salient = self.discourse.salient(text, token);
        let found = salient.iter().find(|(who, _)| fits(who)).or_else(|| salient.iter().find(|(who, weight)| *weight > 0.8 && body(who)));
        match found.copied() {
            Some((Referent::Entity(entity), _)) if self.entities.list[entity].sort == Sort::Group => {
                let name = self.entities.list[entity].name.clone();
                let via = self.discourse.last(Referent::Entity(entity), token).map(|event| event.span).into_iter().collect();
                Answer { via, ..Answer::new(Who::New(SpeakerKind::Group, name), 0.6, "pronoun: they, nearest group") }
            }
            Some((who, _)) => self.led(text, token, who, 0.6, "pronoun: they, nearest several"),
            None => Answer::new(Who::New(SpeakerKind::Group, text.word(token).to_owned()), 0.4, "pronoun: they, nobody found"),
        }
    }

    /// "it": the most salient body.
    fn thing(&self, text: &Text, token: usize) -> Answer {
        let fits = |who: &Referent| match who {
            Referent::Entity(entity) => {
                matches!(self.entities.list[*entity].sort, Sort::Body(family) if !matches!(family, Family::Silent | Family::Document))
            }
            Referent::Phrase(speaker) => self.speakers[speaker.0 as usize].kind == SpeakerKind::Organization,
        };
        let later = self.named_after(text, token);
        let fits = |who: &Referent| fits(who) && !later.contains(who);
        match self.discourse.salient(text, token).into_iter().find(|(who, weight)| *weight > 0.3 && fits(who)) {
            Some((who, _)) => self.led(text, token, who, 0.6, "pronoun: it, most salient body"),
            None => Answer::new(Who::Nobody, 0.3, "pronoun that nobody fits"),
        }
    }

    /// "I": whoever's words it stands in, else the author.
    fn first_person(&self, text: &Text, token: usize) -> Answer {
        let span = text.tokens[token].span;
        let around = self.contents.iter().filter(|(content, _)| content.contains(span)).min_by_key(|(content, _)| content.len());
        match around {
            Some((_, speaker)) => Answer::new(Who::Speaker(*speaker), 0.85, "first person in a quotation"),
            None if text.is_quoted(token) => Answer::new(Who::Nobody, 0.3, "first person in a quotation of nobody"),
            None => match self.writer.filter(|_| matches!(uncontracted(text.lower(token)), "i" | "me" | "my" | "myself")) {
                Some(writer) => {
                    let via = self.fullest(text, writer).into_iter().collect();
                    Answer { via, ..Answer::new(Who::Entity(writer), 0.75, "first person of the writer, whom the article names") }
                }
                None => Answer::new(Who::Author, 0.8, "first person of the article"),
            },
        }
    }

    /// "who": the noun it follows.
    fn relative(&self, text: &Text, token: usize) -> Answer {
        let sentence = text.sentence_of(token);
        let mut end = token;
        while end > sentence.start
            && (matches!(text.word(end - 1), "," | "—" | "–" | "-" | ")") || matches!(text.lower(end - 1), "and" | "but"))
        {
            end = if text.word(end - 1) == ")" {
                (sentence.start..end).rev().find(|&index| text.word(index) == "(").unwrap_or(end - 1)
            } else {
                end - 1
            };
        }
        if end == sentence.start {
            return Answer::new(Who::Nobody, 0.3, "nothing before the relative pronoun");
        }
        // "Senator Quill of Varn, who", "Jo Tarn, an aide at the ministry, who": a place or body is no "who".
        let not_person = |seen: &&Occurrence| matches!(self.entities.list[seen.entity].sort, Sort::Place | Sort::Body(_));
        if matches!(text.lower(token), "who" | "whom") && name_to(&self.entities, end).filter(not_person).is_some() {
            let seen =
                self.entities.within(sentence.start..end).iter().rev().find(|seen| self.entities.list[seen.entity].sort == Sort::Person);
            if let Some(seen) = seen.filter(|seen| !is_possessive(text, seen.name.core.end)) {
                return self.led(text, token, Referent::Entity(seen.entity), 0.8, "relative pronoun after a name");
            }
        }
        // "Protesters in Varn who": the protesters.
        if matches!(text.lower(token), "who" | "whom")
            && let Some(seen) = name_to(&self.entities, end).filter(not_person)
        {
            let start = seen.name.run.start;
            let joined = matches!(text.lower_in(&sentence, start as isize - 1), "in" | "from" | "at" | "of");
            end = if joined && start > sentence.start + 1 { start - 1 } else { end };
        }
        let named = name_to(&self.entities, end).filter(|seen| seen.name.sort != Sort::Group);
        let person = named.is_some_and(|seen| self.entities.list[seen.entity].sort == Sort::Person);
        if person && text.lower(token) == "which" {
            return Answer::new(Who::Nobody, 0.3, "which, after a person");
        }
        if let Some(pair) = named.and_then(|seen| self.joined_before(text, seen)).filter(|_| end < token && text.word(end) == ",") {
            let via = pair.iter().filter_map(|&entity| self.fullest(text, entity)).collect();
            return Answer { via, ..Answer::new(Who::Joint(pair.to_vec()), 0.8, "relative pronoun after two names") };
        }
        if let Some(seen) = named {
            return self.led(text, token, Referent::Entity(seen.entity), 0.85, "relative pronoun after a name");
        }
        let start = self.noun_phrase(text, end, sentence.start);
        // "Jo Tarn is the lawyer who": Tarn.
        if start > sentence.start && matches!(text.lower(start - 1), "is" | "was") && matches!(text.lower(start), "the" | "a" | "an") {
            let subject = name_to(&self.entities, start - 1).filter(|seen| self.entities.list[seen.entity].sort == Sort::Person);
            if let Some(seen) = subject {
                return self.led(text, token, Referent::Entity(seen.entity), 0.85, "relative pronoun after a name");
            }
        }
        let span = text.span(&(start..end));
        let mut answer = self.answer(text, crate::extract::mentions::mention(text, span));
        answer.via.insert(0, span);
        Answer { confidence: answer.confidence * 0.9, why: "relative pronoun after a description", ..answer }
    }

    /// Where the noun phrase that ends before `end` starts.
    fn noun_phrase(&self, text: &Text, end: usize, floor: usize) -> usize {
        let mut start = end - 1;
        while start > floor && end - start < 8 {
            let word = text.lower(start);
            if matches!(
                word,
                "the" | "a" | "an" | "his" | "her" | "their" | "this" | "those" | "some" | "many" | "most" | "several" | "one" | "other"
            ) {
                break;
            }
            let before = text.lower(start - 1);
            let verb = matches!(
                before,
                "said"
                    | "says"
                    | "told"
                    | "is"
                    | "was"
                    | "are"
                    | "were"
                    | "has"
                    | "had"
                    | "be"
                    | "by"
                    | "of"
                    | "to"
                    | "for"
                    | "with"
                    | "from"
                    | "in"
                    | "on"
                    | "at"
                    | "and"
                    | "or"
                    | "that"
                    | "as"
            );
            if text.tokens[start - 1].kind == TokenKind::Punctuation || verb || name_from(&self.entities, start).is_some() {
                break;
            }
            start -= 1;
        }
        start
    }
}

/// "a source", "one woman": somebody whom a pronoun of this gender can mean.
fn is_one_unnamed(speaker: &Speaker, gender: Gender) -> bool {
    let name = speaker.name.as_deref().unwrap_or("").to_lowercase();
    let sex = name.split(' ').find_map(|word| match word {
        "female" => Some(Gender::Female),
        "male" => Some(Gender::Male),
        _ => None,
    });
    let Some(told) = sex.or_else(|| name.split(' ').find_map(role).map(|role| role.gender)) else { return false };
    let one = matches!(name.split(' ').next(), Some("a" | "an" | "one" | "another"));
    speaker.kind == SpeakerKind::Unnamed && one && told.agrees(gender)
}
