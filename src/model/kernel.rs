//! Products of whole numbers on whatever the processor has. Comes in: int8 weights, and rows of bytes. Goes out: 32-bit sums, the same on every machine.
//!
//! Sums of whole numbers do not depend on their order, so each kind of processor adds as suits it. `unsafe` is in this file and nowhere else in sayso.
#![allow(unsafe_code)]

#[cfg(target_arch = "aarch64")]
use std::arch::aarch64::*;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Outputs that are summed together.
pub(super) const TILE: usize = 16;

/// Neighbouring inputs that are summed together, each a byte that stands for its value less [`ZERO`].
pub(super) type Quad = [u8; 4];

/// The byte that stands for 0.
pub(super) const ZERO: u8 = 128;

/// The sums of a tile of outputs.
pub(super) type Sums = [i32; TILE];

/// A way to multiply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kernel {
    /// Plain Rust, of which the compiler makes what every processor of an architecture has.
    Portable,
    /// 256 bits at once: nearly every x86 processor since 2013.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512 bits at once, four products and their sum in one go: most x86 servers since 2019.
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// 128 bits at once, four products and their sum in one go: Apple's processors since 2020, ARM servers since 2019.
    #[cfg(target_arch = "aarch64")]
    Dot,
}

impl Kernel {
    /// Those that this machine can run, the fastest last.
    pub fn available() -> Vec<Kernel> {
        let mut found = vec![Kernel::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            let features =
                [is_x86_feature_detected!("avx512f"), is_x86_feature_detected!("avx512bw"), is_x86_feature_detected!("avx512vnni")];
            if is_x86_feature_detected!("avx2") {
                found.push(Kernel::Avx2);
            }
            if features.iter().all(|feature| *feature) {
                found.push(Kernel::Vnni);
            }
        }
        #[cfg(target_arch = "aarch64")]
        if std::arch::is_aarch64_feature_detected!("dotprod") {
            found.push(Kernel::Dot);
        }
        found
    }

