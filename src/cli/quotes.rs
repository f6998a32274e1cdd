//! `sayso quotes`: who said what? Comes in: a query and filters. Goes out: quotations in their sentences.

use super::args::{Answer, Filter, Global, one_of, query};
use super::{Outcome, facets, list};
use clap::Args;
use sayso::quotation::QuotationKind;
use sayso::search::{QuotationRequest, Reader};

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
    /// Any part of the speaker's name, or an id of `speakers`
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Words of a topic
    #[arg(long, value_name = "TEXT")]
    topic: Option<String>,
    /// How it is quoted
    #[arg(long, value_parser = one_of(&QuotationKind::ALL, QuotationKind::as_str))]
    kind: Option<QuotationKind>,
    /// A cue (say, denied, according to) or a class of cues (deny, warn, claim …)
    #[arg(long, value_name = "CUE")]
    cue: Option<String>,
    /// Also what is thought, wanted or hoped, and what is less likely right than wrong
    #[arg(long)]
    all: bool,
    /// Also the rules that decided
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    answer: Answer,
}

/// Runs the command.
pub fn run(quotes: Quotes, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let query = query(quotes.query);
    list::tell_reading(&query, quotes.answer.explain)?;
    if let Some(speaker) = &quotes.speaker {
        list::tell_speakers(&reader, speaker)?;
    }
    let request = QuotationRequest {
        query,
        speaker: quotes.speaker,
        topic: quotes.topic,
        kind: quotes.kind,
        cue: quotes.cue,
        filter: quotes.filter.request(),
        all: quotes.all,
    };
    if !quotes.answer.facets.is_empty() {
        let counted = reader.count_quotations(&request, &quotes.answer.facets)?;
        return facets::print(&counted, &quotes.answer.list);
    }
    let hits = reader.quotations(&request, quotes.answer.listing())?;
    list::print(&hits, "quotation", &quotes.answer, quotes.why)
}
