//! `sayso topics`: what is it about? Comes in: words of a topic. Goes out: a table of topics with how often they occur.

use super::args::{Global, List};
use super::screen::Screen;
use super::{Outcome, list, words};
use clap::Args;
use sayso::search::Reader;
use serde::Serialize;

/// Lists topics: key phrases of articles and quotations.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso topics                                 most frequent first
  sayso topics bridge --json")]
pub struct Topics {
    /// Words of the topic
    text: Vec<String>,
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
    let text = topics.text.join(" ");
    let text = (!text.is_empty()).then_some(text);
    let hits = reader.topics(text.as_deref(), topics.list.page())?;
    if topics.list.json {
        list::json(hits.hits.iter().map(|row| Record { label: &row.label, articles: row.articles, quotations: row.quotations }))?;
    } else if !hits.hits.is_empty() {
        let mut screen = Screen::stdout();
        let head = ["articles", "quotations", "topic"].map(String::from).to_vec();
        let cells = |row: &sayso::search::TopicRow| {
            vec![words::thousands(row.articles), words::thousands(row.quotations), words::clean(&row.label)]
        };
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(hits.hits.iter().map(cells)).collect();
        screen.table(&rows)?;
        screen.flush()?;
    }
    Ok(list::count(hits.total, hits.hits.len(), "topic", &topics.list))
}
