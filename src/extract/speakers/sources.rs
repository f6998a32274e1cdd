//! Says whom a source phrase means. Comes in: a mention. Goes out: an answer.

use super::discourse::Referent;
use super::entities::Occurrence;
use super::likeness::last_name;
use super::names::Sort;
use super::phrase::{Phrase, conjuncts, is_plural, name_to, only_name, parse};
use super::pronouns::Pronoun;
use super::{Answer, Cast, Who};
use crate::extract::mentions::uncontracted;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::roles::role;
use crate::lexicon::words::{Classes, classes};
use crate::mention::Mention;
use crate::span::Span;
use crate::speaker::SpeakerKind;
use crate::text::Text;
use std::ops::Range;

/// How many sentences back a full name still decides among bearers of one last name.
const NEAR: u32 = 3;

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
        if let Some(answer) = filed_there(text, &phrase) {
            return answer;
        }
        let parts = conjuncts(text, &self.entities, &phrase.whole);
        if let Some(answer) = self.joint(text, &phrase, &parts) {
            return answer;
        }
        if let Some(last) = self.common_head(text, &phrase, &parts) {
            return self.described(text, &last);
        }
        if let Some(answer) = self.named(text, &phrase) {
            return answer;
        }
        if let Some(entity) = self.part_of_name(text, &phrase) {
            return Answer {
                via: self.fullest(text, entity).into_iter().collect(),
                ..Answer::new(Who::Entity(entity), 0.75, "part of a longer name")
            };
        }
        self.described(text, &phrase)
    }

    fn one_word(&self, text: &Text, tokens: &Range<usize>) -> Option<Answer> {
        Some(self.pronoun(text, tokens.start, self.lone_pronoun(text, tokens)?))
    }

    /// The pronoun that is all of a source.
    pub(super) fn lone_pronoun(&self, text: &Text, tokens: &Range<usize>) -> Option<Pronoun> {
        (tokens.len() == 1).then(|| Pronoun::of(uncontracted(text.lower(tokens.start)))).flatten()
    }

    /// "Quill and Tarn": the people named; "Quill and her aides": a group.
    fn joint(&self, text: &Text, phrase: &Phrase, parts: &[Range<usize>]) -> Option<Answer> {
        if parts.len() < 2 {
            return None;
        }
        if let Some(answer) = self.two_offices(text, parts) {
            return Some(answer);
        }
        let parts = self.without_offices(text, parts);
        // "Sens. Ana Quill, R-Varn, and Jo Tarn"
        let party = |part: &Range<usize>| part.len() == 1 && ["R-", "D-", "I-"].iter().any(|it| text.word(part.start).starts_with(it));
        let people: Vec<Range<usize>> = parts.iter().filter(|part| !party(part)).cloned().collect();
        let named = people.len() > 1 && people.iter().all(|part| only_name(text, &self.entities, part).is_some());
        let parts = if named { &people[..] } else { &parts[..] };
        let names: Vec<_> = parts.iter().map(|part| only_name(text, &self.entities, part)).collect();
        let groups = names.iter().flatten().any(|seen| seen.name.sort == Sort::Group);
        if !groups && names.iter().all(Option::is_some) {
            let mut entities: Vec<usize> = names.iter().flatten().map(|seen| seen.entity).collect();
            entities.dedup();
            let via = entities.iter().filter_map(|&entity| self.fullest(text, entity)).collect();
            let who = if let [one] = entities[..] { Who::Entity(one) } else { Who::Joint(entities) };
            return Some(Answer { via, ..Answer::new(who, 0.9, "joined by and") });
        }
        if let Some(answer) = self.joined_role(text, phrase, parts, &names) {
            return Some(answer);
        }
        let first = parts.first()?;
        let apposition = text.lower(first.end) == "," && names.first()?.is_some();
        let plural = parts[1..].iter().any(|part| self.is_plural_part(text, part));
        let pronoun = first.len() == 1 && Pronoun::of(text.lower(first.start)).is_some();
        let plain = |phrase: &Phrase| phrase.main.end == first.end && body(text.lower(phrase.head)).is_some();
        let led = names.first()?.is_some() || pronoun || parse(text, &self.entities, first.clone()).is_some_and(|phrase| plain(&phrase));
        let mixed = if apposition {
            plural && parts.len() > 2 && !self.is_one_described(text, parts)
        } else {
            (plural && led) || pronoun || (names.first()?.is_some() && names[1..].iter().all(Option::is_some))
        };
        mixed.then(|| Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.8, "several joined by and"))
    }

    /// "Quill, a professor of law and history": one, whose description has an "and" in it. "Quill, the leaders of the council, and several aides" are several.
    fn is_one_described(&self, text: &Text, parts: &[Range<usize>]) -> bool {
        let (Some(second), Some(last)) = (parts.get(1), parts.last()) else { return false };
        let article = matches!(text.lower(second.start), "a" | "an" | "the" | "former" | "who" | "whose");
        let noun =
            text.word(second.start).starts_with(char::is_lowercase) && role(text.lower(second.start)).is_some_and(|role| !role.plural);
        let joins = text.lower(last.start - 1) == "and" && text.word(last.start.saturating_sub(2)) == ",";
        let others = matches!(
            text.lower(last.start),
            "his" | "her" | "their" | "its" | "other" | "others" | "some" | "several" | "many" | "the" | "two" | "members"
        );
        let single = matches!(text.lower(second.start), "a" | "an");
        let another = !single && (self.is_plural_part(text, second) || only_name(text, &self.entities, second).is_some());
        (article || noun) && !another && !(joins && others)
    }

    /// "The president and Quill": both, where it is known who is president; else a group as it stands.
    fn joined_role(&self, text: &Text, phrase: &Phrase, parts: &[Range<usize>], names: &[Option<&Occurrence>]) -> Option<Answer> {
        let ([first, second], [one, other]) = (parts, names) else { return None };
        let (office, seen) = match (one, other) {
            (None, Some(seen)) => (first, seen),
            (Some(seen), None) if text.lower(first.end) == "and" => (second, seen),
            _ => return None,
        };
        let parsed = parse(text, &self.entities, office.clone())?;
        let whole = parsed.main.end == office.end && role(text.lower(parsed.head)).is_some_and(|role| !role.plural);
        if !whole || !matches!(text.lower(office.start), "the" | "his" | "her") || self.entities.list[seen.entity].sort != Sort::Person {
            return None;
        }
        let known = self.described(text, &parsed);
        Some(match known.who {
            Who::Entity(entity) if entity != seen.entity && known.why == "role that the article gives" => {
                let pair = if office.start < seen.name.run.start { vec![entity, seen.entity] } else { vec![seen.entity, entity] };
                Answer::new(Who::Joint(pair), 0.8, "joined by and")
            }
            _ => Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.8, "several joined by and"),
        })
    }

    /// "His wife and the nominee of her party Jo Tarn": one person with two offices, the second without a determiner.
    fn two_offices(&self, text: &Text, parts: &[Range<usize>]) -> Option<Answer> {
        let [first, second] = parts else { return None };
        let office = parse(text, &self.entities, first.clone())?;
        let singular =
            role(text.lower(office.head)).is_some_and(|role| !role.plural) && self.entities.within(office.main.clone()).is_empty();
        let seen = name_to(&self.entities, second.end)?;
        let titled = seen.name.title.is_some() || second.start < seen.name.run.start;
        let before = second.start..seen.name.core.start;
        let bare = before.clone().any(|index| role(text.lower(index)).is_some_and(|role| !role.plural))
            && before
                .clone()
                .all(|index| !classes(text.lower(index)).any(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION)));
        let person = self.entities.list[seen.entity].sort == Sort::Person && seen.name.run.start >= second.start;
        let via = self.fullest(text, seen.entity).into_iter().collect();
        (singular && titled && bare && person)
            .then(|| Answer { via, ..Answer::new(Who::Entity(seen.entity), 0.85, "name after two offices") })
    }

    /// The parts of a list without the offices that say who a named part is: "Quill and his counterpart, Jo Tarn", "Quill, the mayor, and Jo Tarn".
    fn without_offices(&self, text: &Text, parts: &[Range<usize>]) -> Vec<Range<usize>> {
        let named = |part: Option<&Range<usize>>| part.is_some_and(|part| only_name(text, &self.entities, part).is_some());
        let kept = |(number, part): (usize, &Range<usize>)| {
            let before = number.checked_sub(1).and_then(|before| parts.get(before));
            let office = parse(text, &self.entities, part.clone())
                .is_some_and(|phrase| phrase.main.end == part.end && role(text.lower(phrase.head)).is_some_and(|role| !role.plural));
            let apposed =
                (named(before) && text.word(part.start - 1) == ",") || (named(parts.get(number + 1)) && text.word(part.end) == ",");
            (!(office && apposed && part.len() > 1) || named(Some(part))).then(|| part.clone())
        };
        parts.iter().enumerate().filter_map(kept).collect()
    }

    /// "Current and former officials": the head of the last part, where no name and no preposition comes before.
    fn common_head(&self, text: &Text, phrase: &Phrase, parts: &[Range<usize>]) -> Option<Phrase> {
        let (first, last) = (parts.first()?, parts.last()?);
        let plain = self.entities.within(first.clone()).is_empty() && parse(text, &self.entities, first.clone())?.main.end == first.end;
        let last = parse(text, &self.entities, last.clone()).filter(|last| plain && is_plural(text, &self.entities, last.head))?;
        Some(Phrase { whole: phrase.whole.clone(), main: phrase.main.start..last.main.end, ..last })
    }

    fn is_plural_part(&self, text: &Text, part: &Range<usize>) -> bool {
        parse(text, &self.entities, part.clone())
            .is_some_and(|phrase| is_plural(text, &self.entities, phrase.head) || text.lower(phrase.head) == "staff")
    }

    /// A phrase whose head is a name.
    fn named(&self, text: &Text, phrase: &Phrase) -> Option<Answer> {
        let seen = name_to(&self.entities, phrase.head + 1).filter(|seen| seen.name.core.start >= phrase.main.start)?;
        if let Some(answer) = self.family(text, phrase, seen) {
            return Some(answer);
        }
        let known = &self.entities.list[seen.entity];
        if known.sort == Sort::Group {
            if let Some(answer) = self.cause(text, phrase) {
                return Some(answer);
            }
            return Some(Answer::new(Who::New(SpeakerKind::Group, as_it_stands(text, &phrase.whole)), 0.9, "a group by its name"));
        }
        if matches!(known.sort, Sort::Body(Family::Silent)) && phrase.main.len() > 1 || (known.sort == Sort::Place && phrase.indefinite) {
            return None;
        }
        // "Quill's Facebook": Quill.
        if is_medium(&known.words)
            && seen.name.core.start > phrase.main.start
            && let Some(answer) = self.before_noun(text, phrase)
        {
            return Some(answer);
        }
        // "The Super PAC": capitals, but what it is and no name.
        if known.words.iter().all(|word| matches!(word.as_str(), "super" | "pac" | "super-pac" | "poll" | "article" | "report")) {
            return None;
        }
        if !seen.sure {
            return Some(self.bearer(text, phrase, seen));
        }
        let (confidence, why) = if seen.name.core.len() == known.words.len() { (0.97, "name") } else { (0.93, "last name of") };
        let confidence = if known.sort == Sort::Unknown { confidence - 0.2 } else { confidence };
        let via = self.fullest(text, seen.entity).into_iter().filter(|_| seen.name.core.len() < known.words.len()).collect();
        Some(Answer { via, ..Answer::new(Who::Entity(seen.entity), confidence, why) })
    }

    /// Whom a bare last name means that several bear: the one named last, if no other bearer is named near; else nobody is sure.
    fn bearer(&self, text: &Text, phrase: &Phrase, seen: &Occurrence) -> Answer {
        let at = seen.name.core.start;
        let last = last_name(&self.entities.list[seen.entity].words);
        let here = text.tokens[at].sentence;
        let end = self.entities.occurrences.partition_point(|other| other.name.core.start < at);
        let near =
            self.entities.occurrences[..end].iter().rev().take_while(|other| here - text.tokens[other.name.core.start].sentence <= NEAR);
        let mut near =
            near.filter(|other| other.sure && last_name(&self.entities.list[other.entity].words) == last).map(|other| other.entity);
        match near.next() {
            Some(entity) if near.all(|other| other == entity) => {
                self.led(text, at, Referent::Entity(entity), 0.7, "last name that several bear, named last")
            }
            _ => Answer::new(Who::New(SpeakerKind::Unnamed, as_it_stands(text, &phrase.main)), 0.5, "last name that several bear"),
        }
    }

    /// Somebody named whose whole name the phrase is, where its capitals run on into other words.
    fn part_of_name(&self, text: &Text, phrase: &Phrase) -> Option<usize> {
        let seen = self.entities.before(phrase.head + 1).filter(|seen| seen.name.run.end > phrase.head + 1)?;
        let start = seen.name.core.start.max(phrase.main.start);
        if start > phrase.head {
            return None;
        }
        let words: Vec<&str> = (start..phrase.head + 1).map(|index| text.lower(index)).collect();
        let same = |known: &super::entities::Entity| {
            known.words == words || (words.len() == 1 && known.words.len() > 1 && last_name(&known.words) == words[0])
        };
        self.entities.list.iter().position(same)
    }

    /// The first token of the name that a source phrase means, where it means a name.
    pub(super) fn head_name(&self, text: &Text, source: &Range<usize>) -> Option<usize> {
        let phrase = parse(text, &self.entities, source.clone())?;
        let seen = name_to(&self.entities, phrase.head + 1).filter(|seen| seen.name.core.start >= phrase.main.start);
        seen.or_else(|| self.apposed_name(text, &phrase)).map(|seen| seen.name.core.start)
    }

    /// Where the fullest name of an entity stands.
    pub(super) fn fullest(&self, text: &Text, entity: usize) -> Option<Span> {
        self.entities.list[entity].fullest.as_ref().map(|range| text.span(range))
    }
}

