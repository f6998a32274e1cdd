//! `sayso check`: did anybody say this? Comes in: a statement. Goes out: where the corpus has it, by whom, and what differs.

use super::args::{Filter, Global, List, query};
use super::hits::{Beside, Hit, in_place, one_line};
use super::marked::{Tag, marked};
use super::screen::{BOLD, CONTENT, DIM, EVIDENCE, SPEAKER, Screen, paint};
use super::{Outcome, list, words};
use clap::Args;
use sayso::export::Row;
use sayso::export::contract::{ClaimRecord, Contract, Piece, rounded};
use sayso::search::{CheckHit, CheckPlace, CheckRequest, Difference, Hits, Reader, Verdict};
use sayso::span::Span;
use serde::Serialize;
use std::io;

/// Checks whether anybody said something.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso check \"The bridge is safe\"
  sayso check \"Nobody will fall\" --speaker quill
  sayso check \"We … paid for it\" --json       words left out at the ellipsis

Verbatim: word for word, whole sentences. Truncated: word for word, but the
sentence has more. Altered: with other words, each of them told.
Exit code 0 where something was found, 1 where not.")]
pub struct Check {
    /// The words that were said, or are said to have been
    #[arg(required = true)]
    statement: Vec<String>,
    /// Who is said to have said them: any part of the name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    list: List,
}

/// A hit with the statement it answers to.
struct Checked<'a> {
    statement: &'a str,
    asked: Option<&'a str>,
    hit: CheckHit,
}

/// Runs the command.
pub fn run(check: Check, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let request = CheckRequest { statement: query(check.statement), speaker: check.speaker, filter: check.filter.request() };
    let found = reader.check(&request, check.list.page())?;
    let checked = |hit| Checked { statement: &request.statement, asked: request.speaker.as_deref(), hit };
    let Hits { total, hits, folded, next } = found;
    let hits = Hits { total, hits: hits.into_iter().map(checked).collect(), folded, next };
    if hits.total == 0 {
        note!("not found: nothing in this index says so, in these words or in like ones");
        return Ok(Outcome::Nothing);
    }
    list::show(&hits, &check.list, false)?;
    Ok(list::count(hits.total, hits.hits.len(), "place", &check.list))
}

impl Hit for Checked<'_> {
    fn show(&self, screen: &mut Screen, _why: bool) -> io::Result<()> {
        let hit = &self.hit;
        let annotated = &*hit.article;
        let body = &annotated.article.body;
        let mut tags = vec![in_place(screen, hit.stretch, CONTENT)];
        tags.extend(hit.differences.iter().filter_map(|difference| difference.text).map(|span| Tag::styled(span, EVIDENCE)));
        let verdict = paint(BOLD, hit.verdict.as_str());
        screen.text("", &format!("{verdict}: {}", one_line(&marked(body, hit.sentence, &tags))))?;
        screen.text("  ", &format!("{} · {}", paint(SPEAKER, &self.who()), words::origin(&annotated.article)))?;
        for line in self.remarks() {
            screen.text("  ", &line)?;
        }
        screen.text("  ", &paint(DIM, &self.id()))?;
        screen.line("")
    }

    fn json(&self, mut out: &mut dyn io::Write, _beside: Beside) -> sayso::error::Result<()> {
        let hit = &self.hit;
        let contract = Contract::new(&hit.article);
        let metadata = contract.metadata(&[]);
        let differences = hit.differences.iter().map(|difference| Differs {
            statement: difference.statement.map(|span| span.of(self.statement)),
            text: difference.text.map(|span| contract.piece(span)),
            matter: difference.matter.as_str(),
        });
        let record = Record {
            verdict: hit.verdict.as_str(),
            likeness: rounded(hit.likeness),
            id: self.id(),
            speaker: hit.speaker().and_then(|speaker| speaker.name.as_deref()),
            by_asked: hit.by_asked,
            text: contract.piece(hit.stretch),
            sentence: contract.piece(hit.sentence),
            cut: contract.pieces(&hit.cut),
            differences: differences.collect(),
            contested: hit.contested.iter().map(|position| contract.claim(&hit.article.claims[*position])).collect(),
        };
        sayso::export::write_line(&mut out, &Row::new(record, &metadata))
    }
}

impl Checked<'_> {
    fn who(&self) -> String {
        let hit = &self.hit;
        let source = match hit.place {
            CheckPlace::Quotation(position) => hit.article.quotations[position].source.map(|source| source.span),
            CheckPlace::Claim(position) => hit.article.claims[position].claimant.and_then(|party| party.span),
            CheckPlace::Body => return "in the article's own words, nobody's quotation".into(),
        };
        let who = words::speaker(hit.speaker(), source.map(|span| span.of(&hit.article.article.body)));
        match (hit.by_asked, self.asked) {
            (Some(false), Some(asked)) => format!("{who}, not {}", words::clean(asked)),
            _ => who,
        }
    }

    /// What a reader must know beside the words.
    fn remarks(&self) -> Vec<String> {
        let (hit, body) = (&self.hit, &self.hit.article.article.body);
        let quoted = |span: Span| format!("“{}”", words::clean(span.of(body)));
        let mut lines: Vec<String> = hit.differences.iter().map(|difference| self.told(difference)).collect();
        if hit.verdict == Verdict::Truncated {
            lines.extend(hit.cut.iter().map(|span| match span.start < hit.stretch.start {
                true => format!("the sentence begins before: {}", quoted(*span)),
                false => format!("the sentence goes on: {}", quoted(*span)),
            }));
        }
        lines.extend(hit.contested.iter().map(|position| {
            let claim = &hit.article.claims[*position];
            let names = claim.challenges.iter().filter_map(|challenge| challenge.contester);
            let mut names: Vec<String> = names.map(|party| words::speaker(Some(hit.article.speaker(party.speaker)), None)).collect();
            names.dedup();
            let by = if names.is_empty() { String::new() } else { format!(" by {}", names.join(", ")) };
            format!("{}{by}: {}", claim.status.as_str(), claim.proposition.iter().map(|span| quoted(*span)).collect::<Vec<_>>().join(" "))
        }));
        lines
    }

    fn told(&self, difference: &Difference) -> String {
        let ours = difference.statement.map(|span| words::clean(span.of(self.statement)));
        let theirs = difference.text.map(|span| words::clean(span.of(&self.hit.article.article.body)));
        let what = match (ours, theirs) {
            (Some(ours), Some(theirs)) => format!("for “{ours}” the article has “{theirs}”"),
            (Some(ours), None) => format!("the article does not have “{ours}”"),
            (None, theirs) => format!("left out: “{}”", theirs.unwrap_or_default()),
        };
        format!("{what} ({})", difference.matter.as_str())
    }

    fn id(&self) -> String {
        let article = &self.hit.article;
        match self.hit.place {
            CheckPlace::Quotation(position) => article.quotations[position].id.clone(),
            CheckPlace::Claim(position) => article.claims[position].id.clone(),
            CheckPlace::Body => article.article.id.to_string(),
        }
    }
}

/// A hit as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    verdict: &'static str,
    likeness: f64,
    id: String,
    speaker: Option<&'a str>,
    by_asked: Option<bool>,
    text: Piece<'a>,
    sentence: Piece<'a>,
    cut: Vec<Piece<'a>>,
    differences: Vec<Differs<'a>>,
    contested: Vec<ClaimRecord<'a>>,
}

/// A difference as `--json` prints it.
#[derive(Serialize)]
struct Differs<'a> {
    statement: Option<&'a str>,
    text: Option<Piece<'a>>,
    matter: &'static str,
}
