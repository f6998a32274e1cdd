//! What tests of the program share: where things are, and a folder of its own for each test.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

/// The package's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.rs` file of a file or folder, sorted.
pub fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
        .iter()
        .filter(|entry| entry.is_dir() || entry.extension().is_some_and(|ending| ending == "rs"))
        .flat_map(|entry| rust_files(entry))
        .collect()
}

/// The articles of `eval/gold/NAME`, a line each.
pub fn gold_articles(name: &str) -> String {
    fs::read_to_string(root().join("eval/gold").join(name).join("articles.jsonl")).unwrap()
}

/// A temporary folder to run the program in.
pub struct Room {
    dir: tempfile::TempDir,
}

impl Room {
    /// An empty folder.
    pub fn new() -> Room {
        Room { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with the fixture articles in `articles/`.
    pub fn with_articles() -> Room {
        let room = Room::new();
        for article in articles() {
            let name = article.file_name().unwrap().to_str().unwrap();
            room.write(&format!("articles/{name}"), &fs::read(&article).unwrap());
        }
        room
    }

    /// A folder whose fixture articles are indexed.
    pub fn indexed() -> Room {
        let room = Room::with_articles();
        room.sayso(&["index", "articles"]).assert().success();
        room
    }

    /// A folder with the invented articles of `eval/gold/NAME`, indexed in one run.
    pub fn of_gold(name: &str) -> Room {
        let room = Room::new();
        room.write("gold.jsonl", gold_articles(name).as_bytes());
        room.sayso(&["index", "gold.jsonl"]).assert().success();
        room
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file, and the folders it needs.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program, to run in the folder.
    pub fn sayso(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.current_dir(self.dir.path()).args(args);
        command
    }

    /// Standard output of a run that succeeds.
    pub fn stdout(&self, args: &[&str]) -> String {
        String::from_utf8(self.sayso(args).assert().success().get_output().stdout.clone()).unwrap()
    }

    /// Standard output as one JSON value a line.
    pub fn json(&self, args: &[&str]) -> Vec<serde_json::Value> {
        self.stdout(args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The fixture articles, sorted.
pub fn articles() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/articles")).unwrap().map(|entry| entry.unwrap().path());
    let mut articles: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    articles.sort();
    articles
}
