//! A text as the scorer counts it. Comes in: a text. Goes out: its tokens and marks, and the tokens, words, kind and names under given spans.

use super::marks;
use super::spans::Spans;
use super::words;
use crate::quotation::QuotationKind;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words (with inner apostrophes, full stops and commas) and single other marks. `\w` as Python has it: letters, numbers and `_`.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"([\p{L}\p{N}_]+(?:['’.,][\p{L}\p{N}_]+)*)|[^\p{L}\p{N}_\s\x1c-\x1f]";
    Regex::new(pattern).expect("the pattern is constant")
});

static LETTER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[\p{L}\p{N}]$").expect("the pattern is constant"));

/// No token stands at this code point.
const NONE: u32 = u32::MAX;

/// True for letters and numbers, as Python's `isalnum`.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && LETTER.is_match(c.encode_utf8(&mut [0; 4])))
}

/// True for white space, as Python's `isspace`: Unicode's and the four ASCII separators.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

struct Token {
    /// Code points.
    start: usize,
    lower: String,
    capital: bool,
    is_word: bool,
}

/// A text, ready to be scored. Offsets are code points.
pub struct Sheet<'a> {
    text: &'a str,
    /// Byte of each code point, and of the end.
    bytes: Vec<usize>,
    quoted: Vec<bool>,
    tokens: Vec<Token>,
    /// The token at each code point.
    token_at: Vec<u32>,
    /// Code points other than white space before each code point.
    dense: Vec<u32>,
}

