//! Corrections written by commands. Comes in: edits, or a table of aliases. Goes out: `speakers.toml` with them at its end; what stands there
//! already, comments and order too, stays as it is.

use super::corrections::{Corrections, path};
use crate::error::{Error, Result};
use crate::index::folder::write_whole;
use crate::speaker::SpeakerKind;
use std::path::{Path, PathBuf};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

const HEAD: &str = "\
# Corrections to who is who, read by every sayso command; see docs/speakers.md.
# Written by hand or by `sayso speakers merge`, `split`, `alias`, `block` and `set`. Keep it under version control.
";

/// A correction to write down.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// These are one, the first.
    Merge(Vec<String>),
    /// What of a speaker is somebody else, told by `name`, `role`, `publisher` or `article`.
    Split {
        /// Whom to split.
        speaker: String,
        /// By which of the four.
        by: &'static str,
        /// Its value.
        value: String,
        /// The new one's name.
        called: Option<String>,
    },
    /// Another name.
    Alias {
        /// Whose.
        speaker: String,
        /// The name.
        alias: String,
    },
    /// Nobody is called so.
    Block(String),
    /// What is known of a speaker.
    Facts {
        /// Of whom.
        speaker: String,
        /// The name to show.
        name: Option<String>,
        /// The role to show first.
        role: Option<String>,
        /// Person or organization.
        kind: Option<SpeakerKind>,
        /// Wikidata's id.
        wikidata: Option<String>,
    },
}

impl Edit {
    fn key(&self) -> &'static str {
        match self {
            Edit::Merge(_) => "merge",
            Edit::Split { .. } => "split",
            Edit::Alias { .. } => "alias",
            Edit::Block(_) => "block",
            Edit::Facts { .. } => "speaker",
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        let mut put = |key: &str, text: &str| drop(table.insert(key, value(text)));
        match self {
            Edit::Merge(names) => drop(table.insert("speakers", value(names.iter().collect::<Array>()))),
            Edit::Split { speaker, by, value, called } => {
                put("speaker", speaker);
                put(by, value);
                called.iter().for_each(|called| put("as", called));
            }
            Edit::Alias { speaker, alias } => {
                put("speaker", speaker);
                put("alias", alias);
            }
            Edit::Block(name) => put("speaker", name),
            Edit::Facts { speaker, name, role, kind, wikidata } => {
                put("speaker", speaker);
                let texts = [
                    ("name", name.as_deref()),
                    ("role", role.as_deref()),
                    ("type", kind.map(SpeakerKind::as_str)),
                    ("wikidata", wikidata.as_deref()),
                ];
                texts.into_iter().for_each(|(key, text)| text.into_iter().for_each(|text| put(key, text)));
            }
        }
        table
    }
}

/// The text of the file with `edits` at its end.
///
/// # Errors
/// The line that cannot be read, and where a word stands for something else already.
fn edited(text: &str, edits: &[Edit]) -> std::result::Result<String, String> {
    Corrections::parse(text)?;
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    // A table is written where its position says: behind all others.
    let mut position = document
        .iter()
        .filter_map(|(_, item)| item.as_array_of_tables())
        .flat_map(ArrayOfTables::iter)
        .filter_map(Table::position)
        .max()
        .unwrap_or(0);
    for edit in edits {
        position += 1;
        let mut table = edit.table();
        table.set_position(position);
        let list = document.entry(edit.key()).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(list) = list.as_array_of_tables_mut() {
            table.decor_mut().set_prefix("\n");
            list.push(table);
        }
    }
    Ok(document.to_string())
}

/// Writes `edits` behind the corrections of an index after `check` has seen what they come to. Gives the file's path.
///
/// # Errors
/// [`Error::File`] where the file cannot be read or written, and those of `check`: then nothing is written.
pub(crate) fn write(index: &Path, edits: &[Edit], check: impl FnOnce(&Corrections) -> Result<()>) -> Result<PathBuf> {
    let path = path(index);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::file(&path, error)),
    };
    // Comments of a file without entries would end up behind the first one.
    let head = if text.is_empty() { HEAD } else { "" };
    let text = head.to_owned() + &edited(&text, edits).map_err(|reason| Error::file(&path, reason))?;
    check(&Corrections::parse(&text).map_err(Error::Usage)?)?;
    write_whole(&path, text.as_bytes())?;
    Ok(path)
}

/// The edits of a table with the columns name, alias and id (Wikidata's); alias and id may be empty.
///
/// # Errors
/// [`Error::File`] with the line of a row that cannot be read.
pub fn from_csv(path: &Path) -> Result<Vec<Edit>> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_path(path).map_err(|error| Error::file(path, error))?;
    let headers = reader.headers().map_err(|error| Error::file(path, error))?.clone();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let (Some(name), alias, id) = (column("name"), column("alias"), column("id")) else {
        return Err(Error::file(path, "line 1: no column “name”: write a first row like name,alias,id"));
    };
    let mut edits: Vec<Edit> = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| Error::file(path, error))?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).filter(|text| !text.is_empty()).map(str::to_owned);
        let Some(speaker) = cell(Some(name)) else { return Err(Error::file(path, format!("line {line}: no name"))) };
        edits.extend(cell(alias).map(|alias| Edit::Alias { speaker: speaker.clone(), alias }));
        let facts = cell(id).map(|id| Edit::Facts { speaker: speaker.clone(), name: None, role: None, kind: None, wikidata: Some(id) });
        edits.extend(facts.filter(|facts| !edits.contains(facts)));
    }
    Ok(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_file_stays_with_comments_and_order() {
        let text = "# ours\n\n[[block]]\nspeaker = \"Breaking News\" # no person\n\n# twins\n[[merge]]\nspeakers = [\"Ada Quill\", \"A. Quill\"]\n";
        let edits = [Edit::Block("Read More".into()), Edit::Alias { speaker: "Ada Quill".into(), alias: "the \"Iron\" Mayor".into() }];
        let new = edited(text, &edits).unwrap();
        assert!(new.starts_with(text), "{new}");
        assert_eq!(
            new[text.len()..],
            *"\n[[block]]\nspeaker = \"Read More\"\n\n[[alias]]\nspeaker = \"Ada Quill\"\nalias = 'the \"Iron\" Mayor'\n"
        );
        Corrections::parse(&new).unwrap();
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let fault = |text: &str| Corrections::parse(text).unwrap_err();
        assert!(
            fault("[[merge]]\nspeakers = \"Ada\"\n").starts_with("line 2: speakers takes a list"),
            "{}",
            fault("[[merge]]\nspeakers = \"Ada\"\n")
        );
        assert!(fault("\n[[merge]]\nspeakers = [\"Ada\"]\n").starts_with("line 2: merge takes two"));
        assert!(fault("[[split]]\nspeaker = \"Ada\"\n").contains("split takes one of"));
        assert!(fault("[[speaker]]\nspeaker = \"Ada\"\ntype = \"ship\"\n").starts_with("line 3: type"));
        assert!(fault("[[speaker]]\nspeaker = \"Ada\"\nwikidata = \"42\"\n").starts_with("line 3: “42” is no Wikidata"));
        assert!(fault("[[rename]]\n").contains("none of merge"));
        assert!(fault("[merge]\n").contains("[[merge]]"));
        assert!(fault("a = = 1\n").starts_with("line 1: "));
    }
}
