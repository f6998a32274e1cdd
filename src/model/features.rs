//! What the tagger sees of a token. Comes in: a text, and what the rules say of each token. Goes out: numbers, and the chunks that are read at once.
//!
//! Training and run time share this file: `examples/features.rs` writes its numbers out for `training/`.

use super::label::Label;
use crate::lexicon::cues::{self, Inflection};
use crate::quotation::CueClass;
use crate::text::Text;
use std::ops::Range;

/// The longest chunk, in tokens.
pub const LONGEST_CHUNK: usize = 160;
/// How many values each feature has, in the order of [`Features`].
pub const SIZES: [usize; 6] = [AFFIXES, AFFIXES, 54, 16, 73, 19];
const AFFIXES: usize = 4096;

/// A token in numbers: hashed suffix, hashed prefix with length, letter case with place, state of the marks, cue in the lexicon, the rules' opinion.
pub type Features = [u16; SIZES.len()];

/// What the rules say of a token, and how sure they are (0 to 1).
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// Their label.
    pub label: Label,
    /// Their confidence.
    pub confidence: f32,
}

/// The features of the tokens `range`; `hints` has one entry for every token of the text.
pub fn features(text: &Text, hints: &[Hint], range: Range<usize>) -> Vec<Features> {
    let feature = |index: usize| {
        let word = text.lower(index);
        [
            affix(b's', suffix(word), 0),
            affix(b'p', prefix(word), length(word)),
            place(text, index),
            mark(text, index),
            cue(word),
            hint(hints, index),
        ]
    };
    range.map(feature).collect()
}

/// The form under which a lower-case word is looked up in the vocabulary: numbers are all one.
pub fn vocabulary_key(word: &str) -> &str {
    if word.ends_with(|c: char| c.is_ascii_digit()) { "0" } else { word }
}

/// Paragraphs joined up to [`LONGEST_CHUNK`] tokens; longer ones are cut. Together they cover the text.
pub fn chunks(text: &Text) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    for paragraph in &text.paragraphs {
        let mut start = paragraph.start;
        while paragraph.end - start > LONGEST_CHUNK {
            chunks.push(start..start + LONGEST_CHUNK);
            start += LONGEST_CHUNK;
        }
        match chunks.last_mut() {
            Some(last) if paragraph.end - last.start <= LONGEST_CHUNK => last.end = paragraph.end,
            _ => chunks.push(start..paragraph.end),
        }
    }
    chunks
}

fn suffix(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &word[start..]
}

fn prefix(word: &str) -> &str {
    let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

fn length(word: &str) -> u8 {
    word.chars().take(8).count() as u8
}

/// FNV-1a over the kind, the letters and a number.
fn affix(kind: u8, letters: &str, number: u8) -> u16 {
    let bytes = [kind].into_iter().chain(letters.bytes()).chain([number]);
    let hash = bytes.fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((hash ^ hash >> 15) as usize % AFFIXES) as u16
}

/// Letter case; first of its sentence or paragraph; first, second or later paragraph.
fn place(text: &Text, index: usize) -> u16 {
    let token = text.tokens[index];
    let sentence_starts = index == 0 || text.tokens[index - 1].sentence != token.sentence;
    let paragraph_starts = index == 0 || text.tokens[index - 1].paragraph != token.paragraph;
    let position = if paragraph_starts { 2 } else { u16::from(sentence_starts) };
    (case(text.word(index)) * 3 + position) * 3 + token.paragraph.min(2) as u16
}

fn case(word: &str) -> u16 {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 5 };
    let single = chars.next().is_none();
    if first.is_lowercase() {
        0
    } else if first.is_uppercase() && single {
        3
    } else if first.is_uppercase() {
        if word.chars().any(char::is_lowercase) { 1 } else { 2 }
    } else if first.is_ascii_digit() {
        4
    } else {
        5
    }
}

/// Outside; or opening, within or closing, by how long the region is and whether it is closed.
fn mark(text: &Text, index: usize) -> u16 {
    let Some(number) = text.tokens[index].region else { return 0 };
    let region = &text.regions[number as usize];
    let span = text.tokens[index].span;
    let state = if span.start == region.span.start {
        0
    } else if region.closed && span.end == region.span.end {
        2
    } else {
        1
    };
    // Bytes stand for tokens here, at some six a token: short regions are titles and scare quotes.
    let length = match region.span.len() {
        _ if !region.closed => 4,
        0..=16 => 0,
        17..=36 => 1,
        37..=72 => 2,
        _ => 3,
    };
    1 + state * 5 + length
}

fn cue(word: &str) -> u16 {
    let class = |class: CueClass| class as u16;
    if let Some((entry, inflection)) = cues::look_up(word) {
        let inflection = match inflection {
            Inflection::Base => 0,
            Inflection::Third => 1,
            Inflection::Past => 2,
            Inflection::Participle => 3,
            Inflection::Ing => 4,
        };
        return 1 + class(entry.class) * 5 + inflection;
    }
    cues::look_up_noun(word).map_or(0, |entry| 61 + class(entry.class))
}

fn hint(hints: &[Hint], index: usize) -> u16 {
    let Some(hint) = hints.get(index).filter(|hint| hint.label != Label::OUTSIDE) else { return 0 };
    let sureness = if hint.confidence >= 0.84 { 2 } else { u16::from(hint.confidence >= 0.6) };
    1 + (hint.label.index() as u16 - 1) * 3 + sureness
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::label::Role;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_are_joined_and_cut() {
        let body = format!("{}\n\n{}\n\nA last line.", "word ".repeat(400), "One. ".repeat(30));
        let text = Text::new(&body);
        let chunks = chunks(&text);
        assert_eq!(chunks.first().map(|chunk| chunk.start), Some(0));
        assert!(chunks.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert!(chunks.iter().all(|chunk| !chunk.is_empty() && chunk.len() <= LONGEST_CHUNK));
        assert_eq!(chunks.last().map(|chunk| chunk.end), Some(text.tokens.len()));
    }

    #[test]
    fn marks_tell_opening_within_closing_and_unclosed() {
        let text = Text::new("“Yes,” he said.\n“And then");
        let marks: Vec<u16> = (0..text.tokens.len()).map(|index| mark(&text, index)).collect();
        assert_eq!(marks, [1, 6, 6, 11, 0, 0, 0, 5, 10, 10]);
    }

    proptest! {
        #[test]
        fn every_value_is_within_its_size(body in "\\PC{0,60}[“”\" \n]{0,4}\\PC{0,60}") {
            let text = Text::new(&body);
            let hints = vec![Hint { label: Label::inside(Role::Content), confidence: 1.0 }; text.tokens.len()];
            for values in features(&text, &hints, 0..text.tokens.len()) {
                prop_assert!(values.iter().zip(SIZES).all(|(value, size)| usize::from(*value) < size));
            }
        }
    }
}
