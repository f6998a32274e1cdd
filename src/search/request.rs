//! What can be asked. Comes in: the words and filters of a command. Goes out: one plain record a question.

use crate::claim::Status;
use crate::quotation::QuotationKind;

pub use crate::registry::{is_listed, is_speech};

/// Which part of the hits to give: `limit` of `None` gives all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Page {
    /// How many at most.
    pub limit: Option<usize>,
    /// How many to pass over first.
    pub offset: usize,
}

/// Filters on the article that all questions share.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ArticleFilter {
    /// Words of the publisher's name, any case, with or without accents.
    pub publisher: Option<String>,
    /// First day, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. An article whose date may lie before is left out, as is one without a date.
    pub from: Option<String>,
    /// Last day, likewise.
    pub to: Option<String>,
}

/// Which articles?
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ArticleRequest {
    /// Full-text query; all articles where it is empty.
    pub query: String,
    /// Filters.
    pub filter: ArticleFilter,
}

/// Which quotations?
#[derive(Clone, Debug, PartialEq, Default)]
pub struct QuotationRequest {
    /// Full-text query over the content; all where it is empty.
    pub query: String,
    /// Any part of the speaker's name, any case, with or without accents.
    pub speaker: Option<String>,
    /// Words of a topic of the quotation or its article.
    pub topic: Option<String>,
    /// Direct, indirect or mixed.
    pub kind: Option<QuotationKind>,
    /// A cue's lemma or any of its forms, or the name of a class.
    pub cue: Option<String>,
    /// Filters.
    pub filter: ArticleFilter,
    /// Also what is thought, wanted or hoped (cue class `think`), which is left out otherwise.
    pub all: bool,
}

/// Which contested claims?
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ClaimRequest {
    /// Full-text query over the proposition; all where it is empty.
    pub query: String,
    /// How the article presents it.
    pub status: Option<Status>,
    /// Any part of the claimant's name.
    pub claimant: Option<String>,
    /// Any part of a contester's name; `author` is the article itself.
    pub contester: Option<String>,
    /// Words of a topic of the article.
    pub topic: Option<String>,
    /// Filters.
    pub filter: ArticleFilter,
}
