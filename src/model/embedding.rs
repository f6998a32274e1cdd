//! Embeddings, as the first layer takes them. Comes in: what a batch of tokens is made of. Goes out: what the first layer makes of each kind of token.
//!
//! Half the words of an article come more than once, and their surroundings are much alike. So the first layer's product is made once for
//! each *kind* of word (the word and the features that follow from it) and once for each kind of place (all other features); a token's is the sum of two rows.

use super::features::{Features, SIZES};
use super::kernel::Kernel;
use super::load::{Matrix, Reader};
use super::product::{Rows, Weights};
use rustc_hash::FxHashMap;

/// One table for the word and one for each feature.
const TABLES: usize = 1 + SIZES.len();

/// The tables whose value follows from the word, then the others.
const PARTS: [&[usize]; 2] = [&[0, 1, 2, 5], &[3, 4, 6]];

/// The tables of the word and of its features.
#[derive(Debug)]
pub(super) struct Embeddings([Matrix; TABLES]);

/// The kinds of a batch's tokens in one part: a value for each table, and which kind each token is of.
#[derive(Debug, Default)]
struct Kinds {
    values: Vec<[u32; TABLES]>,
    of_token: Vec<u32>,
}

/// The tokens of a batch.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    tables: &'a Embeddings,
    parts: [Kinds; PARTS.len()],
}

impl Embeddings {
    /// Takes them from the file. `None` where they do not have the size of the features.
    pub fn read(reader: &mut Reader) -> Option<Embeddings> {
        let tables: Vec<Matrix> = (0..TABLES).map(|_| reader.matrix()).collect::<Option<_>>()?;
        let tables: [Matrix; TABLES] = tables.try_into().ok()?;
        let fits = tables[0].rows > 0 && tables[1..].iter().zip(SIZES).all(|(table, size)| table.rows == size);
        fits.then_some(Embeddings(tables))
    }

    /// The number of words that have a vector, the unknown one (0) included.
    pub fn vocabulary_size(&self) -> usize {
        self.0[0].rows
    }

    /// Sorts the tokens of a batch by kind.
    pub fn tokens(&self, words: &[u32], features: &[Features]) -> Tokens<'_> {
        let mut parts: [Kinds; PARTS.len()] = Default::default();
        let mut known: [FxHashMap<[u32; TABLES], u32>; PARTS.len()] = Default::default();
        for (word, features) in words.iter().zip(features) {
            let value = |table: usize| table.checked_sub(1).map_or(*word, |feature| features[feature].into());
            for ((kinds, known), tables) in parts.iter_mut().zip(&mut known).zip(PARTS) {
                let mut key = [0; TABLES];
                tables.iter().for_each(|table| key[*table] = value(*table));
                let kind = *known.entry(key).or_insert_with(|| {
                    kinds.values.push(key);
                    kinds.values.len() as u32 - 1
                });
                kinds.of_token.push(kind);
            }
        }
        Tokens { tables: self, parts }
    }
}

/// The first layer's weights for its inputs.
#[derive(Debug)]
pub(super) struct Projection([Weights; TABLES]);

/// What the first layer makes of a batch: for each part, a row for each kind.
#[derive(Debug)]
pub(super) struct Projected<'a> {
    tokens: &'a Tokens<'a>,
    outputs: usize,
    rows: [Vec<f32>; PARTS.len()],
}

impl Projection {
    /// Takes from the file a matrix over all embeddings side by side. `None` where it does not fit them.
    pub fn read(reader: &mut Reader, kernel: Kernel, tables: &Embeddings) -> Option<Projection> {
        let matrix = reader.matrix()?;
        let mut end = 0;
        let columns = tables.0.each_ref().map(|table| {
            let start = end;
            end += table.columns;
            start..end
        });
        (end == matrix.columns).then(|| Projection(columns.map(|columns| Weights::new(kernel, &matrix, columns))))
    }

    pub fn outputs(&self) -> usize {
        self.0[0].outputs()
    }

    pub fn scales_mut(&mut self) -> impl Iterator<Item = &mut Vec<f32>> {
        self.0.iter_mut().map(|weights| &mut weights.scales)
    }

    /// What comes of a batch; `bias` goes to every token.
    #[inline(always)]
    pub fn project<'a>(&self, tokens: &'a Tokens, bias: &[f32]) -> Projected<'a> {
        let mut rows = tokens.parts.each_ref().map(|kinds| vec![0.0; kinds.values.len() * self.outputs()]);
        rows[0].chunks_exact_mut(bias.len()).for_each(|row| row.copy_from_slice(bias));
        for ((rows, kinds), tables) in rows.iter_mut().zip(&tokens.parts).zip(PARTS) {
            for table in tables {
                self.add(*table, &tokens.tables.0[*table], &kinds.values, rows);
            }
        }
        Projected { tokens, outputs: self.outputs(), rows }
    }

    /// Adds what comes of one table.
    #[inline(always)]
    fn add(&self, table: usize, embeddings: &Matrix, values: &[[u32; TABLES]], sums: &mut [f32]) {
        let weights = &self.0[table];
        let mut rows = Rows::new(values.len(), weights.inputs());
        for (place, values) in values.iter().enumerate() {
            let bytes = rows.row_mut(place).as_flattened_mut();
            // A signed byte becomes what stands for it when its first bit flips.
            bytes.iter_mut().zip(embeddings.row(values[table] as usize)).for_each(|(byte, value)| *byte = value ^ 0x80);
        }
        let mut products = weights.sums(values.len());
        let products = weights.multiply(&rows, values.len(), &mut products);
        for ((products, values), sums) in products.zip(values).zip(sums.chunks_exact_mut(weights.outputs())) {
            let unit = embeddings.scale(values[table] as usize);
            for ((sum, product), scale) in sums.iter_mut().zip(products).zip(&weights.scales) {
                *sum += *product as f32 * (scale * unit);
            }
        }
    }
}

impl Projected<'_> {
    /// Sets the gates of some tokens, one row a token.
    #[inline(always)]
    pub fn gates(&self, tokens: &[usize], gates: &mut [f32]) {
        for (token, gates) in tokens.iter().zip(gates.chunks_exact_mut(self.outputs)) {
            let [one, two] = [0, 1].map(|part| {
                let kind = self.tokens.parts[part].of_token[*token] as usize;
                &self.rows[part][kind * self.outputs..(kind + 1) * self.outputs]
            });
            gates.iter_mut().zip(one).zip(two).for_each(|((gate, one), two)| *gate = one + two);
        }
    }
}
