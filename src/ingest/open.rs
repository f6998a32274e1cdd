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
use std::sync::atomic::{AtomicU64, Ordering};

/// The records of a file, in order. After damage (a truncated archive, broken JSON) one [`Skipped`] ends them.
pub struct Records {
    path: Arc<str>,
    source: Source,
    /// Number of the last record.
    number: u64,
    bound: usize,
    /// Said of records beyond the bound.
    too_large: String,
    /// Bytes on disk read so far.
    read: Arc<AtomicU64>,
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
    let (stream, read) = stream::open(&found.file).map_err(|error| refuse(damage(&error)))?;
    let format = recognise(&found.path, &stream.head).map_err(refuse)?;
    let records = Records::new(&found.path, format, stream, options).map_err(refuse)?;
    Ok(Records { read, ..records })
}

/// JSON Lines from standard input, under the path `-`.
pub fn stdin(options: &Options) -> Records {
    let opened = stream::from_reader(io::stdin()).map_err(|error| damage(&error));
    let records = opened.and_then(|stream| Records::new("-", Format::JsonLines, stream, options));
    records.unwrap_or_else(|reason| Records::from_source("-", Source::Refused(reason), options))
}

impl Records {
    /// Bytes of the file read so far, as they lie on disk; 0 for standard input.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

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
        Records {
            path: path.into(),
            source,
            number: 0,
            bound: options.max_article_bytes,
            too_large: too_large(options),
            read: Arc::default(),
        }
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
        let many = matches!(self.source, Source::Lines(_) | Source::Elements(_) | Source::Rows(_));
        let cut = self.cut().unwrap_or_else(|error| {
            self.source = Source::Ended;
            Some(Err(damage(&error)))
        })?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use proptest::prelude::*;
    use std::io::Write;

    /// Reads a file of this name and content.
    fn read_with(name: &str, bytes: &[u8], options: &Options) -> (Vec<Article>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let found = Found { file, path: name.into(), size: bytes.len() as u64, modified: 0 };
        let (mut articles, mut skipped) = (Vec::new(), Vec::new());
        match open(&found, options) {
            Err(reason) => skipped.push(reason.to_string()),
            Ok(records) => records.for_each(|raw| match raw.and_then(|raw| raw.read(options)) {
                Ok(article) => articles.push(article),
                Err(reason) => skipped.push(reason.to_string()),
            }),
        }
        (articles, skipped)
    }

