//! `sayso watch`: only what is new, once; after a crash again rather than never.

use crate::harness::Room;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty};
use serde_json::Value;

const FERRY: &str = "The ferry stops. “The harbour tax will rise,” said Ada Quill, the mayor of Oststadt.";
const STORM: &str = "A storm came over the harbour at night. “Nobody was hurt,” said Bo Tarn, the captain.";

fn room() -> Room {
    let room = Room::new();
    room.write("news/a.txt", FERRY.as_bytes());
    room.sayso(&["index", "news"]).assert().success();
    room
}

fn told(room: &Room, args: &[&str]) -> Vec<Value> {
    let output = room.sayso(&[&["watch", "run"], args].concat()).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.status.code(), Some(i32::from(lines.is_empty())), "{}", String::from_utf8_lossy(&output.stderr));
    lines
}

#[test]
fn only_what_is_new_is_told_and_only_once() {
    let room = room();
    room.sayso(&["watch", "add", "harbour", "harbour"]).assert().success().stderr(contains("1 article in the index now, taken for known"));
    assert_eq!(told(&room, &[]).len(), 0);
    room.write("news/b.txt", STORM.as_bytes());
    room.sayso(&["index", "news"]).assert().success();
    assert_eq!(told(&room, &["--dry-run"]).len(), 1);
    let lines = told(&room, &["harbour"]);
    assert_eq!((lines.len(), &lines[0]["watch"], &lines[0]["path"]), (1, &"harbour".into(), &"news/b.txt".into()));
    assert_eq!(told(&room, &[]).len(), 0);
}

#[test]
fn an_index_made_anew_tells_nothing_and_an_altered_article_is_new_once() {
    let room = room();
    room.sayso(&["watch", "add", "harbour", "harbour OR ferry", "--from-start"]).assert().success();
    assert_eq!(told(&room, &[]).len(), 1);
    std::fs::remove_dir_all(room.path("index")).unwrap();
    room.sayso(&["index", "news"]).assert().success();
    assert_eq!(told(&room, &[]).len(), 0);
    room.write("news/a.txt", format!("{FERRY} The ferry company agreed.").as_bytes());
    room.sayso(&["index", "news"]).assert().success();
    assert_eq!(told(&room, &[]).len(), 1);
    assert_eq!(told(&room, &[]).len(), 0);
}

#[test]
fn of_an_altered_article_only_the_new_quotations_are_told() {
    let room = room();
    room.sayso(&["watch", "add", "said", "*", "--what", "quotes", "--from-start"]).assert().success();
    assert_eq!(told(&room, &[]).len(), 1);
    room.write("news/a.txt", format!("Oststadt, Monday. {FERRY}\n\n“The boats will leave,” said Zofia Lund.").as_bytes());
    room.sayso(&["index", "news"]).assert().success();
    let lines = told(&room, &[]);
    assert_eq!((lines.len(), &lines[0]["speaker"]["name"]), (1, &"Zofia Lund".into()));
}

#[test]
fn copies_in_other_papers_are_no_news_unless_asked_for() {
    let room = Room::new();
    let long = format!("{FERRY} {STORM} ").repeat(4);
    room.write("news/a.txt", long.as_bytes());
    room.sayso(&["index", "news"]).assert().success();
    room.sayso(&["watch", "add", "folded", "harbour"]).assert().success();
    room.sayso(&["watch", "add", "each", "harbour", "--copies"]).assert().success();
    room.write("news/copy.txt", format!("{long} Copied.").as_bytes());
    room.sayso(&["index", "news"]).assert().success();
    let lines = told(&room, &[]);
    assert_eq!(lines.iter().map(|line| line["watch"].as_str().unwrap()).collect::<Vec<_>>(), ["each"]);
}

#[test]
fn what_was_told_but_not_written_down_is_told_again() {
    let room = room();
    room.sayso(&["watch", "add", "harbour", "harbour", "--from-start"]).assert().success();
    let known = std::fs::read(room.path("watches/harbour.known")).unwrap();
    assert_eq!(told(&room, &[]).len(), 1);
    // As a run that is killed between the two leaves it.
    std::fs::write(room.path("watches/harbour.known"), known).unwrap();
    std::fs::write(room.path("watches/harbour.new"), "half a li").unwrap();
    assert_eq!(told(&room, &[]).len(), 1);
    assert_eq!(told(&room, &[]).len(), 0);
}

#[test]
fn watches_are_listed_removed_and_refused_in_sentences() {
    let room = room();
    room.sayso(&["watch", "list"]).assert().code(1).stderr(contains("watch add NAME QUERY"));
    room.sayso(&["watch", "run"]).assert().code(2);
    room.sayso(&["watch", "add", "Harbour Tax", "tax"]).assert().code(2).stderr(contains("small letters"));
    room.sayso(&["watch", "add", "tax", "tax AND"]).assert().code(2).stderr(contains("nothing stands after AND"));
    room.sayso(&["watch", "add", "tax", "status:open", "--what", "claims"]).assert().code(2).stderr(contains("is none of"));
    room.sayso(&["watch", "add", "tax", "tax"]).assert().success();
    room.sayso(&["watch", "add", "tax", "ferry"]).assert().code(2).stderr(contains("already"));
    assert_eq!(room.json(&["watch", "list", "--json"])[0]["query"], "tax");
    room.write("watches/odd.toml", b"what = \"quotes\"\nquery = \"status:refuted\"\n");
    room.sayso(&["watch", "run"]).assert().code(2).stderr(contains("watch odd").and(contains("tax: 0 articles new")));
    room.sayso(&["watch", "remove", "odd"]).assert().success();
    room.sayso(&["watch", "remove", "odd"]).assert().code(1).stdout(is_empty());
}
