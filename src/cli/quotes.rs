//! `sayso quotes`: who said what? Comes in: a query and filters. Goes out: quotations in their sentences.

use super::args::{Answer, Filter, Global, OfQuotations, query};
use super::{Outcome, facets, list};
use clap::Args;
use sayso::search::Reader;

/// Lists quotations.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso quotes --speaker quill                 all that anybody named Quill says
  sayso quotes bridge --kind direct --why
  sayso quotes --cue deny --from 2025          denials: a cue's lemma, form or class
  sayso quotes bridge --facets speaker,month
  sayso quotes --topic ferry --json")]
pub struct Quotes {
    /// Words of the content
    query: Vec<String>,
    /// Words of a topic
    #[arg(long, value_name = "TEXT")]
    topic: Option<String>,
    /// Also what is thought, wanted or hoped, and what is less likely right than wrong
    #[arg(long)]
    all: bool,
    /// Also the rules that decided
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    of: OfQuotations,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    answer: Answer,
}

/// Runs the command.
pub fn run(quotes: Quotes, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let request = quotes.of.request(query(quotes.query), quotes.topic, quotes.filter.request(), quotes.all);
    let tell = || {
        list::tell_reading(&request.query, quotes.answer.explain)?;
        request.speaker.iter().try_for_each(|speaker| list::tell_speakers(&reader, speaker))
    };
    if !quotes.answer.facets.is_empty() {
        let counted = reader.count_quotations(&request, &quotes.answer.facets)?;
        tell()?;
        return facets::print(&counted, &quotes.answer.list);
    }
    let hits = reader.quotations(&request, quotes.answer.listing())?;
    tell()?;
    list::print(&hits, "quotation", &quotes.answer, quotes.why)
}
