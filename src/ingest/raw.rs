//! One record before it is understood. Comes in: bytes that a file was cut into. Goes out: an article, or why it is none.

use super::rows::Columns;
use super::{Options, Skipped, html, markdown, plain, record};
use crate::article::{Article, Place};
use csv::ByteRecord;
use std::sync::Arc;

/// The bytes of one article, and where they come from. Cheap to make, to move and to send to a worker.
#[derive(Debug)]
pub struct Raw {
    pub(super) path: Arc<str>,
    pub(super) record: Option<u64>,
    pub(super) content: Content,
}

/// The bytes, by what they are.
#[derive(Debug)]
pub(super) enum Content {
    Plain(Vec<u8>),
    Markdown(Vec<u8>),
    Html(Vec<u8>),
    Object(Vec<u8>),
    Row(Arc<Columns>, ByteRecord),
}

impl Raw {
    /// Bytes that it holds: what a queue should be bounded by.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Plain(bytes) | Content::Markdown(bytes) | Content::Html(bytes) | Content::Object(bytes) => bytes.len(),
            Content::Row(_, row) => row.as_slice().len(),
        }
    }

    /// The article. Never panics; the work is decoding, parsing, and telling the language.
    ///
    /// # Errors
    /// What is wrong with the record, in words.
    pub fn read(self, options: &Options) -> Result<Article, Skipped> {
        let Raw { path, record, content } = self;
        let place = Place { path: path.to_string(), record };
        let article = match content {
            Content::Plain(bytes) => plain::read(bytes, place),
            Content::Markdown(bytes) => markdown::read(bytes, place, &options.fields),
            Content::Html(bytes) => html::read(bytes, place),
            Content::Object(bytes) => record::read_object(bytes, place, &options.fields),
            Content::Row(columns, row) => record::read_row(&columns, &row, place, &options.fields),
        };
        article.map_err(|reason| Skipped::new(&path, record, reason))
    }
}