/// Where people post what they say.
fn is_medium(words: &[String]) -> bool {
    matches!(words, [word] if matches!(word.as_str(), "facebook" | "twitter" | "instagram" | "snapchat" | "telegram" | "linkedin" | "tiktok" | "youtube"))
}

/// "A lawsuit filed on Monday in the Varn Court alleges": the lawsuit, not the court.
fn filed_there(text: &Text, phrase: &Phrase) -> Option<Answer> {
    let sentence = text.sentence_of(phrase.whole.start);
    let start = phrase.whole.start;
    if !matches!(text.lower_in(&sentence, start as isize - 1), "in" | "at" | "with" | "before") {
        return None;
    }
    let filed = (start.saturating_sub(12).max(sentence.start + 1)..start).rev().find(|&index| {
        let document = body(text.lower(index - 1)).is_some_and(|found| found.family == Family::Document);
        document && matches!(text.lower(index), "filed" | "lodged" | "brought" | "submitted" | "unsealed")
    })?;
    let noun = filed - 1;
    let first = (sentence.start..noun).rev().find(|&index| matches!(text.lower(index), "a" | "an" | "the" | "another" | "one"));
    let words = first.filter(|&first| noun - first < 5).unwrap_or(noun)..noun + 1;
    Some(Answer::new(Who::New(SpeakerKind::Organization, as_it_stands(text, &words)), 0.6, "a document filed there"))
}

/// The words of a phrase, white space made even.
pub(super) fn as_it_stands(text: &Text, tokens: &Range<usize>) -> String {
    text.span(tokens).of(text.body).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a phrase without "the" before them, up to its first comma, dash or relative clause.
pub(super) fn without_article(text: &Text, tokens: &Range<usize>) -> String {
    let start = tokens.start + usize::from(text.lower(tokens.start) == "the" && tokens.len() > 1);
    let cuts =
        |index: &usize| matches!(text.lower(*index), "," | "—" | "–" | "―" | "--" | "-" | "(" | "who" | "which" | "called" | "including");
    let end = (start + 1..tokens.end).find(cuts).unwrap_or(tokens.end);
    as_it_stands(text, &(start..end))
}
