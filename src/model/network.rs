//! The tagger's network. Comes in: vocabulary numbers and features of chunks. Goes out: a score for every label of every token.

use super::features::{Features, SIZES};
use super::label::Label;
use super::load::{Matrix, Reader};
use super::lstm::{Lstm, Rows};
use super::product::{LANES, Weights};
use std::ops::Range;

/// Scores of the labels of one token, higher for likelier ones; logarithms of probabilities but for a constant.
pub type Scores = [f32; Label::COUNT];

/// Embeddings of the word and its features, bidirectional layers, one score a label.
#[derive(Debug)]
pub(super) struct Network {
    words: Matrix,
    features: Vec<Matrix>,
    /// Forward and backward.
    layers: Vec<[Lstm; 2]>,
    output: Weights,
    bias: Vec<f32>,
}

/// As `training/network.py` has it.
const LAYERS: usize = 2;

impl Network {
    /// Takes the weights from the file. `None` where they do not fit each other.
    pub fn read(reader: &mut Reader) -> Option<Network> {
        let words = reader.matrix()?;
        let features = SIZES.iter().map(|_| reader.matrix()).collect::<Option<Vec<_>>>()?;
        let layers = (0..LAYERS).map(|_| Some([Lstm::read(reader)?, Lstm::read(reader)?])).collect::<Option<Vec<_>>>()?;
        let network = Network { words, features, layers, output: Weights::new(&reader.matrix()?), bias: reader.vector()? };
        network.fits().then_some(network)
    }

    fn fits(&self) -> bool {
        let sizes = self.features.iter().zip(SIZES).all(|(table, size)| table.rows == size) && self.words.rows > 0;
        let mut width = self.input_width();
        let mut chained = true;
        for [forward, backward] in &self.layers {
            chained &= forward.inputs() == width && backward.inputs() == width && forward.hidden() == backward.hidden();
            width = 2 * forward.hidden();
        }
        sizes && chained && self.output.inputs() == width && self.output.outputs() == Label::COUNT && self.bias.len() == Label::COUNT
    }

    fn input_width(&self) -> usize {
        self.words.columns + self.features.iter().map(|table| table.columns).sum::<usize>()
    }

    /// The number of words that have a vector, the unknown one (0) included.
    pub fn vocabulary_size(&self) -> usize {
        self.words.rows
    }

    /// The scores of all tokens; each of `chunks`, which together cover them, is a sequence of its own.
    pub fn scores(&self, words: &[u32], features: &[Features], chunks: &[Range<usize>]) -> Vec<Scores> {
        let inputs = self.embed(words, features);
        // The sums are the same in all three: vectors are wider, nothing is fused or reordered.
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has AVX-512.
            return unsafe { self.run_widest(inputs, chunks) };
        } else if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2.
            return unsafe { self.run_wide(inputs, chunks) };
        }
        self.run(inputs, chunks)
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f")]
    fn run_widest(&self, inputs: Rows, chunks: &[Range<usize>]) -> Vec<Scores> {
        self.run(inputs, chunks)
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn run_wide(&self, inputs: Rows, chunks: &[Range<usize>]) -> Vec<Scores> {
        self.run(inputs, chunks)
    }

    #[inline(always)]
    fn run(&self, mut rows: Rows, chunks: &[Range<usize>]) -> Vec<Scores> {
        // Chunks of like length side by side, so that few lanes idle.
        let mut ordered = chunks.to_vec();
        ordered.sort_by_key(|chunk| (chunk.len(), chunk.start));
        for [forward, backward] in &self.layers {
            let mut states = Rows::new(rows.count(), 2 * forward.hidden());
            forward.run(&rows, &ordered, false, &mut states, 0);
            backward.run(&rows, &ordered, true, &mut states, forward.hidden());
            rows = states;
        }
        self.classify(&rows)
    }

    fn embed(&self, words: &[u32], features: &[Features]) -> Rows {
        let mut rows = Rows::new(words.len(), self.input_width());
        for (place, (word, features)) in words.iter().zip(features).enumerate() {
            let parts = self.features.iter().zip(features).flat_map(|(table, value)| table.row(usize::from(*value)));
            let values = self.words.row(*word as usize).chain(parts);
            rows.row_mut(place).iter_mut().zip(values).for_each(|(slot, value)| *slot = value);
        }
        rows
    }

    #[inline(always)]
    fn classify(&self, rows: &Rows) -> Vec<Scores> {
        let mut found = Vec::with_capacity(rows.count());
        let mut turned = vec![[0.0; LANES]; rows.width];
        let mut sums: [Vec<f32>; LANES] = std::array::from_fn(|_| vec![0.0; Label::COUNT]);
        for first in (0..rows.count()).step_by(LANES) {
            rows.turn(first, &mut turned);
            sums.iter_mut().for_each(|sums| sums.copy_from_slice(&self.bias));
            self.output.add_product(&turned, &mut sums);
            let last = rows.count().min(first + LANES);
            found.extend(sums.iter().take(last - first).map(|sums| std::array::from_fn(|label| sums[label])));
        }
        found
    }
}
