//! What a claim says, as far as it is compared. Comes in: its words and those around them. Goes out: stems, names, numbers and days as numbered terms, and
//! whether it is negated.
//!
//! There is no parse: a claim is a bag of what tells it from others, as in matching previously fact-checked claims by words (Shaar et al., ACL 2020),
//! with the parts that turn a statement into another one kept apart.

use super::terms::Terms;
use crate::index::tokens::{self, fold};
use crate::index::wording::Wording;
use crate::lexicon::irregular::regular;
use crate::lexicon::names::{given, is_small, title};
use crate::lexicon::places::place;
use crate::lexicon::roles::role;
use crate::lexicon::words::{Classes, classes};
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use tantivy::tokenizer::TextAnalyzer;

/// What a claim says. Lists are sorted and hold each term once, but for `order` and
/// `sequence`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Meaning {
    /// Stems of words that tell something, no names among them.
    pub(super) words: Vec<u32>,
    /// Words of names; of a person's the last name.
    pub(super) names: Vec<u32>,
    /// Given names with the last name they stand before.
    pub(super) given: Vec<(u32, u32)>,
    /// Numbers, years among them.
    pub(super) numbers: Vec<u32>,
    /// Months and days of the week.
    pub(super) days: Vec<u32>,
    /// Names in the order of the text.
    pub(super) order: Vec<u32>,
    /// Words in the order of the text.
    pub(super) sequence: Vec<u32>,
    /// True where what follows "by" does what stands before it: "was hit by".
    pub(super) passive: bool,
    /// True for an odd number of "not", "never", "without".
    pub(super) negated: bool,
    /// Words of names that stand around it: who "he" may be.
    pub(super) around: Vec<u32>,
}

impl Meaning {
    /// Everything but what stands around it.
    pub(super) fn terms(&self) -> impl Iterator<Item = u32> {
        [&self.words, &self.names, &self.numbers, &self.days].into_iter().flatten().copied()
    }
}

/// How often words stand with and without a capital where nothing but a name asks for one.
#[derive(Clone, Debug, Default)]
pub(super) struct Capitals(FxHashMap<String, [u32; 2]>);

impl Capitals {
    /// Counts the words of a claim and around it, as they stand in their article.
    pub(super) fn add(&mut self, wording: &Wording) {
        let [before, after] = &wording.around;
        let whole = format!("{before} {} {after}", wording.text);
        let text = Text::new(&whole);
        for index in 1..text.tokens.len() {
            let first = text.tokens[index - 1].kind == TokenKind::Punctuation;
            if text.tokens[index].kind == TokenKind::Word && !first {
                let place = usize::from(text.word(index).starts_with(char::is_uppercase));
                self.0.entry(text.lower(index).to_owned()).or_default()[place] += 1;
            }
        }
    }

    /// True where this word with a capital is a name, not only the first of its sentence.
    fn is_name(&self, lower: &str) -> bool {
        !is_small(lower) && self.0.get(lower).is_some_and(|[small, capital]| capital > small)
    }

    /// For the store: the words that are names.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.keys().filter(|word| self.is_name(word)).cloned().collect();
        names.sort_unstable();
        names
    }

    /// From the store.
    pub(super) fn of_names(names: impl IntoIterator<Item = String>) -> Capitals {
        Capitals(names.into_iter().map(|name| (name, [0, 1])).collect())
    }
}

/// Reads claims.
pub(super) struct Reading<'a> {
    /// Which words are names.
    pub(super) capitals: &'a Capitals,
    /// Where terms get their numbers.
    pub(super) terms: &'a mut Terms,
    /// True for what a person types: names come without capitals.
    pub(super) typed: bool,
}

/// What one word is, as it is compared.
enum Part {
    Word(String),
    Name(String),
    Given,
    Number(f64),
    Scale(f64),
    Day(String),
    Negation,
    By,
    Nothing,
}

