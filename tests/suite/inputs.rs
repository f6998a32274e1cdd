//! Bad inputs: one bad file is reported and skipped, the rest is done; nothing makes the program panic.

use crate::harness::Room;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const GOOD: &str = "Rain in Wennford\n\n“It will rain,” said Ada Quill.\n";

#[test]
fn a_bad_record_is_skipped_and_the_rest_is_indexed() {
    let room = Room::new();
    room.write("in/good.txt", GOOD.as_bytes());
    room.write("in/bad.json", b"{\"title\": \"cut o");
    room.write("in/bad.html.gz", b"\x1f\x8b\x08\x00 this is no gzip");
    room.sayso(&["index", "in"]).assert().success().stderr(contains("bad.json").and(contains("bad.html.gz")));
    assert_eq!(room.json(&["quotes", "--json"]).len(), 1);
}

#[test]
fn a_file_that_was_named_and_cannot_be_read_is_an_error_after_the_rest() {
    let room = Room::new();
    room.write("good.txt", GOOD.as_bytes());
    let run = room.sayso(&["extract", "missing.txt", "good.txt"]).assert().code(2).stderr(contains("missing.txt"));
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout).lines().count(), 1);
    room.sayso(&["index", "no-such-folder"]).assert().code(2).stderr(contains("no-such-folder"));
}

#[test]
fn hostile_bytes_are_survived() {
    let room = Room::new();
    let unclosed = "“".repeat(5000);
    let cases: [&[u8]; 6] =
        [b"", b"\xff\xfe", b"\x00\x01\x02\x03", unclosed.as_bytes(), b"\n\n\n", "said \u{202e}\u{0}\u{1b}[2J".as_bytes()];
    for (number, bytes) in cases.into_iter().enumerate() {
        room.write(&format!("in/{number}.txt"), bytes);
    }
    room.write("in/good.txt", GOOD.as_bytes());
    room.sayso(&["index", "in"]).assert().success();
    room.sayso(&["extract", "in"]).assert().stderr(contains("panicked").not());
    room.sayso(&["quotes"]).assert().success();
}

#[test]
fn standard_input_is_read_as_json_lines() {
    let room = Room::new();
    let line = serde_json::json!({"title": "Rain", "text": "“It will rain,” said Ada Quill.", "date": "2025-03-04"}).to_string();
    let run = room.sayso(&["extract", "-"]).write_stdin(line).assert().success();
    let record: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!((&record["published"], &record["published_precision"]), (&"2025-03-04".into(), &"day".into()));
    assert_eq!(record["quotations"][0]["speaker"]["name"], "Ada Quill");
}

#[test]
fn an_article_in_another_language_is_kept_but_not_tagged() {
    let room = Room::new();
    let text = [
        "Die Brücke bleibt geschlossen",
        "Die alte Brücke über die Wenn bleibt bis zum Sommer geschlossen, sagte die Bürgermeisterin am Dienstag im Rathaus.",
        "„Niemand wird vor Juni darüber fahren“, sagte sie den Reportern. „Die Risse sind tiefer, als wir gedacht haben.“",
        "Die Händler am südlichen Ufer werfen der Stadt vor, seit drei Jahren von den Schäden gewusst zu haben.",
    ];
    let text = text.join("\n\n");
    room.write("in/german.txt", text.as_bytes());
    room.sayso(&["index", "in"]).assert().success().stderr(contains("1 in another language"));
    room.sayso(&["search", "Brücke"]).assert().success();
    assert_eq!(room.json(&["extract", "in"])[0]["quotations"], serde_json::json!([]));
}
