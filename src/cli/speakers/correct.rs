//! `sayso speakers merge`, `split`, `alias`, `block`, `set`, `--aliases`: corrections. Comes in: names. Goes out: `speakers.toml`, and what was done.

use super::one;
use crate::cli::args::one_of;
use crate::cli::{Outcome, words};
use clap::Args;
use sayso::search::{Edit, Reader, from_csv};
use sayso::speaker::SpeakerKind;
use std::path::Path;

/// These are one speaker: the first, under whose name they go on.
#[derive(Args, Debug)]
pub(super) struct Merge {
    /// Names or ids, two or more
    #[arg(required = true, num_args = 2.., value_name = "NAME")]
    names: Vec<String>,
}

/// Some of what a speaker says is somebody else's.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("by").required(true))]
pub(super) struct Split {
    /// Name or id
    speaker: String,
    /// Where this name is given
    #[arg(long, group = "by")]
    name: Option<String>,
    /// Where the role has these words
    #[arg(long, group = "by")]
    role: Option<String>,
    /// Where the publisher has these words
    #[arg(long, group = "by")]
    publisher: Option<String>,
    /// In the article with this id
    #[arg(long, group = "by", value_name = "ID")]
    article: Option<String>,
    /// What the other is called
    #[arg(long = "as", value_name = "NAME")]
    called: Option<String>,
}

/// A speaker has another name.
#[derive(Args, Debug)]
pub(super) struct Alias {
    /// Name or id
    speaker: String,
    /// The other name
    alias: String,
}

/// Nobody is called so: leaves a speaker out of every list.
#[derive(Args, Debug)]
pub(super) struct Block {
    /// Name or id
    speaker: String,
}

/// Says what is known of a speaker.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("fact").required(true).multiple(true))]
pub(super) struct Set {
    /// Name or id
    speaker: String,
    /// The name to show
    #[arg(long, group = "fact")]
    name: Option<String>,
    /// The role to show first
    #[arg(long, group = "fact")]
    role: Option<String>,
    /// What it is
    #[arg(long = "type", group = "fact", value_parser = one_of(&[SpeakerKind::Person, SpeakerKind::Organization], SpeakerKind::as_str))]
    kind: Option<SpeakerKind>,
    /// Its id in Wikidata: Q42
    #[arg(long, group = "fact", value_name = "ID")]
    wikidata: Option<String>,
}

pub(super) fn merge(merge: &Merge, reader: &Reader) -> anyhow::Result<Outcome> {
    let mut names = Vec::new();
    for typed in &merge.names {
        let Some(name) = written(reader, typed)? else { return Ok(Outcome::Nothing) };
        names.push(name);
    }
    let mut distinct = names.clone();
    distinct.sort();
    distinct.dedup();
    anyhow::ensure!(distinct.len() == names.len(), "these are one speaker already: {}", words::clean(&distinct.join(", ")));
    write(reader, &[Edit::Merge(names)])
}

pub(super) fn split(split: &Split, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some(speaker) = written(reader, &split.speaker)? else { return Ok(Outcome::Nothing) };
    let keys = [("name", &split.name), ("role", &split.role), ("publisher", &split.publisher), ("article", &split.article)];
    let given = keys.into_iter().find_map(|(by, value)| value.clone().map(|value| (by, value)));
    let Some((by, value)) = given else { return Ok(Outcome::Nothing) };
    write(reader, &[Edit::Split { speaker, by, value, called: split.called.clone() }])
}

pub(super) fn alias(alias: &Alias, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some(speaker) = written(reader, &alias.speaker)? else { return Ok(Outcome::Nothing) };
    write(reader, &[Edit::Alias { speaker, alias: alias.alias.clone() }])
}

pub(super) fn block(block: &Block, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some(speaker) = written(reader, &block.speaker)? else { return Ok(Outcome::Nothing) };
    write(reader, &[Edit::Block(speaker)])
}

pub(super) fn set(set: &Set, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some(speaker) = written(reader, &set.speaker)? else { return Ok(Outcome::Nothing) };
    let (name, role, wikidata) = (set.name.clone(), set.role.clone(), set.wikidata.clone());
    write(reader, &[Edit::Facts { speaker, name, role, kind: set.kind, wikidata }])
}

/// Imports a table; rows whose name nobody here bears are told of and left out.
pub(super) fn import(table: &Path, reader: &Reader) -> anyhow::Result<Outcome> {
    let edits = from_csv(table)?;
    let registry = reader.registry()?;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for edit in edits {
        let (Edit::Alias { speaker, .. } | Edit::Facts { speaker, .. }) = &edit else { continue };
        if registry.find(speaker).len() == 1 { known.push(edit) } else { unknown.push(speaker.clone()) }
    }
    unknown.dedup();
    if !unknown.is_empty() {
        note!("{} of nobody, or of several: {}", words::count(unknown.len(), "name"), words::clean(&unknown.join(", ")));
    }
    if known.is_empty() { Ok(Outcome::Nothing) } else { write(reader, &known) }
}

/// The name that stands for a speaker in the file: the name itself where only one bears it, else the id.
fn written(reader: &Reader, typed: &str) -> anyhow::Result<Option<String>> {
    let Some(entry) = one(reader, typed)? else { return Ok(None) };
    let alone = reader.registry()?.find(&entry.name).len() == 1;
    Ok(Some(if alone { entry.name.clone() } else { entry.id.clone() }))
}

fn write(reader: &Reader, edits: &[Edit]) -> anyhow::Result<Outcome> {
    let path = reader.correct(edits)?;
    note!("{} written to {}", words::count(edits.len(), "correction"), path.display());
    Ok(Outcome::Done)
}