    fn read(name: &str, bytes: impl AsRef<[u8]>) -> (Vec<Article>, Vec<String>) {
        read_with(name, bytes.as_ref(), &Options::default())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    const LINES: &str = "{\"id\": 7, \"title\": \"Bridge closed\", \"text\": \"“No,” said Tarn.\", \"date\": \"2020-03-02\"}\n\nnot json\n{\"text\": \"Two.\"}\n";

    #[test]
    fn a_line_that_is_not_json_is_skipped_and_the_others_are_read() {
        let (articles, skipped) = read("a.jsonl", LINES);
        assert_eq!(articles.iter().map(|article| article.place.to_string()).collect::<Vec<_>>(), ["a.jsonl#1", "a.jsonl#4"]);
        assert_eq!((articles[0].record_id.as_deref(), articles[0].headline.as_deref()), (Some("7"), Some("Bridge closed")));
        assert_eq!(articles[0].body, "“No,” said Tarn.");
        assert_eq!(skipped, ["a.jsonl, record 3: is not valid JSON: expected ident (column 2)"]);
    }

    #[test]
    fn compressed_files_read_as_plain_ones() {
        let plain = read("a.jsonl", LINES).0.into_iter().map(|article| article.id).collect::<Vec<_>>();
        for (name, bytes) in [("a.jsonl.gz", gzip(LINES.as_bytes())), ("A.JSONL.ZST", zstd::encode_all(LINES.as_bytes(), 1).unwrap())] {
            assert_eq!(read(name, bytes).0.into_iter().map(|article| article.id).collect::<Vec<_>>(), plain, "{name}");
        }
    }

    #[test]
    fn what_comes_before_the_damage_of_an_archive_is_read() {
        let lines: String = (0..40_000).map(|number| format!("{{\"text\": \"Story {}\"}}\n", number * 7919 % 40_009)).collect();
        for (name, bytes) in [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.jsonl.zst", zstd::encode_all(lines.as_bytes(), 1).unwrap())] {
            let (articles, skipped) = read(name, &bytes[..bytes.len() * 3 / 4]);
            assert!(articles.len() > 1000 && articles.len() < 40_000, "{name}: {}", articles.len());
            assert!(skipped.len() == 1 && skipped[0].contains("is cut off"), "{name}: {skipped:?}");
        }
        assert!(read("a.txt.gz", &gzip(b"Story")[..14]).1[0].contains("is cut off"));
    }

    #[test]
    fn plain_text_is_unchanged() {
        let text = "Bridge closed\r\n\r\n\t“No,” said Tarn.  \r\n";
        let (articles, _) = read("2020-03-02.txt", format!("\u{feff}{text}"));
        assert_eq!(articles[0].body, text);
        assert_eq!(articles[0].place.record, None);
        assert_eq!(articles[0].published.as_ref().unwrap().text, "2020-03-02");
    }

    #[test]
    fn json_is_an_article_a_list_or_holds_one() {
        assert_eq!(read("a.json", "{\"body\": \"One.\"}").0[0].place.record, None);
        for json in [
            "[{\"body\": \"One.\"}, 5, {\"content\": \"Two.\"}]",
            "{\"n\": 3, \"Articles\": [{\"body\": \"One.\"}, 5, {\"content\": \"Two.\"}]}",
        ] {
            let (articles, skipped) = read("a.json", json);
            assert_eq!(
                articles.iter().map(|article| (article.body.as_str(), article.place.record)).collect::<Vec<_>>(),
                [("One.", Some(1)), ("Two.", Some(3))]
            );
            assert_eq!(skipped, ["a.json, record 2: is not a JSON object"]);
        }
    }

    #[test]
    fn utf16_is_read_in_every_format() {
        for (name, text) in [
            ("a.txt", "One é."),
            ("a.jsonl", "{\"text\": \"One é.\"}\n"),
            ("a.json", "[{\"text\": \"One é.\"}]"),
            ("a.csv", "text\nOne é.\n"),
        ] {
            let bytes: Vec<u8> = [&b"\xff\xfe"[..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
            assert_eq!(read(name, bytes).0[0].body, "One é.", "{name}");
        }
    }

    #[test]
    fn tables_are_read_with_any_delimiter_and_quoted_breaks() {
        for (name, delimiter) in [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")] {
            let table = "\u{feff}Title,Full Text,Date\nBridge,\"“No,” said Tarn.\nHe left.\",2020-03-02\nShort,Two.\nLong,a,b,c\n"
                .replace(',', delimiter);
            let (articles, skipped) = read(name, &table);
            assert_eq!(articles[0].body, format!("“No{delimiter}” said Tarn.\nHe left."), "{name}");
            assert_eq!((articles[1].body.as_str(), articles[1].place.record), ("Two.", Some(2)));
            assert_eq!(skipped, [format!("{name}, record 3: has 4 values, the header names 3")]);
        }
    }

    #[test]
    fn windows_1252_tables_are_read_without_mojibake() {
        let (articles, _) = read("a.csv", b"title,text\nBridge,\x93No,\x94 said Ren\xe9e Dufour.\n");
        assert_eq!(articles.len(), 0);
        let (articles, _) = read("a.csv", b"title;text\nBridge;\x93No,\x94 said Ren\xe9e Dufour.\n");
        assert_eq!(articles[0].body, "“No,” said Renée Dufour.");
    }

    #[test]
    fn each_failure_has_its_sentence() {
        let small = Options { max_article_bytes: 2048, ..Options::default() };
        let large = "x".repeat(3000);
        for (name, bytes, reason) in [
            ("a.txt", b"".to_vec(), "a.txt: is empty"),
            ("a.txt", b" \n ".to_vec(), "a.txt: has no text"),
            ("a.txt", b"a\0b".to_vec(), "a.txt: is binary data, not text"),
            ("a.pdf", b"%PDF-1.4".to_vec(), "a.pdf: is a PDF, a format sayso does not read"),
            ("a.txt", large.clone().into_bytes(), "a.txt: is larger than 2 KB for one article"),
            ("a.jsonl", format!("{{\"text\": \"{large}\"}}").into_bytes(), "a.jsonl, record 1: is larger than 2 KB for one article"),
            ("a.json", format!("[{{\"text\": \"{large}\"}}]").into_bytes(), "a.json, record 1: is larger than 2 KB for one article"),
            ("a.json", b"hello".to_vec(), "a.json, record 1: is not valid JSON"),
            ("a.json", b"[{\"text\": \"a".to_vec(), "a.json, record 1: ends in the middle of a record"),
            (
                "a.jsonl",
                b"{\"story\": \"a\", \"text\": null}".to_vec(),
                "a.jsonl, record 1: text field is missing or empty (fields found: story, text; name it with --map text=FIELD)",
            ),
            ("a.csv", b"a,b\n1,2\n".to_vec(), "a.csv: has no text column (columns found: a, b; name it with --map text=COLUMN)"),
            ("a.html", b"<html><body></body></html>".to_vec(), "a.html: has no text"),
        ] {
            assert_eq!(read_with(name, &bytes, &small).1, [reason], "{name}");
        }
    }

    #[test]
    fn a_quotation_mark_left_open_does_not_swallow_memory() {
        let small = Options { max_article_bytes: 2048, ..Options::default() };
        let table = format!("title,text\nA,One.\nB,\"{}", "word ".repeat(20_000));
        let (_, skipped) = read_with("a.csv", table.as_bytes(), &small);
        assert_eq!(skipped, ["a.csv, record 2: a row is too large (is a quotation mark left open?)"]);
    }

    #[test]
    fn mapped_fields_are_used_in_records_and_tables() {
        let options = Options { fields: crate::ingest::FieldMap::parse("text=meta.story").unwrap(), ..Options::default() };
        assert_eq!(read_with("a.jsonl", b"{\"text\": \"no\", \"meta\": {\"story\": \"yes\"}}", &options).0[0].body, "yes");
        let options = Options { fields: crate::ingest::FieldMap::parse("text=Story").unwrap(), ..Options::default() };
        assert_eq!(read_with("a.csv", b"text,story\nno,yes\n", &options).0[0].body, "yes");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn no_bytes_make_any_format_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[<>/a-z\\[\\]{}:,\"\\\\ \n;-]{0,200}") {
            for name in ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a", "a.txt.gz", "a.json.zst"] {
                for bytes in [&bytes[..], text.as_bytes()] {
                    let (articles, skipped) = read(name, bytes);
                    prop_assert!(articles.len() + skipped.len() <= 200);
                    prop_assert!(articles.iter().all(|article| !article.body.trim().is_empty()));
                }
            }
            let torn = [&gzip(text.as_bytes())[..], &bytes].concat();
            read("a.jsonl.gz", torn);
        }
    }
}
