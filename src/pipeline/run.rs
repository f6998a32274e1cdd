//! What happens to a chunk of records. Comes in: records, on any thread. Goes out: articles in the index, skipped records, counts.

use super::clock::{Clock, Stage};
use super::feed::{Chunk, Piece, Reading};
use super::ledger::Ledger;
use super::plan::{Manner, STDIN};
use super::progress::Progress;
use crate::annotated::AnnotatedArticle;
use crate::article::Article;
use crate::error::Result;
use crate::extract::annotate;
use crate::index::document::details;
use crate::index::writer::{FileRecord, Writer};
use crate::ingest::{Options, Raw, Skipped};
use rustc_hash::FxHashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What all threads of an indexing run share.
pub(super) struct Run<'a> {
    pub(super) writer: &'a Writer,
    pub(super) ledger: Ledger,
    pub(super) piped: FxHashSet<u64>,
    pub(super) manner: Manner,
    pub(super) options: &'a Options,
    pub(super) clock: &'a Clock,
    pub(super) progress: &'a dyn Progress,
    pub(super) counts: Counts,
    pub(super) skipped: Mutex<Vec<Skipped>>,
}

/// Counted while reading.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) articles: AtomicUsize,
    pub(super) text_bytes: AtomicU64,
}

impl Run<'_> {
    /// Reads, extracts and indexes the records of a chunk, then writes down the files that end with it.
    pub(super) fn work(&self, chunk: Chunk) -> Result<()> {
        let (bytes, articles) = (chunk.disk_bytes, chunk.pieces.len());
        for Piece { file, record } in chunk.pieces {
            match record.and_then(|raw| read(raw, &file, self.options, self.clock)) {
                Ok(article) => self.put(article, &file)?,
                Err(reason) => file.skip(reason),
            }
            self.release(file)?;
        }
        for file in chunk.ended {
            self.release(file)?;
        }
        self.progress.advance(bytes, articles);
        self.writer.commit_if_due()
    }

    /// Indexes an article, or only notes the place where the article is there already.
    fn put(&self, mut article: Article, file: &Reading) -> Result<()> {
        self.counts.articles.fetch_add(1, Ordering::Relaxed);
        self.counts.text_bytes.fetch_add(article.body.len() as u64, Ordering::Relaxed);
        let (id, details) = (article.id, details(&article));
        let piped = article.place.path == STDIN;
        if piped {
            // The stream is gone after the run: its record numbers would only make one article look like many.
            article.place.record = None;
        }
        let place = article.place.clone();
        if self.ledger.meet(id, details) {
            let tagged = match self.tag(article) {
                Ok(tagged) => tagged,
                Err(reason) => {
                    file.skip(reason);
                    return Ok(());
                }
            };
            let write = |replace| self.writer.put_article(tagged, self.manner.extractor, replace);
            if self.ledger.settle(id, details, write)? {
                return Ok(());
            }
        }
        if piped && self.piped.contains(&id.0) { Ok(()) } else { self.writer.put_place(&place, id, details) }
    }

    fn tag(&self, article: Article) -> std::result::Result<AnnotatedArticle, Skipped> {
        if self.manner.extractor == 0 { Ok(AnnotatedArticle::bare(article)) } else { tag(article, self.clock) }
    }

    /// Lets go of a file; the last to do so writes down that it was read.
    fn release(&self, file: Arc<Reading>) -> Result<()> {
        let Some(Reading { found, skipped, opened }) = Arc::into_inner(file) else { return Ok(()) };
        let mut skipped = skipped.into_inner().unwrap_or_else(PoisonError::into_inner);
        skipped.sort();
        if let Some(found) = found.filter(|_| opened) {
            self.writer.put_file(&FileRecord {
                path: found.path,
                size: found.size,
                modified: found.modified,
                options: self.manner.options,
                extractor: self.manner.extractor,
                skipped: if skipped.is_empty() { Vec::new() } else { serde_json::to_vec(&skipped)? },
            })?;
        }
        self.skipped.lock().unwrap_or_else(PoisonError::into_inner).append(&mut skipped);
        Ok(())
    }
}

/// The article of a record. A panic, which should never be, costs one record and not the run.
pub(super) fn read(raw: Raw, file: &Reading, options: &Options, clock: &Clock) -> std::result::Result<Article, Skipped> {
    let work = || clock.time(Stage::Parse, || raw.read(options));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let path = file.found.as_ref().map_or(STDIN, |found| &found.path);
        Err(Skipped { path: path.to_owned(), record: None, reason: "a record could not be read because of a bug in sayso".into() })
    })
}

/// The article with its tags, likewise.
pub(super) fn tag(article: Article, clock: &Clock) -> std::result::Result<AnnotatedArticle, Skipped> {
    let place = article.place.clone();
    let work = || clock.time(Stage::Extract, || annotate(article));
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Skipped {
        path: place.path,
        record: place.record,
        reason: "could not be extracted because of a bug in sayso".into(),
    })
}

/// Both, for runs without an index.
pub(super) fn annotated(piece: Piece, options: &Options, clock: &Clock) -> std::result::Result<AnnotatedArticle, Skipped> {
    let Piece { file, record } = piece;
    record.and_then(|raw| read(raw, &file, options, clock)).and_then(|article| tag(article, clock))
}
