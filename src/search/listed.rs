//! Known documents as a query. Comes in: the documents of every segment. Goes out: a query that finds these, without a look at the index.

use std::sync::Arc;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError};

/// Documents of every segment of a searcher, ascending in each.
#[derive(Debug, Default)]
pub(super) struct Documents(Vec<(tantivy::index::SegmentId, Arc<[DocId]>)>);

impl Documents {
    /// Of the segments of `searcher`, by number.
    pub(super) fn of(searcher: &tantivy::Searcher, found: Vec<(SegmentOrdinal, Vec<DocId>)>) -> Documents {
        let named = |(number, docs): (SegmentOrdinal, Vec<DocId>)| {
            Some((searcher.segment_readers().get(number as usize)?.segment_id(), docs.into()))
        };
        Documents(found.into_iter().filter_map(named).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|(_, docs)| docs.len()).sum()
    }

    fn segment(&self, segment: &SegmentReader) -> Arc<[DocId]> {
        let known = self.0.iter().find(|(id, _)| *id == segment.segment_id());
        known.map_or_else(|| [].into(), |(_, docs)| docs.clone())
    }
}

/// A query for known documents, all of the same score.
#[derive(Clone, Debug)]
pub(super) struct Listed(pub Arc<Documents>);

impl Query for Listed {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Listed {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(Cursor { docs: self.0.segment(segment), at: 0 }, boost)))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.0.segment(segment).binary_search(&doc) {
            Ok(_) => Ok(Explanation::new("Listed", 1.0)),
            Err(_) => Err(TantivyError::InvalidArgument(format!("document {doc} does not match"))),
        }
    }
}

/// A place in a list.
struct Cursor {
    docs: Arc<[DocId]>,
    at: usize,
}

impl DocSet for Cursor {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    /// In steps that double, then by halves: the next document is mostly near.
    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.docs.get(self.at..).unwrap_or_default();
        let mut reach = 1;
        while rest.get(reach).is_some_and(|doc| *doc < target) {
            reach *= 2;
        }
        let near = rest.get(..rest.len().min(reach + 1)).unwrap_or(rest);
        self.at += near.partition_point(|doc| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn seeking_finds_the_first_document_from_there_on(docs in prop::collection::btree_set(0..500_u32, 0..60), targets in prop::collection::btree_set(0..520_u32, 0..20)) {
            let docs: Vec<DocId> = docs.into_iter().collect();
            let mut cursor = Cursor { docs: docs.clone().into(), at: 0 };
            for target in targets {
                let first = docs.iter().copied().find(|doc| *doc >= target).unwrap_or(TERMINATED);
                prop_assert_eq!(cursor.seek(target), first);
            }
            prop_assert_eq!(cursor.seek(TERMINATED), TERMINATED);
            prop_assert_eq!(cursor.advance(), TERMINATED);
        }
    }
}
