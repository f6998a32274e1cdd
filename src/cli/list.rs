//! Prints a page of hits. Comes in: hits with their total. Goes out: lines or JSON on standard output, the count on standard error.

use super::args::{Answer, List};
use super::hits::{Beside, Hit};
use super::screen::Screen;
use super::speakers::candidates;
use super::{Outcome, words};
use sayso::search::{Hits, Reader};
use serde::Serialize;
use std::io::{BufWriter, Write};

/// Tells on standard error how a query was read, where that is not how it was typed: `tax cut` is `tax AND cut`. Always where `always`.
pub fn tell_reading(query: &str, always: bool) -> anyhow::Result<()> {
    let reading = Reader::interpreted(query)?;
    if reading != query.trim() || always && !reading.is_empty() {
        note!("read as: {}", words::clean(&reading));
    }
    Ok(())
}

/// Names shown of a speaker who has many.
const NAMES: usize = 8;

/// Tells on standard error whom a typed name was taken to mean: the names of one, or everybody it fits with their counts.
pub fn tell_speakers(reader: &Reader, typed: &str) -> anyhow::Result<()> {
    tell_notes(reader)?;
    let registry = reader.registry()?;
    let found = registry.find(typed);
    match found.as_slice() {
        [] => {}
        [only] => {
            let row = registry.row(only);
            let also: Vec<String> = row.aliases.iter().take(NAMES).map(|name| words::clean(name)).collect();
            let also = if also.is_empty() { String::new() } else { format!(" (also {})", also.join(", ")) };
            note!("speaker: {}{also}", words::clean(&row.name));
        }
        several => {
            let (count, typed) = (words::thousands(several.len()), words::clean(typed));
            note!(
                "{count} speakers may be meant by {typed}, all are taken; a whole name or an id takes one:{}",
                candidates(reader, several)?
            );
        }
    }
    Ok(())
}

/// Tells on standard error which corrections could not be applied.
pub fn tell_notes(reader: &Reader) -> anyhow::Result<()> {
    reader.registry()?.notes().iter().for_each(|note| note!("{}", words::clean(note)));
    Ok(())
}

/// Tells how to see the rest of a speaker's quotations.
pub fn tell_more_quotations(total: usize, shown: usize, id: &str) {
    if total > shown {
        note!("{} of {} (sayso quotes --speaker {id} gives all)", words::thousands(shown), words::count(total, "quotation"));
    }
}

/// Prints `hits`, things called `noun`; `why` adds the rules that decided.
pub fn print<T: Hit>(hits: &Hits<T>, noun: &str, answer: &Answer, why: bool) -> anyhow::Result<Outcome> {
    show(hits, &answer.list, why)?;
    if answer.cursor.is_some() {
        note!(
            "{} of {}{}",
            words::thousands(hits.hits.len()),
            words::count(hits.total, noun),
            if hits.next.is_some() { ", more follow" } else { ", the last" }
        );
        return Ok(if hits.total > 0 { Outcome::Done } else { Outcome::Nothing });
    }
    let outcome = count(hits.total, hits.hits.len(), noun, &answer.list);
    if hits.folded > 0 {
        note!("{}, near-identical, folded into them (--copies shows each)", words::count(hits.folded, "copy"));
    }
    Ok(outcome)
}

/// Prints the hits themselves.
pub fn show<T: Hit>(hits: &Hits<T>, list: &List, why: bool) -> anyhow::Result<()> {
    if list.json {
        let mut out = BufWriter::new(std::io::stdout().lock());
        for (place, hit) in hits.hits.iter().enumerate() {
            let last = place + 1 == hits.hits.len();
            hit.json(&mut out, Beside { cursor: hits.next.as_deref().filter(|_| last), watch: None })?;
        }
        return Ok(out.flush()?);
    }
    let mut screen = Screen::stdout();
    for hit in &hits.hits {
        hit.show(&mut screen, why)?;
    }
    Ok(screen.flush()?)
}

/// Prints one JSON object a line.
pub fn json(records: impl Iterator<Item = impl Serialize>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for record in records {
        sayso::export::write_line(&mut out, &record)?;
    }
    Ok(out.flush()?)
}

/// Tells on standard error how many there are, and how to see the rest.
pub fn count(total: usize, shown: usize, noun: &str, list: &List) -> Outcome {
    let all = words::count(total, noun);
    if total == 0 {
        note!("no {noun} found");
        return Outcome::Nothing;
    }
    let next = list.offset + shown;
    match shown {
        0 if list.offset >= total => note!("{all}; --offset {} is beyond the last", list.offset),
        0 => note!("{all}"),
        _ if shown == total => note!("{all}"),
        _ if next < total => note!("{} to {} of {all} (--offset {next} goes on, --limit all gives all)", list.offset + 1, next),
        _ => note!("{} to {} of {all}", list.offset + 1, next),
    }
    Outcome::Done
}
