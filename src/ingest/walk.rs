//! Which files there are to read. Comes in: files and folders. Goes out: the files, sorted by path, and what could not be looked into.

use super::Skipped;
use crate::error::{Error, Result};
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::time::UNIX_EPOCH;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where to open it.
    pub file: PathBuf,
    /// The path that is stored and printed, with forward slashes.
    pub path: String,
    /// Bytes on disk.
    pub size: u64,
    /// Last change, in nanoseconds since 1970; 0 where the system does not tell.
    pub modified: i64,
}

type Visit = std::result::Result<Found, Skipped>;

/// All files under `roots`, in parallel, sorted by path, each once.
///
/// Symbolic links are followed. Passed over in silence, unless named as a root: what starts with a dot, `README.*` (it describes the folder),
/// and everything in `exclude` (the index folder). Stored paths are relative to `base` (with `../` where a file lies outside it), or as given
/// where `base` is `None`.
///
/// # Errors
/// A root that does not exist.
pub fn walk(roots: &[PathBuf], base: Option<&Path>, exclude: Option<&Path>) -> Result<(Vec<Found>, Vec<Skipped>)> {
    let base = base.map(absolute);
    let exclude = exclude.map(absolute);
    for root in roots {
        std::fs::metadata(root).map_err(|error| Error::file(root, describe(&error)))?;
    }
    let Some((first, others)) = roots.split_first() else { return Ok((Vec::new(), Vec::new())) };
    let mut builder = WalkBuilder::new(first);
    others.iter().for_each(|root| {
        builder.add(root);
    });
    builder.standard_filters(false).follow_links(true);
    builder.filter_entry(move |entry| entry.depth() == 0 || !is_passed_over(entry, exclude.as_deref()));
    let (sender, visits) = channel();
    builder.build_parallel().run(|| visitor(sender.clone(), base.clone()));
    drop(sender);
    let (mut found, mut skipped) = (Vec::new(), Vec::new());
    for visit in visits {
        match visit {
            Ok(file) => found.push(file),
            Err(reason) => skipped.push(reason),
        }
    }
    found.sort_by(|one: &Found, other| one.path.cmp(&other.path));
    found.dedup_by(|one, other| one.path == other.path);
    skipped.sort();
    skipped.dedup();
    Ok((found, skipped))
}

fn visitor(
    sender: Sender<Visit>,
    base: Option<PathBuf>,
) -> Box<dyn FnMut(std::result::Result<DirEntry, ignore::Error>) -> WalkState + Send> {
    Box::new(move |entry| {
        let visit = match entry {
            Ok(entry) => visit(&entry, base.as_deref()),
            Err(error) => Some(Err(unreadable(&error, None, base.as_deref()))),
        };
        // The receiver outlives every visitor: a send cannot fail while the walk runs.
        if visit.is_none_or(|visit| sender.send(visit).is_ok()) { WalkState::Continue } else { WalkState::Quit }
    })
}

fn visit(entry: &DirEntry, base: Option<&Path>) -> Option<Visit> {
    let path = stored(entry.path(), base);
    let metadata = match entry.metadata() {
        Ok(metadata) => metadata,
        Err(error) => return Some(Err(unreadable(&error, Some(entry.path()), base))),
    };
    // A pipe named on the command line (`<(…)`) is read; one that lies in a folder would block for ever.
    if metadata.is_dir() {
        None
    } else if metadata.is_file() || entry.depth() == 0 {
        Some(Ok(Found { file: entry.path().to_owned(), path, size: metadata.len(), modified: modified(&metadata) }))
    } else {
        Some(Err(Skipped::new(&path, None, "is not a regular file")))
    }
}

fn is_passed_over(entry: &DirEntry, exclude: Option<&Path>) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
    let stem = name.split('.').next().unwrap_or_default();
    let is_readme = !is_dir && stem.eq_ignore_ascii_case("readme");
    name.starts_with('.') || is_readme || exclude.is_some_and(|exclude| is_dir && absolute(entry.path()) == exclude)
}

