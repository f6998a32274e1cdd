//! CSV for spreadsheets and statistics. Comes in: records of the contract. Goes out: one flat row a record, UTF-8, RFC 4180.
//!
//! Cells hold the article's words unaltered, also where they begin with `=` or `+`: guarding against formulas by a changed cell
//! would falsify quotations (docs/export.md says how to import such a file as text).

use super::contract::Contract;
use super::{Exporter, What, flat};
use crate::article::Place;
use crate::error::{Error, Result};
use std::io::Write;

/// The format.
pub struct Csv<W: Write> {
    writer: csv::Writer<W>,
    what: What,
    with_body: bool,
}

impl<W: Write> Csv<W> {
    /// Writes the names of the columns to `out`.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn begin(out: W, what: What, with_body: bool) -> Result<Csv<W>> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let names = flat::columns(what, with_body).into_iter().map(|(name, _)| name);
        writer.write_record(names).map_err(failure)?;
        Ok(Csv { writer, what, with_body })
    }
}

impl<W: Write> Exporter for Csv<W> {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let record = contract.article(places, self.with_body);
        let rows = flat::rows(self.what, &record);
        for row in &rows {
            self.writer.write_record(row.iter().map(ToString::to_string)).map_err(failure)?;
        }
        Ok(rows.len())
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

/// Keeps the writer's own failure, so that a closed pipe is recognised.
fn failure(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Write(error),
        other => Error::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use crate::export::{Format, What, exported};

    fn rows(what: What) -> Vec<csv::StringRecord> {
        let out = exported(what, Format::Csv);
        csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes()).records().map(|row| row.unwrap()).collect()
    }

    #[test]
    fn there_is_a_row_for_each_record_under_a_header() {
        for (what, count) in [(What::Quotations, 3), (What::Claims, 2), (What::Articles, 2)] {
            assert_eq!(rows(what).len(), count, "{what:?}");
        }
    }

    #[test]
    fn cells_hold_the_articles_words_unaltered() {
        let rows = rows(What::Quotations);
        let cell = |name: &str| &rows[1][rows[0].iter().position(|column| column == name).unwrap()];
        assert_eq!(cell("headline"), "=Bridge, \"safe\"");
        assert_eq!(cell("content"), "“The 🌉 bridge is safe,”");
        assert_eq!(cell("authors"), "Bo Lund; Cy Marr");
        assert_eq!(cell("published"), "");
    }
}
