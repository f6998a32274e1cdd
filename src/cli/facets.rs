//! How counts look. Comes in: hits counted by facets. Goes out: a table a facet, with bars for times; or one JSON object a value.

use super::args::List;
use super::screen::{BOLD, Screen, paint};
use super::{Outcome, list, words};
use sayso::search::{Counted, Facet};
use serde::Serialize;

/// Widest bar, in characters.
const BAR: usize = 40;

/// A value as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    facet: &'static str,
    /// Null for hits that have no value.
    value: Option<&'a str>,
    count: usize,
}

/// Prints the first values of each facet; of years and months all, which belong together.
pub fn print(counted: &[Counted], how: &List) -> anyhow::Result<Outcome> {
    let found = counted.iter().any(|counted| !counted.values.is_empty());
    if how.json {
        list::json(counted.iter().flat_map(|counted| shown(counted, how).map(|(value, count)| record(counted.facet, value, *count))))?;
    } else if found {
        let mut screen = Screen::stdout();
        for counted in counted {
            table(&mut screen, counted, how)?;
        }
        screen.flush()?;
    }
    if !found {
        note!("nothing found");
    }
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

type Value = (Option<String>, usize);

fn shown<'a>(counted: &'a Counted, how: &List) -> impl Iterator<Item = &'a Value> {
    let (limit, offset) = if counted.facet.is_time() { (None, 0) } else { (how.page().limit, how.page().offset) };
    counted.values.iter().skip(offset).take(limit.unwrap_or(usize::MAX))
}

fn record(facet: Facet, value: &Option<String>, count: usize) -> Record<'_> {
    Record { facet: facet.as_str(), value: value.as_deref(), count }
}

fn table(screen: &mut Screen, counted: &Counted, how: &List) -> std::io::Result<()> {
    let name = counted.facet.as_str();
    let most = counted.values.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let none = || if counted.facet.is_time() { "no date".to_owned() } else { format!("no {name}") };
    let row = |(value, count): &Value| {
        let value = value.as_deref().map_or_else(none, words::clean);
        let bar = if counted.facet.is_time() { bar(*count, most) } else { String::new() };
        vec![words::thousands(*count), value, bar]
    };
    let rows: Vec<Vec<String>> = std::iter::once(vec!["hits".into(), name.into()]).chain(shown(counted, how).map(row)).collect();
    screen.line(&paint(BOLD, &format!("by {name}")))?;
    screen.table(&rows)?;
    let rest = counted.values.len().saturating_sub(rows.len() - 1);
    if rest > 0 {
        screen.line(&format!("… and {} more (--limit all)", words::thousands(rest)))?;
    }
    screen.line("")
}

fn bar(count: usize, most: usize) -> String {
    "█".repeat((count * BAR).div_ceil(most.max(1)))
}
