//! Keeps ARCHITECTURE.md true: its tables are read and held against the imports of every file in `src/`.

use crate::harness::{root, rust_files};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The rooms that one row calls `nouns`.
const NOUNS: &str = "nouns";

struct Room {
    path: PathBuf,
    may_use: BTreeSet<String>,
}

fn page() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// What stands between backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows, as cells, of the table whose header begins with `first`.
fn table(page: &str, first: &str) -> Vec<Vec<String>> {
    let header = format!("| {first} |");
    let lines = page.lines().skip_while(|line| !line.starts_with(&header)).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// The room of a path below `src/`: its folder or its file, without ending.
fn room_of(path: &str) -> String {
    let first = path.trim_start_matches("src/").split('/').next().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn rooms(page: &str) -> BTreeMap<String, Room> {
    let rows = table(page, "room");
    let nouns: Vec<String> =
        rows.iter().map(|row| names(&row[0])).find(|paths| paths.len() > 1).unwrap().iter().map(|path| room_of(path)).collect();
    let mut rooms = BTreeMap::new();
    for row in &rows {
        let mut may_use: BTreeSet<String> = names(&row[2]).into_iter().collect();
        if may_use.remove(NOUNS) {
            may_use.extend(nouns.iter().cloned());
        }
        for path in names(&row[0]) {
            rooms.insert(room_of(&path), Room { path: root().join(&path), may_use: may_use.clone() });
        }
    }
    rooms
}

/// The code of a file without comments and tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Rooms that a piece of code names, as `crate::room`, `sayso::room` or in a group.
fn imports(code: &str) -> BTreeSet<String> {
    static SINGLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:crate|sayso)::(\w+)").unwrap());
    static GROUP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:crate|sayso)::\{([^;]*)\}").unwrap());
    static IN_GROUP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:^|,)\s*(\w+)").unwrap());
    let mut found: BTreeSet<String> = SINGLE.captures_iter(code).map(|hit| hit[1].to_owned()).collect();
    for hit in GROUP.captures_iter(code) {
        found.extend(IN_GROUP.captures_iter(&hit[1]).map(|name| name[1].to_owned()));
    }
    found
}

/// What each room imports of the others, with the file that does.
fn uses(rooms: &BTreeMap<String, Room>) -> Vec<(String, String, PathBuf)> {
    let mut uses = Vec::new();
    for (name, room) in rooms.iter().filter(|(name, _)| *name != "lib") {
        for file in rust_files(&room.path) {
            let others = imports(&code(&file)).into_iter().filter(|other| other != name && rooms.contains_key(other));
            uses.extend(others.map(|other| (name.clone(), other, file.clone())));
        }
    }
    uses
}

#[test]
fn a_room_uses_only_what_its_row_allows() {
    let rooms = rooms(&page());
    let forbidden = uses(&rooms).into_iter().filter(|(name, other, _)| !rooms[name].may_use.contains(other));
    let forbidden: Vec<String> = forbidden.map(|(_, other, file)| format!("{} uses {other}", file.display())).collect();
    assert!(forbidden.is_empty(), "{forbidden:#?}");
}

#[test]
fn every_file_and_folder_of_src_has_a_row() {
    let rooms = rooms(&page());
    let entries = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let unmapped: Vec<String> = entries.filter(|entry| !rooms.contains_key(&room_of(entry))).collect();
    assert!(unmapped.is_empty(), "not in ARCHITECTURE.md: {unmapped:?}");
}

#[test]
fn no_rooms_use_each_other_in_a_circle() {
    let rooms = rooms(&page());
    let mut edges: BTreeSet<(String, String)> = uses(&rooms).into_iter().map(|(from, to, _)| (from, to)).collect();
    loop {
        let free: BTreeSet<String> =
            edges.iter().map(|edge| edge.1.clone()).filter(|room| edges.iter().all(|edge| edge.0 != *room)).collect();
        if free.is_empty() {
            break;
        }
        edges.retain(|edge| !free.contains(&edge.1));
    }
    assert!(edges.is_empty(), "a circle among {edges:?}");
}

#[test]
fn every_path_the_page_names_exists() {
    let page = page();
    let is_path = |name: &String| name.contains('/') || [".rs", ".md", ".toml"].iter().any(|ending| name.ends_with(ending));
    let dead: Vec<String> = page.lines().flat_map(names).filter(is_path).filter(|path| !root().join(path).exists()).collect();
    assert!(dead.is_empty(), "named but missing: {dead:?}");
}

#[test]
fn crates_stay_in_their_rooms() {
    let page = page();
    let rooms = rooms(&page);
    let mut strays = Vec::new();
    for row in table(&page, "crate") {
        let allowed = names(&row[1]);
        let used = Regex::new(&format!(r"\b(?:{})(?:::|;)", names(&row[0]).join("|"))).unwrap();
        for (_, room) in rooms.iter().filter(|(name, _)| !allowed.contains(name)) {
            let files = rust_files(&room.path).into_iter().filter(|file| used.is_match(&code(file)));
            strays.extend(files.map(|file| format!("{} in {}", row[0], file.display())));
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn imports_are_found_alone_and_in_groups() {
    let found = imports("use crate::span::Span;\nuse sayso::{article::Article, text};\nlet x = crate::error::Error::new();");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["article", "error", "span", "text"]);
}
