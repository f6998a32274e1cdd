//! Web pages. Comes in: HTML, a page or a piece of one. Goes out: text in paragraphs, and what a page states of itself.

mod blocks;
mod depth;
mod stated;

use super::{encoding, language, metadata};
use crate::article::{Article, Place};
use encoding_rs::Encoding;
use regex::Regex;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use trafilatura::dom::Document;
use trafilatura::{ExtractResult, Options};

/// Bytes in which a page declares its charset (HTML standard: the first 1024; real pages take more).
const DECLARED_IN: usize = 4096;
/// Elements within one another beyond which a page is not read. trafilatura 0.6 recurses: in a debug build 2000 fit a worker's stack of 2 MB and
/// 5000 overflow it, which would end the program.
const DEEPEST: usize = 1000;

static CHARSET: LazyLock<regex::bytes::Regex> =
    LazyLock::new(|| regex::bytes::Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#).expect("a constant pattern"));
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</(?:p|div|span|a|strong|em|b|i|u|h[1-6]|li|ul|ol|blockquote|figure)>|<br ?/?>|<p(?: [^<>]*)?>")
        .expect("a constant pattern")
});
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});").expect("a constant pattern"));

/// Reads a page: the main text by trafilatura (a port of Barbaresi 2021, "Trafilatura", ACL demo), the rest from what the page states.
pub(super) fn read(bytes: Vec<u8>, place: Place) -> Result<Article, String> {
    let page = encoding::decode(bytes, declared_charset)?;
    let document = parse(&page)?;
    let mut stated = stated::read(&document);
    let main = main_content(document)?;
    if stated.authors.is_empty() {
        stated.authors = main.metadata.author.split(';').filter_map(metadata::line).collect();
    }
    let body = text(&main.content_html)?;
    // Templates say lang="en" in every country: the text knows better where it is sure.
    stated.language = language::detect(&body).or(stated.language);
    stated.into_article(body, place)
}

/// True where a text is written in HTML.
pub(super) fn is_html(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some() && TAG.is_match(text)
}

/// The text of a piece of HTML, paragraphs separated by blank lines.
pub(super) fn text(html: &str) -> Result<String, String> {
    Ok(blocks::text(&parse(html)?))
}

/// Text without entities. Some dumps have escaped twice.
pub(super) fn unescape(mut text: String) -> String {
    for _ in 0..2 {
        if memchr::memchr(b'&', text.as_bytes()).is_none() || !ENTITY.is_match(&text) {
            break;
        }
        text = ENTITY.replace_all(&text, |found: &regex::Captures| character(&found[0])).into_owned();
    }
    text
}

/// The characters of one entity; one that does not exist stays as it stands.
fn character(entity: &str) -> String {
    let document = Document::parse(entity);
    document.body().map(|body| document.text_content(body)).unwrap_or_else(|| entity.to_owned())
}

fn main_content(document: Document) -> Result<ExtractResult, String> {
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    // It is not our code and the input is not ours: a panic is this page's failure, not the run's.
    let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract_document(document, &options)));
    extracted.map_err(|_| "cannot be read: the page confuses the HTML reader")?.map_err(|_| "has no text".into())
}

fn parse(html: &str) -> Result<Document, String> {
    let too_deep = || format!("has more than {DEEPEST} elements within one another");
    // By the tags alone, before building a tree, which takes quadratic time for deep ones; then by the tree, which knows what closes what.
    if depth::of_tags(html) > DEEPEST {
        return Err(too_deep());
    }
    let document = catch_unwind(|| Document::parse(html)).map_err(|_| "cannot be read: the page confuses the HTML reader")?;
    if depth::of_tree(&document) > DEEPEST { Err(too_deep()) } else { Ok(document) }
}

fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let found = CHARSET.captures(&bytes[..bytes.len().min(DECLARED_IN)])?;
    Encoding::for_label(&found[1])
}
