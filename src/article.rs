//! A news article as read, before anything is said about it. Comes in: what a format reader found. Goes out: the immutable body that every span points into.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Stable name of an article: the first 64 bits of BLAKE3 over headline, body, publisher and date, printed as 16 hex digits.
///
/// The same article found twice has the same id, whatever its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<ArticleId, Self::Err> {
        u64::from_str_radix(text, 16).map(ArticleId)
    }
}

/// Where an article was read: a file, and the record in it where one file holds many.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Path of the file, relative to the folder that holds the index (or as given, for `extract`).
    pub path: String,
    /// 1-based number of the record (line, list element, row) in a file of many; `None` for a file of one.
    pub record: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            Some(record) => write!(f, "{}#{record}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// A calendar day.
    Day,
    /// A moment of a day.
    Time,
}

impl Precision {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Time => "time",
        }
    }
}

/// A date of publication, never more precise than what the article states.
///
/// `text` is the ISO 8601 prefix that is known: `2025`, `2025-12`, `2025-12-01` or `2025-12-01T09:30:00Z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601, cut off where knowledge ends.
    pub text: String,
    /// What is known of it.
    pub precision: Precision,
}

impl Published {
    /// First and last day that the date can mean, as `YYYYMMDD` numbers (months are given 31 days: only order matters).
    pub fn day_range(&self) -> (i64, i64) {
        let number = |range: std::ops::Range<usize>, or: i64| self.text.get(range).and_then(|digits| digits.parse().ok()).unwrap_or(or);
        let from = |month_or, day_or| number(0..4, 0) * 10_000 + number(5..7, month_or) * 100 + number(8..10, day_or);
        (from(1, 1), from(12, 31))
    }
}

/// One news article. The body never changes after reading: every [`crate::span::Span`] is a byte range of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Content-derived id.
    pub id: ArticleId,
    /// Where it was read. Not part of the article's identity.
    pub place: Place,
    /// The id that the dump itself gave, verbatim.
    pub record_id: Option<String>,
    /// Headline; for plain text it is also the first line of the body.
    pub headline: Option<String>,
    /// The text, as decoded.
    pub body: String,
    /// The outlet.
    pub publisher: Option<String>,
    /// Authors in the order given.
    pub authors: Vec<String>,
    /// Date of publication; `None` is "no date", never a guess.
    pub published: Option<Published>,
    /// Section or desk of the outlet.
    pub section: Option<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// ISO 639-1 code of the language, where it could be told.
    pub language: Option<String>,
}

impl Article {
    /// An English article of which only the body is known, at `path`; its id is what that gives.
    pub fn of_body(path: impl Into<String>, body: impl Into<String>) -> Article {
        let body = body.into();
        Article {
            id: Article::content_id(None, &body, None, None),
            place: Place { path: path.into(), record: None },
            record_id: None,
            headline: None,
            body,
            publisher: None,
            authors: Vec::new(),
            published: None,
            section: None,
            url: None,
            language: Some("en".into()),
        }
    }

    /// The id that these contents give.
    pub fn content_id(headline: Option<&str>, body: &str, publisher: Option<&str>, published: Option<&Published>) -> ArticleId {
        let mut hasher = blake3::Hasher::new();
        for part in [headline, Some(body), publisher, published.map(|date| date.text.as_str())] {
            let part = part.unwrap_or("");
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        ArticleId(u64::from_be_bytes(first))
    }

    /// True where the extractor reads this language.
    pub fn is_english(&self) -> bool {
        self.language.as_deref().is_none_or(|code| code == "en")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_printed_and_read_back() {
        let id = ArticleId(0x0f00_0000_0000_00ab);
        assert_eq!(id.to_string(), "0f000000000000ab");
        assert_eq!("0f000000000000ab".parse(), Ok(id));
    }

    #[test]
    fn a_year_spans_its_days_and_a_day_only_itself() {
        let year = Published { text: "2020".into(), precision: Precision::Year };
        assert_eq!(year.day_range(), (20200101, 20201231));
        let day = Published { text: "2020-06-05".into(), precision: Precision::Day };
        assert_eq!(day.day_range(), (20200605, 20200605));
    }

    #[test]
    fn moving_a_word_from_headline_to_body_changes_the_id() {
        let one = Article::content_id(Some("a"), "b", None, None);
        let other = Article::content_id(None, "ab", None, None);
        assert_ne!(one, other);
    }
}
