//! The records of many files as one stream. Comes in: files. Goes out: chunks of records, small enough to be shared out, in order; nothing is read ahead.

use super::clock::{Clock, Stage};
use crate::ingest::{self, Found, Options, Raw, Records, Skipped};
use std::sync::{Arc, Mutex, PoisonError};
use std::vec::IntoIter;

/// A chunk ends at this many records or bytes: large enough to make taking one cheap, small enough to use all threads on one file.
const CHUNK_RECORDS: usize = 32;
const CHUNK_BYTES: usize = 256 << 10;

/// A file while its records are worked on. The last to let go of it writes it down as read.
pub(super) struct Reading {
    /// `None` for standard input.
    pub(super) found: Option<Found>,
    /// What of it could not be read.
    pub(super) skipped: Mutex<Vec<Skipped>>,
    /// False where it could not even be opened: then the next run tries again.
    pub(super) opened: bool,
}

impl Reading {
    /// Notes what could not be read.
    pub(super) fn skip(&self, reason: Skipped) {
        self.skipped.lock().unwrap_or_else(PoisonError::into_inner).push(reason);
    }
}

/// A record, or why there is none.
pub(super) struct Piece {
    pub(super) file: Arc<Reading>,
    pub(super) record: Result<Raw, Skipped>,
}

/// Records of one or many files.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) pieces: Vec<Piece>,
    /// Files that end here.
    pub(super) ended: Vec<Arc<Reading>>,
    /// Bytes on disk that were read for it.
    pub(super) disk_bytes: u64,
    bytes: usize,
}

impl Chunk {
    fn is_full(&self) -> bool {
        self.pieces.len() + self.ended.len() >= CHUNK_RECORDS || self.bytes >= CHUNK_BYTES
    }
}

/// The stream.
pub(super) struct Feed<'a, O> {
    files: IntoIter<Found>,
    stdin: bool,
    options: &'a Options,
    clock: &'a Clock,
    opening: O,
    current: Option<(Arc<Reading>, Records)>,
}

impl<'a, O: FnMut(&Found)> Feed<'a, O> {
    /// The records of `files`, then those of standard input where it is wanted; `opening` is called before a file is opened.
    pub(super) fn new(files: Vec<Found>, stdin: bool, options: &'a Options, clock: &'a Clock, opening: O) -> Feed<'a, O> {
        Feed { files: files.into_iter(), stdin, options, clock, opening, current: None }
    }

    fn fill(&mut self) -> Chunk {
        let mut chunk = Chunk::default();
        while !chunk.is_full() {
            let Some((file, records)) = &mut self.current else { if self.open_next(&mut chunk) { continue } else { break } };
            let before = records.bytes_read();
            let record = records.next();
            chunk.disk_bytes += records.bytes_read() - before;
            match record {
                Some(record) => {
                    chunk.bytes += record.as_ref().map_or(0, Raw::bytes);
                    chunk.pieces.push(Piece { file: file.clone(), record });
                }
                None => chunk.ended.extend(self.current.take().map(|(file, _)| file)),
            }
        }
        chunk
    }

    /// Goes on to the next file; false where there is none.
    fn open_next(&mut self, chunk: &mut Chunk) -> bool {
        let reading = |found, opened| Arc::new(Reading { found, skipped: Mutex::default(), opened });
        if let Some(found) = self.files.next() {
            (self.opening)(&found);
            match ingest::open(&found, self.options) {
                Ok(records) => {
                    chunk.disk_bytes += records.bytes_read();
                    self.current = Some((reading(Some(found), true), records));
                }
                Err(reason) => chunk.pieces.push(Piece { file: reading(Some(found), false), record: Err(reason) }),
            }
            return true;
        }
        if std::mem::take(&mut self.stdin) {
            self.current = Some((reading(None, true), ingest::stdin(self.options)));
            return true;
        }
        false
    }
}

impl<O: FnMut(&Found)> Iterator for Feed<'_, O> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let clock = self.clock;
        let chunk = clock.time(Stage::Read, || self.fill());
        (!chunk.pieces.is_empty() || !chunk.ended.is_empty()).then_some(chunk)
    }
}
