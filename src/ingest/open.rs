//! Cuts a file into records. Comes in: a file. Goes out: [`Raw`] records one after another, each bounded, not looked into.

use super::elements::{Element, Elements};
use super::format::{Format, recognise};
use super::lines::{self, Line};
use super::raw::{Content, Raw};
use super::rows::Rows;
use super::stream::{self, Stream};
use super::walk::describe;
use super::{Found, Options, Skipped, too_large};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The records of a file, in order. After damage (a truncated archive, broken JSON) one [`Skipped`] ends them.
pub struct Records {
    path: Arc<str>,
    source: Source,
    /// Number of the last record.
    number: u64,
    bound: usize,
    /// Said of records beyond the bound.
    too_large: String,
}

enum Source {
    /// A file of one article.
    Whole(fn(Vec<u8>) -> Content, Box<dyn BufRead + Send>),
    Lines(Box<dyn BufRead + Send>),
    Elements(Elements),
    Rows(Rows),
    /// Cannot be read, for this reason.
    Refused(String),
    Ended,
}

/// What [`Records::next`] found, before it is given a place.
type Cut = Option<Result<(Option<u64>, Content), String>>;

/// Opens a file. The format is told by its name, without extension by how it starts; compression by its first bytes.
///
/// # Errors
/// A file that cannot be opened, is empty, or has a format that is not read.
pub fn open(found: &Found, options: &Options) -> Result<Records, Skipped> {
    let refuse = |reason: String| Skipped::new(&found.path, None, reason);
    let stream = stream::open(&found.file).map_err(|error| refuse(damage(&error)))?;
    let format = recognise(&found.path, &stream.head).map_err(refuse)?;
    Records::new(&found.path, format, stream, options).map_err(refuse)
}

/// JSON Lines from standard input, under the path `-`.
pub fn stdin(options: &Options) -> Records {
    let opened = stream::from_reader(io::stdin()).map_err(|error| damage(&error));
    let records = opened.and_then(|stream| Records::new("-", Format::JsonLines, stream, options));
    records.unwrap_or_else(|reason| Records::from_source("-", Source::Refused(reason), options))
}

impl Records {
    fn new(path: &str, format: Format, stream: Stream, options: &Options) -> Result<Records, String> {
        if stream.head.is_empty() {
            // An archive that is damaged from its first byte has no head either: reading tells the two apart.
            let Stream { mut input, .. } = stream;
            return Err(input.fill_buf().err().map_or_else(|| "is empty".into(), |error| damage(&error)));
        }
        let source = match format {
            Format::Plain => Source::Whole(Content::Plain, stream.input),
            Format::Markdown => Source::Whole(Content::Markdown, stream.input),
            Format::Html => Source::Whole(Content::Html, stream.input),
            Format::Json | Format::JsonLines | Format::Table => {
                let stream = stream.into_utf8().map_err(|error| damage(&error))?;
                Source::of_many(format, stream, options)?
            }
        };
        Ok(Records::from_source(path, source, options))
    }

    fn from_source(path: &str, source: Source, options: &Options) -> Records {
        Records { path: path.into(), source, number: 0, bound: options.max_article_bytes, too_large: too_large(options) }
    }

    fn cut(&mut self) -> io::Result<Cut> {
        Ok(match &mut self.source {
            Source::Ended => None,
            Source::Refused(reason) => {
                let reason = std::mem::take(reason);
                self.source = Source::Ended;
                Some(Err(reason))
            }
            Source::Whole(content, input) => {
                let mut bytes = Vec::new();
                input.take(self.bound as u64 + 1).read_to_end(&mut bytes)?;
                let content = *content;
                self.source = Source::Ended;
                let fits = bytes.len() <= self.bound;
                Some(if fits { Ok((None, content(bytes))) } else { Err(self.too_large.clone()) })
            }
            Source::Lines(input) => loop {
                self.number += 1;
                match lines::next(input, self.bound)? {
                    Line::End => break None,
                    Line::TooLong => break Some(Err(self.too_large.clone())),
                    Line::Whole(line) if line.trim_ascii().is_empty() => {}
                    Line::Whole(line) => break Some(Ok((Some(self.number), Content::Object(line)))),
                }
            },
            Source::Elements(elements) => {
                self.number += 1;
                match elements.next()? {
                    Element::End => None,
                    Element::TooLong => Some(Err(self.too_large.clone())),
                    Element::Broken(reason) => Some(Err(reason.into())),
                    Element::Value { bytes, alone } => Some(Ok(((!alone).then_some(self.number), Content::Object(bytes)))),
                }
            }
            Source::Rows(rows) => {
                self.number += 1;
                let row = rows.next().map_err(csv_error)?;
                row.map(|row| match row.as_slice().len() > self.bound {
                    true => Err(self.too_large.clone()),
                    false => Ok((Some(self.number), Content::Row(rows.columns.clone(), row))),
                })
            }
        })
    }
}

impl Source {
    fn of_many(format: Format, stream: Stream, options: &Options) -> Result<Source, String> {
        let Stream { head, input } = stream;
        let bound = options.max_article_bytes;
        // Some name a whole JSON list `.jsonl`.
        let is_list = head.trim_ascii_start().starts_with(b"[");
        match format {
            Format::JsonLines if !is_list => Ok(Source::Lines(input)),
            Format::Table => {
                let rows = Rows::new(&head, input, bound, &options.fields).map_err(|error| damage(&csv_error(error)))?;
                let rows = rows.ok_or("is empty")?;
                let names = &rows.columns.names;
                if !options.fields.finds_text(names.iter().map(String::as_str)) {
                    return Err(format!("has no text column (columns found: {}; name it with --map text=COLUMN)", names.join(", ")));
                }
                Ok(Source::Rows(rows))
            }
            _ => Ok(Source::Elements(Elements::new(input, bound))),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Raw, Skipped>;

    fn next(&mut self) -> Option<Result<Raw, Skipped>> {
        let cut = self.cut().unwrap_or_else(|error| {
            self.source = Source::Ended;
            Some(Err(damage(&error)))
        })?;
        let many = matches!(self.source, Source::Lines(_) | Source::Elements(_) | Source::Rows(_));
        Some(match cut {
            Ok((record, content)) => Ok(Raw { path: self.path.clone(), record, content }),
            Err(reason) => Err(Skipped::new(&self.path, many.then_some(self.number), reason)),
        })
    }
}

fn csv_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::new(io::ErrorKind::InvalidData, "the table is malformed"),
    }
}

/// A failure while reading, in words.
fn damage(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "is cut off: the rest of the archive is missing".into(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => format!("is damaged: {error}"),
        io::ErrorKind::FileTooLarge => error.to_string(),
        _ => describe(error),
    }
}
