//! A page to read and print. Comes in: quotations or claims. Goes out: one HTML file without scripts or network: quotations by speaker, claims by status.
//!
//! Entries are kept in a temporary file until all are known, so that memory holds a few words of each, whatever the number.

use super::contract::{AUTHOR, Contract, GAP, Metadata};
use super::{Exporter, What};
use crate::article::Place;
use crate::error::Result;
use crate::span::Span;
use crate::speaker::SpeakerKind;
use crate::text::Text;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

const STYLE: &str = include_str!("report.css");

/// Longest context shown around a record, in bytes.
const LONGEST: usize = 1200;

/// Where quotations stand that name nobody.
const NOBODY: &str = "Speaker could not be told";
/// Where quotations stand whose sources the articles do not name: two articles' "officials" are not one speaker.
const UNNAMED: &str = "Sources that are not named";

/// An entry, lying in the temporary file.
struct Entry {
    date: Option<String>,
    number: usize,
    at: u64,
    length: usize,
}

/// The format.
pub struct Html<W> {
    out: W,
    what: What,
    spool: BufWriter<File>,
    written: u64,
    count: usize,
    sections: BTreeMap<String, Vec<Entry>>,
}

impl<W: Write> Html<W> {
    /// Makes the temporary file.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn begin(out: W, what: What) -> Result<Html<W>> {
        let spool = BufWriter::new(tempfile::tempfile()?);
        Ok(Html { out, what, spool, written: 0, count: 0, sections: BTreeMap::new() })
    }

    fn keep(&mut self, section: String, date: Option<&str>, entry: &str) -> Result<()> {
        self.spool.write_all(entry.as_bytes())?;
        let kept = Entry { date: date.map(str::to_owned), number: self.count, at: self.written, length: entry.len() };
        self.written += entry.len() as u64;
        self.count += 1;
        self.sections.entry(section).or_default().push(kept);
        Ok(())
    }

    /// Speakers with most entries first, those that are nobody's last; statuses by weight.
    fn ordered(&mut self) -> Vec<(String, Vec<Entry>)> {
        let mut sections: Vec<_> = std::mem::take(&mut self.sections).into_iter().collect();
        sections.sort_by_cached_key(|(name, entries)| (name == NOBODY, name == UNNAMED, Reverse(entries.len()), name.clone()));
        for (_, entries) in &mut sections {
            entries
                .sort_by(|one, other| (one.date.is_none(), &one.date, one.number).cmp(&(other.date.is_none(), &other.date, other.number)));
        }
        sections
    }
}

impl<W: Write> Exporter for Html<W> {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let annotated = contract.annotated();
        let metadata = contract.metadata(places);
        let page = Page { contract, text: Text::new(&annotated.article.body), metadata: &metadata };
        let before = self.count;
        if self.what == What::Claims {
            for claim in &annotated.claims {
                let record = contract.claim(claim);
                self.keep(record.status.as_str().to_owned(), metadata.published, &page.claim(claim))?;
            }
        } else {
            for quotation in &annotated.quotations {
                let section = section(contract, quotation);
                self.keep(section, metadata.published, &page.quotation(quotation))?;
            }
        }
        Ok(self.count - before)
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        let sections = self.ordered();
        self.spool.flush()?;
        let title = if self.what == What::Claims { "Contested claims" } else { "Quotations by speaker" };
        write!(
            self.out,
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title}</title><style>\n{STYLE}</style></head><body>\n<h1>{title}</h1>\n<nav><ol>\n"
        )?;
        for (number, (name, entries)) in sections.iter().enumerate() {
            writeln!(self.out, "<li><a href=\"#s{number}\">{}</a> {}</li>", Escaped(name), entries.len())?;
        }
        writeln!(self.out, "</ol></nav>")?;
        let mut spool = BufReader::new(self.spool.get_ref());
        for (number, (name, entries)) in sections.iter().enumerate() {
            writeln!(self.out, "<section id=\"s{number}\"><h2>{} <small>{}</small></h2>", Escaped(name), entries.len())?;
            for entry in entries {
                spool.seek(SeekFrom::Start(entry.at))?;
                std::io::copy(&mut spool.by_ref().take(entry.length as u64), &mut self.out)?;
            }
            writeln!(self.out, "</section>")?;
        }
        writeln!(
            self.out,
            "<footer>Made by sayso {}. Every marked stretch stands in the article as shown.</footer>\n</body></html>",
            env!("CARGO_PKG_VERSION")
        )?;
        Ok(self.out.flush()?)
    }
}

/// Whose section a quotation stands in.
fn section(contract: &Contract, quotation: &crate::quotation::Quotation) -> String {
    let speaker = contract.annotated().speaker_of(quotation);
    match speaker.map(|speaker| (speaker.kind, &speaker.name)) {
        Some((SpeakerKind::Person | SpeakerKind::Organization, Some(name))) => name.clone(),
        Some((SpeakerKind::Group | SpeakerKind::Unnamed, _)) => UNNAMED.to_owned(),
        _ => NOBODY.to_owned(),
    }
}

/// One article while its entries are written.
struct Page<'a> {
    contract: &'a Contract<'a>,
    text: Text<'a>,
    metadata: &'a Metadata<'a>,
}

