//! Matrix products. Comes in: rows of bytes. Goes out: rows of sums, the same bits on every machine.
//!
//! Weights are the int8 values of the file and inputs whole numbers of units, so that neither the order nor the width of the machine's vectors shows in
//! a sum; one multiplication at the end makes it what it stands for.

use super::kernel::{Kernel, Packed, Quad, Sums, TILE, ZERO};
use super::load::Matrix;
use std::ops::Range;

/// The value 1 of a hidden state, in units.
pub(super) const ONE: f32 = 127.0;

/// Rows of bytes, padded to whole quads.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    quads: usize,
    values: Vec<Quad>,
}

impl Rows {
    /// Zeros.
    pub fn new(count: usize, width: usize) -> Rows {
        let quads = width.div_ceil(4);
        Rows { quads, values: vec![[ZERO; 4]; count * quads] }
    }

    pub fn row(&self, row: usize) -> &[Quad] {
        &self.values[row * self.quads..(row + 1) * self.quads]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [Quad] {
        &mut self.values[row * self.quads..(row + 1) * self.quads]
    }

    /// The first `count` rows.
    pub fn first(&self, count: usize) -> &[Quad] {
        &self.values[..count * self.quads]
    }

    pub fn count(&self) -> usize {
        self.values.len() / self.quads
    }
}

/// A matrix to multiply rows with.
#[derive(Debug)]
pub(super) struct Weights {
    inputs: usize,
    packed: Packed,
    /// What 1 in the sum of each output stands for, with inputs of 1.
    pub scales: Vec<f32>,
}

impl Weights {
    /// Packs some columns of a matrix that has one row for each output.
    pub fn new(kernel: Kernel, matrix: &Matrix, columns: Range<usize>) -> Weights {
        let weight = |output: usize, input: usize| matrix.row(output)[columns.start + input].cast_signed();
        let packed = Packed::new(kernel, matrix.rows, columns.len(), weight);
        Weights { inputs: columns.len(), packed, scales: (0..matrix.rows).map(|output| matrix.scale(output)).collect() }
    }

    pub fn inputs(&self) -> usize {
        self.inputs
    }

    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Sums enough for `count` rows.
    pub fn sums(&self, count: usize) -> Vec<Sums> {
        vec![[0; TILE]; count * self.packed.tiles()]
    }

    /// The products of the first `count` of `rows`, in turn: whole numbers that [`Weights::scales`] makes values.
    #[inline(always)]
    pub fn multiply<'a>(&self, rows: &Rows, count: usize, sums: &'a mut [Sums]) -> impl Iterator<Item = &'a [i32]> + use<'a> {
        let tiles = self.packed.tiles();
        let sums = &mut sums[..count * tiles];
        self.packed.multiply(rows.first(count), sums);
        sums.chunks_exact(tiles).map(<[Sums]>::as_flattened)
    }
}

/// The byte for the nearest whole number of units, from -128 to 127.
#[inline(always)]
pub(super) fn byte(units: f32) -> u8 {
    // The last bits of a number of this size count ones.
    const SHIFT: f32 = 12_582_912.0 + 128.0;
    (units + SHIFT).to_bits() as u8
}
