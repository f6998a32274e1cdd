//! What is known of an article beside its text. Comes in: what formats state. Goes out: an article.

use super::language;
use crate::article::{Article, Place, Published};

/// What a format states of an article. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub headline: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub section: Option<String>,
    pub url: Option<String>,
    pub record_id: Option<String>,
    pub language: Option<String>,
}

impl Metadata {
    /// The same, with what is missing taken from `other`.
    pub(super) fn or(self, other: Metadata) -> Metadata {
        Metadata {
            headline: self.headline.or(other.headline),
            publisher: self.publisher.or(other.publisher),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            published: self.published.or(other.published),
            section: self.section.or(other.section),
            url: self.url.or(other.url),
            record_id: self.record_id.or(other.record_id),
            language: self.language.or(other.language),
        }
    }

    /// The article with this body; its language is detected where it is not stated.
    pub(super) fn into_article(self, body: String, place: Place) -> Result<Article, String> {
        if body.trim().is_empty() {
            return Err("has no text".into());
        }
        let id = Article::content_id(self.headline.as_deref(), &body, self.publisher.as_deref(), self.published.as_ref());
        Ok(Article {
            id,
            place,
            record_id: self.record_id,
            headline: self.headline,
            publisher: self.publisher,
            authors: self.authors,
            published: self.published,
            section: self.section,
            url: self.url,
            language: self.language.or_else(|| language::detect(&body)),
            body,
        })
    }
}

/// One line of text without double spaces; `None` where nothing is said ("", "Unknown", "N/A", a content system's "admin").
pub(super) fn line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let nothing = ["", "unknown", "n/a", "na", "none", "null", "nan", "-", "anonymous", "admin"];
    (!nothing.contains(&line.to_lowercase().as_str())).then_some(line)
}
