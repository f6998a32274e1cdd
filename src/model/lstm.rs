//! Long short-term memory in one direction (Hochreiter and Schmidhuber 1997; gates in torch's order). Comes in: sequences of rows. Goes out: a hidden
//! state for each row.

use super::load::Reader;
use super::product::{LANES, Lanes, Weights};
use std::ops::Range;

/// The weights of one layer in one direction.
#[derive(Debug)]
pub(super) struct Lstm {
    input: Weights,
    recurrent: Weights,
    bias: Vec<f32>,
}

/// Rows of values, one row a token.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub width: usize,
    pub values: Vec<f32>,
}

impl Rows {
    pub fn new(count: usize, width: usize) -> Rows {
        Rows { width, values: vec![0.0; count * width] }
    }

    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.width..(row + 1) * self.width]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.width..(row + 1) * self.width]
    }

    pub fn count(&self) -> usize {
        self.values.len() / self.width
    }

    /// Four rows from `first` on, turned so that each input's four values stand together; rows beyond the last are zero.
    #[inline(always)]
    pub fn turn(&self, first: usize, turned: &mut [Lanes]) {
        for lane in 0..LANES {
            if first + lane < self.count() {
                for (value, turned) in self.row(first + lane).iter().zip(turned.iter_mut()) {
                    turned[lane] = *value;
                }
            } else {
                turned.iter_mut().for_each(|turned| turned[lane] = 0.0);
            }
        }
    }
}

impl Lstm {
    /// Takes its weights from the file. `None` where they do not fit each other.
    pub fn read(reader: &mut Reader) -> Option<Lstm> {
        let (input, recurrent) = (Weights::new(&reader.matrix()?), Weights::new(&reader.matrix()?));
        let bias = reader.vector()?;
        let gates = 4 * recurrent.inputs();
        (input.outputs() == gates && recurrent.outputs() == gates && bias.len() == gates).then_some(Lstm { input, recurrent, bias })
    }

    pub fn inputs(&self) -> usize {
        self.input.inputs()
    }

    pub fn hidden(&self) -> usize {
        self.recurrent.inputs()
    }

    /// Runs over each of the sequences (ranges of rows of `inputs`) and writes the states to columns `column..` of `states`.
    #[inline(always)]
    pub fn run(&self, inputs: &Rows, sequences: &[Range<usize>], backward: bool, states: &mut Rows, column: usize) {
        let projected = self.project(inputs);
        for four in sequences.chunks(LANES) {
            self.recur(&projected, four, backward, states, column);
        }
    }

    #[inline(always)]
    fn project(&self, inputs: &Rows) -> Rows {
        let gates = self.bias.len();
        let mut projected = Rows::new(inputs.count(), gates);
        let mut turned = vec![[0.0; LANES]; inputs.width];
        let mut sums: [Vec<f32>; LANES] = std::array::from_fn(|_| vec![0.0; gates]);
        for first in (0..inputs.count()).step_by(LANES) {
            inputs.turn(first, &mut turned);
            sums.iter_mut().for_each(|sums| sums.copy_from_slice(&self.bias));
            self.input.add_product(&turned, &mut sums);
            for (row, sums) in (first..inputs.count()).zip(&sums) {
                projected.row_mut(row).copy_from_slice(sums);
            }
        }
        projected
    }

    /// Up to four sequences side by side.
    #[inline(always)]
    fn recur(&self, projected: &Rows, sequences: &[Range<usize>], backward: bool, states: &mut Rows, column: usize) {
        let hidden = self.hidden();
        let mut state = vec![[0.0; LANES]; hidden];
        let mut cells: [Vec<f32>; LANES] = std::array::from_fn(|_| vec![0.0; hidden]);
        let mut gates: [Vec<f32>; LANES] = std::array::from_fn(|_| vec![0.0; 4 * hidden]);
        let longest = sequences.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
        for step in 0..longest {
            let row = |sequence: &Range<usize>| if backward { sequence.end - 1 - step } else { sequence.start + step };
            let running = || sequences.iter().enumerate().filter(|(_, sequence)| step < sequence.len());
            for (lane, sequence) in running() {
                gates[lane].copy_from_slice(projected.row(row(sequence)));
            }
            self.recurrent.add_product(&state, &mut gates);
            for (lane, sequence) in running() {
                let out = &mut states.row_mut(row(sequence))[column..column + hidden];
                advance(&gates[lane], &mut cells[lane], out);
                for (state, value) in state.iter_mut().zip(out) {
                    state[lane] = *value;
                }
            }
        }
    }
}

/// One step: `gates` holds the sums of the input, forget, cell and output gates.
#[inline(always)]
fn advance(gates: &[f32], cells: &mut [f32], states: &mut [f32]) {
    let hidden = cells.len();
    let (input, rest) = gates.split_at(hidden);
    let (forget, rest) = rest.split_at(hidden);
    let (candidate, output) = rest.split_at(hidden);
    let gates = input.iter().zip(forget).zip(candidate).zip(output);
    for ((cell, state), (((input, forget), candidate), output)) in cells.iter_mut().zip(states).zip(gates) {
        *cell = sigmoid(*forget) * *cell + sigmoid(*input) * tanh(*candidate);
        *state = sigmoid(*output) * tanh(*cell);
    }
}

#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

/// A ratio of polynomials, within 1e-6 of the true value (the coefficients are Eigen's, MPL 2.0); unlike the system's, the same everywhere.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let y = x * x;
    let mut upper = -2.760_768_5e-16;
    for coefficient in [2.000_188e-13, -8.604_672e-11, 5.122_297_1e-8, 1.485_722_4e-5, 6.372_619_3e-4, 4.893_525e-3] {
        upper = upper * y + coefficient;
    }
    let mut lower = 1.198_258_4e-6;
    for coefficient in [1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3] {
        lower = lower * y + coefficient;
    }
    x * upper / lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hyperbolic_tangent_is_close_enough() {
        for step in -1000..=1000 {
            let x = step as f32 / 100.0;
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "tanh({x})");
        }
    }
}
