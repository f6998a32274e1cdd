//! Measures the extractor. Comes in: gold data. Goes out: figures, every error, floors missed, dated records.

mod align;
mod brat;
mod claim_gold;
mod claims;
mod marks;
mod metrics;
mod names;
#[cfg(test)]
mod parity;
mod predicted;
mod quotations;
mod sheet;
mod spans;
mod words;

pub use brat::{Attributed, GoldArticle};
pub use claims::{ClaimError, ClaimFault, ClaimReport};
pub use metrics::{Accuracy, Metrics};
pub use quotations::{Fault, QuotationError, QuotationReport, Shown};
pub use spans::Spans;

use crate::article::{Article, Place};
use crate::error::{Error, Result};
use crate::extract;
use predicted::{Predicted, Predictions};
use rayon::prelude::*;
use serde::Serialize;
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
        None => extracted(gold.iter().map(|article| (article.stem.as_str(), article.path.as_path(), article.text.as_str())).collect()),
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
        None => {
            let files = claim_gold::texts(&docs, gold, texts)?;
            let read = |(stem, path): (String, PathBuf)| read_text(&path).map(|text| (stem, path, text));
            let texts: Vec<_> = files.into_iter().map(read).collect::<Result<_>>()?;
            extracted(texts.iter().map(|(stem, path, text)| (stem.as_str(), path.as_path(), text.as_str())).collect())
        }
    };
    Ok(claims::score(&docs, &predictions))
}

/// What the extractor finds in (stem, path, text).
fn extracted(texts: Vec<(&str, &Path, &str)>) -> Predictions {
    let annotate = |(stem, path, text): (&str, &Path, &str)| (stem.to_owned(), Predicted::of(&extract::annotate(article(path, text))));
    texts.into_par_iter().map(annotate).collect()
}

fn article(path: &Path, text: &str) -> Article {
    Article {
        id: Article::content_id(None, text, None, None),
        place: Place { path: path.display().to_string(), record: None },
        record_id: None,
        headline: text.lines().next().map(str::to_owned),
        body: text.to_owned(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        section: None,
        url: None,
        language: Some("en".to_owned()),
    }
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
