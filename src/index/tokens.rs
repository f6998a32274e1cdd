//! How text becomes search terms. Comes in: prose or names. Goes out: terms that match whatever the case, accents, apostrophes and (in prose) inflection.
//!
//! Two tokenizers: [`PROSE`] (English stems) for headlines, bodies and contents, [`NAME`] (whole words) for people, publishers and cues.
//! Both split at everything that is not a letter or digit, so "O’Brien" and "O'Brien" are the terms `o` `brien`. Stemming is looked up
//! in a cache of the thread: tantivy's stemmer as shipped halves the speed of indexing.

use std::cell::RefCell;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Name of the tokenizer for running text.
pub const PROSE: &str = "prose";
/// Name of the tokenizer for names.
pub const NAME: &str = "name";

/// Longer "words" (base64, URLs without marks) are not indexed, in bytes.
const LONGEST: usize = 128;

/// Both tokenizers, for an index to be created or opened with.
pub fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(PROSE, TextAnalyzer::from(Words { form: Form::Stem, token: Token::default() }));
    manager.register(NAME, TextAnalyzer::from(Words { form: Form::Whole, token: Token::default() }));
    manager
}

/// Lower case without accents: "Žižek" is "zizek", "Øst" is "ost".
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn fold_into(text: &str, out: &mut String) {
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c)) {
        for lower in c.to_lowercase() {
            match letters(lower) {
                Some(letters) => out.push_str(letters),
                None if is_combining_mark(lower) => {}
                None => out.push(lower),
            }
        }
    }
}

/// Letters that have no decomposition, as English papers spell them.
fn letters(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "ng",
        'ə' => "a",
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Whole,
    Stem,
}

#[derive(Clone)]
struct Words {
    form: Form,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, form: self.form, token: &mut self.token }
    }
}

struct WordStream<'a> {
    text: &'a str,
    at: usize,
    form: Form,
    token: &'a mut Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((start, end)) = next_word(self.text, self.at) {
            self.at = end;
            self.token.position = self.token.position.wrapping_add(1);
            if end - start > LONGEST {
                continue;
            }
            self.token.offset_from = start;
            self.token.offset_to = end;
            self.token.text.clear();
            match self.form {
                Form::Whole => whole(&self.text[start..end], &mut self.token.text),
                Form::Stem => FORMS.with_borrow_mut(|forms| self.token.text.push_str(forms.stem(self.text, start, end))),
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

fn whole(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        fold_into(word, out);
    }
}

/// Byte range of the first word at or after byte `from`.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let (starts, length) = class(text, at, char::is_alphanumeric);
        if starts {
            break;
        }
        at += length;
    }
    let start = at;
    while at < bytes.len() {
        let (goes_on, length) = class(text, at, |c| c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c));
        if !goes_on {
            break;
        }
        at += length;
    }
    (at > start).then_some((start, at))
}

/// Whether the character at byte `at` passes the test (ASCII: whether it is a letter or digit), and its length.
#[inline]
fn class(text: &str, at: usize, test: impl Fn(char) -> bool) -> (bool, usize) {
    let byte = text.as_bytes()[at];
    if byte.is_ascii() {
        return (byte.is_ascii_alphanumeric(), 1);
    }
    text[at..].chars().next().map_or((false, 1), |c| (test(c), c.len_utf8()))
}

/// Characters that stand inside a word without showing: soft hyphen, zero-width space and joiners, word joiner.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

thread_local! {
    static FORMS: RefCell<Forms> = RefCell::new(Forms::new());
}

/// The stems of words that this thread has met lately: one slot for each hash, the later word takes it.
///
/// Several times as fast as a `HashMap`: neither word nor stem is behind a pointer, and all of it stays in the processor's cache.
struct Forms {
    stemmer: TextAnalyzer,
    slots: Vec<Slot>,
    /// For what does not fit a slot.
    spare: String,
}

#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Slot {
    word: Key,
    stem: [u8; LONGEST_STEM],
    length: u8,
}

/// The bytes of a word of at most 16 bytes, zeros after them. No word holds a zero.
type Key = [u64; 2];

const LONGEST_STEM: usize = 15;
/// Slots of a thread, a power of two: 512 KB, most words of most articles.
const SLOTS: usize = 1 << 14;

impl Forms {
    fn new() -> Forms {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        Forms { stemmer, slots: vec![Slot::default(); SLOTS], spare: String::new() }
    }

