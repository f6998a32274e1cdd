//! Says whom a source phrase means. Comes in: a mention. Goes out: an answer.

use super::names::Sort;
use super::phrase::{Phrase, conjuncts, is_plural, name_to, only_name, parse};
use super::pronouns::Pronoun;
use super::{Answer, Cast, Who};
use crate::lexicon::bodies::Family;
use crate::mention::Mention;
use crate::span::Span;
use crate::speaker::SpeakerKind;
use crate::text::Text;
use std::ops::Range;

impl Cast {
    /// Whom the words of `mention` mean.
    pub(super) fn answer(&self, text: &Text, mention: Mention) -> Answer {
        let tokens = text.tokens_in(mention.span);
        if let Some(answer) = self.one_word(text, &tokens) {
            return answer;
        }
        let Some(phrase) = parse(text, &self.entities, tokens) else {
            return Answer::new(Who::Nobody, 0.3, "no words");
        };
        if phrase.whole.len() == 1
            && let Some(answer) = self.one_word(text, &phrase.whole)
        {
            return answer;
        }
        if let Some(answer) = self.joint(text, &phrase) {
            return answer;
        }
        if let Some(answer) = self.named(text, &phrase) {
            return answer;
        }
        self.described(text, &phrase)
    }

    fn one_word(&self, text: &Text, tokens: &Range<usize>) -> Option<Answer> {
        let pronoun = (tokens.len() == 1).then(|| Pronoun::of(text.lower(tokens.start))).flatten()?;
        Some(self.pronoun(text, tokens.start, pronoun))
    }

    /// "Quill and Tarn": the people named; "Quill and her aides": a group.
    fn joint(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let parts = conjuncts(text, &self.entities, &phrase.whole);
        if parts.len() < 2 {
            return None;
        }
        let names: Vec<_> = parts.iter().map(|part| only_name(text, &self.entities, part)).collect();
        let groups = names.iter().flatten().any(|seen| seen.name.sort == Sort::Group);
        if !groups && names.iter().all(Option::is_some) {
            let mut entities: Vec<usize> = names.iter().flatten().map(|seen| seen.entity).collect();
            entities.dedup();
            let via = entities.iter().filter_map(|&entity| self.fullest(text, entity)).collect();
            let who = if let [one] = entities[..] { Who::Entity(one) } else { Who::Joint(entities) };
            return Some(Answer { via, ..Answer::new(who, 0.9, "joined by and") });
        }
        let first = parts.first()?;
        let apposition = text.lower(first.end) == "," && names.first()?.is_some();
        let plural = parts[1..].iter().any(|part| self.is_plural_part(text, part));
        let pronoun = first.len() == 1 && Pronoun::of(text.lower(first.start)).is_some();
        let mixed = if apposition { plural && parts.len() > 2 } else { plural || pronoun || (names.first()?.is_some() && names[1..].iter().all(Option::is_some)) };
        mixed.then(|| Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.8, "several joined by and"))
    }

    fn is_plural_part(&self, text: &Text, part: &Range<usize>) -> bool {
        parse(text, &self.entities, part.clone()).is_some_and(|phrase| is_plural(text, &self.entities, phrase.head) || text.lower(phrase.head) == "staff")
    }

    /// A phrase whose head is a name.
    fn named(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let seen = name_to(&self.entities, phrase.head + 1).filter(|seen| seen.name.core.start >= phrase.main.start)?;
        let known = &self.entities.list[seen.entity];
        if known.sort == Sort::Group {
            return Some(Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.9, "a group by its name"));
        }
        if matches!(known.sort, Sort::Body(Family::Silent)) && phrase.main.len() > 1 {
            return None;
        }
        let (confidence, why) = if !seen.sure {
            (0.55, "last name that several bear")
        } else if seen.name.core.len() == known.words.len() {
            (0.97, "name")
        } else {
            (0.93, "last name of")
        };
        let confidence = if known.sort == Sort::Unknown { confidence - 0.2 } else { confidence };
        let via = self.fullest(text, seen.entity).into_iter().filter(|_| seen.name.core.len() < known.words.len()).collect();
        Some(Answer { via, ..Answer::new(Who::Entity(seen.entity), confidence, why) })
    }

    /// Where the fullest name of an entity stands.
    pub(super) fn fullest(&self, text: &Text, entity: usize) -> Option<Span> {
        self.entities.list[entity].fullest.as_ref().map(|range| text.span(range))
    }
}

/// The words of a phrase, white space made even.
pub(super) fn as_it_stands(text: &Text, tokens: &Range<usize>) -> String {
    text.span(tokens).of(text.body).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a phrase without "the" before them.
pub(super) fn without_article(text: &Text, tokens: &Range<usize>) -> String {
    let lead = matches!(text.lower(tokens.start), "the" | "a" | "an") && tokens.len() > 1;
    as_it_stands(text, &(tokens.start + usize::from(lead)..tokens.end))
}
