//! Watches on disk. Comes in: watches and what they have told. Goes out: the folder `watches` beside the index folder.
//!
//! ```text
//! watches/NAME.toml    the question; can be written by hand
//! watches/NAME.known   what it has told: one number a line
//! watches/sayso.lock   locked while a command changes or runs watches
//! ```
//! Each file is written whole. It lies beside the index and not in it, so that it outlives an index that is deleted and made anew. What was told is
//! written down after it was printed: a run that is killed in between tells it again, none keeps it back.

use super::{Known, Watch};
use crate::error::{Error, Result};
use crate::index::folder::{Lock, beside, read_if_there, write_whole};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Longest name, in bytes.
const LONGEST: usize = 60;

/// The watches of an index, held so that no other command changes or runs them.
pub struct Watches {
    folder: PathBuf,
    _lock: Lock,
}

impl Watches {
    /// The watches of the index in `index`.
    ///
    /// # Errors
    /// [`Error::Usage`] while another command holds them, [`Error::File`] where the folder cannot be written.
    pub fn open(index: &Path) -> Result<Watches> {
        let folder = folder(index);
        match Lock::take(&folder) {
            Ok(lock) => Ok(Watches { folder, _lock: lock }),
            Err(Error::Locked(_)) => {
                Err(Error::Usage(format!("another sayso is at work on the watches in {}: wait until it has finished", folder.display())))
            }
            Err(error) => Err(error),
        }
    }

    /// Every watch with its name, in the order of the alphabet. Needs no lock.
    ///
    /// # Errors
    /// [`Error::File`] for one that cannot be read, with the reason.
    pub fn list(index: &Path) -> Result<Vec<(String, Watch)>> {
        let folder = folder(index);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::file(&folder, error)),
        };
        let mut watches = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| Error::file(&folder, error))?.path();
            if path.extension().is_some_and(|ending| ending == "toml")
                && let Some(name) = path.file_stem().and_then(|name| name.to_str()).filter(|name| is_name(name))
            {
                watches.push((name.to_owned(), read(&path)?));
            }
        }
        watches.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(watches)
    }

    /// Adds a watch that knows of `known`.
    ///
    /// # Errors
    /// [`Error::Usage`] for a name that no file can have, or that is taken.
    pub fn add(&self, name: &str, watch: &Watch, known: &Known) -> Result<()> {
        if !is_name(name) {
            return Err(Error::Usage(format!(
                "a watch is named with small letters a to z, digits, - and _, {LONGEST} at most: harbour-tax"
            )));
        }
        if self.path(name, "toml").exists() {
            return Err(Error::Usage(format!("there is a watch {name} already: remove it first, or choose another name")));
        }
        // A watch is there with its question: what it knows goes before.
        self.remember(name, known)?;
        let text = toml::to_string(watch).map_err(|error| Error::file(&self.path(name, "toml"), error))?;
        write_whole(&self.path(name, "toml"), text.as_bytes())
    }

    /// Removes a watch and what it knows. False where there is none of this name.
    ///
    /// # Errors
    /// Where a file cannot be removed.
    pub fn remove(&self, name: &str) -> Result<bool> {
        // Only a name that a watch can have: no path out of the folder.
        if !is_name(name) || !self.path(name, "toml").exists() {
            return Ok(false);
        }
        for ending in ["toml", "known"] {
            let path = self.path(name, ending);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::file(&path, error)),
                _ => {}
            }
        }
        Ok(true)
    }

    /// What a watch has told; nothing where it was never run.
    ///
    /// # Errors
    /// [`Error::File`] where the file cannot be read.
    pub fn known(&self, name: &str) -> Result<Known> {
        let path = self.path(name, "known");
        let Some(text) = read_if_there(&path)? else { return Ok(Known::default()) };
        Known::read(&text).ok_or_else(|| Error::file(&path, "is damaged: delete it, and the next run tells everything"))
    }

    /// Writes down what a watch has told.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remember(&self, name: &str, known: &Known) -> Result<()> {
        write_whole(&self.path(name, "known"), known.write().as_bytes())
    }

    fn path(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ending}"))
    }
}

fn is_name(name: &str) -> bool {
    let proper = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= LONGEST && name.chars().all(proper)
}

fn folder(index: &Path) -> PathBuf {
    beside(index, "watches")
}

fn read(path: &Path) -> Result<Watch> {
    let text = fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
    toml::from_str(&text).map_err(|error| Error::file(path, error.to_string().trim_end()))
}

#[cfg(test)]
mod tests {
    use super::super::What;
    use super::*;

    fn watch(query: &str) -> Watch {
        Watch { what: What::Quotes, query: query.into(), copies: false, all: true }
    }

    #[test]
    fn a_watch_comes_back_as_it_was_added() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        assert_eq!(Watches::list(&index).unwrap(), []);
        let watches = Watches::open(&index).unwrap();
        let mut known = Known::default();
        known.extend([7, 1 << 47]);
        watches.add("tax-2", &watch("\"harbour tax\" -ferry"), &known).unwrap();
        watches.add("ferry", &watch("ferry"), &Known::default()).unwrap();
        let listed = Watches::list(&index).unwrap();
        assert_eq!(listed, [("ferry".into(), watch("ferry")), ("tax-2".into(), watch("\"harbour tax\" -ferry"))]);
        assert_eq!((watches.known("tax-2").unwrap(), watches.known("ferry").unwrap()), (known, Known::default()));
        assert!(watches.remove("tax-2").unwrap() && !watches.remove("tax-2").unwrap());
        assert_eq!(Watches::list(&index).unwrap().len(), 1);
    }

    #[test]
    fn a_name_is_taken_once_and_never_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let watches = Watches::open(&folder.path().join("index")).unwrap();
        for name in ["", "../tax", "a/b", "Tax", ".tax", "tax.toml", &"a".repeat(61)] {
            assert!(watches.add(name, &watch("tax"), &Known::default()).unwrap_err().to_string().contains("small letters"), "{name}");
            assert!(!watches.remove(name).unwrap());
        }
        watches.add("tax", &watch("tax"), &Known::default()).unwrap();
        assert!(watches.add("tax", &watch("ferry"), &Known::default()).unwrap_err().to_string().contains("already"));
    }

    #[test]
    fn two_commands_at_once_are_one_too_many_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        let watches = Watches::open(&index).unwrap();
        assert!(Watches::open(&index).err().unwrap().to_string().contains("at work"));
        watches.add("tax", &watch("tax"), &Known::default()).unwrap();
        fs::write(folder.path().join("watches/tax.known"), "12\nzz\n").unwrap();
        assert!(watches.known("tax").unwrap_err().to_string().contains("is damaged"));
        fs::write(folder.path().join("watches/tax.toml"), "what = \"people\"").unwrap();
        assert!(Watches::list(&index).unwrap_err().to_string().contains("tax.toml"));
    }
}
