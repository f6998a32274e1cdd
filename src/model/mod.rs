//! The learned tagger. Comes in: a text with the rules' hints. Goes out: a label for every token, and how sure it is.
//!
//! The weights are `data/model/tagger.bin` (see its README); without a readable file there is no tagger, and the rules work alone.

mod decode;
mod embedding;
pub mod features;
mod kernel;
mod label;
pub mod linear;
mod load;
mod lstm;
mod network;
mod product;
#[cfg(test)]
mod tests;

pub use decode::logistic;
pub use features::Hint;
pub use label::{Label, Role};
pub use network::Scores;

use crate::text::Text;
use decode::Transitions;
use load::Reader;
use network::Network;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Chunks that are read at once, so that they share every weight that is loaded; bounds the memory.
const BATCH: usize = 32;

/// A network with its vocabulary.
#[derive(Debug)]
pub struct Tagger {
    vocabulary: FxHashMap<&'static str, u32>,
    network: Network,
    transitions: Transitions,
}

/// What the tagger says of a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tag {
    /// Its label.
    pub label: Label,
    /// How likely its role (or none) is, 0 to 1, as the network sees it.
    pub probability: f32,
}

const WEIGHTS: &[u8] = include_bytes!("../../data/model/tagger.bin");

static TAGGER: LazyLock<Option<Tagger>> = LazyLock::new(|| Tagger::read(WEIGHTS));

/// The tagger that is compiled in, if its weights can be read.
pub fn tagger() -> Option<&'static Tagger> {
    TAGGER.as_ref()
}

impl Tagger {
    fn read(bytes: &'static [u8]) -> Option<Tagger> {
        let mut reader = Reader::new(bytes)?;
        let words = reader.text()?.lines();
        let vocabulary: FxHashMap<&str, u32> = words.zip(1..).collect();
        let network = Network::read(&mut reader)?;
        let transitions = Transitions::new(&reader.vector()?)?;
        let whole = network.vocabulary_size() == vocabulary.len() + 1 && reader.is_at_end();
        whole.then_some(Tagger { vocabulary, network, transitions })
    }

    /// A tag for every token; `hints` is what the rules say of them.
    pub fn tag(&self, text: &Text, hints: &[Hint]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(text.tokens.len());
        for chunks in features::chunks(text).chunks(BATCH) {
            let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else { continue };
            let scores = self.scores(text, hints, first.start, last.end, chunks);
            for chunk in chunks {
                let scores = &scores[chunk.start - first.start..chunk.end - first.start];
                let labels = self.transitions.best(scores);
                tags.extend(
                    labels.into_iter().zip(scores).map(|(label, scores)| Tag { label, probability: decode::probability(scores, label) }),
                );
            }
        }
        tags
    }

    fn scores(&self, text: &Text, hints: &[Hint], start: usize, end: usize, chunks: &[std::ops::Range<usize>]) -> Vec<Scores> {
        let number = |index: usize| self.vocabulary.get(features::vocabulary_key(text.lower(index))).copied().unwrap_or(0);
        let words: Vec<u32> = (start..end).map(number).collect();
        let chunks: Vec<_> = chunks.iter().map(|chunk| chunk.start - start..chunk.end - start).collect();
        self.network.scores(&words, &features::features(text, hints, start..end), &chunks)
    }
}
