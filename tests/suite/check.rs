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

#[test]
fn known_and_altered_quotations_are_told_apart() {
    let room = corpus();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [statement, speaker, verdict, matter] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let mut args = vec!["check", statement, "--json", "--limit", "1"];
        if !speaker.is_empty() {
            args.extend(["--speaker", speaker]);
        }
        let output = room.sayso(&args).output().unwrap();
        if verdict == "not found" {
            assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), true), "{line}");
            continue;
        }
        assert_eq!(output.status.code(), Some(0), "{line}");
        let hit: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(hit["verdict"], verdict, "{line}: {hit}");
        let touched = hit["differences"].as_array().unwrap().iter().map(|difference| difference["matter"].as_str().unwrap());
        assert!(matter.is_empty() || touched.into_iter().any(|touched| touched == matter), "{line}: {hit}");
        assert!(speaker.is_empty() || hit["by_asked"] != false || matter == "else", "{line}: {hit}");
    }
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
    room.sayso(&["check", "the \u{0}\u{202e} ‘“ 🌉"]).assert();
}
