//! `sayso speakers`: who speaks in the whole corpus? Comes in: part of a name, a query, or a correction. Goes out: a table, a page about one, pairs that may be
//! one, or `speakers.toml` with the correction.

mod correct;
mod page;
mod unsure;

use super::args::{Filter, Global, List};
use super::screen::Screen;
use super::{Outcome, list, words};
use clap::{Args, Subcommand};
use sayso::search::{Entry, Hits, QuotationRequest, Reader, RoleSpan, SpeakerRow};
use serde::Serialize;
use std::path::PathBuf;

/// Roles shown of a speaker who has many.
const ROLES: usize = 2;
/// Candidates shown of a name that many bear.
const CANDIDATES: usize = 8;

/// Lists people and bodies that say or contest something; shows and corrects who is who.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  sayso speakers                               most quoted first
  sayso speakers quill
  sayso speakers --in 'bridge date:>=2025'     who says most in the quotations that this finds
  sayso speakers show quill --why              a page about one, and why its names are one
  sayso speakers --unsure                      pairs that may be one
  sayso speakers merge \"Ada Quill\" \"A. Quill\"
  sayso speakers --aliases people.csv          a table with the columns name,alias,id

Corrections are written to speakers.toml in the folder that holds the index folder,
and hold at once for every command. You may edit the file: see docs/speakers.md."
)]
pub struct Speakers {
    #[command(subcommand)]
    command: Option<Command>,
    /// Any part of a name, or an id
    name: Vec<String>,
    /// Count only the quotations that this query finds, as `quotes` does
    #[arg(long = "in", value_name = "QUERY")]
    within: Option<String>,
    /// Pairs that may be one speaker, with what speaks for and against
    #[arg(long, conflicts_with_all = ["name", "within", "Filter"])]
    unsure: bool,
    /// Import a table of other names and Wikidata ids: columns name, alias, id
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["name", "within", "Filter", "unsure"])]
    aliases: Option<PathBuf>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    list: List,
}

#[derive(Subcommand, Debug)]
enum Command {
    Show(page::Show),
    Merge(correct::Merge),
    Split(correct::Split),
    Alias(correct::Alias),
    Block(correct::Block),
    Set(correct::Set),
}

/// A role with when it was given, as `--json` prints it.
#[derive(Serialize)]
struct RoleRecord<'a> {
    role: &'a str,
    articles: usize,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

/// A publisher with its articles.
#[derive(Serialize)]
struct PublisherRecord<'a> {
    publisher: &'a str,
    articles: usize,
}

/// A speaker as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    aliases: &'a [String],
    wikidata: Option<&'a str>,
    roles: Vec<&'a str>,
    roles_over_time: Vec<RoleRecord<'a>>,
    quotations: usize,
    /// Null where quotations alone were counted.
    claims: Option<usize>,
    contests: Option<usize>,
    articles: usize,
    first: Option<&'a str>,
    last: Option<&'a str>,
    publishers: Vec<PublisherRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a [String]>,
}

/// Runs the command.
pub fn run(speakers: &Speakers, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    list::tell_notes(&reader)?;
    match &speakers.command {
        Some(Command::Show(show)) => return page::run(show, &reader),
        Some(Command::Merge(merge)) => return correct::merge(merge, &reader),
        Some(Command::Split(split)) => return correct::split(split, &reader),
        Some(Command::Alias(alias)) => return correct::alias(alias, &reader),
        Some(Command::Block(block)) => return correct::block(block, &reader),
        Some(Command::Set(set)) => return correct::set(set, &reader),
        None => {}
    }
    if let Some(table) = &speakers.aliases {
        return correct::import(table, &reader);
    }
    if speakers.unsure {
        return unsure::run(&speakers.list, &reader);
    }
    let hits = found(speakers, &reader)?;
    print(&hits, speakers)?;
    Ok(list::count(hits.total, hits.hits.len(), "speaker", &speakers.list))
}

impl Speakers {
    /// True where only some quotations count, and no claims.
    fn is_part(&self) -> bool {
        self.within.is_some() || !self.filter.is_empty()
    }
}

fn found(speakers: &Speakers, reader: &Reader) -> anyhow::Result<Hits<SpeakerRow>> {
    let name = speakers.name.join(" ");
    let (name, page) = ((!name.is_empty()).then_some(name.as_str()), speakers.list.page());
    if !speakers.is_part() {
        return Ok(reader.speakers(name, page)?);
    }
    let query = speakers.within.clone().unwrap_or_default();
    let request = QuotationRequest { query, filter: speakers.filter.request(), ..QuotationRequest::default() };
    let hits = reader.speakers_within(&request, name, page)?;
    list::tell_reading(&request.query, false)?;
    Ok(hits)
}

