//! `sayso claims`: what is contested? Comes in: a query and filters. Goes out: claims with who claims and who contests.

use super::args::{Answer, Filter, Global, one_of, query};
use super::{Outcome, facets, list};
use clap::Args;
use sayso::claim::Status;
use sayso::search::{ClaimRequest, Reader};

/// Lists contested claims.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso claims bridge                          contested claims about the bridge
  sayso claims --status refuted --contester author
  sayso claims --claimant quill --why

The status says how the article presents a claim, not whether it is true:
  refuted     the article itself says that it is false or without evidence
  disputed    somebody denies or doubts it
  unverified  it is said to be unconfirmed
  alleged     nobody contests it, but the article keeps its distance")]
pub struct Claims {
    /// Words of the claim
    query: Vec<String>,
    /// How the article presents it
    #[arg(long, value_parser = one_of(&Status::ALL, Status::as_str))]
    status: Option<Status>,
    /// Any part of the claimant's name
    #[arg(long, value_name = "NAME")]
    claimant: Option<String>,
    /// Any part of a contester's name; `author` is the article itself
    #[arg(long, value_name = "NAME")]
    contester: Option<String>,
    /// Words of a topic
    #[arg(long, value_name = "TEXT")]
    topic: Option<String>,
    /// Also the rules that decided
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    answer: Answer,
}

/// Runs the command.
pub fn run(claims: Claims, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let query = query(claims.query);
    list::tell_reading(&query, claims.answer.explain)?;
    let request = ClaimRequest {
        query,
        status: claims.status,
        claimant: claims.claimant,
        contester: claims.contester,
        topic: claims.topic,
        filter: claims.filter.request(),
    };
    if !claims.answer.facets.is_empty() {
        let counted = reader.count_claims(&request, &claims.answer.facets)?;
        return facets::print(&counted, &claims.answer.list);
    }
    let hits = reader.claims(&request, claims.answer.listing())?;
    list::print(&hits, "contested claim", &claims.answer, claims.why)
}
