//! The flow: ingest → extract → index. Comes in: paths. Goes out: an index that mirrors them, or annotated articles one by one. The only room where the three meet.

mod clock;
mod feed;
mod ledger;
mod plan;
mod progress;
mod run;
mod summary;

pub use clock::Timings;
pub use progress::{Progress, Step};
pub use summary::Summary;

use crate::annotated::AnnotatedArticle;
use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::index::folder::{self, Lock, Opened, write_whole};
use crate::index::state::Snapshot;
use crate::index::writer::Writer;
use crate::ingest::{Options, Skipped, absolute, walk};
use crate::registry;
use clock::{Clock, Stage};
use feed::{Chunk, Feed};
use ledger::Ledger;
use plan::{Manner, Plan, STDIN, Scope};
use rayon::prelude::*;
use run::{Counts, Run};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;

/// Version of what [`crate::extract`] finds. Raise it when results change: articles of an older version are extracted again.
pub const EXTRACTOR: u64 = 6;

/// What to index, where and how.
#[derive(Clone, Debug)]
pub struct IndexRequest {
    /// Files and folders; `-` is JSONL from standard input.
    pub paths: Vec<PathBuf>,
    /// The index folder.
    pub index: PathBuf,
    /// Keep articles whose file is gone.
    pub keep_missing: bool,
    /// Find quotations and claims too; otherwise the articles are only made searchable.
    pub extract: bool,
    /// Threads; as many as the machine has where `None`.
    pub threads: Option<usize>,
    /// How to read files.
    pub options: Options,
    /// How often to commit: what a killed run loses at most.
    pub commit_every: Duration,
}

impl Default for IndexRequest {
    fn default() -> IndexRequest {
        IndexRequest {
            paths: vec!["corpus".into()],
            index: "index".into(),
            keep_missing: false,
            extract: true,
            threads: None,
            options: Options::default(),
            commit_every: Duration::from_secs(30),
        }
    }
}

/// Brings the index up to date with the files: reads what is new or changed, replaces, removes what is gone.
///
/// # Errors
/// [`Error::Locked`] while another run writes, [`Error::Format`] for an index of another version, [`Error::File`] for a path that does not
/// exist, and failures of the disk. A file or record that cannot be read is no error: it is in [`Summary::skipped`].
pub fn index(request: &IndexRequest, progress: &dyn Progress) -> Result<Summary> {
    let clock = Clock::start();
    let pool = pool(request.threads)?;
    progress.step(Step::Look);
    let lock = Lock::take(&request.index)?;
    let opened = folder::open_or_create(&request.index, &lock)?;
    let known = Snapshot::of(&opened)?;
    let manner = Manner { options: hash(&request.options), extractor: if request.extract { EXTRACTOR } else { 0 } };
    let ledger = Ledger::new(known.articles()?, manner.extractor);
    let (plan, stdin, unseen) = look(request, manner, &known, &ledger)?;
    let writer = Writer::new(&opened, lock, pool.current_num_threads(), request.commit_every)?;
    let mut summary = account(&plan, unseen)?;
    progress.total(plan.read.len(), summary.file_bytes);
    progress.step(Step::Read);
    let counts = Counts::default();
    let run = Run {
        writer: &writer,
        ledger,
        piped: plan.piped,
        manner,
        options: &request.options,
        clock: &clock,
        progress,
        counts,
        skipped: Default::default(),
    };
    plan.gone.iter().for_each(|path| writer.forget_file(path));
    let feed = Feed::new(plan.read, stdin, &request.options, &clock, |found| writer.forget_file(&found.path));
    pool.install(|| feed.par_bridge().try_for_each(|chunk| run.work(chunk)))?;
    progress.step(Step::Finish);
    let removed = sweep(&opened, &writer)?;
    run.account(&mut summary, &removed);
    drop(run);
    // Before the lock is let go: nobody else may write in between.
    let changed = summary.added + summary.replaced + summary.removed > 0;
    summary.speakers = clock.time(Stage::Registry, || registry::update(&request.index, &opened, changed))?;
    writer.finish()?;
    summary.totals = Snapshot::of(&opened)?.totals()?;
    write_skipped(&request.index, &summary.skipped)?;
    summary.timings = clock.timings();
    Ok(summary)
}

