//! What a text is made of, whatever the order or the copy. Comes in: a text. Goes out: its words, each once; a hash; and a fingerprint that near-identical texts share.
//!
//! The fingerprint is one-permutation MinHash (Li, Owen and Zhang, NIPS 2012; empty bins filled as by Shrivastava and Li, ICML 2014) over
//! runs of three words, one bit a bin kept (Li and König, WWW 2010): one hash a word, 16 bytes an article, the same on every machine.

use super::tokens::next_word;

/// Bins of the MinHash, one bit of the fingerprint each.
const BINS: usize = 64;
/// Fewest words of a text that gets a fingerprint: shorter ones share too much by chance.
const FEWEST: usize = 40;
/// Words in a run.
const RUN: usize = 3;
/// Bits by which the fingerprints of copies may differ: with 8 of 64, texts that share about three quarters of their runs are copies.
const DIFFERENT: u32 = 8;
/// Keys of a fingerprint; texts that share none are not compared.
const KEYS: usize = 3;
/// Bits of a key.
const KEY_BITS: usize = 21;

/// What near-identical texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    bits: u64,
    keys: u64,
}

impl Fingerprint {
    /// The column's values.
    pub(super) fn encode(self) -> [u64; 2] {
        [self.bits, self.keys]
    }

    /// Reads the column's values; `None` where there are not two.
    pub fn decode(mut values: impl Iterator<Item = u64>) -> Option<Fingerprint> {
        Some(Fingerprint { bits: values.next()?, keys: values.next()? })
    }

    /// True where the texts are copies of each other, but for a few words.
    pub fn is_near(self, other: Fingerprint) -> bool {
        self.distance(other) <= DIFFERENT
    }

    /// In how many of the 64 bits the two differ: a quarter where the texts share half of their runs, half by chance.
    pub fn distance(self, other: Fingerprint) -> u32 {
        (self.bits ^ other.bits).count_ones()
    }

    /// Copies have at least one of these in common, at the same place, almost always: 99.3 % of those that share nine tenths of their runs.
    pub fn keys(self) -> [u32; KEYS] {
        std::array::from_fn(|key| (self.keys >> (key * KEY_BITS)) as u32 & ((1 << KEY_BITS) - 1))
    }

    /// From the least hash of each bin.
    fn of(mut bins: [u64; BINS]) -> Option<Fingerprint> {
        let first = bins.iter().position(|least| *least != u64::MAX)?;
        // An empty bin takes what the bin before it has, the place told apart.
        for step in 1..BINS {
            let (before, at) = ((first + step - 1) % BINS, (first + step) % BINS);
            if bins[at] == u64::MAX {
                bins[at] = mix(bins[before].wrapping_add(1));
            }
        }
        let bits = bins.iter().enumerate().fold(0, |bits, (at, least)| bits | (mix(*least) & 1) << at);
        let key = |key: usize| mix(bins[2 * key] ^ mix(bins[2 * key + 1]).rotate_left(17)) & ((1 << KEY_BITS) - 1);
        let keys = (0..KEYS).fold(0, |keys, number| keys | key(number) << (number * KEY_BITS));
        Some(Fingerprint { bits, keys })
    }
}

/// The words of some texts.
pub(super) struct Forms {
    /// Each word as it stands, most of them once, with spaces between.
    pub words: String,
    /// A hash of all words in their order, whatever their case.
    pub hash: u64,
    /// `None` for a short text.
    pub fingerprint: Option<Fingerprint>,
}

/// Places of the table of words met already; where two share one, a word is given twice, which costs little.
const MET: usize = 1024;

