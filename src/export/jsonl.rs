//! JSON lines. Comes in: records of the contract. Goes out: one object a line, `\n` at its end.

use super::contract::Contract;
use super::{Exporter, Row, What};
use crate::article::Place;
use crate::error::{Error, Result};
use serde::Serialize;
use std::io::Write;

/// Writes one JSON object and ends the line.
///
/// # Errors
/// [`Error::Write`] where the writer fails, so that a closed pipe can be told from a record that is no JSON.
pub fn write_line(out: &mut impl Write, record: &impl Serialize) -> Result<()> {
    write_json(out, record)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes one JSON object.
pub(super) fn write_json(out: &mut impl Write, record: &impl Serialize) -> Result<()> {
    serde_json::to_writer(out, record).map_err(|error| match error.io_error_kind() {
        Some(_) => Error::Write(error.into()),
        None => Error::Json(error),
    })
}

/// The format.
pub struct Jsonl<W> {
    out: W,
    what: What,
    with_body: bool,
}

impl<W: Write> Jsonl<W> {
    /// Writes to `out`.
    pub fn new(out: W, what: What, with_body: bool) -> Jsonl<W> {
        Jsonl { out, what, with_body }
    }
}

impl<W: Write> Exporter for Jsonl<W> {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let annotated = contract.annotated();
        match self.what {
            What::Articles => {
                write_line(&mut self.out, &contract.article(places, self.with_body))?;
                Ok(1)
            }
            What::Quotations => {
                let metadata = contract.metadata(places);
                for quotation in &annotated.quotations {
                    write_line(&mut self.out, &Row::new(contract.quotation(quotation), &metadata))?;
                }
                Ok(annotated.quotations.len())
            }
            What::Claims => {
                let metadata = contract.metadata(places);
                for claim in &annotated.claims {
                    write_line(&mut self.out, &Row::new(contract.claim(claim), &metadata))?;
                }
                Ok(annotated.claims.len())
            }
        }
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::export::{Format, What, exported};

    #[test]
    fn a_line_holds_the_quotation_and_its_articles_metadata() {
        let out = exported(What::Quotations, Format::Jsonl);
        let lines: Vec<serde_json::Value> = out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["speaker"]["name"], "Ada Quill");
        assert_eq!(lines[0]["article"]["paths"][0], "bridge.jsonl#2");
        assert_eq!(lines[0]["schema_version"], 1);
    }
}
