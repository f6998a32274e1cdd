//! When two names can be one person's. Comes in: their words in lower case. Goes out: whether they are alike, and in what.

use crate::lexicon::names::is_nickname;

pub(super) fn letters(words: &[String]) -> usize {
    words.iter().map(String::len).sum()
}

pub(super) fn initials(words: &[String]) -> String {
    words.iter().filter(|word| !matches!(word.as_str(), "of" | "the" | "for" | "and")).filter_map(|word| word.chars().next()).collect()
}

/// The last word that is not "Jr." or a number.
pub(super) fn last_name(words: &[String]) -> &str {
    let suffix = |word: &&String| matches!(word.as_str(), "jr." | "jr" | "sr." | "sr" | "ii" | "iii" | "iv");
    words.iter().rev().find(|word| !suffix(word)).map_or("", String::as_str)
}

/// True for two words with the same first letter, one of which has a letter more than the other.
pub(super) fn is_a_letter_off(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    long.len() == short.len() + 1
        && same > 0
        && short.is_ascii()
        && long.is_ascii()
        && short[same..] == long[same + 1..]
        && !long.ends_with('s')
}

/// "Ada Quill" and "Ada J. Quill", "A. Quill"; "Bob Quill" and "Robert Quill"; not "Ben Quill".
pub(super) fn is_same_person(one: &[String], other: &[String]) -> bool {
    let (Some(first), Some(second)) = (one.first(), other.first()) else { return false };
    let initial = |short: &str, long: &str| {
        let short = short.trim_end_matches('.');
        short.chars().count() == 1 && long.starts_with(short)
    };
    let nick = |short: &str, long: &str| is_nickname(short, long) || (short.len() >= 3 && long.starts_with(short));
    let ends = one.len() > 1 && other.len() > 1 && (one.ends_with(other) || other.ends_with(one));
    ends || first == second || initial(first, second) || initial(second, first) || nick(first, second) || nick(second, first)
}
