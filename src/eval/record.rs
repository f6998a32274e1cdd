//! Raw scores, kept. Comes in: the figures of a set. Goes out: `eval/records/DATE/NAME.json`, and the latest of them.

use super::sets::Figures;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The figures of a set on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Name of the set.
    pub name: String,
    /// `2026-01-31`, as the local clock has it.
    pub date: String,
    /// The commit that was checked out, where git knows; changes beside it are not recorded.
    pub commit: Option<String>,
    /// Everything measured.
    pub figures: Figures,
}

impl Record {
    /// Today's record.
    pub fn new(sets: &Path, name: &str, figures: &Figures) -> Record {
        let date = jiff::Zoned::now().date().to_string();
        Record { name: name.to_owned(), date, commit: commit(sets), figures: figures.clone() }
    }

    /// Writes the record, over an earlier one of the day. Goes out: the file.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, sets: &Path) -> Result<PathBuf> {
        let folder = records(sets).join(&self.date);
        std::fs::create_dir_all(&folder).map_err(|error| Error::file(&folder, error))?;
        let path = folder.join(format!("{}.json", self.name));
        let text = serde_json::to_string_pretty(self)? + "\n";
        std::fs::write(&path, text).map_err(|error| Error::file(&path, error))?;
        Ok(path)
    }

    /// The latest record of the set `name`.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn latest(sets: &Path, name: &str) -> Result<Option<Record>> {
        // No folder is no record.
        let days = std::fs::read_dir(records(sets)).into_iter().flatten().flatten();
        let files = days.map(|day| day.path().join(format!("{name}.json"))).filter(|path| path.is_file());
        let Some(path) = files.max() else { return Ok(None) };
        let record = serde_json::from_str(&super::read_text(&path)?);
        record.map(Some).map_err(|error| Error::Gold(format!("{}: {error}", path.display())))
    }
}

/// The folder of records beside the folder of sets.
fn records(sets: &Path) -> PathBuf {
    sets.join("../records")
}

fn commit(folder: &Path) -> Option<String> {
    let output = Command::new("git").current_dir(folder).args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !commit.is_empty()).then_some(commit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_day_is_read_back() {
        let root = tempfile::tempdir().unwrap();
        let sets = root.path().join("sets");
        std::fs::create_dir(&sets).unwrap();
        assert_eq!(Record::latest(&sets, "own").unwrap(), None);
        for (date, value) in [("2031-10-02", 0.5), ("2031-09-30", 0.25)] {
            let figures = Figures::from([("all.e2e.f1".to_owned(), value)]);
            Record { date: date.to_owned(), ..Record::new(&sets, "own", &figures) }.write(&sets).unwrap();
        }
        let latest = Record::latest(&sets, "own").unwrap().unwrap();
        assert_eq!((latest.date.as_str(), latest.figures["all.e2e.f1"]), ("2031-10-02", 0.5));
        assert_eq!(Record::latest(&sets, "other").unwrap(), None);
    }
}
