//! JSON lines. Comes in: records of the contract. Goes out: one object a line, `\n` at its end.

use super::contract::{ArticleRecord, ClaimRecord, QuotationRecord};
use super::{Exporter, Row};
use crate::error::{Error, Result};
use serde::Serialize;
use std::io::Write;

/// Writes one JSON object and ends the line.
///
/// # Errors
/// [`Error::Write`] where the writer fails, so that a closed pipe can be told from a record that is no JSON.
pub fn write_line(out: &mut impl Write, record: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, record).map_err(|error| match error.io_error_kind() {
        Some(_) => Error::Write(error.into()),
        None => Error::Json(error),
    })?;
    Ok(out.write_all(b"\n")?)
}

/// The format.
pub struct Jsonl<W> {
    out: W,
}

impl<W: Write> Jsonl<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Jsonl<W> {
        Jsonl { out }
    }
}

impl<W: Write> Exporter for Jsonl<W> {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn quotation(&mut self, row: &Row<QuotationRecord>) -> Result<()> {
        write_line(&mut self.out, row)
    }

    fn claim(&mut self, row: &Row<ClaimRecord>) -> Result<()> {
        write_line(&mut self.out, row)
    }

    fn article(&mut self, record: &ArticleRecord) -> Result<()> {
        write_line(&mut self.out, record)
    }

    fn end(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::export::{Export, Format, What, sample};

    #[test]
    fn a_line_holds_the_quotation_and_its_articles_metadata() {
        let mut out = Vec::new();
        let mut export = Export::begin(&mut out, What::Quotations, Format::Jsonl, false).unwrap();
        assert_eq!(export.add(&sample(), &[sample().article.place]).unwrap(), 2);
        export.end().unwrap();
        let lines: Vec<serde_json::Value> = out.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["speaker"]["name"], "Ada Quill");
        assert_eq!(lines[0]["article"]["paths"][0], "bridge.jsonl#2");
        assert_eq!(lines[0]["schema_version"], 1);
    }
}
