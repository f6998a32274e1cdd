//! One test of a query, held against a text. Comes in: a test and a text. Goes out: the spans that fulfil it.
//!
//! The index finds documents and this finds the words in them; both follow docs/search.md, so that what is marked is what was found.

use super::query::Test;
use super::text::{Words, words};
use crate::index::tokens;
use crate::span::Span;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use regex::Regex;
use std::cell::OnceCell;
use std::sync::OnceLock;
use unicode_normalization::char::{compose, is_combining_mark};

/// What a test looks for in running text.
pub(super) enum Sought {
    /// Stems with their distance from the first, and how far they may stray.
    Row { terms: Vec<(usize, String)>, slop: usize },
    /// Any word that starts so, in lower case without accents.
    Start(String),
    /// Any word that the expression matches, likewise.
    Expression(Regex),
    /// Any word that is a slip or two away, likewise.
    Near(Box<DFA>),
    /// These characters as they stand, see [`as_written`].
    Exact(Vec<char>),
}

impl Sought {
    /// What `test` looks for; `None` where it looks for no words, or cannot be read (which compiling it reports).
    pub(super) fn of(test: &Test) -> Option<Sought> {
        match test {
            Test::Word(text) => row(text, 0),
            Test::Phrase { text, slop } => row(text, *slop),
            Test::Exact(text) => Some(Sought::Exact(as_written(text).into_iter().map(|(_, c)| c).collect())),
            Test::Glob(word) => match start_of(word) {
                Some(start) => Some(Sought::Start(start)),
                None => anchored(&expression_of_glob(word)).map(Sought::Expression),
            },
            Test::Regex(expression) => anchored(&folded_expression(expression)).map(Sought::Expression),
            Test::Fuzzy { word, slips } => Some(Sought::Near(Box::new(near(&tokens::fold(word), *slips)))),
            Test::All | Test::Range { .. } => None,
        }
    }

    /// Where it stands, in text order.
    pub(super) fn find(&self, text: &Reading) -> Vec<Span> {
        match self {
            Sought::Row { terms, slop: 0 } => rows(terms, text.words()),
            Sought::Row { terms, slop } => around(terms, *slop, text.words()),
            Sought::Start(start) => text.fitting(|form| form.starts_with(start.as_str())),
            Sought::Expression(expression) => text.fitting(|form| expression.is_match(form)),
            Sought::Near(automaton) => text.fitting(|form| matches!(automaton.eval(form), Distance::Exact(_))),
            Sought::Exact(sought) => stretches(sought, text.text),
        }
    }
}

/// A text with its words.
pub(super) struct Reading<'t> {
    text: &'t str,
    words: OnceCell<Words>,
    forms: OnceCell<Forms>,
}

/// The words of a text in lower case without accents, one behind another, and where each ends.
struct Forms {
    text: String,
    ends: Vec<usize>,
}

impl Forms {
    fn of(text: &str, words: &Words) -> Forms {
        let mut forms = Forms { text: String::with_capacity(text.len()), ends: Vec::with_capacity(words.len()) };
        for word in words.iter().map(|word| word.span.of(text)) {
            if word.is_ascii() {
                forms.text.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            } else {
                forms.text.push_str(&tokens::fold(word));
            }
            forms.ends.push(forms.text.len());
        }
        forms
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or(""))
    }
}

impl<'t> Reading<'t> {
    /// Reads a text.
    pub(super) fn of(text: &'t str) -> Reading<'t> {
        Reading { text, words: OnceCell::new(), forms: OnceCell::new() }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| words(tokens::PROSE, self.text))
    }

    /// Words whose form, in lower case without accents, fits.
    fn fitting(&self, fits: impl Fn(&str) -> bool) -> Vec<Span> {
        let forms = self.forms.get_or_init(|| Forms::of(self.text, self.words()));
        self.words().iter().zip(forms.iter()).filter(|(_, form)| fits(form)).map(|(word, _)| word.span).collect()
    }
}

fn row(text: &str, slop: u32) -> Option<Sought> {
    let words = words(tokens::PROSE, text);
    let first = words.get(0)?.position;
    let terms = words.iter().map(|word| (word.position - first, word.term.to_owned())).collect();
    Some(Sought::Row { terms, slop: slop as usize })
}

/// `tax` of `tax*`, folded; `None` for any other pattern.
pub(super) fn start_of(glob: &str) -> Option<String> {
    let start = glob.strip_suffix('*').filter(|start| !start.contains(['*', '?']))?;
    Some(tokens::fold(start))
}

