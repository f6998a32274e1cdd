//! Bounds the bytes that wait to be indexed. Comes in: documents with their size. Goes out: documents that give their share back when tantivy is done with them.
//!
//! Tantivy's own queue is bounded by 10,000 entries, whatever their size.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::TantivyDocument;
use tantivy::schema::document::{CompactDocValue, Document};

/// How long to wait for a share. Longer means that the index's threads have died: then the queue refuses the document, with the reason.
const PATIENCE: Duration = Duration::from_secs(60);

/// A number of bytes that may be in flight.
pub(super) struct Budget {
    limit: usize,
    taken: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Arc<Budget> {
        Arc::new(Budget { limit, taken: Mutex::new(0), freed: Condvar::new() })
    }

    /// Waits until `bytes` are free, or everything is where `bytes` is more than that.
    pub(super) fn take(self: &Arc<Budget>, bytes: usize) -> Share {
        let bytes = bytes.min(self.limit);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut usize| *taken + bytes > self.limit;
        let waited = self.freed.wait_timeout_while(taken, PATIENCE, full);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *taken += bytes;
        Share { budget: self.clone(), bytes }
    }
}

/// Bytes taken from a budget until dropped.
pub(super) struct Share {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.budget.freed.notify_all();
    }
}

/// A document on its way into the index. Tantivy drops it when it is indexed.
pub(super) struct Weighed {
    pub(super) document: TantivyDocument,
    #[expect(dead_code, reason = "held until the document is dropped")]
    pub(super) share: Option<Share>,
}

impl Document for Weighed {
    type Value<'a> = CompactDocValue<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread;

    #[test]
    fn who_asks_for_too_much_waits_until_it_is_given_back() {
        let budget = Budget::new(10);
        let first = budget.take(8);
        let (send, receive) = mpsc::channel();
        let other = budget.clone();
        let waiting = thread::spawn(move || {
            let share = other.take(5);
            send.send(()).unwrap();
            drop(share);
        });
        assert!(receive.recv_timeout(Duration::from_millis(50)).is_err());
        drop(first);
        receive.recv_timeout(Duration::from_secs(5)).unwrap();
        waiting.join().unwrap();
    }

    #[test]
    fn more_than_the_budget_is_let_through_alone() {
        let budget = Budget::new(10);
        drop(budget.take(1000));
        drop(budget.take(10));
    }
}
