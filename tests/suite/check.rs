//! `sayso check`: twenty known quotations are found, twenty altered ones are told apart, others are not found.

use crate::harness::{Room, root};
use serde_json::Value;

/// What is checked, the verdict, and what the first difference touches.
const TABLE: &str = include_str!("check.tsv");

fn corpus() -> Room {
    let room = Room::new();
    let corpus = root().join("corpus");
    room.sayso(&["index", corpus.to_str().unwrap()]).assert().success();
    room
}

/// What is wrong with the answer to a line of the table, if anything.
fn fault(room: &Room, line: &str) -> Option<String> {
    let [statement, speaker, verdict, matter] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
    let mut args = vec!["check", statement, "--json", "--limit", "1"];
    if !speaker.is_empty() {
        args.extend(["--speaker", speaker]);
    }
    let output = room.sayso(&args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if verdict == "not found" {
        return (output.status.code() != Some(1)).then(|| format!("{line}: {said}"));
    }
    let hit: Value = serde_json::from_str(&said).unwrap_or_default();
    let touched = hit["differences"].as_array().into_iter().flatten().any(|difference| difference["matter"] == matter);
    let else_ = matter == "else";
    let right = hit["verdict"] == verdict && (matter.is_empty() || else_ || touched) && (speaker.is_empty() || hit["by_asked"] == !else_);
    (!right).then(|| format!("{line}: {said}"))
}

#[test]
fn known_and_altered_quotations_are_told_apart() {
    let room = corpus();
    let faults: Vec<String> = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| fault(&room, line)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn somebody_elses_words_are_said_to_be_so() {
    let room = corpus();
    let found = &room.json(&["check", "I learned of them from the newspaper, and I have the newspaper", "--speaker", "quist", "--json"])[0];
    assert_eq!((&found["verdict"], &found["by_asked"]), (&"verbatim".into(), &false.into()), "{found}");
    let shown = room.stdout(&["check", "I learned of them from the newspaper, and I have the newspaper", "--speaker", "quist"]);
    assert!(shown.contains("Sarkan") && shown.contains("not quist"), "{shown}");
}

#[test]
fn a_statement_without_words_is_an_error_and_no_panic() {
    let room = Room::indexed();
    room.sayso(&["check", "…"]).assert().code(2);
    room.sayso(&["check", &"word ".repeat(400)]).assert().code(2);
    let odd = room.sayso(&["check", "the \u{202e} ‘“ 🌉"]).output().unwrap();
    assert!(matches!(odd.status.code(), Some(0 | 1)));
}
