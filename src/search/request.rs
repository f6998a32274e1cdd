//! What can be asked. Comes in: the words and filters of a command. Goes out: one plain record a question.

use crate::claim::Status;
use crate::quotation::QuotationKind;

/// Which part of the hits to give: `limit` of `None` gives all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Page {
    /// How many at most.
    pub limit: Option<usize>,
    /// How many to pass over first.
    pub offset: usize,
}

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best match; without a query, the newest.
    #[default]
    Relevance,
    /// The newest, undated last.
    Newest,
    /// The oldest, undated last.
    Oldest,
    /// By the speaker's name, of claims the claimant's; those without a name last.
    Speaker,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 4] = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Speaker];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Speaker => "speaker",
        }
    }
}

/// How hits are listed. A [`Page`] alone lists the best first, every copy by itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listing {
    /// Which part.
    pub page: Page,
    /// What comes first.
    pub sort: Sort,
    /// Whether near-identical copies of an article, and what they quote and claim alike, count as one hit.
    pub fold: bool,
    /// Only hits after this one: [`Hits::next`](super::Hits::next) of the page before.
    pub cursor: Option<String>,
    /// Whether each hit comes with the tests of the query that it fulfils.
    pub explain: bool,
}

impl From<Page> for Listing {
    fn from(page: Page) -> Listing {
        Listing { page, ..Listing::default() }
    }
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
    /// Also what is no [speech](crate::quotation::Quotation::is_speech): thoughts, wishes, and what is more likely wrong than right.
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
    /// Also what is not [likely](crate::claim::Claim::is_likely).
    pub all: bool,
}

/// A question about records of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Which articles?
    Articles(ArticleRequest),
    /// Which quotations?
    Quotations(QuotationRequest),
    /// Which contested claims?
    Claims(ClaimRequest),
}
