//! A stretch of an article's body. Comes in: byte positions found by any stage. Goes out: slices of the body, compared and joined.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** of an article's immutable body, on character boundaries.
///
/// Printed offsets are Unicode code points instead; [`crate::text::CodePoints`] converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end` (bytes).
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "span {start}..{end} is reversed");
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True where the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text under the span; empty where the span does not fit `body`.
    pub fn of(self, body: &str) -> &str {
        body.get(self.start..self.end).unwrap_or("")
    }

    /// True where `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without white space at its ends.
    pub fn trim(self, body: &str) -> Span {
        let text = self.of(body);
        let start = self.start + (text.len() - text.trim_start().len());
        let end = start + text.trim().len();
        Span { start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_inner_space_and_survives_blank_text() {
        let body = "  “a b” ";
        assert_eq!(Span::new(0, body.len()).trim(body).of(body), "“a b”");
        assert!(Span::new(0, 2).trim(body).is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert_eq!(Span::new(0, 2).cover(Span::new(5, 6)), Span::new(0, 6));
    }
}