impl Reading<'_> {
    /// What a wording says; `parties` are names of who claims and who contests.
    pub(super) fn meaning<'p>(&mut self, wording: &'p Wording, parties: impl Iterator<Item = &'p str>) -> Meaning {
        let mut meaning = Meaning::default();
        self.read(&wording.text, &mut meaning);
        meaning.words.clone_from(&meaning.sequence);
        for part in [&wording.around[0], &wording.around[1], &wording.headline].map(String::as_str).into_iter().chain(parties) {
            let names = self.names_of(part);
            meaning.around.extend(names);
        }
        let lists = [&mut meaning.words, &mut meaning.names, &mut meaning.numbers, &mut meaning.days, &mut meaning.around];
        for list in lists {
            list.sort_unstable();
            list.dedup();
        }
        meaning
    }

    fn read(&mut self, words: &str, meaning: &mut Meaning) {
        let text = Text::new(words);
        let mut number: Option<f64> = None;
        let mut first: Option<String> = None;
        let mut participle = false;
        let mut next = 0;
        while next < text.tokens.len() {
            let index = next;
            let (part, length) = self.long_part(&text, index);
            next += length;
            let scaled = matches!(part, Part::Scale(_));
            if let Some(value) = number.take_if(|_| !scaled) {
                meaning.numbers.push(self.number(value));
            }
            let before = first.take();
            match part {
                Part::Word(stem) => meaning.sequence.push(self.terms.number(&stem)),
                Part::Name(name) => {
                    let name = self.terms.number(&name);
                    meaning.names.push(name);
                    meaning.order.push(name);
                    meaning.given.extend(before.map(|first| (self.terms.number(&first), name)));
                }
                Part::Given => first = Some(text.lower(index).to_owned()),
                Part::Number(value) => number = Some(value),
                Part::Scale(by) => number = Some(number.unwrap_or(1.0) * by),
                Part::Day(day) => meaning.days.push(self.terms.number(&day)),
                Part::Negation => meaning.negated = !meaning.negated,
                Part::By => meaning.passive |= participle,
                Part::Nothing => {}
            }
            let lower = text.lower(index);
            participle = lower.ends_with("ed") || lower.ends_with("en") || lower.ends_with("wn");
        }
        if let Some(value) = number {
            meaning.numbers.push(self.number(value));
        }
    }

    /// The part that begins at a token, and how many tokens it takes: "Saudi Arabia" takes two.
    fn long_part(&self, text: &Text, index: usize) -> (Part, usize) {
        let capital = |index: usize| self.typed || text.word(index).starts_with(char::is_uppercase);
        if index + 1 < text.tokens.len() && capital(index) && capital(index + 1) {
            let both = format!("{} {}", text.lower(index), text.lower(index + 1));
            if let Some(nation) = nation(&both) {
                return (Part::Name(nation), 2);
            }
        }
        (self.part(text, index), 1)
    }

    fn part(&self, text: &Text, index: usize) -> Part {
        let (word, lower, token) = (text.word(index), text.lower(index), text.tokens[index]);
        match token.kind {
            TokenKind::Punctuation => return Part::Nothing,
            TokenKind::Number => return value(word).map_or_else(|| Part::Word(lower.to_owned()), Part::Number),
            TokenKind::Word => {}
        }
        let capital = word.starts_with(char::is_uppercase) || (self.typed && self.capitals.is_name(lower));
        let next = text.tokens.get(index + 1).map_or("", |_| text.word(index + 1));
        let known = classes(lower);
        if known.any(Classes::NEGATION) || lower.ends_with("n't") || lower.ends_with("n’t") || lower == "without" {
            return if matches!(next, "only" | "just") { Part::Nothing } else { Part::Negation };
        }
        if lower == "by" {
            return Part::By;
        }
        if let Some(day) = day(lower).filter(|_| capital) {
            return Part::Day(format!("@{day}"));
        }
        if let Some(value) = spelled(lower) {
            return if value >= 100.0 { Part::Scale(value) } else { Part::Number(value) };
        }
        if let Some(nation) = nation(lower).filter(|_| capital) {
            return Part::Name(nation);
        }
        if !known.is_open() || is_small(lower) || lower.starts_with(['\'', '’']) || lower.chars().count() < 2 {
            return Part::Nothing;
        }
        if next.starts_with(char::is_uppercase) && (title(lower).is_some() || role(lower).is_some()) {
            return Part::Nothing;
        }
        if capital && self.capitals.is_name(lower) {
            let more = next.starts_with(char::is_uppercase) && text.tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Word);
            return if more && given(lower).is_some() { Part::Given } else { Part::Name(plain_name(lower)) };
        }
        Part::Word(stem(lower))
    }

    fn number(&mut self, value: f64) -> u32 {
        self.terms.number(&format!("#{}", (value * 1000.0).round() / 1000.0))
    }

    /// The names that a text holds.
    fn names_of(&mut self, words: &str) -> Vec<u32> {
        let text = Text::new(words);
        let mut names = Vec::new();
        let mut next = 0;
        while next < text.tokens.len() {
            let (part, length) = self.long_part(&text, next);
            next += length;
            if let Part::Name(name) = part {
                names.push(self.terms.number(&name));
            }
        }
        names
    }
}

/// The country that a place or its adjective stands for, or the place itself.
fn nation(lower: &str) -> Option<String> {
    place(lower).map(|place| fold(if place.stands_for.is_empty() { lower } else { place.stands_for }))
}

/// "Quill's" is Quill, "C.I.A." is CIA.
fn plain_name(lower: &str) -> String {
    let lower = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(lower);
    fold(lower).replace('.', "")
}

/// 2020, 1,200, 3.5, 13th and 50 of 50%; `None` for what only begins with a digit.
fn value(word: &str) -> Option<f64> {
    let plain = word.replace(',', "");
    let digits = plain.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
    digits.parse().ok().filter(|value: &f64| value.is_finite())
}

/// A number in letters; from a hundred on it multiplies what stands before it.
fn spelled(lower: &str) -> Option<f64> {
    const SMALL: [&str; 19] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const SCALES: [(&str, f64); 5] = [("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];
    let small = SMALL.iter().zip(2..).find(|(word, _)| **word == lower).map(|(_, value)| f64::from(value));
    let tens = || TENS.iter().zip(3..).find(|(word, _)| **word == lower).map(|(_, value)| f64::from(value * 10));
    let scale = || SCALES.iter().find(|(word, _)| *word == lower).map(|(_, value)| *value);
    small.or_else(tens).or_else(scale)
}

/// A month or a day of the week, by its first three letters.
fn day(lower: &str) -> Option<&str> {
    const DAYS: [&str; 19] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
    let plain = lower.strip_suffix('.').unwrap_or(lower);
    let known = DAYS.contains(&plain) || (SHORT.contains(&plain) && lower.ends_with('.'));
    known.then(|| plain.get(..3)).flatten()
}

thread_local! {
    static PROSE: RefCell<Option<TextAnalyzer>> = RefCell::new(tokens::manager().get(tokens::PROSE));
}

/// The stem of a word's dictionary form, in lower case; of a word with marks in it all stems, joined.
pub(super) fn stem(lower: &str) -> String {
    let mut stems = String::new();
    PROSE.with_borrow_mut(|prose| {
        if let Some(prose) = prose {
            prose.token_stream(regular(lower)).process(&mut |token| stems.push_str(&token.text));
        }
    });
    stems
}
