//! What kind of file a file is. Comes in: its name and first bytes. Goes out: a format, or the name of what sayso does not read.

use std::path::Path;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text: one article.
    Plain,
    /// Markdown: one article.
    Markdown,
    /// A web page: one article.
    Html,
    /// JSON: an article, a list of them, or objects one after another.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Rows with a header; the delimiter is found out.
    Table,
}

/// The format of the file called `path` that starts with `head` (decompressed), or what it is, in words.
pub(super) fn recognise(path: &str, head: &[u8]) -> Result<Format, String> {
    if let Some(name) = foreign_magic(head) {
        return Err(unread(name));
    }
    match extension(path) {
        Some(extension) => by_extension(&extension),
        None => Ok(sniff(head)),
    }
}

/// The extension in lower case, that of the content where the file is compressed (`a.jsonl.zst` → `jsonl`).
fn extension(path: &str) -> Option<String> {
    let lower = Path::new(path).file_name()?.to_string_lossy().to_lowercase();
    let packed = [".gz", ".zst"].iter().find_map(|end| lower.strip_suffix(end));
    let (_, extension) = packed.unwrap_or(&lower).rsplit_once('.')?;
    (!extension.is_empty()).then(|| extension.to_owned())
}

fn by_extension(extension: &str) -> Result<Format, String> {
    Ok(match extension {
        "txt" | "text" => Format::Plain,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::JsonLines,
        "csv" | "tsv" => Format::Table,
        other => return Err(foreign_extension(other).map_or_else(|| format!("is a .{other} file, a format sayso does not read"), unread)),
    })
}

fn unread(name: &str) -> String {
    format!("is {name}, a format sayso does not read")
}

fn foreign_extension(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "pdf" => "a PDF",
        "doc" | "docx" | "dotx" => "a Word document",
        "odt" | "rtf" | "pages" => "a word processor's document",
        "epub" | "mobi" => "an e-book",
        "xls" | "xlsx" | "ods" => "a spreadsheet",
        "ppt" | "pptx" | "odp" => "a presentation",
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" | "tif" | "tiff" | "heic" | "avif" | "ico" => "an image",
        "mp3" | "wav" | "ogg" | "m4a" | "flac" | "aac" => "a sound recording",
        "mp4" | "mov" | "avi" | "mkv" | "webm" => "a video",
        "zip" | "tar" | "tgz" | "7z" | "rar" | "bz2" | "xz" => "an archive",
        "eml" | "mbox" | "msg" => "e-mail",
        "warc" | "wacz" | "arc" => "a web archive",
        "xml" | "rss" | "atom" => "XML",
        "parquet" | "arrow" | "feather" => "a column store",
        "db" | "sqlite" | "sqlite3" => "a database",
        _ => return None,
    })
}

/// Formats that give themselves away whatever the file is called.
fn foreign_magic(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "a word processor's document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"WARC/1.", "a web archive"),
        (b"SQLite format 3", "a database"),
        (b"PAR1", "a column store"),
        (b"\x7fELF", "a program"),
    ];
    MAGIC.iter().find(|(start, _)| head.starts_with(start)).map(|(_, name)| *name)
}

/// The format of a file without extension, by how it starts.
fn sniff(head: &[u8]) -> Format {
    let start = head.trim_ascii_start();
    let lower = start[..start.len().min(512)].to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") || memchr::memmem::find(&lower, b"<html").is_some() {
        Format::Html
    } else if start.starts_with(b"{") || start.starts_with(b"[{") {
        Format::Json
    } else {
        Format::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_read_in_any_case_and_under_compression() {
        assert_eq!(recognise("a/B.TXT", b"x"), Ok(Format::Plain));
        assert_eq!(recognise("a/b.jsonl.zst", b"{"), Ok(Format::JsonLines));
        assert_eq!(recognise("a/b.HTML.gz", b"<p>"), Ok(Format::Html));
        assert_eq!(recognise("a/b.tsv", b"a\tb"), Ok(Format::Table));
    }

    #[test]
    fn what_is_not_read_is_named() {
        assert_eq!(recognise("a.pdf", b"").unwrap_err(), "is a PDF, a format sayso does not read");
        assert_eq!(recognise("a.txt", b"%PDF-1.7 ...").unwrap_err(), "is a PDF, a format sayso does not read");
        assert_eq!(recognise("a.xyz", b"").unwrap_err(), "is a .xyz file, a format sayso does not read");
    }

    #[test]
    fn a_file_without_extension_is_known_by_its_start() {
        assert_eq!(recognise("page", b"\n<!DOCTYPE html><p>"), Ok(Format::Html));
        assert_eq!(recognise("dump", b"{\"text\": 1}"), Ok(Format::Json));
        assert_eq!(recognise("story", b"Mayor resigns\n"), Ok(Format::Plain));
    }
}