    /// Does `work`, compiled for the vectors that this kernel uses wherever it is inlined.
    #[inline(always)]
    pub fn widely<T>(self, work: impl FnOnce() -> T) -> T {
        match self {
            Kernel::Portable => work(),
            // SAFETY: `available` alone gives out this kernel, and only where the processor has these instructions.
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => unsafe { with_avx2(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni => unsafe { with_vnni(work) },
            #[cfg(target_arch = "aarch64")]
            Kernel::Dot => work(),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn with_vnni<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// A matrix in the order in which a kernel reads it: by tile of outputs, quad of inputs, output and input.
#[derive(Debug)]
pub(super) struct Packed {
    kernel: Kernel,
    /// Quads of inputs.
    quads: usize,
    /// What the sums of each tile start from, so that [`ZERO`] counts for nothing.
    starts: Vec<Sums>,
    /// For [`Kernel::Avx2`], and for [`Kernel::Portable`] by input before output.
    wide: Vec<[i16; 4 * TILE]>,
    /// For the others.
    #[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), allow(dead_code))]
    narrow: Vec<[i8; 4 * TILE]>,
}

impl Packed {
    /// Packs for `kernel` a matrix of which `weight` gives the value for an output and an input.
    pub fn new(kernel: Kernel, outputs: usize, inputs: usize, weight: impl Fn(usize, usize) -> i8) -> Packed {
        let (quads, tiles) = (inputs.div_ceil(4), outputs.div_ceil(TILE));
        let narrow = kernel.is_narrow();
        let mut packed = Packed { kernel, quads, starts: vec![[0; TILE]; tiles], wide: Vec::new(), narrow: Vec::new() };
        packed.wide.resize(if narrow { 0 } else { quads * tiles }, [0; 4 * TILE]);
        packed.narrow.resize(if narrow { quads * tiles } else { 0 }, [0; 4 * TILE]);
        for output in 0..outputs {
            for input in 0..inputs {
                let (block, row, column) = (output / TILE * quads + input / 4, output % TILE, input % 4);
                let weight = weight(output, input);
                packed.starts[output / TILE][row] -= kernel.zero() * i32::from(weight);
                match kernel {
                    Kernel::Portable => packed.wide[block][column * TILE + row] = weight.into(),
                    #[cfg(target_arch = "x86_64")]
                    Kernel::Avx2 => packed.wide[block][row * 4 + column] = weight.into(),
                    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
                    _ => packed.narrow[block][row * 4 + column] = weight,
                }
            }
        }
        packed
    }

    /// Tiles of sums that a row gets.
    pub fn tiles(&self) -> usize {
        self.starts.len()
    }

    /// The products of some rows, each of [`Packed::quads`], with all outputs: for each row [`Packed::tiles`] of `sums`.
    ///
    /// # Panics
    /// Where there are not as many sums as that.
    pub fn multiply(&self, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        assert!(rows.len().is_multiple_of(quads) && sums.len() == rows.len() / quads * tiles, "rows and sums fit the matrix");
        for (rows, sums) in rows.chunks(32 * quads).zip(sums.chunks_mut(32 * tiles)) {
            match self.kernel {
                Kernel::Portable => self.multiply_portably(rows, sums),
                // SAFETY: `available` alone gives out this kernel, and only where the processor has these instructions.
                #[cfg(target_arch = "x86_64")]
                Kernel::Avx2 => unsafe { self.multiply_avx2(rows, sums) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                Kernel::Vnni => unsafe { self.multiply_vnni(rows, sums) },
                // SAFETY: as above.
                #[cfg(target_arch = "aarch64")]
                Kernel::Dot => unsafe { self.multiply_dot(rows, sums) },
            }
        }
    }

    fn multiply_portably(&self, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        for (rows, sums) in rows.chunks(2 * quads).zip(sums.chunks_mut(2 * tiles)) {
            match rows.len() / quads {
                2 => self.block_portably::<2>(rows, sums),
                _ => self.block_portably::<1>(rows, sums),
            }
        }
    }

    /// `R` rows, a tile at a time: loops that compilers make vectors of, with the sums in registers.
    fn block_portably<const R: usize>(&self, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        let rows: [&[Quad]; R] = std::array::from_fn(|row| &rows[row * quads..(row + 1) * quads]);
        for (tile, weights) in self.wide.chunks_exact(quads).enumerate() {
            let mut sum = [self.starts[tile]; R];
            for (quad, weights) in weights.iter().enumerate() {
                for (row, sum) in rows.iter().zip(&mut sum) {
                    for (input, weights) in row[quad].iter().zip(weights.chunks_exact(TILE)) {
                        let products = weights.iter().map(|weight| i32::from(i16::from(*input)) * i32::from(*weight));
                        sum.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
                    }
                }
            }
            for (row, sum) in sum.into_iter().enumerate() {
                sums[row * tiles + tile] = sum;
            }
        }
    }

    /// A tile at a time, so that its weights stay close at hand while all rows pass.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_avx2(&self, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        for tile in 0..tiles {
            for (rows, sums) in rows.chunks(2 * quads).zip(sums.chunks_mut(2 * tiles)) {
                match rows.len() / quads {
                    2 => self.block_avx2::<2>(tile, rows, sums),
                    _ => self.block_avx2::<1>(tile, rows, sums),
                }
            }
        }
    }

    /// One tile for `R` rows.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    #[inline]
    fn block_avx2<const R: usize>(&self, tile: usize, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        let weights = &self.wide[tile * quads..(tile + 1) * quads];
        assert!(rows.len() == R * quads && sums.len() == R * tiles, "`R` rows");
        // Four outputs a vector, each with a sum of its even and one of its odd pairs of inputs.
        let mut sum = [[_mm256_setzero_si256(); 4]; R];
        for (quad, weights) in weights.iter().enumerate() {
            let at = weights.as_ptr().cast::<__m256i>();
            // SAFETY: the weights of a quad are 128 bytes, four vectors.
            let weights = unsafe {
                [_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1)), _mm256_loadu_si256(at.add(2)), _mm256_loadu_si256(at.add(3))]
            };
            for (row, sum) in sum.iter_mut().enumerate() {
                // SAFETY: `rows` holds `R * quads` quads, as asserted; `row < R` and `quad < quads`.
                let inputs = i32::from_le_bytes(unsafe { *rows.get_unchecked(row * quads + quad) });
                let inputs = _mm256_cvtepu8_epi16(_mm_set1_epi32(inputs));
                for (sum, weights) in sum.iter_mut().zip(weights) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(inputs, weights));
                }
            }
        }
        for (row, sum) in sum.iter().enumerate() {
            let start = self.starts[tile].as_ptr().cast::<__m256i>();
            let out = sums[row * tiles + tile].as_mut_ptr().cast::<__m256i>();
            for half in 0..2 {
                // Both sums of each output together, then the outputs in order.
                let pairs = _mm256_hadd_epi32(sum[2 * half], sum[2 * half + 1]);
                let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(pairs);
                // SAFETY: the sums of a tile are 64 bytes, two vectors.
                unsafe { _mm256_storeu_si256(out.add(half), _mm256_add_epi32(ordered, _mm256_loadu_si256(start.add(half)))) };
            }
        }
    }

