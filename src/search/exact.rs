//! Scores that do not depend on the order of addition. Comes in: a query for one term or phrase. Goes out: the same query, its score rounded to a grid.
//!
//! BM25 adds up 32-bit floats in an order that depends on how the documents lie in segments, so that two equal documents can score apart by
//! the last bit and change places from one index to the next. On a grid of 2⁻¹⁰ sums below 2¹³ are exact, whatever their order. Two numbers
//! have the same sum in either order: only where three or more are added must they lie on the grid, which spares most queries the time.

use std::fmt;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SeekDangerResult, SegmentReader};

/// Steps of the grid in one.
pub(super) const STEPS: Score = 1024.0;

/// A query whose scores lie on the grid.
pub(super) struct Exact {
    inner: Box<dyn Query>,
    /// True where the scorer must be ours even where nothing is scored.
    always: bool,
}

impl Exact {
    /// Of one of several queries whose scores are added up.
    pub(super) fn of_part(inner: Box<dyn Query>) -> Exact {
        Exact { inner, always: false }
    }

    /// Of a query for a phrase, which may also stand under NOT, see [`ExactScorer::seek_danger`].
    pub(super) fn of_phrase(inner: Box<dyn Query>) -> Exact {
        Exact { inner, always: true }
    }
}

impl Clone for Exact {
    fn clone(&self) -> Exact {
        Exact { inner: self.inner.box_clone(), always: self.always }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Query for Exact {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.inner.weight(scoring)?;
        Ok(if self.always || scoring.is_scoring_enabled() { Box::new(ExactWeight(inner)) } else { inner })
    }
}

struct ExactWeight(Box<dyn Weight>);

impl Weight for ExactWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ExactScorer(self.0.scorer(reader, boost)?)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }
}

struct ExactScorer(Box<dyn Scorer>);

impl DocSet for ExactScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    /// What tantivy 0.27 excludes (NOT) it seeks from the first document that the rest of the query finds, which may lie before the first that is
    /// excluded: its phrase scorer takes that for a mistake, and a debug build panics. Answered here, as other scorers answer it: the result
    /// is the same, none is found there. A phrase that has missed stands on a document of its rarest word, so that its place is always a bound.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        match self.0.doc() {
            ahead if ahead > target => SeekDangerResult::SeekLowerBound(ahead),
            _ => self.0.seek_danger(target),
        }
    }

    fn fill_buffer(&mut self, buffer: &mut [DocId; COLLECT_BLOCK_BUFFER_LEN]) -> usize {
        self.0.fill_buffer(buffer)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }

    fn cost(&self) -> u64 {
        self.0.cost()
    }
}

impl Scorer for ExactScorer {
    fn score(&mut self) -> Score {
        (self.0.score() * STEPS).round() / STEPS
    }
}