impl Forms {
    /// Reads the texts.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Forms {
        let mut forms = Forms { words: String::new(), hash: 0, fingerprint: None };
        let mut met = [0_u64; MET];
        let mut bins = [u64::MAX; BINS];
        let (mut last, mut before, mut count) = (0_u64, 0_u64, 0);
        for text in texts {
            let mut at = 0;
            while let Some((start, end)) = next_word(text, at) {
                at = end;
                let word = &text[start..end];
                let hash = hash(word.as_bytes());
                let place = &mut met[(hash >> 54) as usize % MET];
                // Only ASCII words of one hash are the same word.
                if *place != hash || !word.is_ascii() {
                    *place = hash;
                    forms.words.push_str(word);
                    forms.words.push(' ');
                }
                forms.hash = mix(forms.hash ^ hash);
                let run = mix(hash.wrapping_add(last.rotate_left(21)).wrapping_add(before.rotate_left(42)));
                (before, last, count) = (last, hash, count + 1);
                if count >= RUN {
                    let bin = &mut bins[(run >> 58) as usize % BINS];
                    *bin = (*bin).min(run);
                }
            }
        }
        forms.fingerprint = (count >= FEWEST).then(|| Fingerprint::of(bins)).flatten();
        forms
    }
}

/// A hash of a word that does not tell ASCII capitals from small letters.
fn hash(word: &[u8]) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut chunks = word.chunks_exact(8);
    let mut hash = word.len() as u64;
    for chunk in &mut chunks {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(chunk);
        hash = mix(hash ^ (u64::from_le_bytes(bytes) | SMALL));
    }
    let rest = chunks.remainder().iter().fold(0, |rest, byte| rest << 8 | u64::from(byte | 0x20));
    mix(hash ^ rest.rotate_left(1))
}

/// The finalizer of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
fn mix(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An invented wire story of `sentences` sentences.
    fn story(seed: usize, sentences: usize) -> String {
        let words =
            ["harbour", "ferry", "council", "tax", "mayor", "bridge", "winter", "storm", "fish", "crew", "island", "school", "vote"];
        let mut state = seed as u64;
        let mut word = || {
            state = mix(state.wrapping_add(0x9E37_79B9_7F4A_7C15));
            words[state as usize % words.len()]
        };
        let mut sentence = |number: usize| (0..12).map(|_| word()).collect::<Vec<_>>().join(" ") + &format!(" {number}.");
        (0..sentences).map(&mut sentence).collect::<Vec<_>>().join(" ")
    }

    fn print(text: &str) -> Fingerprint {
        Forms::of([text]).fingerprint.unwrap()
    }

    #[test]
    fn copies_with_a_few_words_changed_are_near() {
        let original = story(1, 40);
        let copy = format!(
            "OSTSTADT (Wire) - {} Reporting by our own staff.",
            original.replacen("bridge", "BRIDGE", 3).replacen("mayor", "Lord Mayor", 1)
        );
        assert!(print(&original).is_near(print(&copy)));
        assert!(print(&original).keys().iter().zip(print(&copy).keys()).any(|(one, other)| *one == other));
    }

    #[test]
    fn other_stories_on_the_same_words_are_not() {
        let prints: Vec<Fingerprint> = (1..30).map(|seed| print(&story(seed, 40))).collect();
        let near = |one: usize| (0..one).filter(|other| prints[one].is_near(prints[*other])).count();
        assert_eq!((0..prints.len()).map(near).sum::<usize>(), 0);
    }

    #[test]
    fn half_a_story_is_not_its_copy_and_a_scrap_has_no_print() {
        let original = story(2, 40);
        assert!(!print(&original).is_near(print(&original[..original.len() / 3])));
        assert_eq!(Forms::of(["Too short to tell."]).fingerprint, None);
    }

    #[test]
    fn words_come_once_and_hash_without_case() {
        let forms = Forms::of(["The tax, the TAX", "Žofia’s tax"]);
        assert_eq!(forms.words, "The tax Žofia s ");
        assert_eq!(forms.hash, Forms::of(["the tax the tax Žofia s TAX"]).hash);
        assert_eq!(Forms::of([""]).hash, 0);
    }

    #[test]
    fn a_fingerprint_comes_back_from_its_column() {
        let known = print(&story(3, 10));
        assert_eq!(Fingerprint::decode(known.encode().into_iter()), Some(known));
        assert_eq!(Fingerprint::decode([1].into_iter()), None);
    }
}