    /// The stem of the word at bytes `start..end` of `text`.
    fn stem(&mut self, text: &str, start: usize, end: usize) -> &str {
        let word = &text[start..end];
        let Some(key) = key(text.as_bytes(), start, end) else { return self.stem_anew(word) };
        let at = slot(key);
        if self.slots[at].word != key {
            let stem = self.compute(word);
            if stem.len() > LONGEST_STEM {
                self.spare = stem;
                return &self.spare;
            }
            let mut slot = Slot { word: key, length: stem.len() as u8, ..Slot::default() };
            slot.stem[..stem.len()].copy_from_slice(stem.as_bytes());
            self.slots[at] = slot;
        }
        let Slot { stem, length, .. } = &self.slots[at];
        std::str::from_utf8(&stem[..usize::from(*length)]).unwrap_or_default()
    }

    fn stem_anew(&mut self, word: &str) -> &str {
        self.spare = self.compute(word);
        &self.spare
    }

    fn compute(&mut self, word: &str) -> String {
        let mut lower = String::with_capacity(word.len());
        whole(word, &mut lower);
        let mut stream = self.stemmer.token_stream(&lower);
        // One token in, one out.
        stream.advance();
        std::mem::take(&mut stream.token_mut().text)
    }
}

/// `None` where the word is too long.
fn key(text: &[u8], start: usize, end: usize) -> Option<Key> {
    match end - start {
        0..=8 => Some([first_bytes(text, start, end), 0]),
        9..=16 => Some([first_bytes(text, start, start + 8), first_bytes(text, start + 8, end)]),
        _ => None,
    }
}

/// Bytes `start..end` (at most 8) as a number. Read with what follows and cut off: copying byte by byte costs more than all the rest.
fn first_bytes(text: &[u8], start: usize, end: usize) -> u64 {
    let mut bytes = [0; 8];
    match text.get(start..start + 8) {
        Some(following) => bytes.copy_from_slice(following),
        None => bytes[..end - start].copy_from_slice(&text[start..end]),
    }
    u64::from_le_bytes(bytes) & (u64::MAX >> (64 - 8 * (end - start)))
}

/// Multiplicative hashing (Knuth, TAOCP 6.4) by odd constants: the golden ratio's and one of splitmix64's.
fn slot([one, two]: Key) -> usize {
    let mixed = one.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ two.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 40) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(tokenizer: &str, text: &str) -> Vec<String> {
        let mut analyzer = manager().get(tokenizer).unwrap();
        let mut stream = analyzer.token_stream(text);
        let mut terms = Vec::new();
        stream.process(&mut |token: &Token| terms.push(token.text.clone()));
        terms
    }

    #[test]
    fn names_match_without_case_and_accents() {
        assert_eq!(terms(NAME, "Žofia ŁÓŚ-Ørsted"), ["zofia", "los", "orsted"]);
        assert_eq!(terms(NAME, "Z\u{30C}ofia O’Dell"), ["zofia", "o", "dell"]);
        assert_eq!(terms(NAME, "zofia o'dell"), ["zofia", "o", "dell"]);
    }

    #[test]
    fn prose_matches_across_inflection() {
        assert_eq!(terms(PROSE, "The councils’ taxes"), terms(PROSE, "the council tax"));
        assert_eq!(terms(PROSE, "Protesting cafés"), terms(PROSE, "PROTESTS CAFE"));
    }

    #[test]
    fn stems_are_the_same_from_the_cache_and_without_it() {
        let long = "Antidisestablishmentarianisms";
        for word in ["Protests", "protested", "žofias", "a", "12345678", "123456789", "sixteenlettersxx", "seventeenlettersx", long] {
            let once = terms(PROSE, word);
            assert_eq!(terms(PROSE, word), once);
            assert_eq!(once, terms(PROSE, &word.to_uppercase()));
        }
    }

    #[test]
    fn offsets_point_at_the_word_as_written() {
        let text = "Ana “Žofia” ran";
        let mut analyzer = manager().get(PROSE).unwrap();
        let mut stream = analyzer.token_stream(text);
        let mut words = Vec::new();
        stream.process(&mut |token: &Token| words.push((token.position, &text[token.offset_from..token.offset_to])));
        assert_eq!(words, [(0, "Ana"), (1, "Žofia"), (2, "ran")]);
    }

    proptest! {
        #[test]
        fn any_text_gives_words_on_character_boundaries(text in "\\PC{0,60}") {
            let mut analyzer = manager().get(PROSE).unwrap();
            let mut stream = analyzer.token_stream(&text);
            while stream.advance() {
                let token = stream.token();
                prop_assert!(text.get(token.offset_from..token.offset_to).is_some_and(|word| !word.is_empty()));
            }
        }
    }
}