fn print(hits: &Hits<SpeakerRow>, speakers: &Speakers) -> anyhow::Result<()> {
    let part = speakers.is_part();
    if speakers.list.json {
        let of_part = |row| Record { claims: None, contests: None, ..record(row, false) };
        return list::json(hits.hits.iter().map(|row| if part { of_part(row) } else { record(row, false) }));
    }
    if !hits.hits.is_empty() {
        let mut screen = Screen::stdout();
        let head = ["quotations", "claims", "contests", "articles", "dates", "name"].map(String::from).to_vec();
        let mut rows: Vec<Vec<String>> = std::iter::once(head).chain(hits.hits.iter().map(cells)).collect();
        if part {
            rows.iter_mut().for_each(|row| drop(row.drain(1..3)));
        }
        screen.table(&rows)?;
        screen.flush()?;
    }
    Ok(())
}

fn record(row: &SpeakerRow, why: bool) -> Record<'_> {
    Record {
        id: &row.id,
        name: &row.name,
        kind: row.kind.as_str(),
        aliases: &row.aliases,
        wikidata: row.wikidata.as_deref(),
        roles: row.roles.iter().map(|role| role.role.as_str()).collect(),
        roles_over_time: row.roles.iter().map(role_record).collect(),
        quotations: row.quotations,
        claims: Some(row.claims),
        contests: Some(row.contests),
        articles: row.articles,
        first: row.first.as_deref(),
        last: row.last.as_deref(),
        publishers: row.publishers.iter().map(|(publisher, articles)| PublisherRecord { publisher, articles: *articles }).collect(),
        why: why.then_some(&row.why),
    }
}

fn role_record(role: &RoleSpan) -> RoleRecord<'_> {
    RoleRecord { role: &role.role, articles: role.articles, first: role.first.as_deref(), last: role.last.as_deref() }
}

fn cells(row: &SpeakerRow) -> Vec<String> {
    let numbers = [row.quotations, row.claims, row.contests, row.articles].map(words::thousands);
    numbers.into_iter().chain([words::dates(row.first.as_deref(), row.last.as_deref()), words::clean(&row.name) + &roles(row)]).collect()
}

/// The most frequent roles, in parentheses.
fn roles(row: &SpeakerRow) -> String {
    let shown: Vec<String> = row.roles.iter().take(ROLES).map(|role| words::clean(&role.role)).collect();
    match row.roles.len().saturating_sub(ROLES) {
        _ if shown.is_empty() => String::new(),
        0 => format!(" ({})", shown.join("; ")),
        more => format!(" ({}; {} more)", shown.join("; "), words::thousands(more)),
    }
}

/// The one speaker meant by what was typed; candidates on standard error where there are several.
fn one<'r>(reader: &'r Reader, typed: &str) -> anyhow::Result<Option<&'r Entry>> {
    let registry = reader.registry()?;
    let found: Vec<&Entry> = registry.find(typed);
    match found.as_slice() {
        [] => {
            note!("no speaker found under {}", words::clean(typed));
            Ok(None)
        }
        [only] => Ok(Some(only)),
        // "FBI" is the FBI and none of the bodies that have it in their names, unless one of these is quoted more.
        [first, rest @ ..] if first.is_called(typed) && !rest.iter().any(|other| other.is_called(typed)) => Ok(Some(first)),
        several => Err(anyhow::anyhow!(
            "{} speakers may be meant by {}; write a whole name or an id:{}",
            words::thousands(several.len()),
            words::clean(typed),
            candidates(reader, several)?
        )),
    }
}

/// One line for each candidate: quotations, id, name and role.
pub fn candidates(reader: &Reader, entries: &[&Entry]) -> anyhow::Result<String> {
    let registry = reader.registry()?;
    let mut lines = String::new();
    for entry in entries.iter().take(CANDIDATES) {
        let row = registry.row(entry);
        let role = row.roles.first().map(|role| format!(" ({})", words::clean(&role.role))).unwrap_or_default();
        lines += &format!("\n  {:>6}  {}{role} · {}", words::thousands(row.quotations), words::clean(&row.name), entry.id);
    }
    if entries.len() > CANDIDATES {
        lines += &format!("\n  and {} more", words::thousands(entries.len() - CANDIDATES));
    }
    Ok(lines)
}
