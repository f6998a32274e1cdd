//! Columns of text, counted by value. Comes in: a segment. Goes out: numbers that stand for values in all segments.

use crate::index::tokens;
use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// Values by number, the same in every segment.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    numbers: FxHashMap<String, u32>,
    values: Vec<String>,
}

impl Values {
    /// The number of `value`.
    pub(super) fn number(&mut self, value: &str) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = self.values.len() as u32;
        self.numbers.insert(value.to_owned(), number);
        self.values.push(value.to_owned());
        number
    }

    /// All values, by number.
    pub(super) fn all(&self) -> &[String] {
        &self.values
    }
}

/// A column of text in one segment, its values numbered.
pub(super) struct Numbered {
    column: Option<StrColumn>,
    numbers: Vec<u32>,
}

impl Numbered {
    /// The column `name` of `segment`.
    pub(super) fn read(segment: &SegmentReader, name: &str, values: &mut Values) -> tantivy::Result<Numbered> {
        let column = segment.fast_fields().str(name)?;
        let mut numbers = Vec::new();
        if let Some(column) = &column {
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                numbers.push(values.number(&String::from_utf8_lossy(stream.key())));
            }
        }
        Ok(Numbered { column, numbers })
    }

    /// The numbers of the values of `doc`.
    pub(super) fn of(&self, doc: DocId) -> impl Iterator<Item = u32> + '_ {
        let ords = self.column.iter().flat_map(move |column| column.term_ords(doc));
        ords.filter_map(|ord| self.numbers.get(ord as usize).copied())
    }

    /// The number of the only value of `doc`.
    pub(super) fn first(&self, doc: DocId) -> Option<u32> {
        let ord = self.column.as_ref()?.ords().first(doc)?;
        self.numbers.get(ord as usize).copied()
    }
}

/// First and last day of documents, as `YYYYMMDD` numbers.
pub(super) struct Days {
    from: Option<Column<i64>>,
    to: Option<Column<i64>>,
}

impl Days {
    /// Those of a segment.
    pub(super) fn read(segment: &SegmentReader) -> tantivy::Result<Days> {
        Ok(Days { from: segment.fast_fields().column_opt("day_from")?, to: segment.fast_fields().column_opt("day_to")? })
    }

    /// Those of a document; `None` without a date.
    pub(super) fn of(&self, doc: DocId) -> Option<(i64, i64)> {
        Some((self.from.as_ref()?.first(doc)?, self.to.as_ref()?.first(doc)?))
    }
}

/// The living documents of one kind.
pub(super) fn docs(segment: &SegmentReader, field: Field, kind: &str) -> tantivy::Result<Vec<DocId>> {
    let term = Term::from_field_text(field, kind);
    let mut docs = Vec::new();
    if let Some(mut postings) = segment.inverted_index(field)?.read_postings(&term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                docs.push(postings.doc());
            }
            postings.advance();
        }
    }
    Ok(docs)
}

/// What names and labels are compared by: no case, no accents, one kind of apostrophe, single spaces.
pub(super) fn folded(text: &str) -> String {
    let folded = if text.is_ascii() { text.to_ascii_lowercase() } else { tokens::fold(text).replace(['’', 'ʼ'], "'") };
    if folded.contains("  ") { folded.split_whitespace().collect::<Vec<_>>().join(" ") } else { folded }
}
