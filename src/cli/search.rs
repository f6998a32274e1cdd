//! `sayso search`: which articles? Comes in: a query and filters. Goes out: articles, best match first.

use super::args::{Answer, Filter, Global, query};
use super::{Outcome, facets, list};
use clap::Args;
use sayso::search::{ArticleRequest, Reader};

/// Finds articles.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso search bridge safe                     both words
  sayso search '\"bridge is safe\"'              the phrase
  sayso search 'bridge OR ferry' --from 2025-03
  sayso search 'headline:bridge speaker:quill'
  sayso search 'said:safe -publisher:courier' --explain
  sayso search 'bridg*' --facets publisher,month
  sayso search flood --limit all --json

docs/search.md describes the query language.")]
pub struct Search {
    /// Words, "phrases", AND OR NOT ( ), part*, fuzzy~, =Exact, field:value
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    answer: Answer,
}

/// Runs the command.
pub fn run(search: Search, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let request = ArticleRequest { query: query(search.query), filter: search.filter.request() };
    if !search.answer.facets.is_empty() {
        let counted = reader.count_articles(&request, &search.answer.facets)?;
        list::tell_reading(&request.query, search.answer.explain)?;
        return facets::print(&counted, &search.answer.list);
    }
    let hits = reader.articles(&request, search.answer.listing())?;
    list::tell_reading(&request.query, search.answer.explain)?;
    list::print(&hits, "article", &search.answer, false)
}
