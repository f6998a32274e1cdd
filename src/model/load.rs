//! Reads weights. Comes in: the bytes that `training/export.py` writes. Goes out: the vocabulary and the matrices, or `None` where they are not such a file.
//!
//! Little-endian: `SAYSOTAG`, version (u32), vocabulary (length in bytes, words one a line), then matrices (rows, columns, one f32 scale a
//! row, int8 values row by row) and vectors (length, f32 values) in the order in which [`super::network::Network::read`] takes them.

const MAGIC: &[u8] = b"SAYSOTAG";
const VERSION: u32 = 1;

/// A matrix of int8 values with one scale a row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    pub rows: usize,
    pub columns: usize,
    scales: Vec<f32>,
    values: &'static [u8],
}

impl Matrix {
    /// What 1 in a row stands for.
    pub fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }

    /// The values of a row, to be read as signed and multiplied by its scale.
    pub fn row(&self, row: usize) -> &'static [u8] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }
}

/// Takes one part after another from the front of the bytes.
pub(super) struct Reader {
    left: &'static [u8],
}

impl Reader {
    /// Checks the header. `None` for another file or version.
    pub fn new(bytes: &'static [u8]) -> Option<Reader> {
        let mut reader = Reader { left: bytes };
        (reader.bytes(MAGIC.len())? == MAGIC && reader.number()? == VERSION as usize).then_some(reader)
    }

    /// True where nothing is left.
    pub fn is_at_end(&self) -> bool {
        self.left.is_empty()
    }

    pub fn text(&mut self) -> Option<&'static str> {
        let length = self.number()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    /// `None` also for a matrix without rows or columns.
    pub fn matrix(&mut self) -> Option<Matrix> {
        let (rows, columns) = (self.number()?, self.number()?);
        let scales = self.floats(rows)?;
        let values = self.bytes(rows.checked_mul(columns)?)?;
        (rows > 0 && columns > 0).then_some(Matrix { rows, columns, scales, values })
    }

    pub fn vector(&mut self) -> Option<Vec<f32>> {
        let length = self.number()?;
        self.floats(length)
    }

    fn bytes(&mut self, count: usize) -> Option<&'static [u8]> {
        let (found, left) = self.left.split_at_checked(count)?;
        self.left = left;
        Some(found)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.bytes(4)?.first_chunk::<4>()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_out_as_they_went_in_and_short_files_are_refused() {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend([3, 0, 0, 0]);
        bytes.extend(b"a\nb");
        bytes.extend([1, 0, 0, 0, 2, 0, 0, 0]);
        bytes.extend(0.5_f32.to_le_bytes());
        bytes.extend([4, 0xFE]);
        let bytes: &'static [u8] = bytes.leak();
        let mut reader = Reader::new(bytes).unwrap();
        assert_eq!(reader.text(), Some("a\nb"));
        let matrix = reader.matrix().unwrap();
        assert_eq!((matrix.row(0), matrix.scale(0)), (&[4, 0xFE][..], 0.5));
        assert!(reader.is_at_end() && reader.vector().is_none());
        assert!(Reader::new(&bytes[..9]).is_none() && Reader::new(b"SAYSOTAG\x02\0\0\0").is_none());
    }
}