/// Annotates the articles of `paths` (`-` is JSONL from standard input) without an index, and gives them to `sink` in the order of paths and
/// records, whatever the number of threads. Gives back what was skipped, sorted.
///
/// # Errors
/// A path that does not exist, and those of `sink`, which end the run.
pub fn extract(
    paths: &[PathBuf],
    options: &Options,
    threads: Option<usize>,
    sink: &mut dyn FnMut(AnnotatedArticle) -> Result<()>,
) -> Result<Vec<Skipped>> {
    let (clock, pool) = (Clock::start(), pool(threads)?);
    let (stdin, roots) = split_stdin(paths);
    let (found, mut skipped) = walk(&roots, None, None)?;
    let mut feed = Feed::new(found, stdin, options, &clock, |_| {});
    // Enough to keep every thread busy, few enough to stay small: chunks are 256 KB.
    let at_once = pool.current_num_threads() * 4;
    loop {
        let chunks: Vec<Chunk> = feed.by_ref().take(at_once).collect();
        if chunks.is_empty() {
            break;
        }
        let work = |chunk: Chunk| chunk.pieces.into_iter().map(|piece| run::annotated(piece, options, &clock)).collect();
        let done: Vec<Vec<_>> = pool.install(|| chunks.into_par_iter().map(work).collect());
        for result in done.into_iter().flatten() {
            match result {
                Ok(tagged) => sink(tagged)?,
                Err(reason) => skipped.push(reason),
            }
        }
    }
    skipped.sort();
    Ok(skipped)
}

fn pool(threads: Option<usize>) -> Result<rayon::ThreadPool> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
    builder.build().map_err(|error| Error::Usage(format!("cannot start threads: {error}")))
}

fn split_stdin(paths: &[PathBuf]) -> (bool, Vec<PathBuf>) {
    let (stdin, roots): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path == Path::new(STDIN));
    (!stdin.is_empty(), roots)
}

/// Finds the files and plans what to do with them; also whether standard input is read, and what could not be looked into.
fn look(request: &IndexRequest, manner: Manner, known: &Snapshot, ledger: &Ledger) -> Result<(Plan, bool, Vec<Skipped>)> {
    let index = absolute(&request.index);
    let base = index.parent().unwrap_or(&index);
    let (stdin, roots) = split_stdin(&request.paths);
    let (found, unseen) = walk(&roots, Some(base), Some(&index))?;
    let scope = Scope { base, roots: &roots, blind: &unseen };
    let plan = Plan::make(found, &scope, manner, known, ledger, request.keep_missing)?;
    Ok((plan, stdin, unseen))
}

/// What is known before anything is read.
fn account(plan: &Plan, mut skipped: Vec<Skipped>) -> Result<Summary> {
    for file in plan.unchanged.iter().filter(|file| !file.skipped.is_empty()) {
        skipped.extend(serde_json::from_slice::<Vec<Skipped>>(&file.skipped)?);
    }
    Ok(Summary {
        files_read: plan.read.len(),
        files_unchanged: plan.unchanged.len(),
        files_removed: plan.gone.len(),
        file_bytes: plan.read.iter().map(|found| found.size).sum(),
        skipped,
        ..Summary::default()
    })
}

/// Deletes the articles that no place is left for; gives their ids, sorted.
fn sweep(opened: &Opened, writer: &Writer) -> Result<Vec<u64>> {
    writer.commit()?;
    let orphans = Snapshot::of(opened)?.orphans()?;
    if !orphans.is_empty() {
        orphans.iter().for_each(|id| writer.forget_article(ArticleId(*id)));
        writer.commit()?;
    }
    Ok(orphans)
}

fn write_skipped(folder: &Path, skipped: &[Skipped]) -> Result<()> {
    let mut lines = Vec::new();
    for skipped in skipped {
        serde_json::to_writer(&mut lines, skipped)?;
        lines.push(b'\n');
    }
    write_whole(&folder.join("skipped.jsonl"), &lines)
}

/// Stable within one version of the program; another version at worst reads files again.
fn hash(options: &Options) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(format!("{options:?}").as_bytes()).as_bytes()[..8]);
    u64::from_le_bytes(first)
}

impl Run<'_> {
    /// What is known after everything was read.
    fn account(&self, summary: &mut Summary, removed: &[u64]) {
        let changes = self.ledger.changes(removed);
        (summary.added, summary.replaced, summary.unchanged) = (changes.added, changes.replaced, changes.unchanged);
        summary.removed = removed.len();
        summary.articles_read = self.counts.articles.load(std::sync::atomic::Ordering::Relaxed);
        summary.text_bytes = self.counts.text_bytes.load(std::sync::atomic::Ordering::Relaxed);
        summary.skipped.append(&mut self.skipped.lock().unwrap_or_else(PoisonError::into_inner));
        summary.skipped.sort();
    }
}
