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

impl WordStream<'_> {
    fn next(&mut self, forms: &mut Forms) -> bool {
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
                Form::Stem => forms.stem_into(self.text, start, end, &mut self.token.text),
            }
            return true;
        }
        false
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        FORMS.with_borrow_mut(|forms| self.next(forms))
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
pub(super) fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = skip(text, from, |is_word| !is_word, |c| !c.is_alphanumeric());
    let end = skip(text, start, |is_word| is_word, |c| c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c));
    (end > start).then_some((start, end))
}

/// The first byte at or after `at` whose character is not passed over: of ASCII as `ascii` says to whether it is a letter or digit.
#[inline]
fn skip(text: &str, mut at: usize, ascii: impl Fn(bool) -> bool, other: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !ascii(ALPHANUMERIC[usize::from(byte)]) {
                break;
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next().filter(|c| other(*c)) else { break };
            at += c.len_utf8();
        }
    }
    at
}

/// Letters and digits of ASCII.
static ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Characters that stand inside a word without showing: soft hyphen, zero-width space and joiners, word joiner.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

thread_local! {
    static FORMS: RefCell<Forms> = RefCell::new(Forms::new());
}

/// The stems of words that this thread has met lately.
///
/// Several times as fast as a `HashMap`: neither word nor stem is behind a pointer. Looking into it costs most where the processor's
/// cache has to fetch the place, so the tables are small and most words take no more than 16 bytes.
struct Forms {
    stemmer: TextAnalyzer,
    short: Table<u64, 6>,
    long: Table<u128, 14>,
}

/// Four places for each hash, in one line of the processor's cache or two; the word added last comes first, the fourth gives way.
struct Table<K, const TAIL: usize>(Vec<Set<K, TAIL>>);

#[derive(Clone, Copy)]
#[repr(align(64))]
struct Set<K, const TAIL: usize>([Slot<K, TAIL>; 4]);

/// A word and its stem: the word's first `kept` bytes in lower case, then `tail`.
#[derive(Clone, Copy)]
struct Slot<K, const TAIL: usize> {
    word: K,
    kept: u8,
    tail_length: u8,
    tail: [u8; TAIL],
}

/// Sets of short words, a power of two: 256 KB of 16,384 words.
const SHORT_SETS: usize = 1 << 12;
/// Sets of the others, likewise: 256 KB of 8,192 words.
const LONG_SETS: usize = 1 << 11;

impl Forms {
    fn new() -> Forms {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        Forms { stemmer, short: Table::new(SHORT_SETS), long: Table::new(LONG_SETS) }
    }

