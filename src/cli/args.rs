//! Arguments that several commands share, as typed. Comes in: strings. Goes out: the library's requests.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use sayso::claim::Status;
use sayso::quotation::QuotationKind;
use sayso::search::{ArticleFilter, ClaimRequest, Facet, Listing, Page, QuotationRequest, Sort};
use std::path::PathBuf;

/// Arguments of every command.
#[derive(Args, Debug)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Folder of the index
    #[arg(long, global = true, value_name = "DIR", default_value = "index")]
    pub index: PathBuf,
    /// Worker threads [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
}

impl Global {
    /// Number of worker threads; `None` is one a core.
    pub fn threads(&self) -> Option<usize> {
        self.threads.map(usize::from)
    }

    /// Makes `--color` known to every stream.
    pub fn set_colours(&self) {
        match self.color.as_str() {
            "always" => anstream::ColorChoice::Always.write_global(),
            "never" => anstream::ColorChoice::Never.write_global(),
            _ => {}
        }
    }
}

/// How a list is given.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub struct List {
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
    /// How many to give, or `all`
    #[arg(long, value_name = "N|all", default_value = "20", value_parser = limit)]
    pub limit: Limit,
    /// How many to pass over first
    #[arg(long, value_name = "N", default_value = "0")]
    pub offset: usize,
}

/// A ceiling, or none.
#[derive(Clone, Copy, Debug)]
pub struct Limit(pub Option<usize>);

fn limit(text: &str) -> Result<Limit, String> {
    match text {
        "all" => Ok(Limit(None)),
        number => number.parse().map(|number| Limit(Some(number))).map_err(|_| "a number or `all`".into()),
    }
}

impl List {
    /// The library's page.
    pub fn page(&self) -> Page {
        Page { limit: self.limit.0, offset: self.offset }
    }
}

/// How hits are listed or counted.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub struct Answer {
    #[command(flatten)]
    pub list: List,
    /// What comes first [default: relevance; without a query that is the newest]
    #[arg(long, value_name = "ORDER", default_value = "relevance", hide_default_value = true, value_parser = one_of(&Sort::ALL, Sort::as_str))]
    pub sort: Sort,
    /// Every near-identical copy of an article by itself
    #[arg(long)]
    pub copies: bool,
    /// Only what comes after the page that ended with this cursor
    #[arg(long, value_name = "CURSOR", conflicts_with = "offset")]
    pub cursor: Option<String>,
    /// Also which parts of the query a hit fulfils, and what they add to its score
    #[arg(long)]
    pub explain: bool,
    /// Count the hits by these, separated by commas, instead of listing them
    #[arg(long, value_name = "FACET", value_delimiter = ',', value_parser = one_of(&Facet::ALL, Facet::as_str))]
    pub facets: Vec<Facet>,
}

impl Answer {
    /// The library's listing.
    pub fn listing(&self) -> Listing {
        let fold = !self.copies;
        Listing { page: self.list.page(), sort: self.sort, fold, cursor: self.cursor.clone(), explain: self.explain }
    }
}

/// Filters on the article.
#[derive(Args, Debug)]
#[command(next_help_heading = "Articles")]
pub struct Filter {
    /// Words of the publisher's name
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// First day: 2025, 2025-03 or 2025-03-04 (articles without a date are left out)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
}

impl Filter {
    /// True where nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.publisher.is_none() && self.from.is_none() && self.to.is_none()
    }

    /// The library's filter.
    pub fn request(&self) -> ArticleFilter {
        ArticleFilter { publisher: self.publisher.clone(), from: self.from.clone(), to: self.to.clone() }
    }
}

/// Filters on quotations.
#[derive(Args, Debug)]
#[command(next_help_heading = "Quotations")]
pub struct OfQuotations {
    /// Any part of the speaker's name, or an id of `speakers`
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// How it is quoted
    #[arg(long, value_parser = one_of(&QuotationKind::ALL, QuotationKind::as_str))]
    pub kind: Option<QuotationKind>,
    /// A cue (say, denied, according to) or a class of cues (deny, warn, claim …)
    #[arg(long, value_name = "CUE")]
    pub cue: Option<String>,
}

impl OfQuotations {
    /// The flag of a filter that was given.
    pub fn given(&self) -> Option<&'static str> {
        let flags = [(self.speaker.is_some(), "--speaker"), (self.kind.is_some(), "--kind"), (self.cue.is_some(), "--cue")];
        flags.into_iter().find(|(given, _)| *given).map(|(_, flag)| flag)
    }

    /// The library's request.
    pub fn request(self, query: String, topic: Option<String>, filter: ArticleFilter, all: bool) -> QuotationRequest {
        QuotationRequest { query, speaker: self.speaker, topic, kind: self.kind, cue: self.cue, filter, all }
    }
}

/// Filters on claims.
#[derive(Args, Debug)]
#[command(next_help_heading = "Claims")]
pub struct OfClaims {
    /// How the article presents it
    #[arg(long, value_parser = one_of(&Status::ALL, Status::as_str))]
    pub status: Option<Status>,
    /// Any part of the claimant's name
    #[arg(long, value_name = "NAME")]
    pub claimant: Option<String>,
    /// Any part of a contester's name; `author` is the article itself
    #[arg(long, value_name = "NAME")]
    pub contester: Option<String>,
}

impl OfClaims {
    /// The flag of a filter that was given.
    pub fn given(&self) -> Option<&'static str> {
        let flags =
            [(self.status.is_some(), "--status"), (self.claimant.is_some(), "--claimant"), (self.contester.is_some(), "--contester")];
        flags.into_iter().find(|(given, _)| *given).map(|(_, flag)| flag)
    }

    /// The library's request.
    pub fn request(self, query: String, topic: Option<String>, filter: ArticleFilter, all: bool) -> ClaimRequest {
        ClaimRequest { query, status: self.status, claimant: self.claimant, contester: self.contester, topic, filter, all }
    }
}

/// Words of a query given without quotation marks are joined: `sayso search bridge safe`.
pub fn query(words: Vec<String>) -> String {
    words.join(" ")
}

/// A parser of one of `all`, under the names that `word` gives them.
pub fn one_of<T: Copy + Send + Sync + 'static>(all: &'static [T], word: fn(T) -> &'static str) -> impl TypedValueParser<Value = T> {
    let names: Vec<&'static str> = all.iter().map(|value| word(*value)).collect();
    let value = move |text: String| all.iter().copied().find(|value| word(*value) == text).ok_or("not one of them");
    PossibleValuesParser::new(names).try_map(value)
}