    /// Four tiles at a time, so that their weights stay close at hand while all rows pass.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn multiply_vnni(&self, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        let wide = tiles - tiles % 4;
        for (rows, sums) in rows.chunks(4 * quads).zip(sums.chunks_mut(4 * tiles)) {
            for tile in wide..tiles {
                for (row, sums) in rows.chunks(quads).zip(sums.chunks_mut(tiles)) {
                    self.block_vnni::<1, 1>(tile, row, sums);
                }
            }
        }
        for tile in (0..wide).step_by(4) {
            for (rows, sums) in rows.chunks(4 * quads).zip(sums.chunks_mut(4 * tiles)) {
                match rows.len() / quads {
                    4 => self.block_vnni::<4, 4>(tile, rows, sums),
                    3 => self.block_vnni::<4, 3>(tile, rows, sums),
                    2 => self.block_vnni::<4, 2>(tile, rows, sums),
                    _ => self.block_vnni::<4, 1>(tile, rows, sums),
                }
            }
        }
    }

    /// `T` tiles from `tile` on for `R` rows.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn block_vnni<const T: usize, const R: usize>(&self, tile: usize, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        let weights = &self.narrow[tile * quads..(tile + T) * quads];
        assert!(rows.len() == R * quads && sums.len() == R * tiles, "`R` rows");
        let mut sum = [[_mm512_setzero_si512(); T]; R];
        for quad in 0..quads {
            let mut values = [_mm512_setzero_si512(); T];
            for (number, values) in values.iter_mut().enumerate() {
                // SAFETY: `weights` holds `T * quads` blocks of 64 bytes; `number < T` and `quad < quads`.
                *values = unsafe { _mm512_loadu_si512(weights.as_ptr().add(number * quads + quad).cast()) };
            }
            for (row, sum) in sum.iter_mut().enumerate() {
                // SAFETY: `rows` holds `R * quads` quads, as asserted; `row < R` and `quad < quads`.
                let inputs = _mm512_set1_epi32(i32::from_le_bytes(unsafe { *rows.get_unchecked(row * quads + quad) }));
                for (sum, values) in sum.iter_mut().zip(values) {
                    *sum = _mm512_dpbusd_epi32(*sum, inputs, values);
                }
            }
        }
        for (row, sum) in sum.iter().enumerate() {
            for (number, sum) in sum.iter().enumerate() {
                let start = self.starts[tile + number].as_ptr();
                let out = sums[row * tiles + tile + number].as_mut_ptr();
                // SAFETY: the sums of a tile are 64 bytes.
                unsafe { _mm512_storeu_si512(out.cast(), _mm512_add_epi32(*sum, _mm512_loadu_si512(start.cast()))) };
            }
        }
    }
}

#[cfg(target_arch = "aarch64")]
impl Packed {
    /// A tile at a time, so that its weights stay close at hand while all rows pass.
    #[target_feature(enable = "neon,dotprod")]
    fn multiply_dot(&self, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        for tile in 0..tiles {
            for (rows, sums) in rows.chunks(4 * quads).zip(sums.chunks_mut(4 * tiles)) {
                match rows.len() / quads {
                    4 => self.block_dot::<4>(tile, rows, sums),
                    3 => self.block_dot::<3>(tile, rows, sums),
                    2 => self.block_dot::<2>(tile, rows, sums),
                    _ => self.block_dot::<1>(tile, rows, sums),
                }
            }
        }
    }

