//! Measures the extractor. Comes in: gold data. Goes out: figures, every error, floors missed, dated records.
//!
//! [`quotations()`] and [`claims()`] score one gold and give a report that prints itself; [`run_sets`] does what the files of `eval/sets` say.
//! Method, meaning and bias of the figures: `eval/README.md`.

mod across;
mod align;
mod brat;
mod claim_gold;
mod claims;
mod marks;
mod metrics;
mod names;
#[cfg(test)]
mod parity;
mod passage;
mod paths;
mod predicted;
mod quotations;
mod record;
mod sets;
mod sheet;
mod spans;
mod words;

pub use across::AcrossReport;
pub use claims::{ClaimError, ClaimFault, ClaimReport};
pub use metrics::{Accuracy, Metrics};
pub use passage::PassageReport;
pub use paths::{Given, PathReport};
pub use quotations::{Fault, QuotationError, QuotationReport, Shown};
pub use record::Record;
pub use sets::{Figures, Measured, Report, run_sets};

use crate::article::Article;
use crate::error::{Error, Result};
use crate::extract;
use crate::ingest::{self, Found, Skipped};
use predicted::{Predicted, Predictions};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Scores the extractor, or the predictions in the file `predictions`, against the quotations gold in `dir`.
///
/// # Errors
/// Gold or predictions that cannot be read.
pub fn quotations(dir: &Path, predictions: Option<&Path>) -> Result<QuotationReport> {
    let gold = brat::read(dir)?;
    let predictions = match predictions {
        Some(file) => predicted::read(file)?,
        None => extracted(gold.iter().map(|article| (article.stem.clone(), article.path.clone())).collect())?,
    };
    Ok(quotations::score(&gold, &predictions))
}

/// Scores the extractor, or the predictions in the file `predictions`, against the claims gold in the file `gold`.
///
/// The articles' texts are read from the folder `texts`, or found where they usually stand: beside the gold or in PolNeAR beside its folder.
///
/// # Errors
/// Gold, texts or predictions that cannot be read.
pub fn claims(gold: &Path, texts: Option<&Path>, predictions: Option<&Path>) -> Result<ClaimReport> {
    let docs = claim_gold::read(gold)?;
    let predictions = match predictions {
        Some(file) => predicted::read(file)?,
        None => extracted(claim_gold::texts(&docs, gold, texts)?)?,
    };
    Ok(claims::score(&docs, &predictions))
}

/// How often the extractor's names are right, by the rule that led to them, over the claims golds in `golds`; their texts stand where [`claims`] finds them.
///
/// # Errors
/// Gold or texts that cannot be read.
pub fn names(golds: &[PathBuf]) -> Result<PathReport> {
    let mut report = PathReport::default();
    for gold in golds {
        let docs = claim_gold::read(gold)?;
        report.add(&docs, &extracted(claim_gold::texts(&docs, gold, None)?)?);
    }
    Ok(report)
}

/// Scores the extractor against one article that a careful reader tagged, in the file `gold`.
///
/// # Errors
/// Gold or text that cannot be read.
pub fn passage(gold: &Path) -> Result<PassageReport> {
    let tagged = passage::read(gold)?;
    let article = read_article(&tagged.text_file(gold))?;
    Ok(tagged.score(&Predicted::of(&extract::annotate(article))))
}

/// What the extractor finds in the text files, by stem.
fn extracted(files: BTreeMap<String, PathBuf>) -> Result<Predictions> {
    let annotate = |(stem, path): (String, PathBuf)| Ok((stem, Predicted::of(&extract::annotate(read_article(&path)?))));
    files.into_par_iter().map(annotate).collect()
}

/// The article in a text file, read as `sayso index` reads it.
fn read_article(path: &Path) -> Result<Article> {
    let options = ingest::Options::default();
    let found = Found { file: path.to_owned(), path: path.display().to_string(), size: 0, modified: 0 };
    let refused = |skipped: Skipped| Error::Gold(skipped.to_string());
    let mut records = ingest::open(&found, &options).map_err(refused)?;
    let record = records.next().ok_or_else(|| Error::Gold(format!("{} holds no article", path.display())))?;
    record.and_then(|raw| raw.read(&options)).map_err(refused)
}

/// Writes errors, one JSON object a line.
///
/// # Errors
/// A file that cannot be written.
pub fn write_errors<E: Serialize>(path: &Path, errors: &[E]) -> Result<()> {
    let file = std::fs::File::create(path).map_err(|error| Error::file(path, error))?;
    let mut out = std::io::BufWriter::new(file);
    for error in errors {
        serde_json::to_writer(&mut out, error)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// A text file as UTF-8, byte for byte.
fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Error::file(path, error))
}

/// The files of `dir` with this extension, by name.
fn files(dir: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).map_err(|error| Error::file(dir, error))?;
    let paths: std::io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(|error| Error::file(dir, error))?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}
