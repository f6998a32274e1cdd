//! `sayso search`: which articles? Comes in: a query and filters. Goes out: articles, best match first.

use super::args::{Filter, Global, List, query};
use super::{Outcome, list};
use clap::Args;
use sayso::search::{ArticleRequest, Reader};

/// Finds articles.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso search bridge safe                     both words
  sayso search '\"bridge is safe\"'              the phrase
  sayso search 'bridge OR ferry' --from 2025-03
  sayso search 'headline:bridge speaker:quill'
  sayso search flood --limit all --json

docs/search.md describes the query language.")]
pub struct Search {
    /// Words, \"phrases\", AND, OR, NOT, ( )
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    list: List,
}

/// Runs the command.
pub fn run(search: Search, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let query = query(search.query);
    list::tell_reading(&query)?;
    let request = ArticleRequest { query, filter: search.filter.request() };
    let hits = reader.articles(&request, search.list.page())?;
    list::print(&hits, "article", &search.list, false)
}