/// A pattern as an expression over folded words.
pub(super) fn expression_of_glob(glob: &str) -> String {
    let mut expression = String::new();
    for c in glob.chars() {
        match c {
            '*' => expression.push_str(".*"),
            '?' => expression.push('.'),
            // Letters and digits only: none has a meaning in an expression.
            letter => expression.push_str(&tokens::fold(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    expression
}

/// An expression over words as the index has them: in lower case without accents. What follows a backslash stays.
pub(super) fn folded_expression(expression: &str) -> String {
    let mut folded = String::with_capacity(expression.len());
    let mut escaped = false;
    for c in expression.chars() {
        if escaped || !c.is_alphabetic() {
            folded.push(c);
        } else {
            folded.push_str(&tokens::fold(c.encode_utf8(&mut [0; 4])));
        }
        escaped = c == '\\' && !escaped;
    }
    folded
}

/// Largest compiled expression, in bytes.
const LARGEST: usize = 1 << 20;

fn anchored(expression: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{expression})$")).size_limit(LARGEST).dfa_size_limit(LARGEST).build().ok()
}

/// Swapping two letters is one slip, as in tantivy's fuzzy query.
fn near(word: &str, slips: u8) -> DFA {
    // Making a builder takes longer than all that is done with it.
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 3] = [const { OnceLock::new() }; 3];
    let slips = slips.min(2);
    BUILDERS[usize::from(slips)].get_or_init(|| LevenshteinAutomatonBuilder::new(slips, true)).build_dfa(word)
}

/// Where the terms stand in a row.
fn rows(terms: &[(usize, String)], words: &Words) -> Vec<Span> {
    let Some(((_, leader), rest)) = terms.split_first() else { return Vec::new() };
    let mut found: Vec<Span> = Vec::new();
    for (start, first) in words.iter().enumerate().filter(|(_, word)| word.term == leader) {
        let mut row = (start + 1..).map_while(|number| words.get(number)).zip(rest);
        let span = row.try_fold((first.span, 0), |(span, length), (word, (distance, term))| {
            (word.term == term && word.position == first.position + distance).then(|| (span.cover(word.span), length + 1))
        });
        found.extend(span.filter(|(_, length)| *length == rest.len()).map(|(span, _)| span));
    }
    found
}

/// Where every term stands at most `slop` from its place beside the first, as tantivy counts it; each word a span of its own.
fn around(terms: &[(usize, String)], slop: usize, words: &Words) -> Vec<Span> {
    let Some((_, first)) = terms.first() else { return Vec::new() };
    let mut found = Vec::new();
    for anchor in words.iter().filter(|word| word.term == first) {
        let nearest = |(distance, term): &(usize, String)| {
            let place = anchor.position + distance;
            let from = words.before(place.saturating_sub(slop));
            let reach = (from..).map_while(|number| words.get(number)).take_while(|word| word.position <= place + slop);
            reach.filter(|word| word.term == term).min_by_key(|word| word.position.abs_diff(place))
        };
        let group: Option<Vec<Span>> = terms.iter().map(|term| nearest(term).map(|word| word.span)).collect();
        found.extend(group.unwrap_or_default());
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The characters of a text that count in exact mode, with the bytes they come from: marks and dashes straight, any space one space,
/// accents composed, nothing that does not show. Case and accents stay.
fn as_written(text: &str) -> Vec<(Span, char)> {
    let mut written: Vec<(Span, char)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let c = match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
            '‘' | '’' | '‚' | '‛' | '′' | '＇' | '`' | '´' | 'ʼ' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        match written.last_mut() {
            Some((_, ' ')) if c == ' ' => {}
            Some((base, letter)) if is_combining_mark(c) && compose(*letter, c).is_some() => {
                *letter = compose(*letter, c).unwrap_or(*letter);
                *base = base.cover(span);
            }
            _ => written.push((span, c)),
        }
    }
    written
}

/// Where `sought` stands in `text` between word boundaries.
fn stretches(sought: &[char], text: &str) -> Vec<Span> {
    let written = as_written(text);
    let Some(first) = sought.first().filter(|_| sought.len() <= written.len()) else { return Vec::new() };
    let letter = |at: Option<usize>| at.and_then(|at| written.get(at)).is_some_and(|(_, c)| c.is_alphanumeric());
    let mut found = Vec::new();
    for start in 0..=written.len() - sought.len() {
        let end = start + sought.len();
        let here = written.get(start..end).unwrap_or_default();
        if here.first().is_none_or(|(_, c)| c != first) || !here.iter().map(|(_, c)| c).eq(sought) {
            continue;
        }
        let opens = letter(Some(start)) && letter(start.checked_sub(1));
        let closes = letter(end.checked_sub(1)) && letter(Some(end));
        if let (false, false, Some((one, _)), Some((last, _))) = (opens, closes, here.first(), here.last()) {
            found.push(one.cover(*last));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(test: Test, text: &str) -> Vec<&str> {
        Sought::of(&test).unwrap().find(&Reading::of(text)).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn patterns_fit_whole_words_whatever_their_case_and_accents() {
        let text = "Discard the wildcards, café-card; a CARD";
        let glob = |word: &str| Test::Glob(word.into());
        assert_eq!(found(glob("*card"), text), ["Discard", "card", "CARD"]);
        assert_eq!(found(glob("*card*"), text), ["Discard", "wildcards", "card", "CARD"]);
        assert_eq!(found(glob("caf?"), text), ["café"]);
        assert_eq!(found(Test::Regex("CAR[DT]|Dis.*".into()), text), ["Discard", "card", "CARD"]);
        assert_eq!(found(Test::Regex(r"\w{4}".into()), text), ["café", "card", "CARD"]);
        assert_eq!(found(Test::Fuzzy { word: "crad".into(), slips: 1 }, text), ["card", "CARD"]);
    }

    #[test]
    fn exact_words_keep_case_and_accents_and_forgive_marks_and_spaces() {
        let exact = |word: &str| Test::Exact(word.into());
        let text = "Tax, tax’s TAX; taxes; Tax\u{A0}\nCut. Cafe\u{301} cafe";
        assert_eq!(found(exact("Tax"), text), ["Tax", "Tax"]);
        assert_eq!(found(exact("tax's"), text), ["tax’s"]);
        assert_eq!(found(exact("Tax Cut"), text), ["Tax\u{A0}\nCut"]);
        assert_eq!(found(exact("Café"), text), ["Cafe\u{301}"]);
        assert_eq!(found(exact("cafe"), text), ["cafe"]);
        assert!(found(exact("ax"), text).is_empty());
    }
}
