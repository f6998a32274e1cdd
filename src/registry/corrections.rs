//! Corrections by hand. Comes in: `speakers.toml`. Goes out: a registry with them applied, at every question anew and without reading an article.
//!
//! The file lies beside the index folder, not in it: an index can be deleted and made again, corrections cannot. What it says is in `docs/speakers.md`.

use super::entry::Entry;
use super::speakers::{Registry, order, slug, unused};
use crate::error::{Error, Result};
use crate::index::folder::{beside, read_if_there};
use crate::index::tokens::fold;
use crate::speaker::SpeakerKind;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml_edit::{Document, Item, Table};

/// One correction.
#[derive(Clone, Debug, PartialEq)]
enum Change {
    /// All of these are the first.
    Merge(Vec<String>),
    /// Some occurrences of a speaker are somebody else.
    Split { speaker: String, by: By, called: Option<String> },
    /// A speaker is also called so.
    Alias { speaker: String, alias: String },
    /// Nobody is called so.
    Block(String),
    /// What is known of a speaker.
    Facts { speaker: String, name: Option<String>, role: Option<String>, kind: Option<SpeakerKind>, wikidata: Option<String> },
}

/// What tells the occurrences to split off.
#[derive(Clone, Debug, PartialEq)]
enum By {
    /// The name they give.
    Name(String),
    /// Words of the role.
    Role(String),
    /// Words of the publisher.
    Publisher(String),
    /// The article's id.
    Article(String),
}

/// Corrections with the line each begins on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    changes: Vec<(usize, Change)>,
}

/// Where the corrections of an index lie: `speakers.toml` in the folder that holds the index folder.
pub fn path(index: &Path) -> PathBuf {
    beside(index, "speakers.toml")
}

impl Corrections {
    /// Those of an index; none where there is no file.
    ///
    /// # Errors
    /// [`Error::File`] with the line for what cannot be read.
    pub fn of(index: &Path) -> Result<Corrections> {
        let path = path(index);
        let Some(text) = read_if_there(&path)? else { return Ok(Corrections::default()) };
        Corrections::parse(&text).map_err(|reason| Error::file(&path, reason))
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// The line and what is wrong with it.
    pub fn parse(text: &str) -> std::result::Result<Corrections, String> {
        let document = Document::parse(text).map_err(|error| {
            let line = line_of(text, error.span());
            format!("line {line}: {}", error.message())
        })?;
        let mut changes = Vec::new();
        for (key, item) in document.as_table().iter() {
            let Some(tables) = item.as_array_of_tables() else {
                return Err(format!("line {}: “{key}” is no list of corrections: write [[{key}]]", line_of(text, item.span())));
            };
            for table in tables.iter() {
                let line = line_of(text, table.span());
                let reader = Reader { text, table, line };
                changes.push((line, reader.change(key)?));
            }
        }
        changes.sort_by_key(|(line, _)| *line);
        Ok(Corrections { changes })
    }

    /// The registry with all of them applied, in the order of the file.
    pub fn apply(&self, mut registry: Registry) -> Registry {
        for (line, change) in &self.changes {
            if let Err(note) = registry.correct(change) {
                registry.corrected.notes.push(format!("speakers.toml, line {line}: {note}"));
            }
        }
        if !self.changes.is_empty() {
            registry.entries.sort_by(|one, other| order(one).cmp(&order(other)));
        }
        registry
    }
}

/// The number of the line a span begins on, from 1.
fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let before = span.and_then(|span| text.get(..span.start)).unwrap_or("");
    before.bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// Reads one table.
struct Reader<'a> {
    text: &'a str,
    table: &'a Table,
    line: usize,
}