    /// One tile for `R` rows.
    #[target_feature(enable = "neon,dotprod")]
    #[inline]
    fn block_dot<const R: usize>(&self, tile: usize, rows: &[Quad], sums: &mut [Sums]) {
        let (quads, tiles) = (self.quads, self.tiles());
        let weights = &self.narrow[tile * quads..(tile + 1) * quads];
        assert!(rows.len() == R * quads && sums.len() == R * tiles, "`R` rows");
        // Four outputs a vector.
        let mut sum = [[vdupq_n_s32(0); 4]; R];
        for (quad, weights) in weights.iter().enumerate() {
            // SAFETY: the weights of a quad are 64 bytes, four vectors.
            let weights: [int8x16_t; 4] = std::array::from_fn(|four| unsafe { vld1q_s8(weights.as_ptr().add(16 * four)) });
            for (row, sum) in sum.iter_mut().enumerate() {
                // SAFETY: `rows` holds `R * quads` quads, as asserted; `row < R` and `quad < quads`.
                let inputs = u32::from_le_bytes(unsafe { *rows.get_unchecked(row * quads + quad) });
                // Bytes less `ZERO`: the other sign.
                let inputs = vreinterpretq_s8_u32(vdupq_n_u32(inputs ^ u32::from_le_bytes([ZERO; 4])));
                for (sum, weights) in sum.iter_mut().zip(weights) {
                    *sum = dot(*sum, weights, inputs);
                }
            }
        }
        for (row, sum) in sum.iter().enumerate() {
            for (out, sum) in sums[row * tiles + tile].chunks_exact_mut(4).zip(sum) {
                // SAFETY: four sums are 16 bytes, a vector.
                unsafe { vst1q_s32(out.as_mut_ptr(), *sum) };
            }
        }
    }
}

/// Adds to each number the products of four neighbouring bytes. (The library's `vdotq_s32` is not stable: rust-lang/rust#117224.)
#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon,dotprod")]
#[inline]
fn dot(mut sum: int32x4_t, one: int8x16_t, other: int8x16_t) -> int32x4_t {
    // SAFETY: an instruction of `dotprod` on registers alone.
    unsafe {
        std::arch::asm!(
            "sdot {sum:v}.4s, {one:v}.16b, {other:v}.16b",
            sum = inout(vreg) sum,
            one = in(vreg) one,
            other = in(vreg) other,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    sum
}

impl Kernel {
    fn is_narrow(self) -> bool {
        match self {
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni => true,
            #[cfg(target_arch = "aarch64")]
            Kernel::Dot => true,
            _ => false,
        }
    }

    /// What it takes the byte [`ZERO`] for.
    fn zero(self) -> i32 {
        match self {
            #[cfg(target_arch = "aarch64")]
            Kernel::Dot => 0,
            _ => ZERO.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sums of two rows by definition, and by a kernel.
    fn check(kernel: Kernel, outputs: usize, inputs: usize, weights: &[i8], bytes: &[u8]) {
        let count = bytes.len() / inputs;
        let packed = Packed::new(kernel, outputs, inputs, |output, input| weights[output * inputs + input]);
        let mut rows = vec![[ZERO; 4]; count * packed.quads];
        for (row, bytes) in rows.chunks_exact_mut(packed.quads).zip(bytes.chunks_exact(inputs)) {
            row.as_flattened_mut()[..inputs].copy_from_slice(bytes);
        }
        let mut sums = vec![[7; TILE]; count * packed.tiles()];
        packed.multiply(&rows, &mut sums);
        for (bytes, sums) in bytes.chunks_exact(inputs).zip(sums.chunks_exact(packed.tiles())) {
            let sum = |output: usize| {
                let products =
                    bytes.iter().zip(&weights[output * inputs..]).map(|(byte, weight)| (i32::from(*byte) - 128) * i32::from(*weight));
                products.sum::<i32>()
            };
            let expected: Vec<i32> = (0..outputs).map(sum).collect();
            assert_eq!(sums.as_flattened()[..outputs], expected, "{kernel:?} {outputs} x {inputs}");
        }
    }

    #[test]
    fn extreme_values_do_not_overflow() {
        for kernel in Kernel::available() {
            for (weight, byte) in [(i8::MIN, 0), (i8::MIN, 255), (127, 0), (127, 255), (-127, 0), (-127, 255)] {
                check(kernel, 64, 512, &[weight; 64 * 512], &[byte; 5 * 512]);
            }
        }
    }

    proptest! {
        #[test]
        fn every_kernel_sums_alike(
            outputs in 1_usize..140,
            inputs in 1_usize..90,
            count in 0_usize..40,
            seed in proptest::collection::vec(any::<u8>(), 251),
        ) {
            let value = |place: usize| seed[place * 7 % 251] ^ (place / 251) as u8;
            let weights: Vec<i8> = (0..outputs * inputs).map(|place| value(place).cast_signed()).collect();
            let bytes: Vec<u8> = (0..count * inputs).map(|place| value(place + 13)).collect();
            for kernel in Kernel::available() {
                check(kernel, outputs, inputs, &weights, &bytes);
            }
        }
    }
}
