//! The index folder. Comes in: its path. Goes out: an open index of this format, or why not; and the lock that keeps a second writer out.
//!
//! ```text
//! index/sayso.json      {"format": 5}: written first, so that whatever lies beside it is known to be ours
//! index/sayso.lock      locked while somebody writes; the system releases it when the process dies
//! index/skipped.jsonl   what the last run could not read, and why
//! index/tantivy/        tantivy's own files
//! ```
//! README.md and .gitignore, which the repository keeps in `index/`, are left alone.

use super::schema::{FORMAT, Fields, schema};
use super::tokens;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use tantivy::directory::MmapDirectory;
use tantivy::{Index, TantivyError};

/// An index that is open, for reading or (with a [`Lock`]) for writing.
#[derive(Clone)]
pub struct Opened {
    /// Tantivy's index, with the tokenizers registered.
    pub index: Index,
    /// Its fields.
    pub fields: Fields,
}

/// The contents of `sayso.json`.
#[derive(Serialize, Deserialize)]
struct Stamp {
    format: serde_json::Value,
}

/// Opens the index in `folder` to read it.
///
/// # Errors
/// [`Error::NoIndex`] where there is none, [`Error::Format`] where another version wrote it.
pub fn open(folder: &Path) -> Result<Opened> {
    let stamped = check_format(folder)?;
    if !stamped || !data(folder).join("meta.json").exists() {
        return Err(Error::NoIndex(folder.to_owned()));
    }
    opened(folder, Index::open(directory(folder)?))
}

/// Opens the index in `folder` to write it, or makes a new one there.
///
/// # Errors
/// [`Error::Format`] where another version wrote it, [`Error::File`] where the folder cannot be written.
pub fn open_or_create(folder: &Path, _lock: &Lock) -> Result<Opened> {
    if !check_format(folder)? {
        write_whole(&folder.join("sayso.json"), &serde_json::to_vec(&Stamp { format: FORMAT.into() })?)?;
    }
    fs::create_dir_all(data(folder)).map_err(|error| Error::file(&data(folder), error))?;
    let (schema, _) = schema();
    opened(folder, Index::open_or_create(directory(folder)?, schema))
}

fn opened(folder: &Path, index: tantivy::Result<Index>) -> Result<Opened> {
    let (expected, fields) = schema();
    let foreign = || Error::Format { path: folder.to_owned(), found: "of other fields".into(), expected: FORMAT };
    let mut index = index.map_err(|error| if matches!(error, TantivyError::SchemaError(_)) { foreign() } else { error.into() })?;
    if index.schema() != expected {
        return Err(foreign());
    }
    index.set_tokenizers(tokens::manager());
    index.set_fast_field_tokenizers(tokens::manager());
    Ok(Opened { index, fields })
}

/// True where an index of this format is in `folder`, false where none is.
fn check_format(folder: &Path) -> Result<bool> {
    let path = folder.join("sayso.json");
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Error::file(&path, error)),
    };
    let found = match serde_json::from_slice::<Stamp>(&text) {
        Ok(stamp) if stamp.format == FORMAT => return Ok(true),
        Ok(stamp) => stamp.format.to_string(),
        Err(_) => "unknown".to_owned(),
    };
    Err(Error::Format { path: folder.to_owned(), found, expected: FORMAT })
}

fn data(folder: &Path) -> PathBuf {
    folder.join("tantivy")
}

fn directory(folder: &Path) -> Result<MmapDirectory> {
    MmapDirectory::open(data(folder)).map_err(|error| Error::file(&data(folder), error))
}

/// The right to write to an index folder. Released on drop, and by the system when the process dies.
pub struct Lock(#[allow(dead_code, reason = "held, never read")] File);

impl Lock {
    /// Takes the lock of `folder`, which is created where it is missing.
    ///
    /// # Errors
    /// [`Error::Locked`] while another process or thread holds it, [`Error::File`] where the folder cannot be written.
    pub fn take(folder: &Path) -> Result<Lock> {
        fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        let path = folder.join("sayso.lock");
        let file = File::create(&path).map_err(|error| Error::file(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::Locked(folder.to_owned())),
            Err(TryLockError::Error(error)) => Err(Error::file(&path, error)),
        }
    }
}

/// Where `name` lies that users keep beside the index folder `index`, so that it outlives an index that is deleted and made anew.
pub fn beside(index: &Path, name: &str) -> PathBuf {
    let whole = std::path::absolute(index).unwrap_or_else(|_| index.to_owned());
    whole.parent().unwrap_or(&whole).join(name)
}

/// The text of a file; `None` where there is none.
///
/// # Errors
/// [`Error::File`] for one that cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file(path, error)),
    }
}

/// Writes a file that is either there in full or not at all. One writer at a time: hold the [`Lock`].
pub fn write_whole(path: &Path, contents: &[u8]) -> Result<()> {
    let unfinished = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&unfinished)?;
        file.write_all(contents)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)
    };
    write().map_err(|error| Error::file(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_an_index_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(open(folder.path()), Err(Error::NoIndex(_))));
    }

    #[test]
    fn a_new_index_opens_again() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        open_or_create(folder.path(), &lock).unwrap();
        open_or_create(folder.path(), &lock).unwrap();
        open(folder.path()).unwrap();
    }

    #[test]
    fn another_format_is_refused_and_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = folder.path().join("sayso.json");
        fs::write(&stamp, "{\"format\": 999}").unwrap();
        assert!(matches!(open(folder.path()), Err(Error::Format { found, .. }) if found == "999"));
        let lock = Lock::take(folder.path()).unwrap();
        assert!(matches!(open_or_create(folder.path(), &lock), Err(Error::Format { .. })));
        assert_eq!(fs::read_to_string(&stamp).unwrap(), "{\"format\": 999}");
    }

    #[test]
    fn two_writers_are_one_too_many() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(Error::Locked(_))));
        drop(first);
        Lock::take(folder.path()).unwrap();
    }
}
