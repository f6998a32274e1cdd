//! `sayso speakers --unsure`: who may be one? Comes in: the registry. Goes out: pairs with what speaks for and against, those that matter most first.

use crate::cli::args::List;
use crate::cli::screen::{DIM, SPEAKER, Screen, paint};
use crate::cli::{Outcome, list, words};
use sayso::search::{Reader, Unsure};
use serde::Serialize;

/// A pair as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    speakers: [Side<'a>; 2],
    #[serde(rename = "for")]
    reasons: &'a [String],
    against: &'a [String],
}

#[derive(Serialize)]
struct Side<'a> {
    id: &'a str,
    name: &'a str,
    quotations: u32,
    articles: u32,
}

/// Runs the command.
pub(super) fn run(page: &List, reader: &Reader) -> anyhow::Result<Outcome> {
    let registry = reader.registry()?;
    let all = registry.unsure();
    let limit = page.page().limit.unwrap_or(usize::MAX);
    let shown: Vec<&Unsure> = all.iter().skip(page.offset).take(limit).collect();
    let side = |id: &'_ str| {
        registry.entry(id).map(|entry| Side { id: &entry.id, name: &entry.name, quotations: entry.quotations, articles: entry.articles })
    };
    let pairs: Vec<Record> = shown
        .iter()
        .filter_map(|pair| {
            Some(Record { speakers: [side(&pair.one)?, side(&pair.other)?], reasons: &pair.reasons, against: &pair.objections })
        })
        .collect();
    if page.json {
        list::json(pairs.iter())?;
    } else {
        let mut screen = Screen::stdout();
        for pair in &pairs {
            let names = pair.speakers.iter().map(|side| {
                let said = words::count(side.quotations as usize, "quotation");
                format!("{} ({said}, {})", paint(SPEAKER, &words::clean(side.name)), side.id)
            });
            screen.text("", &names.collect::<Vec<_>>().join(" and "))?;
            screen.text("  ", &format!("{}: {}", paint(DIM, "for"), words::clean(&pair.reasons.join("; "))))?;
            screen.text("  ", &format!("{}: {}", paint(DIM, "against"), words::clean(&pair.against.join("; "))))?;
            screen.line("")?;
        }
        screen.flush()?;
    }
    Ok(list::count(all.len(), pairs.len(), "pair", page))
}
