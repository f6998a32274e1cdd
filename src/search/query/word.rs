//! What a single word asks for. Comes in: the word as typed. Goes out: a plain word, a pattern, a fuzzy word; or an error that says what was meant.

use super::fault;
use super::tree::Test;
use crate::error::Result;

/// Largest and smallest boost.
const BOOSTS: std::ops::RangeInclusive<f32> = 0.01..=100.0;
/// Fewest letters of a pattern.
const FEWEST: usize = 2;
/// Longest pattern, in letters and signs: no longer word is indexed.
const LONGEST: usize = 128;
/// Most `*` and `?` of a pattern: with hundreds, building its automaton takes half a minute.
const MOST_SIGNS: usize = 16;
/// Fewest letters of a fuzzy word: with fewer, one slip makes almost any word of any other.
const FEWEST_FUZZY: usize = 3;

/// `2` of `^2`.
pub(super) fn boost(number: &str, at: usize) -> Result<f32> {
    match number.parse() {
        Ok(times) if BOOSTS.contains(&times) => Ok(times),
        _ => Err(fault(at, format!("^{number} is no weight: write a number from {} to {}, as in tax^2", BOOSTS.start(), BOOSTS.end()))),
    }
}

/// What `word`, which starts at `at`, asks for.
pub(super) fn pattern(word: String, at: usize) -> Result<Test> {
    if word == "*" {
        return Ok(Test::All);
    }
    // A pasted address may hold all of the signs.
    if word.contains("://") || !word.chars().any(char::is_alphanumeric) {
        return Ok(Test::Word(word));
    }
    if let Some((stem, slips)) = split_fuzzy(&word) {
        return fuzzy(stem, slips, at);
    }
    let open = word.contains('*') || has_gap(&word);
    if open { glob(word, at) } else { Ok(Test::Word(word)) }
}

/// `word~`, `word~1`: the word and the digits.
fn split_fuzzy(word: &str) -> Option<(&str, &str)> {
    let (stem, slips) = word.rsplit_once('~')?;
    (stem.ends_with(char::is_alphanumeric) && slips.chars().all(|c| c.is_ascii_digit())).then_some((stem, slips))
}

fn fuzzy(word: &str, slips: &str, at: usize) -> Result<Test> {
    if !is_word(word) {
        return Err(fault(at, format!("~ works after a single word of letters and digits, not after “{word}”")));
    }
    if word.chars().count() < FEWEST_FUZZY {
        return Err(fault(at, format!("“{word}” is too short for ~: a fuzzy word has at least {FEWEST_FUZZY} letters")));
    }
    let word = word.to_owned();
    match slips {
        "" | "1" => Ok(Test::Fuzzy { word, slips: 1 }),
        "2" => Ok(Test::Fuzzy { word, slips: 2 }),
        _ => Err(fault(at, format!("~{slips} is too far: write {word}~1 or {word}~2"))),
    }
}

/// True where `?` stands between two letters, as in `wom?n`; at the end of a word it is punctuation.
fn has_gap(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|three| three[1] == '?' && three[0].is_alphanumeric() && three[2].is_alphanumeric())
}

fn glob(word: String, at: usize) -> Result<Test> {
    let word = without_doubles(word.trim_end_matches(['?', '!', ',', '.', ';', ':']));
    if !word.chars().all(|c| matches!(c, '*' | '?') || is_letter(c)) {
        return Err(fault(
            at,
            format!("* and ? work in a single word of letters and digits: tax*. To search for “{word}” as it is, put it between marks"),
        ));
    }
    if word.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST {
        return Err(fault(
            at,
            format!("* needs at least two letters beside it: tax*. To search for “{word}” as it is, put it between marks"),
        ));
    }
    let signs = word.chars().filter(|c| matches!(c, '*' | '?')).count();
    if signs > MOST_SIGNS || word.chars().count() > LONGEST {
        return Err(fault(at, format!("a pattern has at most {LONGEST} characters, and {MOST_SIGNS} * and ? among them: shorten it")));
    }
    Ok(Test::Glob(word))
}

/// The word with one `*` for several in a row, which mean the same.
fn without_doubles(word: &str) -> String {
    let mut single = String::with_capacity(word.len());
    for c in word.chars() {
        if c != '*' || !single.ends_with('*') {
            single.push(c);
        }
    }
    single
}

fn is_word(word: &str) -> bool {
    word.chars().all(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}
