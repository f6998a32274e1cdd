//! The rows of a table. Comes in: CSV or TSV with a header. Goes out: columns and one row after another, each bounded.

use super::encoding;
use super::fields::FieldMap;
use super::lines::{self, Line};
use csv::ByteRecord;
use encoding_rs::Encoding;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Delimiters, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// What all rows of a table share.
#[derive(Debug)]
pub(super) struct Columns {
    /// The names in the header.
    pub names: Vec<String>,
    /// How bytes that are not UTF-8 are read: guessed from the start of the file, where that tells.
    pub encoding: Option<&'static Encoding>,
}

/// Reads rows.
pub(super) struct Rows {
    reader: csv::Reader<Bounded>,
    room: Arc<AtomicUsize>,
    bound: usize,
    /// The header.
    pub columns: Arc<Columns>,
}

impl Rows {
    /// Reads the header; each row may take `bound` bytes. `None` where there is none.
    pub(super) fn new(head: &[u8], input: Box<dyn BufRead + Send>, bound: usize, fields: &FieldMap) -> csv::Result<Option<Rows>> {
        let encoding =
            (!head.is_ascii() && std::str::from_utf8(&head[..head.len().saturating_sub(4)]).is_err()).then(|| encoding::guess(head));
        let delimiter = delimiter(head, fields);
        let room = Arc::new(AtomicUsize::new(bound));
        let bounded = Bounded { input, room: room.clone() };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bounded);
        let mut header = ByteRecord::new();
        if !reader.read_byte_record(&mut header)? {
            return Ok(None);
        }
        let names = header.iter().map(|name| cell(name, encoding).unwrap_or_default().trim().to_owned()).collect();
        Ok(Some(Rows { reader, room, bound, columns: Arc::new(Columns { names, encoding }) }))
    }

    /// The next row, or `None` at the end.
    pub(super) fn next(&mut self) -> csv::Result<Option<ByteRecord>> {
        self.room.store(self.bound, Ordering::Relaxed);
        let mut row = ByteRecord::new();
        Ok(self.reader.read_byte_record(&mut row)?.then_some(row))
    }
}

/// The text of a cell.
pub(super) fn cell(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<String, String> {
    encoding::decode(bytes.to_vec(), |_| encoding)
}

/// The delimiter under which the header has most columns with known names, then most columns.
fn delimiter(mut head: &[u8], fields: &FieldMap) -> u8 {
    let Ok(Line::Whole(header)) = lines::next(&mut head, usize::MAX) else { return DELIMITERS[0] };
    let score = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(&header[..]);
        let mut row = ByteRecord::new();
        let read = reader.read_byte_record(&mut row).unwrap_or(false);
        let known = row.iter().filter(|name| fields.knows(&String::from_utf8_lossy(name))).count();
        (read, known, row.len())
    };
    // The last of equals wins in `max_by_key`: the likeliest is asked last.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(DELIMITERS[0])
}

/// A stream that fails when one row takes too much: a quotation mark left open would swallow the rest of the file.
struct Bounded {
    input: Box<dyn BufRead + Send>,
    room: Arc<AtomicUsize>,
}

impl Read for Bounded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let room = self.room.load(Ordering::Relaxed);
        if room == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a row is too large (is a quotation mark left open?)"));
        }
        let length = self.input.read(out)?;
        self.room.store(room.saturating_sub(length), Ordering::Relaxed);
        Ok(length)
    }
}