impl Page<'_> {
    fn quotation(&self, quotation: &crate::quotation::Quotation) -> String {
        let record = self.contract.quotation(quotation);
        let mut spans: Vec<(Span, &str)> = quotation.content.iter().map(|span| (*span, "mark")).collect();
        spans.extend(quotation.cue.as_ref().map(|cue| (cue.span, "i")));
        spans.extend(quotation.source.map(|source| (source.span, "b")));
        let speaker = record.speaker.as_ref();
        let who = [speaker.and_then(|speaker| speaker.name), speaker.and_then(|speaker| speaker.role)];
        let facts = [Some(record.kind.as_str())].into_iter().chain(who).flatten();
        self.entry(&quotation.id, spans, facts, record.confidence, record.why)
    }

    fn claim(&self, claim: &crate::claim::Claim) -> String {
        let record = self.contract.claim(claim);
        let mut spans: Vec<(Span, &str)> = claim.proposition.iter().map(|span| (*span, "mark")).collect();
        let apart = |span: &&Span| !claim.proposition.iter().any(|part| part.overlaps(**span));
        spans.extend(claim.evidence.iter().filter(apart).map(|span| (*span, "i")));
        let name = |name: Option<&str>| {
            if name == Some(AUTHOR) { "the article itself".to_owned() } else { name.unwrap_or("not named").to_owned() }
        };
        let claimant = record.claimant.as_ref().map(|party| format!("claimed by {}", name(party.name)));
        let contesters = record.contesters.iter().map(|party| format!("contested by {}", name(party.name)));
        let facts: Vec<String> = claimant.into_iter().chain(contesters).collect();
        self.entry(&claim.id, spans, facts.iter().map(String::as_str), record.confidence, record.why)
    }

    fn entry<'f>(
        &self,
        id: &str,
        spans: Vec<(Span, &str)>,
        facts: impl Iterator<Item = &'f str>,
        confidence: f64,
        why: &[String],
    ) -> String {
        let article = self.metadata;
        let mut out = format!("<article id=\"{id}\"><blockquote>");
        self.marked(&mut out, spans);
        let facts: Vec<String> = facts.map(|fact| Escaped(fact).to_string()).collect();
        let _ = write!(out, "</blockquote><p>{} · {:.0}% sure<br><cite>", facts.join(" · "), confidence * 100.0);
        let headline = Escaped(article.headline.unwrap_or(article.path));
        let _ = match article.url.filter(|url| url.starts_with("http://") || url.starts_with("https://")) {
            Some(url) => write!(out, "<a href=\"{}\">{headline}</a>", Escaped(url)),
            None => write!(out, "{headline}"),
        };
        let place = [article.publisher, Some(article.published.unwrap_or("no date")), Some(article.path)];
        for part in place.into_iter().flatten() {
            let _ = write!(out, " · {}", Escaped(part));
        }
        let _ = writeln!(out, "</cite></p><details><summary>{id}</summary>{}</details></article>", Escaped(&why.join("; ")));
        out
    }

    /// The sentences around `spans`, each of them in its element.
    fn marked(&self, out: &mut String, mut spans: Vec<(Span, &str)>) {
        let body = self.text.body;
        let Some((first, _)) = spans.first().copied() else { return };
        let whole = spans.iter().fold(first, |all, (span, _)| all.cover(*span));
        // A quotation too long to show whole is shown as its parts.
        let shown = if whole.len() <= LONGEST { vec![self.sentences(whole)] } else { spans.iter().map(|(span, _)| *span).collect() };
        spans.sort_unstable();
        for (number, stretch) in shown.iter().enumerate() {
            out.push_str(if number > 0 { GAP } else { "" });
            let mut at = stretch.start;
            for (span, element) in spans.iter().filter(|(span, _)| stretch.contains(*span) && span.start >= stretch.start) {
                if span.start >= at {
                    let _ = write!(out, "{}<{element}>{}</{element}>", Escaped(Span::new(at, span.start).of(body)), Escaped(span.of(body)));
                    at = span.end;
                }
            }
            let _ = write!(out, "{}", Escaped(Span::new(at, stretch.end).of(body)));
        }
    }

    /// The run of sentences that holds `span`.
    fn sentences(&self, span: Span) -> Span {
        let sentences = self.text.sentences.iter().map(|sentence| self.text.span(sentence));
        sentences.filter(|sentence| sentence.overlaps(span)).fold(span, Span::cover)
    }
}

/// Text as HTML shows it, in content and in attributes.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::export::{Format, What, exported};

    #[test]
    fn speakers_come_first_and_quotations_without_one_last() {
        let page = exported(What::Quotations, Format::Html);
        assert!(page.contains("<mark>“The 🌉 bridge is safe,”</mark> <i>said</i> <b>Ada Quill</b>.</blockquote>"), "{page}");
        assert!(page.find("<h2>Ada Quill").unwrap() < page.find("<h2>Speaker could not be told").unwrap());
        assert!(page.contains("=Bridge, &quot;safe&quot;"));
        assert!(!page.contains("<script") && !page.contains("src="), "nothing is loaded");
    }

    #[test]
    fn claims_stand_under_their_status() {
        let page = exported(What::Claims, Format::Html);
        assert!(page.contains("<h2>refuted") && page.contains("contested by the article itself"), "{page}");
    }
}
