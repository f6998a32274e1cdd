//! `sayso topics`: what is it about? Comes in: words of a topic, a query. Goes out: a table of topics with how often they occur.

use super::args::{Filter, Global, List};
use super::screen::Screen;
use super::{Outcome, list, words};
use clap::Args;
use sayso::search::{ArticleRequest, Hits, Reader, TopicRow};
use serde::Serialize;

/// Lists topics: key phrases of articles and quotations.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso topics                                 most frequent first
  sayso topics bridge --json
  sayso topics --in 'speaker:quill date:2025'  only in the articles that this finds")]
pub struct Topics {
    /// Words of the topic
    text: Vec<String>,
    /// Count only the articles that this query finds, as `search` does, and their quotations
    #[arg(long = "in", value_name = "QUERY")]
    within: Option<String>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    list: List,
}

/// A topic as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    label: &'a str,
    articles: usize,
    quotations: usize,
}

/// Runs the command.
pub fn run(topics: &Topics, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let hits = found(topics, &reader)?;
    if topics.list.json {
        list::json(hits.hits.iter().map(|row| Record { label: &row.label, articles: row.articles, quotations: row.quotations }))?;
    } else if !hits.hits.is_empty() {
        let mut screen = Screen::stdout();
        let head = ["articles", "quotations", "topic"].map(String::from).to_vec();
        let cells = |row: &TopicRow| vec![words::thousands(row.articles), words::thousands(row.quotations), words::clean(&row.label)];
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(hits.hits.iter().map(cells)).collect();
        screen.table(&rows)?;
        screen.flush()?;
    }
    Ok(list::count(hits.total, hits.hits.len(), "topic", &topics.list))
}

fn found(topics: &Topics, reader: &Reader) -> anyhow::Result<Hits<TopicRow>> {
    let text = topics.text.join(" ");
    let (text, page) = ((!text.is_empty()).then_some(text.as_str()), topics.list.page());
    if topics.within.is_none() && topics.filter.is_empty() {
        return Ok(reader.topics(text, page)?);
    }
    let query = topics.within.clone().unwrap_or_default();
    let request = ArticleRequest { query, filter: topics.filter.request() };
    let hits = reader.topics_within(&request, text, page)?;
    list::tell_reading(&request.query, false)?;
    Ok(hits)
}
