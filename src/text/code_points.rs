//! Bytes to code points and back. Comes in: a body. Goes out: a table that converts offsets in O(log n).

use crate::span::Span;

const STEP: usize = 64;

/// Converts byte offsets of one body to Unicode code points, the unit that is printed (W3C TextPositionSelector).
#[derive(Debug)]
pub struct CodePoints<'a> {
    body: &'a str,
    /// Code points before every `STEP`th byte (rounded down to a character boundary); empty for ASCII.
    before: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Reads the body once.
    pub fn new(body: &'a str) -> CodePoints<'a> {
        let mut before = Vec::new();
        if !body.is_ascii() {
            let mut count = 0;
            for (at, byte) in body.bytes().enumerate() {
                if at % STEP == 0 {
                    before.push(count);
                }
                // Count the bytes that start a character.
                count += u32::from(byte & 0xC0 != 0x80);
            }
            before.push(count);
        }
        CodePoints { body, before }
    }

    /// Code points before byte `at`, which is on a character boundary.
    pub fn of_byte(&self, at: usize) -> usize {
        if self.before.is_empty() {
            return at;
        }
        let at = at.min(self.body.len());
        let block = at / STEP;
        let rest = &self.body.as_bytes()[block * STEP..at];
        self.before[block] as usize + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// A byte span as (start, end) code points, end exclusive.
    pub fn of_span(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }

    /// The byte at which code point `at` starts; the body's length beyond its end.
    pub fn to_byte(&self, at: usize) -> usize {
        if self.before.is_empty() {
            return at.min(self.body.len());
        }
        let block = self.before.partition_point(|&count| count as usize <= at).saturating_sub(1);
        let mut left = at - self.before[block] as usize;
        let mut byte = (block * STEP).min(self.body.len());
        while byte < self.body.len() && (left > 0 || !self.body.is_char_boundary(byte)) {
            left -= usize::from(self.body.is_char_boundary(byte));
            byte += 1;
            while byte < self.body.len() && !self.body.is_char_boundary(byte) {
                byte += 1;
            }
        }
        byte
    }

    /// Code-point offsets as a byte span.
    pub fn to_span(&self, start: usize, end: usize) -> Span {
        let (start, end) = (self.to_byte(start), self.to_byte(end));
        Span { start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_goes_there_and_back(body in "\\PC{0,300}") {
            let points = CodePoints::new(&body);
            for (count, (byte, _)) in body.char_indices().enumerate() {
                prop_assert_eq!(points.of_byte(byte), count);
                prop_assert_eq!(points.to_byte(count), byte);
            }
            prop_assert_eq!(points.of_byte(body.len()), body.chars().count());
            prop_assert_eq!(points.to_byte(body.chars().count()), body.len());
        }
    }
}
