//! `sayso claims`: what is contested? Comes in: a query and filters. Goes out: claims with who claims and who contests; or the ledger, one entry a claim
//! however many articles carry it.

mod ledger;
mod page;

use super::args::{Answer, Filter, Global, OfClaims, query};
use super::{Outcome, facets, list};
use clap::{Args, Subcommand};
use sayso::search::{EntryRequest, Reader};

/// Lists contested claims.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  sayso claims bridge                          contested claims about the bridge
  sayso claims --status refuted --contester author
  sayso claims --claimant quill --why
  sayso claims --about \"the bridge is unsafe\"  the same claim across articles
  sayso claims --changed                       what articles present differently
  sayso claims show ID                         every place of one claim

The status says how the article presents a claim, not whether it is true:
  refuted     the article itself says that it is false or without evidence
  disputed    somebody denies or doubts it
  unverified  it is said to be unconfirmed
  alleged     nobody contests it, but the article keeps its distance"
)]
pub struct Claims {
    #[command(subcommand)]
    command: Option<Command>,
    /// Words of the claim
    query: Vec<String>,
    /// Words of a topic
    #[arg(long, value_name = "TEXT")]
    topic: Option<String>,
    /// One entry a claim, however many articles carry it: those with most of these words
    #[arg(long, value_name = "TEXT", conflicts_with_all = SINGLY)]
    about: Option<String>,
    /// One entry a claim: those that articles present differently
    #[arg(long, conflicts_with_all = SINGLY)]
    changed: bool,
    /// One entry a claim: those in so many articles or more
    #[arg(long, value_name = "N", conflicts_with_all = SINGLY)]
    articles: Option<usize>,
    /// Also what is less likely contested (confidence below .75)
    #[arg(long)]
    all: bool,
    /// Also the rules that decided
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    of: OfClaims,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    answer: Answer,
}

/// What asks for single claims of articles, not for the ledger.
const SINGLY: [&str; 13] =
    ["query", "status", "claimant", "contester", "topic", "publisher", "from", "to", "sort", "copies", "cursor", "explain", "facets"];

#[derive(Subcommand, Debug)]
enum Command {
    Show(page::Show),
}

/// Runs the command.
pub fn run(claims: Claims, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    if let Some(Command::Show(show)) = &claims.command {
        return page::run(show, &reader);
    }
    if claims.about.is_some() || claims.changed || claims.articles.is_some() {
        let request = EntryRequest { about: claims.about, changed: claims.changed, least: claims.articles.unwrap_or(0), all: claims.all };
        return ledger::run(&request, &claims.answer.list, &reader);
    }
    let request = claims.of.request(query(claims.query), claims.topic, claims.filter.request(), claims.all);
    if !claims.answer.facets.is_empty() {
        let counted = reader.count_claims(&request, &claims.answer.facets)?;
        list::tell_reading(&request.query, claims.answer.explain)?;
        return facets::print(&counted, &claims.answer.list);
    }
    let hits = reader.claims(&request, claims.answer.listing())?;
    list::tell_reading(&request.query, claims.answer.explain)?;
    list::print(&hits, "contested claim", &claims.answer, claims.why)
}
