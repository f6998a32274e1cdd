//! A long JSON list within an object. Comes in: values, one after another. Goes out: one a line, with the object's beginning and end around them.

use super::jsonl::write_json;
use crate::error::Result;
use serde::Serialize;
use std::io::Write;

/// A list under way.
pub(super) struct JsonList<W> {
    out: W,
    count: usize,
}

impl<W: Write> JsonList<W> {
    /// Writes `head`: the object up to the list's opening bracket.
    pub(super) fn begin(mut out: W, head: &str) -> Result<JsonList<W>> {
        out.write_all(head.as_bytes())?;
        Ok(JsonList { out, count: 0 })
    }

    /// Writes one more value.
    pub(super) fn add(&mut self, value: &impl Serialize) -> Result<()> {
        self.out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        write_json(&mut self.out, value)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Writes `tail`: what follows the list's closing bracket.
    pub(super) fn end(mut self, tail: &str) -> Result<()> {
        writeln!(self.out, "\n]{tail}")?;
        Ok(self.out.flush()?)
    }
}
