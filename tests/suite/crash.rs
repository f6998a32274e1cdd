//! A run that is killed loses at most what came after its last commit: the index opens every time, the next run goes on, and the finished
//! index equals one made in one go.
//!
//! A larger trial: `SAYSO_KILLS=20 SAYSO_CRASH_FILE=dump.jsonl.zst cargo test --release --test suite crash -- --nocapture`

use crate::harness::Room;
use sayso::error::{Error, Result};
use sayso::index::folder;
use sayso::index::state::Snapshot;
use sayso::pipeline::{IndexRequest, index};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ROOM: &str = "SAYSO_CRASH_ROOM";
/// Small, so that kills fall between commits as well as into them.
const COMMIT_EVERY: Duration = Duration::from_millis(150);

fn request(folder: &Path, index: &str) -> IndexRequest {
    let sample = std::env::var_os("SAYSO_CRASH_FILE").map_or_else(|| folder.join("news"), PathBuf::from);
    IndexRequest {
        paths: vec![sample],
        index: folder.join(index),
        threads: Some(2),
        commit_every: if std::env::var_os("SAYSO_CRASH_FILE").is_some() { Duration::from_secs(1) } else { COMMIT_EVERY },
        ..IndexRequest::default()
    }
}

/// Not a test of its own: the process that the test below kills.
#[test]
#[ignore = "run by the test beside it"]
fn a_run_to_be_killed() {
    if let Some(folder) = std::env::var_os(ROOM) {
        index(&request(Path::new(&folder), "index"), &()).unwrap();
    }
}

#[test]
fn a_killed_run_goes_on_and_ends_where_one_go_ends() {
    let kills: usize = std::env::var("SAYSO_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let room = Room::new();
    write_news(&room);
    let started = Instant::now();
    index(&request(&room.path(""), "whole"), &()).unwrap();
    let whole = started.elapsed();
    let expected = exported(&room, "whole");
    assert!(!expected.is_empty());
    let (mut killed, mut finished, mut gone_on) = (0, 0, 0);
    while killed < kills {
        // Spread over the run without a random source: steps of the golden ratio.
        let fraction = (killed as f64 * 0.618).fract() * 0.9 + 0.05;
        if is_killed_after(whole.mul_f64(fraction), &room) {
            killed += 1;
            gone_on += usize::from(articles_there(&room).unwrap() > 0);
        } else {
            finished += 1;
            assert!(exported(&room, "index") == expected, "a run that went on differs");
            std::fs::remove_dir_all(room.path("index")).unwrap();
        }
    }
    println!("{killed} runs killed within {whole:?}, {gone_on} left a commit behind, {finished} finished before they could be");
    index(&request(&room.path(""), "index"), &()).unwrap();
    assert!(exported(&room, "index") == expected, "the finished index differs");
}

/// Articles of an index that was left as it was; none where the process died before there was one.
fn articles_there(room: &Room) -> Result<usize> {
    match folder::open(&room.path("index")) {
        Ok(opened) => Ok(Snapshot::of(&opened)?.totals()?.articles),
        Err(Error::NoIndex(_)) => Ok(0),
        Err(error) => Err(error),
    }
}

/// True where the process was still running when it was killed.
fn is_killed_after(delay: Duration, room: &Room) -> bool {
    let mut child: Child = Command::new(std::env::current_exe().unwrap())
        .args(["crash::a_run_to_be_killed", "--exact", "--ignored"])
        .env(ROOM, room.path(""))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(delay);
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// Everything that the index holds, sorted.
fn exported(room: &Room, index: &str) -> Vec<String> {
    let export = |what| room.stdout(&["export", "--what", what, "--index", index]);
    let mut lines: Vec<String> =
        ["articles", "quotes", "claims"].map(export).iter().flat_map(|text| text.lines().map(str::to_owned)).collect();
    lines.sort();
    lines
}

/// Articles in one file of many and in many files of one, some of them twice.
fn write_news(room: &Room) {
    let text = |number: usize| {
        format!(
            "Day {number} at the harbour\n\nOren Tarn denied that berth {number} had lost money. “We are solvent {number} times over,” he said.\n\n\
             Ada Quill, the town engineer, said that {number} bridges were safe, a claim that Tarn called false.\n"
        )
    };
    let line = |number| serde_json::json!({ "title": format!("Number {number}"), "text": text(number), "date": "2024-05-01" }).to_string();
    let many: Vec<String> = (0..150).map(line).collect();
    room.write("news/many.jsonl", many.join("\n").as_bytes());
    for number in 0..30 {
        room.write(&format!("news/day-{number}.txt"), text(number % 20).as_bytes());
    }
}
