//! Says for whom a document speaks. Comes in: a phrase with a document's noun at its head. Goes out: its issuer, where the article tells.

use super::body_nouns::{is_document, same_document};
use super::descriptions::LEAD;
use super::discourse::Referent;
use super::entities::Occurrence;
use super::names::Sort;
use super::phrase::{Phrase, conjuncts, is_plural, is_possessive, name_from, name_to, only_name, parse};
use super::pronouns::Pronoun;
use super::sources::as_it_stands;
use super::{Answer, Cast, Who};
use crate::extract::mentions::is_capital;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::words::classes;
use crate::speaker::SpeakerKind;
use crate::text::{Text, TokenKind};
use std::ops::Range;

impl Cast {
    /// Whoever a document belongs to: "his letter", "the newspaper’s editorial".
    pub(super) fn possessor(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
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

    /// The body after "from" or "by": "a report by the Varn Institute".
    pub(super) fn issuer(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let rest = phrase.main.end..phrase.whole.end;
        // What the Varn Post obtained or saw is not its own.
        let got = |index: usize| {
            matches!(text.lower(index - 1), "obtained" | "viewed" | "seen" | "reviewed" | "received" | "cited" | "acquired" | "shared")
        };
        let by = rest.clone().find(|&index| matches!(text.lower(index), "by" | "from" | "in") && !got(index))?;
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

    /// The noun of a document, where the source is one.
    pub(super) fn document_noun(&self, text: &Text, source: &Range<usize>) -> Option<String> {
        let noun = text.lower(parse(text, &self.entities, source.clone())?.head);
        is_document(noun).then(|| same_document(noun).to_owned())
    }

    /// "The report": the one met before, else the body's that spoke last.
    pub(super) fn document(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        if !matches!(text.lower(at), "the" | "this") || phrase.main.len() != 2 || phrase.whole.end > phrase.main.end {
            return self.issued_elsewhere(text, phrase);
        }
        let kind = same_document(text.lower(phrase.head));
        let mut met = self.documents.iter().rev().filter(|(noun, _)| noun == kind).map(|(_, who)| *who);
        if let Some(who) = met.next() {
            return met.all(|other| other == who).then(|| self.led(text, at, who, 0.7, "document taken up again"));
        }
        if let Some(answer) = self.issued_elsewhere(text, phrase) {
            return Some(answer);
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
        let who = spoke.map(|(who, _)| who).or_else(|| self.only_press(text).filter(|_| press).map(Referent::Entity))?;
        Some(self.led(text, at, who, 0.6, "document of the body that spoke last"))
    }

    /// "The poll", "a new poll" of a first sentence, where the article names one issuer of polls, and only one: "the Varn Institute poll".
    fn issued_elsewhere(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let at = phrase.main.start;
        let lead = text.tokens[at].sentence < LEAD;
        let sets_apart = |index: usize| {
            (is_capital(text, index) && index > text.sentence_of(index).start)
                || text.tokens[index].kind == TokenKind::Number
                || matches!(
                    text.lower(index),
                    "other" | "another" | "second" | "earlier" | "previous" | "separate" | "one" | "several" | "many" | "some"
                )
        };
        let told =
            phrase.whole.end > phrase.main.end && matches!(text.lower(phrase.main.end), "by" | "from" | "of" | "in" | "on" | "for" | "to");
        if !(phrase.definite || lead) || told || self.is_owned(text, phrase) || (at..phrase.head).any(sets_apart) {
            return None;
        }
        let kind = same_document(text.lower(phrase.head));
        // Of these an article has many, from many.
        if is_plural(text, &self.entities, phrase.head)
            || !matches!(kind, "poll" | "report" | "article" | "lawsuit" | "ruling" | "audit" | "database" | "summary")
        {
            return None;
        }
        let mut issued = self.issued.iter().filter(|(_, noun, _)| noun == kind);
        let (token, _, only) = issued.next()?;
        let near = text.tokens[*token].sentence.saturating_sub(text.tokens[at].sentence) <= 4 * LEAD;
        let via = vec![text.span(&(*token..token + 1))];
        (near && issued.all(|(_, _, other)| other == only))
            .then(|| Answer { via, ..Answer::new(Who::Entity(*only), 0.75, "issuer named elsewhere") })
    }

    /// Notes every document beside whose it is: "the Varn Institute poll", "a report by the Varn Institute".
    pub(super) fn find_issued(&mut self, text: &Text) {
        let noun = |&index: &usize| text.tokens[index].kind == TokenKind::Word && is_document(text.lower(index));
        let found: Vec<_> = (0..text.tokens.len())
            .filter(noun)
            .filter_map(|index| {
                let seen = self.issuer_before(text, index).or_else(|| self.issuer_after(text, index))?;
                let speaks = matches!(self.entities.list[seen.entity].sort, Sort::Body(family) if !matches!(family, Family::Silent | Family::Document | Family::Court | Family::Party));
                speaks.then(|| (index, same_document(text.lower(index)).to_owned(), seen.entity))
            })
            .collect();
        self.issued = found;
    }

    /// "the Varn Institute's national tracking poll"
    fn issuer_before(&self, text: &Text, noun: usize) -> Option<&Occurrence> {
        let floor = text.sentence_of(noun).start.max(noun.saturating_sub(4));
        let word = |&index: &usize| {
            text.tokens[index].kind == TokenKind::Word && (classes(text.lower(index)).is_open() || is_possessive(text, index))
        };
        let mut at = noun;
        loop {
            if let Some(seen) = name_to(&self.entities, at) {
                return Some(seen);
            }
            at = at.checked_sub(1).filter(|index| *index >= floor && word(index))?;
        }
    }

    /// "a poll released on Monday by the Varn Institute"
    fn issuer_after(&self, text: &Text, noun: usize) -> Option<&Occurrence> {
        let sentence = text.sentence_of(noun);
        let limit = sentence.end.min(noun + 7);
        let by = (noun + 1..limit).find(|&index| matches!(text.lower(index), "by" | "from"))?;
        let issued = by == noun + 1
            || matches!(
                text.lower(noun + 1),
                "released"
                    | "published"
                    | "conducted"
                    | "issued"
                    | "commissioned"
                    | "compiled"
                    | "written"
                    | "out"
                    | "sponsored"
                    | "put"
                    | "made"
                    | "produced"
            );
        let at = by + 1 + usize::from(text.lower_in(&sentence, by as isize + 1) == "the");
        name_from(&self.entities, at).filter(|_| issued)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{kinds, names};
    use crate::speaker::SpeakerKind;

    #[test]
    fn a_poll_speaks_for_the_only_issuer_of_polls_that_the_article_names() {
        let body = "[A new poll] puts Ada Quill ahead. Voters like her. The Varn Institute poll was taken in May. [The poll] found that few had decided.";
        assert_eq!(names(body), ["Varn Institute", "Varn Institute"]);
        let two = "The Varn Institute poll was taken in May, the Halm University poll in June. In April, [a poll] found the same.";
        assert_eq!(names(two), ["a poll"]);
    }

    #[test]
    fn whoever_obtained_a_document_did_not_issue_it() {
        assert_eq!(
            names("The Varn Post reported it. [Records obtained by the Varn Post] show no payment."),
            ["Records obtained by the Varn Post"]
        );
        assert_eq!(names("[Documents made public by the Varn Institute] show no payment."), ["Varn Institute"]);
        assert_eq!(kinds("[The log], said Ada Quill, shows it."), [SpeakerKind::Organization]);
    }
}