fn modified(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

fn unreadable(error: &ignore::Error, at: Option<&Path>, base: Option<&Path>) -> Skipped {
    match error {
        ignore::Error::WithPath { path, err } => unreadable(err, Some(path), base),
        ignore::Error::WithDepth { err, .. } => unreadable(err, at, base),
        ignore::Error::Loop { ancestor, child } => {
            let reason = format!("is a link back to its own folder {}", stored(ancestor, base));
            Skipped::new(&stored(child, base), None, reason)
        }
        other => {
            let path = at.map_or_else(String::new, |path| stored(path, base));
            let reason = other.io_error().map_or_else(|| other.to_string(), describe);
            Skipped::new(&path, None, reason)
        }
    }
}

/// A system error without its number.
pub(super) fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "may not be read (permission denied)".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// `path` as stored: relative to `base`, or as given.
fn stored(path: &Path, base: Option<&Path>) -> String {
    let Some(base) = base else { return slashed(path) };
    let path = absolute(path);
    let shared = path.components().zip(base.components()).take_while(|(one, other)| one == other).count();
    let up = base.components().skip(shared).map(|_| Component::ParentDir);
    slashed(&up.chain(path.components().skip(shared)).collect::<PathBuf>())
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") };
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

/// Absolute and without `.` and `..`, by the words alone: links keep the names that the user knows.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in whole.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder with these files in it.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "Story").unwrap();
        }
        folder
    }

    fn paths(found: &[Found]) -> Vec<&str> {
        found.iter().map(|found| found.path.as_str()).collect()
    }

    #[test]
    fn files_are_sorted_and_relative_and_what_is_not_meant_is_passed_over() {
        let top = folder(&[
            "corpus/b.txt",
            "corpus/a/2.txt",
            "corpus/README.md",
            "corpus/.git/x.txt",
            "corpus/.x.txt",
            "corpus/index/meta.json",
            ".gitignore",
        ]);
        fs::write(top.path().join("corpus/.gitignore"), "b.txt").unwrap();
        let base = top.path();
        let (found, skipped) = walk(&[base.join("corpus")], Some(base), Some(&base.join("corpus/index"))).unwrap();
        assert_eq!((paths(&found), skipped), (vec!["corpus/a/2.txt", "corpus/b.txt"], vec![]));
        assert!(found[0].file.exists() && found[0].size == 5 && found[0].modified > 0);
        let (outside, _) = walk(&[base.join("corpus/a")], Some(&base.join("corpus/index")), None).unwrap();
        assert_eq!(paths(&outside), ["../a/2.txt"]);
    }

    #[test]
    fn a_root_is_read_whatever_its_name_and_each_file_once() {
        let top = folder(&["README.md", "a.txt"]);
        let roots = [top.path().join("README.md"), top.path().to_owned(), top.path().join("./a.txt")];
        let (found, _) = walk(&roots, Some(top.path()), None).unwrap();
        assert_eq!(paths(&found), ["README.md", "a.txt"]);
    }

    #[test]
    fn a_root_that_does_not_exist_is_an_error() {
        let message = walk(&["no/such/place".into()], None, None).unwrap_err().to_string();
        assert_eq!(message, "no/such/place: there is no such file or folder");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_and_dangling_ones_reported() {
        let top = folder(&["a/1.txt"]);
        std::os::unix::fs::symlink(top.path().join("a"), top.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink(top.path().join("a/1.txt"), top.path().join("link.txt")).unwrap();
        std::os::unix::fs::symlink("nowhere", top.path().join("gone.txt")).unwrap();
        let (found, skipped) = walk(&[top.path().to_owned()], Some(top.path()), None).unwrap();
        assert_eq!(paths(&found), ["a/1.txt", "link.txt"]);
        let reasons: Vec<String> = skipped.iter().map(Skipped::to_string).collect();
        assert_eq!(reasons, ["a/loop: is a link back to its own folder a", "gone.txt: there is no such file or folder"]);
    }
}