    /// Writes the stem of the word at bytes `start..end` of `text` into `out`, which is empty.
    fn stem_into(&mut self, text: &str, start: usize, end: usize, out: &mut String) {
        let word = &text[start..end];
        let Some(key) = Key::of(text.as_bytes(), start, end) else { return out.push_str(&self.compute(word)) };
        let (hash, short) = (key.hash(), key.short());
        let found = match short {
            Some(short) => self.short.push(hash, short, word, key.has_capitals, out),
            None => self.long.push(hash, key.lower, word, key.has_capitals, out),
        };
        if found {
            return;
        }
        let stem = self.compute(word);
        out.push_str(&stem);
        match short {
            Some(short) => self.short.add(hash, short, word, &stem),
            None => self.long.add(hash, key.lower, word, &stem),
        }
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

impl<K: Copy + Default + PartialEq, const TAIL: usize> Table<K, TAIL> {
    fn new(sets: usize) -> Table<K, TAIL> {
        let empty = Slot { word: K::default(), kept: 0, tail_length: 0, tail: [0; TAIL] };
        Table(vec![Set([empty; 4]); sets])
    }

    /// False where the word is not there.
    fn push(&self, hash: usize, word: K, written: &str, has_capitals: bool, out: &mut String) -> bool {
        let found = self.0[hash & (self.0.len() - 1)].0.iter().find(|slot| slot.word == word);
        found.inspect(|slot| slot.push(written, has_capitals, out)).is_some()
    }

    /// Adds a stem that fits.
    fn add(&mut self, hash: usize, word: K, written: &str, stem: &str) {
        let at = hash & (self.0.len() - 1);
        if let Some(slot) = Slot::new(word, written, stem) {
            let set = &mut self.0[at].0;
            set.copy_within(..3, 1);
            set[0] = slot;
        }
    }
}

impl<K, const TAIL: usize> Slot<K, TAIL> {
    /// `None` where the stem does not fit.
    fn new(word: K, written: &str, stem: &str) -> Option<Slot<K, TAIL>> {
        let same = |(one, other): &(u8, u8)| one.is_ascii() && one.to_ascii_lowercase() == *other;
        // What is kept of a word that is not ASCII throughout would have to be folded again.
        let kept = if written.is_ascii() { written.bytes().zip(stem.bytes()).take_while(same).count() } else { 0 };
        let rest = &stem.as_bytes()[kept..];
        let mut tail = [0; TAIL];
        tail.get_mut(..rest.len())?.copy_from_slice(rest);
        Some(Slot { word, kept: kept as u8, tail_length: rest.len() as u8, tail })
    }

    fn push(&self, written: &str, has_capitals: bool, out: &mut String) {
        out.push_str(&written[..usize::from(self.kept)]);
        if has_capitals {
            out.make_ascii_lowercase();
        }
        if self.tail_length > 0 {
            out.push_str(std::str::from_utf8(&self.tail[..usize::from(self.tail_length)]).unwrap_or_default());
        }
    }
}

/// The bytes of a word of at most 16 bytes, zeros after them: no word holds a zero.
struct Key {
    /// With its ASCII letters in lower case.
    lower: u128,
    has_capitals: bool,
}

impl Key {
    /// `None` where the word, bytes `start..end` of `text`, is too long.
    ///
    /// Read with what follows and cut off: copying byte by byte costs more than all the rest.
    fn of(text: &[u8], start: usize, end: usize) -> Option<Key> {
        if end - start > 16 {
            return None;
        }
        let mut bytes = [0; 16];
        match text.get(start..start + 16) {
            Some(following) => bytes.copy_from_slice(following),
            None => bytes[..end - start].copy_from_slice(&text[start..end]),
        }
        let written = u128::from_le_bytes(bytes) & (u128::MAX >> (8 * (16 - (end - start))));
        let lower = lower(written);
        Some(Key { lower, has_capitals: lower != written })
    }

    /// The key of a short word: at most eight bytes, all ASCII.
    fn short(&self) -> Option<u64> {
        let short = u64::try_from(self.lower).ok()?;
        (short & 0x8080_8080_8080_8080 == 0).then_some(short)
    }

    /// Multiplicative hashing (Knuth, TAOCP 6.4) by odd constants: the golden ratio's and one of splitmix64's.
    fn hash(&self) -> usize {
        let (low, high) = (self.lower as u64, (self.lower >> 64) as u64);
        let mixed = low.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ high.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed >> 40) as usize
    }
}

/// Sixteen bytes at once, ASCII capitals in lower case (Warren, Hacker's Delight, 6-1: a byte's top bit tells whether it lies in a range).
fn lower(bytes: u128) -> u128 {
    const EACH: u128 = u128::MAX / 0xFF;
    let low = bytes & (0x7F * EACH);
    let from_a = low + (0x80 - b'A' as u128) * EACH;
    let beyond_z = low + (0x7F - b'Z' as u128) * EACH;
    let capitals = from_a & !beyond_z & !bytes & (0x80 * EACH);
    bytes | capitals >> 2
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
            assert_eq!(once, [Forms::new().compute(word)]);
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
        fn any_word_has_the_stem_that_the_stemmer_gives(words in proptest::collection::vec("[a-zA-Z0-9ÉéŽž]{1,18}", 1..20)) {
            let mut forms = Forms::new();
            for word in words.iter().chain(&words) {
                let mut stem = String::new();
                forms.stem_into(word, 0, word.len(), &mut stem);
                prop_assert_eq!(stem, forms.compute(word));
            }
        }

        #[test]
        fn sixteen_bytes_are_lowered_as_one_by_one(bytes: [u8; 16]) {
            prop_assert_eq!(lower(u128::from_le_bytes(bytes)), u128::from_le_bytes(bytes.map(|byte| byte.to_ascii_lowercase())));
        }

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
