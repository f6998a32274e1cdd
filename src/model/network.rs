//! The tagger's network. Comes in: vocabulary numbers and features of chunks. Goes out: a score for every label of every token.

use super::embedding::{Embeddings, Projection, Tokens};
use super::features::Features;
use super::kernel::{Kernel, Sums};
use super::label::Label;
use super::load::Reader;
use super::lstm::{Lstm, Order, halve};
use super::product::{ONE, Rows, Weights};
use std::cmp::Reverse;
use std::ops::Range;

/// Scores of the labels of one token, higher for likelier ones; logarithms of probabilities but for a constant.
pub type Scores = [f32; Label::COUNT];

/// Embeddings of the word and its features, two bidirectional layers, one score a label.
#[derive(Debug)]
pub(super) struct Network {
    kernel: Kernel,
    embeddings: Embeddings,
    /// Forward and backward, as in the second layer.
    first: [(Projection, Lstm); 2],
    second: [(Weights, Lstm); 2],
    output: Weights,
    bias: Vec<f32>,
}

impl Network {
    /// Takes the weights from the file, for the fastest kernel of this machine. `None` where they do not fit each other.
    pub fn read(reader: &mut Reader) -> Option<Network> {
        Network::read_for(reader, Kernel::available().pop()?)
    }

    /// Takes the weights from the file. `None` where they do not fit each other.
    pub fn read_for(reader: &mut Reader, kernel: Kernel) -> Option<Network> {
        let embeddings = Embeddings::read(reader)?;
        let mut first = || {
            let mut projection = Projection::read(reader, kernel, &embeddings)?;
            projection.scales_mut().for_each(|scales| halve(scales));
            Some((projection, Lstm::read(reader, kernel)?))
        };
        let first = [first()?, first()?];
        let mut second = || {
            let mut weights = of_states(reader, kernel)?;
            halve(&mut weights.scales);
            Some((weights, Lstm::read(reader, kernel)?))
        };
        let second = [second()?, second()?];
        let network = Network { kernel, embeddings, first, second, output: of_states(reader, kernel)?, bias: reader.vector()? };
        network.fits().then_some(network)
    }

    fn fits(&self) -> bool {
        let [one, two] = [self.first[0].1.hidden(), self.second[0].1.hidden()];
        let first = self.first.iter().all(|(projection, lstm)| projection.outputs() == 4 * one && lstm.hidden() == one);
        let second =
            self.second.iter().all(|(weights, lstm)| weights.inputs() == 2 * one && weights.outputs() == 4 * two && lstm.hidden() == two);
        first && second && self.output.inputs() == 2 * two && self.output.outputs() == Label::COUNT && self.bias.len() == Label::COUNT
    }

    /// The number of words that have a vector, the unknown one (0) included.
    pub fn vocabulary_size(&self) -> usize {
        self.embeddings.vocabulary_size()
    }

    /// The scores of all tokens; each of `chunks`, which together cover them, is a sequence of its own.
    pub fn scores(&self, words: &[u32], features: &[Features], chunks: &[Range<usize>]) -> Vec<Scores> {
        let mut sequences = chunks.to_vec();
        sequences.sort_by_key(|chunk| (Reverse(chunk.len()), chunk.start));
        let tokens = self.embeddings.tokens(words, features);
        self.kernel.widely(
            #[inline(always)]
            || self.run(&tokens, words.len(), &sequences),
        )
    }

    #[inline(always)]
    fn run(&self, tokens: &Tokens, count: usize, sequences: &[Range<usize>]) -> Vec<Scores> {
        let orders = [false, true].map(|backward| Order { sequences, backward });
        let hidden = self.first[0].1.hidden();
        let mut rows = Rows::new(count, 2 * hidden);
        for (((projection, lstm), order), column) in self.first.iter().zip(orders).zip([0, hidden]) {
            let projected = projection.project(tokens, &lstm.bias);
            lstm.run(
                order,
                #[inline(always)]
                |tokens, gates| projected.gates(tokens, gates),
                &mut rows,
                column,
            );
        }
        let inputs = rows;
        let hidden = self.second[0].1.hidden();
        let mut states = Rows::new(count, 2 * hidden);
        for (((weights, lstm), order), column) in self.second.iter().zip(orders).zip([0, hidden]) {
            let mut stage =
                Stage { weights, bias: &lstm.bias, now: Rows::new(sequences.len(), weights.inputs()), sums: weights.sums(sequences.len()) };
            lstm.run(
                order,
                #[inline(always)]
                |tokens, gates| stage.gates(&inputs, tokens, gates),
                &mut states,
                column,
            );
        }
        self.classify(&states)
    }

    #[inline(always)]
    fn classify(&self, states: &Rows) -> Vec<Scores> {
        let mut sums = self.output.sums(states.count());
        let sums = self.output.multiply(states, states.count(), &mut sums);
        let score = |sums: &[i32], label: usize| self.bias[label] + sums[label] as f32 * self.output.scales[label];
        sums.map(|sums| std::array::from_fn(|label| score(sums, label))).collect()
    }
}

/// The second layer's inputs of one step.
struct Stage<'a> {
    weights: &'a Weights,
    bias: &'a [f32],
    now: Rows,
    sums: Vec<Sums>,
}

impl Stage<'_> {
    /// Sets the gates of some tokens from the first layer's states.
    #[inline(always)]
    fn gates(&mut self, states: &Rows, tokens: &[usize], gates: &mut [f32]) {
        tokens.iter().enumerate().for_each(|(lane, token)| self.now.row_mut(lane).copy_from_slice(states.row(*token)));
        let sums = self.weights.multiply(&self.now, tokens.len(), &mut self.sums);
        for (gates, sums) in gates.chunks_exact_mut(self.bias.len()).zip(sums) {
            for (((gate, bias), sum), scale) in gates.iter_mut().zip(self.bias).zip(sums).zip(&self.weights.scales) {
                *gate = bias + *sum as f32 * scale;
            }
        }
    }
}

/// Takes a matrix from the file whose inputs are hidden states.
fn of_states(reader: &mut Reader, kernel: Kernel) -> Option<Weights> {
    let matrix = reader.matrix()?;
    let mut weights = Weights::new(kernel, &matrix, 0..matrix.columns);
    weights.scales.iter_mut().for_each(|scale| *scale /= ONE);
    Some(weights)
}
