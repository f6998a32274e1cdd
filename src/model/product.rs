//! Matrix products. Comes in: four rows at a time. Goes out: four rows, the same bits on every machine.
//!
//! Each output is a sum in the order of the inputs, multiplied and added one after the other without fusing, so that it does not depend on
//! how wide the machine's vectors are. Four rows share every weight that is loaded: tokens in a projection, sequences in a recurrence.

use super::load::Matrix;

/// Rows that are multiplied together.
pub(super) const LANES: usize = 4;
/// Outputs that are summed together.
const TILE: usize = 16;

/// One input of four rows.
pub(super) type Lanes = [f32; LANES];

/// A matrix in the order in which a product reads it: for each tile of outputs, for each input, the tile's weights.
#[derive(Debug)]
pub(super) struct Weights {
    inputs: usize,
    outputs: usize,
    tiles: Vec<[f32; TILE]>,
}

impl Weights {
    /// Packs a matrix with one row for each output.
    pub fn new(matrix: &Matrix) -> Weights {
        let (inputs, outputs) = (matrix.columns, matrix.rows);
        let mut tiles = vec![[0.0; TILE]; outputs.div_ceil(TILE) * inputs];
        for output in 0..outputs {
            for (input, weight) in matrix.row(output).enumerate() {
                tiles[output / TILE * inputs + input][output % TILE] = weight;
            }
        }
        Weights { inputs, outputs, tiles }
    }

    pub fn inputs(&self) -> usize {
        self.inputs
    }

    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Adds the product to `sums`, four rows of `outputs` values.
    #[inline(always)]
    pub fn add_product(&self, rows: &[Lanes], sums: &mut [Vec<f32>; LANES]) {
        for (number, tile) in self.tiles.chunks_exact(self.inputs).enumerate() {
            let first = number * TILE;
            let width = TILE.min(self.outputs - first);
            let mut sum = [[0.0; TILE]; LANES];
            for (lane, sums) in sum.iter_mut().zip(sums.iter()) {
                lane[..width].copy_from_slice(&sums[first..first + width]);
            }
            for (row, weights) in rows.iter().zip(tile) {
                for (lane, value) in sum.iter_mut().zip(row) {
                    for (sum, weight) in lane.iter_mut().zip(weights) {
                        *sum += value * weight;
                    }
                }
            }
            for (lane, sums) in sum.iter().zip(sums.iter_mut()) {
                sums[first..first + width].copy_from_slice(&lane[..width]);
            }
        }
    }
}