impl Reader<'_> {
    fn change(&self, key: &str) -> std::result::Result<Change, String> {
        match key {
            "merge" => {
                self.only(&["speakers"])?;
                let names = self.list("speakers")?;
                if names.len() < 2 { Err(format!("line {}: merge takes two names or more", self.line)) } else { Ok(Change::Merge(names)) }
            }
            "split" => {
                self.only(&["speaker", "name", "role", "publisher", "article", "as"])?;
                Ok(Change::Split { speaker: self.needed("speaker")?, by: self.by()?, called: self.text("as")? })
            }
            "alias" => {
                self.only(&["speaker", "alias"])?;
                Ok(Change::Alias { speaker: self.needed("speaker")?, alias: self.needed("alias")? })
            }
            "block" => {
                self.only(&["speaker"])?;
                Ok(Change::Block(self.needed("speaker")?))
            }
            "speaker" => self.facts(),
            other => Err(format!("line {}: [[{other}]] is none of merge, split, alias, block, speaker", self.line)),
        }
    }

    fn facts(&self) -> std::result::Result<Change, String> {
        self.only(&["speaker", "name", "role", "type", "wikidata"])?;
        let kind = match self.text("type")?.as_deref() {
            None => None,
            Some("person") => Some(SpeakerKind::Person),
            Some("organization") => Some(SpeakerKind::Organization),
            Some(other) => return Err(format!("{}: type “{other}” is neither person nor organization", self.at("type"))),
        };
        let wikidata = self.text("wikidata")?;
        let sound =
            |id: &String| id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(id) = wikidata.as_ref().filter(|id| !sound(id)) {
            return Err(format!("{}: “{id}” is no Wikidata id like Q42", self.at("wikidata")));
        }
        Ok(Change::Facts { speaker: self.needed("speaker")?, name: self.text("name")?, role: self.text("role")?, kind, wikidata })
    }

    fn by(&self) -> std::result::Result<By, String> {
        let mut found = Vec::new();
        found.extend(self.text("name")?.map(By::Name));
        found.extend(self.text("role")?.map(By::Role));
        found.extend(self.text("publisher")?.map(By::Publisher));
        found.extend(self.text("article")?.map(By::Article));
        match <[By; 1]>::try_from(found) {
            Ok([by]) => Ok(by),
            Err(_) => Err(format!("line {}: split takes one of name, role, publisher, article", self.line)),
        }
    }

    fn only(&self, known: &[&str]) -> std::result::Result<(), String> {
        match self.table.iter().find(|(key, _)| !known.contains(key)) {
            Some((key, _)) => Err(format!("{}: “{key}” is none of {}", self.at(key), known.join(", "))),
            None => Ok(()),
        }
    }

    fn text(&self, key: &str) -> std::result::Result<Option<String>, String> {
        match self.table.get(key).map(Item::as_str) {
            None => Ok(None),
            Some(Some(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
            Some(_) => Err(format!("{}: {key} takes a text in quotation marks", self.at(key))),
        }
    }

    fn needed(&self, key: &str) -> std::result::Result<String, String> {
        self.text(key)?.ok_or_else(|| format!("line {}: {key} is missing", self.line))
    }

    fn list(&self, key: &str) -> std::result::Result<Vec<String>, String> {
        let wrong = || format!("{}: {key} takes a list of names, [\"…\", \"…\"]", self.at(key));
        let values = self.table.get(key).and_then(Item::as_array).ok_or_else(wrong)?;
        values
            .iter()
            .map(|value| value.as_str().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).ok_or_else(wrong))
            .collect()
    }

    fn at(&self, key: &str) -> String {
        let span = self.table.key(key).and_then(toml_edit::Key::span);
        format!("line {}", span.map_or(self.line, |span| line_of(self.text, Some(span))))
    }
}

