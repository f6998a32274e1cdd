//! Writes articles, places and files. Comes in: annotated articles from many threads. Goes out: commits that hold an article with all its records, or nothing of it.

use super::budget::{Budget, Weighed};
use super::document::{self, Batch};
use super::folder::{Lock, Opened};
use super::schema::{Fields, kind};
use crate::annotated::AnnotatedArticle;
use crate::article::{ArticleId, Place};
use crate::error::Result;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyDocument};

/// Bytes of documents that may wait to be indexed.
const IN_FLIGHT: usize = 48 << 20;
/// Heap of an indexing thread in bytes: below 32 MB tantivy doubles its work (shared/STACK.md).
const HEAP: usize = 64 << 20;
/// Tantivy's own limit.
const MOST_THREADS: usize = 8;

/// A file that was read to its end, as the manifest keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRecord {
    /// Path as in [`Place`].
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// Hash of the options it was read with.
    pub options: u64,
    /// Version of the extractor its articles went through, 0 for none.
    pub extractor: u64,
    /// Records of it that could not be read, as JSON; empty where all could.
    pub skipped: Vec<u8>,
}

/// The one writer of an index.
pub struct Writer {
    inner: RwLock<IndexWriter<Weighed>>,
    fields: Fields,
    budget: Arc<Budget>,
    committed: Mutex<Instant>,
    commit_every: Duration,
    _lock: Lock,
}

impl Writer {
    /// A writer that indexes with `threads` threads and commits about every `commit_every`.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn new(opened: &Opened, lock: Lock, threads: usize, commit_every: Duration) -> Result<Writer> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads.clamp(1, MOST_THREADS))
            .num_merge_threads(threads.clamp(1, 2))
            .memory_budget_per_thread(HEAP)
            .build();
        Ok(Writer {
            inner: RwLock::new(opened.index.writer_with_options(options)?),
            fields: opened.fields.clone(),
            budget: Budget::new(IN_FLIGHT),
            committed: Mutex::new(Instant::now()),
            commit_every,
            _lock: lock,
        })
    }

    /// Adds an article with its records and the place it names, deleting what is there under its id (but its other places)
    /// where `replace` says so.
    ///
    /// # Errors
    /// Those of tantivy and JSON.
    pub fn put_article(&self, tagged: AnnotatedArticle, extractor: u64, replace: bool) -> Result<()> {
        let id = tagged.article.id;
        let batch = document::of_article(&self.fields, tagged, extractor)?;
        let delete = replace.then(|| UserOperation::Delete(self.article_term(id)));
        self.run(delete, batch)
    }

    /// Adds a further place of an article that is there already.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn put_place(&self, place: &Place, id: ArticleId, details: u64) -> Result<()> {
        self.run_one(document::of_place(&self.fields, place, id, details), place.path.len())
    }

    /// Adds a file that was read to its end. Call it after the last of its articles.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn put_file(&self, file: &FileRecord) -> Result<()> {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.kind, kind::FILE);
        document.add_text(fields.path, &file.path);
        document.add_u64(fields.size, file.size);
        document.add_i64(fields.modified, file.modified);
        document.add_u64(fields.options, file.options);
        document.add_u64(fields.extractor, file.extractor);
        if !file.skipped.is_empty() {
            document.add_bytes(fields.record, &file.skipped);
        }
        self.run_one(document, file.skipped.len())
    }

    /// Deletes what is known of a file: itself and the places in it, not the articles.
    pub fn forget_file(&self, path: &str) {
        self.read().delete_term(Term::from_field_text(self.fields.path, path));
    }

    /// Deletes an article with its records.
    pub fn forget_article(&self, id: ArticleId) {
        self.read().delete_term(self.article_term(id));
    }

    /// Makes everything written so far last.
    ///
    /// # Errors
    /// Those of tantivy: a full disk, most likely.
    pub fn commit(&self) -> Result<()> {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        inner.commit()?;
        *self.committed.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        Ok(())
    }

    /// Commits where the last commit is long enough ago. Commits cost a segment a thread each, so they are made by the clock.
    ///
    /// # Errors
    /// Those of [`Writer::commit`].
    pub fn commit_if_due(&self) -> Result<()> {
        let due = match self.committed.try_lock() {
            Ok(mut committed) if committed.elapsed() >= self.commit_every => {
                // Set before committing, so that no other thread commits too.
                *committed = Instant::now();
                true
            }
            _ => false,
        };
        if due { self.commit() } else { Ok(()) }
    }

    /// Waits for merges to end.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn finish(self) -> Result<()> {
        let inner = self.inner.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(inner.wait_merging_threads()?)
    }

    fn run_one(&self, document: TantivyDocument, bytes: usize) -> Result<()> {
        self.run(None, Batch { documents: vec![document], bytes })
    }

    /// Tantivy puts the operations of one call into one segment, so they are committed together.
    fn run(&self, delete: Option<UserOperation<Weighed>>, batch: Batch) -> Result<()> {
        let mut share = Some(self.budget.take(batch.bytes));
        let last = batch.documents.len().saturating_sub(1);
        let add = |(position, document)| {
            // The last to be indexed gives the share back.
            UserOperation::Add(Weighed { document, share: if position == last { share.take() } else { None } })
        };
        let operations: Vec<_> = delete.into_iter().chain(batch.documents.into_iter().enumerate().map(add)).collect();
        self.read().run(operations)?;
        Ok(())
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, IndexWriter<Weighed>> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn article_term(&self, id: ArticleId) -> Term {
        Term::from_field_u64(self.fields.article, id.0)
    }
}
