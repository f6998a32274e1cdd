//! The values of one facet in one segment. Comes in: a column. Goes out: what its documents have, in words, and how often.

use super::facets::Facet;
use crate::error::Result;
use crate::index::who::Who;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// Documents whose values are read at once.
const BLOCK: usize = 128;

/// The values of one segment.
pub(super) enum Values {
    /// Words, or as the flag says [speakers](Who).
    Words(Option<StrColumn>, bool),
    /// Years or months.
    Days {
        /// First day that a date can mean.
        first: Option<Column<i64>>,
        /// Last day.
        last: Option<Column<i64>>,
        /// Whether months are counted.
        months: bool,
    },
}

impl Values {
    /// Opens the column of `facet`.
    pub(super) fn read(segment: &SegmentReader, facet: Facet, column: &str) -> Result<Values> {
        Ok(match facet {
            Facet::Year | Facet::Month => Values::Days {
                first: segment.fast_fields().column_opt(column)?,
                last: segment.fast_fields().column_opt("day_to")?,
                months: facet == Facet::Month,
            },
            _ => Values::Words(segment.fast_fields().str(column)?, column.ends_with("_who")),
        })
    }

    /// The numbers of a document's values.
    pub(super) fn of(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        let (words, day) = match self {
            Values::Words(column, _) => (column.as_ref().map(|column| column.term_ords(doc)), None),
            Values::Days { first, last, months } => {
                let day = |column: &Option<Column<i64>>| column.as_ref().and_then(|column| column.first(doc)).map(|day| day as u64);
                // A date that is known to the year only has no month: none is made up.
                let value = |(first, last): (u64, u64)| match months {
                    true if first / 100 == last / 100 => first / 100,
                    true => first / 10_000 * 100,
                    false => first / 10_000,
                };
                (None, day(first).zip(day(last)).map(value))
            }
        };
        words.into_iter().flatten().chain(day)
    }

    /// How often each value is met in `docs`, and how many of them have none.
    pub(super) fn tally(&self, docs: &[DocId]) -> Result<(Vec<(String, usize)>, usize)> {
        match self {
            Values::Words(None, _) => Ok((Vec::new(), docs.len())),
            Values::Words(Some(column), who) => {
                let (counts, none) = count(column, docs);
                Ok((words(column, &counts, *who)?, none))
            }
            Values::Days { .. } => {
                let mut met: FxHashMap<u64, usize> = FxHashMap::default();
                docs.iter().flat_map(|doc| self.of(*doc)).for_each(|value| *met.entry(value).or_default() += 1);
                let none = docs.len() - met.values().sum::<usize>();
                Ok((met.into_iter().map(|(value, times)| (self.decode(value), times)).collect(), none))
            }
        }
    }

    /// A value in words.
    pub(super) fn decode(&self, value: u64) -> String {
        match self {
            Values::Words(column, who) => {
                let mut text = String::new();
                // A value that a document names is in the dictionary.
                let _ = column.as_ref().map(|column| column.ord_to_str(value, &mut text));
                if *who { name(&text) } else { text }
            }
            Values::Days { months: true, .. } if value.is_multiple_of(100) => format!("{:04}-??", value / 100),
            Values::Days { months: true, .. } => format!("{:04}-{:02}", value / 100, value % 100),
            Values::Days { months: false, .. } => format!("{value:04}"),
        }
    }
}

/// By number of the value how often it is met, and how many of `docs` have none.
fn count(column: &StrColumn, docs: &[DocId]) -> (Vec<u32>, usize) {
    let mut counts = vec![0_u32; column.num_terms()];
    let mut none = 0;
    let mut add = |value: u64| counts.get_mut(value as usize).into_iter().for_each(|count| *count += 1);
    if column.ords().get_cardinality() == Cardinality::Multivalued {
        for doc in docs {
            let mut values = column.term_ords(*doc).peekable();
            none += usize::from(values.peek().is_none());
            values.for_each(&mut add);
        }
        return (counts, none);
    }
    for block in docs.chunks(BLOCK) {
        let mut values = [None; BLOCK];
        let values = &mut values[..block.len()];
        column.ords().first_vals(block, values);
        none += values.iter().filter(|value| value.is_none()).count();
        values.iter().flatten().for_each(|value| add(*value));
    }
    (counts, none)
}

/// The values that are met, in words.
fn words(column: &StrColumn, counts: &[u32], who: bool) -> Result<Vec<(String, usize)>> {
    let met = || counts.iter().enumerate().filter(|(_, times)| **times > 0);
    let numbers: Vec<u64> = met().map(|(number, _)| number as u64).collect();
    let mut times = met().map(|(_, times)| *times as usize);
    let mut words = Vec::with_capacity(numbers.len());
    in_words(column, &numbers, |_, word| {
        words.extend(times.next().map(|times| (if who { name(word) } else { word.to_owned() }, times)));
    })?;
    Ok(words)
}

/// Gives `f` every value that `docs` have, once, with its number and in words.
pub(super) fn each_word(column: &StrColumn, docs: &[DocId], f: impl FnMut(u64, &str)) -> Result<()> {
    let values: BTreeSet<u64> = docs.iter().flat_map(|doc| column.term_ords(*doc)).collect();
    in_words(column, &values.into_iter().collect::<Vec<_>>(), f)
}

/// Values that ascend, in words. The dictionary is read in one go: to look each up by itself takes longer than all the counting.
fn in_words(column: &StrColumn, values: &[u64], mut f: impl FnMut(u64, &str)) -> Result<()> {
    let mut rest = values.iter();
    column.dictionary().sorted_ords_to_term_cb(values, |word| {
        rest.next().into_iter().for_each(|value| f(*value, &String::from_utf8_lossy(word)));
    })?;
    Ok(())
}

/// What a value of a column of speakers is counted as: the name, or for somebody without one the kind.
fn name(value: &str) -> String {
    Who::decode(value).map_or(String::new(), |who| who.name.unwrap_or(who.kind.as_str()).to_owned())
}
