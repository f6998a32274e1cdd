//! Long short-term memory in one direction (Hochreiter and Schmidhuber 1997; gates in torch's order). Comes in: for each token, what its input adds to the
//! gates. Goes out: a hidden state for each token.

use super::kernel::Kernel;
use super::load::Reader;
use super::product::{ONE, Rows, Weights, byte};
use std::ops::Range;

/// The weights of one layer in one direction, but for those of its input.
#[derive(Debug)]
pub(super) struct Lstm {
    recurrent: Weights,
    /// What the gates start from, as those who know the input need it.
    pub bias: Vec<f32>,
}

/// Which tokens are one sequence, and in which direction it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order<'a> {
    /// The longest first.
    pub sequences: &'a [Range<usize>],
    pub backward: bool,
}

impl Lstm {
    /// Takes its weights from the file. `None` where they do not fit each other.
    pub fn read(reader: &mut Reader, kernel: Kernel) -> Option<Lstm> {
        let matrix = reader.matrix()?;
        let mut recurrent = Weights::new(kernel, &matrix, 0..matrix.columns);
        let mut bias = reader.vector()?;
        let hidden = recurrent.inputs();
        let whole = hidden > 0 && hidden.is_multiple_of(4) && recurrent.outputs() == 4 * hidden && bias.len() == 4 * hidden;
        recurrent.scales.iter_mut().for_each(|scale| *scale /= ONE);
        halve(&mut recurrent.scales);
        halve(&mut bias);
        whole.then_some(Lstm { recurrent, bias })
    }

    pub fn hidden(&self) -> usize {
        self.recurrent.inputs()
    }

    /// Runs over all sequences side by side, so that they share every weight that is loaded, and writes the states from `column` on of `states`.
    ///
    /// `input` sets the gates of some tokens, one row a token, to what comes of their inputs and the bias.
    #[inline(always)]
    pub fn run(&self, order: Order, mut input: impl FnMut(&[usize], &mut [f32]), states: &mut Rows, column: usize) {
        let (hidden, count) = (self.hidden(), order.sequences.len());
        let longest = order.sequences.first().map_or(0, ExactSizeIterator::len);
        let mut state = Rows::new(count, hidden);
        let (mut cells, mut gates) = (vec![0.0; count * hidden], vec![0.0; count * 4 * hidden]);
        let mut sums = self.recurrent.sums(count);
        let mut tokens = Vec::with_capacity(count);
        for step in 0..longest {
            let running = order.sequences.iter().take_while(|sequence| sequence.len() > step);
            tokens.clear();
            tokens.extend(running.map(|sequence| if order.backward { sequence.end - 1 - step } else { sequence.start + step }));
            let gates = &mut gates[..tokens.len() * 4 * hidden];
            input(&tokens, gates);
            let sums = self.recurrent.multiply(&state, tokens.len(), &mut sums);
            let lanes = gates.chunks_exact(4 * hidden).zip(cells.chunks_exact_mut(hidden)).zip(sums);
            for (lane, ((gates, cells), sums)) in lanes.enumerate() {
                let gates = Gates { inputs: gates, sums, scales: &self.recurrent.scales };
                advance(&gates, cells, state.row_mut(lane).as_flattened_mut());
                states.row_mut(tokens[lane])[column / 4..][..hidden / 4].copy_from_slice(state.row(lane));
            }
        }
    }
}

/// Halves what makes the input, forget and output gates, as a sigmoid is a hyperbolic tangent of half its argument.
pub(super) fn halve(gates: &mut [f32]) {
    let hidden = gates.len() / 4;
    let (first, rest) = gates.split_at_mut(2 * hidden);
    let (_, output) = rest.split_at_mut(hidden);
    first.iter_mut().chain(output).for_each(|value| *value *= 0.5);
}

/// What makes the gates of a token: half the input and forget gates, the cell gates, half the output gates.
struct Gates<'a> {
    inputs: &'a [f32],
    sums: &'a [i32],
    scales: &'a [f32],
}

impl<'a> Gates<'a> {
    /// The `number`th quarter.
    #[inline(always)]
    fn quarter(&self, number: usize) -> impl Iterator<Item = f32> + use<'a> {
        let hidden = self.inputs.len() / 4;
        let quarter = number * hidden..(number + 1) * hidden;
        let sums = self.sums[quarter.clone()].iter().zip(&self.scales[quarter.clone()]);
        self.inputs[quarter].iter().zip(sums).map(|(input, (sum, scale))| input + *sum as f32 * scale)
    }
}

/// One step of a sequence.
#[inline(always)]
fn advance(gates: &Gates, cells: &mut [f32], states: &mut [u8]) {
    let [inputs, forgets, candidates, outputs] = [0, 1, 2, 3].map(|number| gates.quarter(number));
    let gates = inputs.zip(forgets).zip(candidates).zip(outputs);
    for ((cell, state), (((input, forget), candidate), output)) in cells.iter_mut().zip(states).zip(gates) {
        let ([input, below_input], [forget, below_forget]) = (sigmoid(input), sigmoid(forget));
        let [candidate, below_candidate] = tanh(candidate);
        // input · candidate + forget · cell, over one denominator.
        let below = below_input * below_candidate;
        *cell = (input * candidate * below_forget + forget * *cell * below) / (below * below_forget);
        let ([output, below_output], [squashed, below_squashed]) = (sigmoid(output), tanh(*cell));
        *state = byte(ONE * (output * squashed) / (below_output * below_squashed));
    }
}

/// The logistic function of twice `x`, as a numerator and a denominator: divisions are slow, and several ratios share one.
#[inline(always)]
fn sigmoid(x: f32) -> [f32; 2] {
    let [above, below] = tanh(x);
    [above + below, below + below]
}

/// The hyperbolic tangent as a numerator and a denominator, within 2e-6; unlike the system's, the same everywhere. (A least-squares fit of a ratio of
/// polynomials from -7 to 7, weighted anew until the largest error was least.)
#[inline(always)]
fn tanh(x: f32) -> [f32; 2] {
    let x = x.clamp(-7.0, 7.0);
    let y = x * x;
    let above = ((3.930_238e-6 * y + 2.277_048_3e-3) * y + 0.123_022_58) * y + 0.999_995_7;
    let below = ((1.423_566_9e-4 * y + 2.107_247_8e-2) * y + 0.456_341_1) * y + 1.0;
    [x * above, below]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squashed_values_are_close_enough() {
        for step in -1000..=1000 {
            let x = step as f32 / 100.0;
            let [[above, below], [upper, lower]] = [tanh(x), sigmoid(x)];
            assert!((above / below - x.tanh()).abs() < 2e-6, "tanh({x})");
            assert!((upper / lower - 1.0 / (1.0 + (-2.0 * x).exp())).abs() < 2e-6, "sigmoid({x})");
        }
    }
}