impl Registry {
    /// Applies one change.
    ///
    /// # Errors
    /// Why it cannot be applied to this corpus, in words.
    fn correct(&mut self, change: &Change) -> std::result::Result<(), String> {
        match change {
            Change::Merge(names) => self.merge(names),
            Change::Split { speaker, by, called } => self.split(speaker, by, called.as_deref()),
            Change::Alias { speaker, alias } => {
                let id = self.only(speaker)?;
                self.corrected.aliases.entry(id).or_default().push(alias.clone());
                Ok(())
            }
            Change::Block(name) => {
                let id = self.only(name)?;
                self.entries.retain(|entry| entry.id != id);
                self.unsure.retain(|pair| pair.one != id && pair.other != id);
                Ok(())
            }
            Change::Facts { speaker, name, role, kind, wikidata } => {
                let id = self.only(speaker)?;
                if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) {
                    entry.kind = kind.unwrap_or(entry.kind);
                    if let Some(name) = name {
                        let old = std::mem::replace(&mut entry.name, name.clone());
                        self.corrected.aliases.entry(id.clone()).or_default().push(old);
                    }
                }
                self.corrected.roles.extend(role.clone().map(|role| (id.clone(), role)));
                self.corrected.wikidata.extend(wikidata.clone().map(|wikidata| (id, wikidata)));
                Ok(())
            }
        }
    }

    /// The id of the one speaker called so.
    fn only(&self, name: &str) -> std::result::Result<String, String> {
        match self.called(name).as_slice() {
            [] => Err(format!("nobody here is called “{name}”")),
            [entry] => Ok(entry.id.clone()),
            several => {
                let ids: Vec<&str> = several.iter().map(|entry| entry.id.as_str()).take(5).collect();
                Err(format!("“{name}” may be {}: write one of these", ids.join(" or ")))
            }
        }
    }

    fn merge(&mut self, names: &[String]) -> std::result::Result<(), String> {
        let ids = names.iter().map(|name| self.only(name)).collect::<std::result::Result<Vec<_>, _>>()?;
        let Some((first, others)) = ids.split_first() else { return Ok(()) };
        let (moved, kept): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.entries).into_iter().partition(|entry| others.contains(&entry.id) && entry.id != *first);
        self.entries = kept;
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == *first) {
            let (name, kind) = (entry.name.clone(), entry.kind);
            for other in moved {
                entry.occurrences.extend(other.occurrences);
                entry.why.extend(other.why);
                entry.why.push(format!("“{}” and “{}” were merged by hand", name, other.name));
            }
            entry.occurrences.sort_unstable();
            entry.occurrences.dedup();
            entry.count(&self.evidence);
            (entry.name, entry.kind) = (name, kind);
        }
        let within = |id: &String| ids.contains(id);
        self.unsure.retain(|pair| !(within(&pair.one) && within(&pair.other)));
        Ok(())
    }

    fn split(&mut self, speaker: &str, by: &By, called: Option<&str>) -> std::result::Result<(), String> {
        let id = self.only(speaker)?;
        let Some(place) = self.entries.iter().position(|entry| entry.id == id) else { return Ok(()) };
        let (off, rest): (Vec<u32>, Vec<u32>) = self.entries[place].occurrences.iter().partition(|number| self.is_by(**number, by));
        if off.is_empty() || rest.is_empty() {
            let what = if off.is_empty() { "no article" } else { "every article" };
            return Err(format!("{what} of “{speaker}” fits this split"));
        }
        let (name, taken) = (self.entries[place].name.clone(), self.entries.iter().map(|entry| entry.id.clone()).collect::<FxHashSet<_>>());
        let mut new = Entry::of(&self.evidence, off, &name, vec![format!("split by hand from “{name}”")]);
        if let Some(called) = called {
            new.name = called.to_owned();
        }
        new.id = unused(&slug(&new.name), &taken);
        self.corrected.aliases.entry(new.id.clone()).or_default();
        let entry = &mut self.entries[place];
        entry.occurrences = rest;
        entry.count(&self.evidence);
        self.entries.push(new);
        Ok(())
    }

    fn is_by(&self, number: u32, by: &By) -> bool {
        let Some(occurrence) = self.evidence.occurrence(number) else { return false };
        let (who, setting) = (self.evidence.who(occurrence.who), self.evidence.setting(occurrence));
        let holds = |text: Option<&str>, words: &str| text.is_some_and(|text| fold(text).contains(&fold(words)));
        match by {
            By::Name(name) => who.name.is_some_and(|known| fold(known) == fold(name)),
            By::Role(words) => holds(who.role, words),
            By::Publisher(words) => holds(setting.and_then(|setting| self.evidence.publisher(setting)), words),
            By::Article(id) => setting.is_some_and(|setting| format!("{:016x}", setting.id).starts_with(id.as_str())),
        }
    }
}
