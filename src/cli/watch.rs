//! `sayso watch`: what is new? Comes in: questions with names. Goes out: after each `index` run, what they find that was not told before.

use super::args::{Global, one_of, query};
use super::hits::{Beside, Hit};
use super::screen::Screen;
use super::{Outcome, list, words};
use clap::{Args, Subcommand};
use sayso::error::Error;
use sayso::search::{Known, News, Reader, Watch as Question, WatchWhat, Watches};
use serde::Serialize;
use std::io::{BufWriter, Write};

/// Tells what is new since last time.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso watch add harbour 'harbour tax'
  sayso watch add quill 'speaker:quill tax' --what quotes
  sayso index && sayso watch run > new.jsonl     prints only what is new; 1 where nothing is
  sayso watch run quill --dry-run
  sayso watch list
  sayso watch remove harbour

An article is new once, and once more when its text, headline, publisher or date
was altered; a quotation or claim when its words are new in its article. Watches
lie in the folder watches beside the index. docs/search.md tells more.")]
pub struct Watch {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    Add(Add),
    List(List),
    Remove(Remove),
    Run(Run),
}

/// Adds a watch; what the index holds now is taken for known.
#[derive(Args, Debug)]
struct Add {
    /// Its name: small letters, digits, - and _
    name: String,
    /// The query
    #[arg(required = true)]
    query: Vec<String>,
    /// What it looks among
    #[arg(long, default_value = "articles", value_parser = one_of(&WatchWhat::ALL, WatchWhat::as_str))]
    what: WatchWhat,
    /// Every near-identical copy of an article by itself
    #[arg(long)]
    copies: bool,
    /// Also what `quotes` and `claims` leave out without --all
    #[arg(long)]
    all: bool,
    /// Let the first run tell what the index holds now
    #[arg(long)]
    from_start: bool,
}

/// Lists the watches.
#[derive(Args, Debug)]
struct List {
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Removes a watch.
#[derive(Args, Debug)]
struct Remove {
    /// Its name
    name: String,
}

/// Prints what is new, one JSON object a line.
#[derive(Args, Debug)]
struct Run {
    /// Only this watch
    name: Option<String>,
    /// Do not remember what was told
    #[arg(long)]
    dry_run: bool,
}

/// A watch as `list --json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    #[serde(flatten)]
    watch: &'a Question,
}

/// Runs the command.
pub fn run(watch: Watch, global: &Global) -> anyhow::Result<Outcome> {
    match watch.action {
        Action::Add(add) => self::add(add, global),
        Action::List(options) => list_all(&options, global),
        Action::Remove(remove) => self::remove(&remove, global),
        Action::Run(run) => tell(&run, global),
    }
}

fn add(add: Add, global: &Global) -> anyhow::Result<Outcome> {
    let watch = Question { what: add.what, query: query(add.query), copies: add.copies, all: add.all };
    let watches = Watches::open(&global.index)?;
    let (known, count) = match Reader::open(&global.index) {
        Ok(reader) => {
            let fresh = reader.fresh(&watch, Known::default())?;
            (fresh.known().clone(), fresh.count())
        }
        Err(Error::NoIndex(_)) => (Known::default(), 0),
        Err(error) => return Err(error.into()),
    };
    list::tell_reading(&watch.query, false)?;
    let known = if add.from_start { Known::default() } else { known };
    watches.add(&add.name, &watch, &known)?;
    let found = words::count(count, noun(watch.what));
    note!("{}: {found} in the index now, {}", add.name, if add.from_start { "to be told by the first run" } else { "taken for known" });
    Ok(Outcome::Done)
}

fn list_all(options: &List, global: &Global) -> anyhow::Result<Outcome> {
    let watches = Watches::list(&global.index)?;
    if options.json {
        list::json(watches.iter().map(|(name, watch)| Record { name, watch }))?;
    } else if !watches.is_empty() {
        let mut screen = Screen::stdout();
        let head = ["name", "what", "query"].map(String::from).to_vec();
        let row = |(name, watch): &(String, Question)| vec![name.clone(), watch.what.as_str().to_owned(), words::clean(&watch.query)];
        screen.table(&std::iter::once(head).chain(watches.iter().map(row)).collect::<Vec<_>>())?;
        screen.flush()?;
    }
    if watches.is_empty() {
        note!("no watch: add one with sayso watch add NAME QUERY");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn remove(remove: &Remove, global: &Global) -> anyhow::Result<Outcome> {
    if Watches::open(&global.index)?.remove(&remove.name)? {
        note!("{} removed", words::clean(&remove.name));
        return Ok(Outcome::Done);
    }
    note!("no watch {}: sayso watch list names them", words::clean(&remove.name));
    Ok(Outcome::Nothing)
}

/// Every watch in turn: one that cannot be asked is told of, and the others go on.
fn tell(run: &Run, global: &Global) -> anyhow::Result<Outcome> {
    let mut watches = Watches::list(&global.index)?;
    if let Some(name) = &run.name {
        watches.retain(|(known, _)| known == name);
    }
    if watches.is_empty() {
        let name = run.name.as_deref().map(words::clean);
        anyhow::bail!("no watch{}: add one with sayso watch add NAME QUERY", name.map_or(String::new(), |name| format!(" {name}")));
    }
    let reader = Reader::open(&global.index)?;
    let store = Watches::open(&global.index)?;
    let (mut told, mut failed) = (0, false);
    for (name, watch) in &watches {
        match news(&reader, &store, name, watch, run.dry_run) {
            Ok(count) => {
                told += count;
                note!("{name}: {} new", words::count(count, noun(watch.what)));
            }
            Err(error) if super::is_closed_pipe(&error) => return Err(error),
            Err(error) => {
                failed = true;
                note!("sayso: watch {name}: {error:#}");
            }
        }
    }
    Ok(match (failed, told) {
        (true, _) => Outcome::Incomplete,
        (false, 0) => Outcome::Nothing,
        (false, _) => Outcome::Done,
    })
}

/// Prints what one watch finds, and remembers it once it is printed; answers how many that were.
fn news(reader: &Reader, store: &Watches, name: &str, watch: &Question, dry: bool) -> anyhow::Result<usize> {
    let fresh = reader.fresh(watch, store.known(name)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let beside = Beside { watch: Some(name), ..Beside::default() };
    fresh.for_each(&mut |news| match news {
        News::Article(hit) => hit.json(&mut out, beside),
        News::Quotation(hit) => hit.json(&mut out, beside),
        News::Claim(hit) => hit.json(&mut out, beside),
    })?;
    out.flush()?;
    if !dry {
        store.remember(name, fresh.known())?;
    }
    Ok(fresh.count())
}

fn noun(what: WatchWhat) -> &'static str {
    match what {
        WatchWhat::Articles => "article",
        WatchWhat::Quotes => "quotation",
        WatchWhat::Claims => "claim",
    }
}
