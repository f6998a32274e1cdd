//! How much there is. Comes in: the columns of the index. Goes out: counts.

use super::columns::{Days, Numbered, Values, docs};
use crate::claim::Status;
use crate::error::Result;
use crate::index::schema::{Fields, kind};
use crate::quotation::QuotationKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::{Searcher, SegmentReader};

/// Counts over the whole index.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Stats {
    /// Articles.
    pub articles: usize,
    /// Files they came from.
    pub files: usize,
    /// Quotations by kind: direct, indirect, mixed.
    pub quotations: [usize; 3],
    /// Claims by status, weakest first.
    pub claims: [usize; 4],
    /// Distinct named speakers.
    pub speakers: usize,
    /// Articles by language, most frequent first; `None` is unknown.
    pub languages: Vec<(Option<String>, usize)>,
    /// Articles by publisher, most frequent first; `None` is unknown.
    pub publishers: Vec<(Option<String>, usize)>,
    /// Articles by year, in order; `None` is no date.
    pub years: Vec<(Option<String>, usize)>,
    /// Bytes on disk.
    pub bytes: u64,
}

type Counts = BTreeMap<Option<String>, usize>;

/// Counts everything but speakers and the bytes on disk, which the caller knows.
pub fn stats(searcher: &Searcher, fields: &Fields) -> Result<Stats> {
    let mut stats = Stats::default();
    let [mut languages, mut publishers, mut years] = [Counts::new(), Counts::new(), Counts::new()];
    let (mut forms, mut statuses) = (Counts::new(), Counts::new());
    for segment in searcher.segment_readers() {
        stats.articles += docs(segment, fields.kind, kind::ARTICLE)?.len();
        stats.files += docs(segment, fields.kind, kind::FILE)?.len();
        by_value(segment, fields, kind::ARTICLE, "language", &mut languages)?;
        by_value(segment, fields, kind::ARTICLE, "publisher", &mut publishers)?;
        by_value(segment, fields, kind::QUOTATION, "form", &mut forms)?;
        by_value(segment, fields, kind::CLAIM, "status", &mut statuses)?;
        by_year(segment, fields, &mut years)?;
    }
    let of = |counts: &Counts, value: &str| counts.get(&Some(value.to_owned())).copied().unwrap_or(0);
    stats.quotations = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed].map(|form| of(&forms, form.as_str()));
    stats.claims = Status::ALL.map(|status| of(&statuses, status.as_str()));
    stats.languages = most_first(languages);
    stats.publishers = most_first(publishers);
    // No date comes last, as in every list.
    let undated = years.remove(&None);
    stats.years = years.into_iter().chain(undated.map(|count| (None, count))).collect();
    Ok(stats)
}

fn most_first(counts: Counts) -> Vec<(Option<String>, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

/// Documents of a kind by their value in a column.
fn by_value(segment: &SegmentReader, fields: &Fields, kind: &str, column: &str, counts: &mut Counts) -> tantivy::Result<()> {
    let mut values = Values::default();
    let column = Numbered::read(segment, column, &mut values)?;
    let mut found = vec![0; values.all().len()];
    let mut none = 0;
    for doc in docs(segment, fields.kind, kind)? {
        *column.first(doc).and_then(|value| found.get_mut(value as usize)).unwrap_or(&mut none) += 1;
    }
    let named = values.all().iter().cloned().map(Some).zip(found);
    for (value, count) in named.chain([(None, none)]).filter(|(_, count)| *count > 0) {
        *counts.entry(value).or_default() += count;
    }
    Ok(())
}

fn by_year(segment: &SegmentReader, fields: &Fields, counts: &mut Counts) -> tantivy::Result<()> {
    let days = Days::read(segment)?;
    for doc in docs(segment, fields.kind, kind::ARTICLE)? {
        let year = days.of(doc).map(|(from, _)| format!("{:04}", from / 10_000));
        *counts.entry(year).or_default() += 1;
    }
    Ok(())
}
