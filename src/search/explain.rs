//! Why a hit is one. Comes in: the query and a hit. Goes out: each of its tests, whether the hit fulfils it and what that adds to its score.

use super::Reader;
use super::compile::Target;
use super::exact::STEPS;
use super::leaf;
use super::query::{Leaf, Node};
use crate::error::Result;
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Weight};
use tantivy::{DocAddress, DocSet};

/// A test of the query, as a hit meets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The test as it was understood.
    pub test: String,
    /// Whether the hit fulfils it.
    pub fulfilled: bool,
    /// What it adds to BM25, before weights; 0 for a test that only lets through.
    pub score: f32,
}

/// The tests of a query, ready to be held against hits.
pub(super) struct Reasons<'a> {
    reader: &'a Reader,
    tests: Vec<(String, Box<dyn Weight>)>,
}

impl<'a> Reasons<'a> {
    /// Those of `node`, but for what stands under NOT.
    pub(super) fn of(reader: &'a Reader, target: Target, node: Option<&Node>, counts: &dyn Bm25StatisticsProvider) -> Result<Reasons<'a>> {
        let scoring = EnableScoring::enabled_from_statistics_provider(counts, &reader.searcher);
        let test = |leaf: &&Leaf| -> Result<(String, Box<dyn Weight>)> {
            Ok((leaf.to_string(), leaf::query(reader, target, leaf)?.weight(scoring)?))
        };
        let leaves = node.map(Node::leaves).unwrap_or_default();
        Ok(Reasons { reader, tests: leaves.iter().map(test).collect::<Result<_>>()? })
    }

    /// How the document meets them.
    pub(super) fn at(&self, address: DocAddress) -> Result<Vec<Reason>> {
        let segment = self.reader.searcher.segment_reader(address.segment_ord);
        let reason = |(test, weight): &(String, Box<dyn Weight>)| {
            let mut scorer = weight.scorer(segment, 1.0)?;
            let fulfilled = scorer.doc() <= address.doc_id && scorer.seek(address.doc_id) == address.doc_id;
            let score = if fulfilled { (scorer.score() * STEPS).round() / STEPS } else { 0.0 };
            Ok(Reason { test: test.clone(), fulfilled, score })
        };
        self.tests.iter().map(reason).collect()
    }
}