impl<'a> Sheet<'a> {
    /// Reads `text`.
    pub fn new(text: &'a str) -> Sheet<'a> {
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        let mut dense = vec![0];
        let mut count = 0;
        dense.extend(text.chars().map(|c| {
            count += u32::from(!is_space(c));
            count
        }));
        let mut sheet =
            Sheet { text, quoted: marks::quoted(text), tokens: Vec::new(), token_at: vec![NONE; bytes.len()], dense, bytes: Vec::new() };
        bytes.push(text.len());
        sheet.bytes = bytes;
        sheet.scan();
        sheet
    }

    fn scan(&mut self) {
        let mut at = 0;
        for found in TOKEN.captures_iter(self.text) {
            let Some(whole) = found.get(0) else { continue };
            while self.bytes[at] < whole.start() {
                at += 1;
            }
            let start = at;
            while self.bytes[at] < whole.end() {
                self.token_at[at] = self.tokens.len() as u32;
                at += 1;
            }
            let capital = whole.as_str().starts_with(char::is_uppercase);
            self.tokens.push(Token { start, lower: whole.as_str().to_lowercase(), capital, is_word: found.get(1).is_some() });
        }
    }

    /// Length in code points.
    pub fn length(&self) -> usize {
        self.token_at.len()
    }

    /// The words under `spans`, stretches joined by " [...] ".
    pub fn words_of(&self, spans: &Spans) -> String {
        let parts: Vec<&str> =
            spans.clipped(self.length()).iter().map(|(start, end)| &self.text[self.bytes[start]..self.bytes[end]]).collect();
        parts.join(" [...] ")
    }

    /// How many code points other than white space `spans` cover.
    pub fn dense_size(&self, spans: &Spans) -> usize {
        spans.clipped(self.length()).merged().iter().map(|(start, end)| (self.dense[end] - self.dense[start]) as usize).sum()
    }

    /// Numbers of the tokens that share a code point with `spans`, in order.
    pub fn tokens(&self, spans: &Spans) -> BTreeSet<u32> {
        let spans = spans.clipped(self.length());
        let codes = spans.iter().flat_map(|(start, end)| self.token_at[start..end].iter().copied());
        codes.filter(|&token| token != NONE).collect()
    }

    /// Numbers of the word tokens under `spans`, a leading "that" left out: what an exact match compares.
    pub fn word_tokens(&self, spans: &Spans) -> Vec<u32> {
        let mut tokens: Vec<u32> = self.tokens(spans).into_iter().filter(|&token| self.token(token).is_word).collect();
        if tokens.len() > 1 && self.lower(tokens[0]) == "that" {
            tokens.remove(0);
        }
        tokens
    }

    /// Whether word tokens stand between quotation marks.
    pub fn kind(&self, words: &[u32]) -> QuotationKind {
        let inside = words.iter().filter(|&&token| self.quoted[self.token(token).start]).count();
        match inside {
            0 => QuotationKind::Indirect,
            all if all == words.len() => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        }
    }

    /// The tokens under `spans` that identify somebody; all of them where none does.
    pub fn heads(&self, spans: &Spans) -> BTreeSet<u32> {
        let tokens = self.tokens(spans);
        let identifies = |token: &u32| self.token(*token).is_word && !words::is_ignored(self.lower(*token));
        let heads: BTreeSet<u32> = tokens.iter().copied().filter(identifies).collect();
        if heads.is_empty() { tokens } else { heads }
    }

    /// The capitalised identifying words under `spans`, in lower case, pronouns left out.
    pub fn names(&self, spans: &Spans) -> BTreeSet<&str> {
        let capital = self.heads(spans).into_iter().filter(|&token| self.token(token).capital);
        capital.map(|token| self.lower(token)).filter(|word| !words::is_pronoun(word)).collect()
    }

    /// True where a word under `spans` is one of speech.
    pub fn is_speech(&self, spans: &Spans) -> bool {
        self.tokens(spans).into_iter().any(|token| words::is_speech(self.lower(token)))
    }

    /// How many tokens the text has.
    pub fn token_count(&self) -> usize {
        self.tokens.len()
    }

    fn token(&self, number: u32) -> &Token {
        &self.tokens[number as usize]
    }

    fn lower(&self, number: u32) -> &str {
        &self.token(number).lower
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, part: &str) -> Spans {
        let byte = text.find(part).unwrap();
        let start = text[..byte].chars().count();
        Spans::new([(start, start + part.chars().count())])
    }

    fn kind(text: &str, part: &str) -> QuotationKind {
        let sheet = Sheet::new(text);
        sheet.kind(&sheet.word_tokens(&find(text, part)))
    }

    #[test]
    fn kind_is_told_from_the_marks_alone() {
        use QuotationKind::*;
        assert_eq!(kind("“Go away,” he said.", "“Go away,”"), Direct);
        assert_eq!(kind("He said that “we will win”.", "that “we will win”"), Direct);
        assert_eq!(kind("He said it was “a disaster” for all.", "it was “a disaster” for all"), Mixed);
        assert_eq!(kind("He said it was bad. “X”", "it was bad"), Indirect);
        assert_eq!(kind("“One two.\n\n“Three four.” X", "One two."), Direct);
    }

    #[test]
    fn the_exact_key_ignores_that_and_edge_marks() {
        let text = "He said that taxes, “alas”, rise.";
        let sheet = Sheet::new(text);
        assert_eq!(sheet.word_tokens(&find(text, "that taxes, “alas”, rise")), sheet.word_tokens(&find(text, "taxes, “alas”, rise.")));
    }

    #[test]
    fn titles_identify_nobody_unless_alone() {
        let text = "The former Sen. Ila Brand met the president.";
        let sheet = Sheet::new(text);
        assert_eq!(sheet.names(&find(text, "The former Sen. Ila Brand")), BTreeSet::from(["brand", "ila"]));
        assert_eq!(sheet.heads(&find(text, "the president")).len(), 2);
    }

    #[test]
    fn offsets_count_code_points_and_may_run_over_the_end() {
        let sheet = Sheet::new("é “ü” z");
        assert_eq!(sheet.words_of(&Spans::new([(2, 5), (6, 99)])), "“ü” [...] z");
        assert_eq!(sheet.dense_size(&Spans::new([(0, 99)])), 5);
        assert_eq!(sheet.tokens(&Spans::new([(90, 99)])).len(), 0);
    }
}
