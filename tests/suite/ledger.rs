//! The same claim in different articles: ids that stay, and what is printed. How right it is: `sayso eval`.

use crate::harness::{Room, gold_articles};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn entries(room: &Room) -> Vec<Value> {
    room.json(&["claims", "--all", "--articles", "1", "--json", "--limit", "all"])
}

/// The entry of each article's claim, by the article's record.
fn predicted(room: &Room) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in entries(room) {
        let id = entry["id"].as_str().unwrap();
        let shown = &room.json(&["claims", "show", id, "--json"])[0];
        assert_eq!(shown["id"], entry["id"]);
        for place in shown["places"].as_array().unwrap() {
            found.insert(place["article"]["record_id"].as_str().unwrap().to_owned(), id.to_owned());
        }
    }
    found
}

fn groups(entries: &BTreeMap<String, String>) -> BTreeSet<BTreeSet<&str>> {
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (record, entry) in entries {
        groups.entry(entry).or_default().insert(record);
    }
    groups.into_values().collect()
}

#[test]
fn entries_do_not_depend_on_runs_and_their_ids_stay() {
    let whole = predicted(&Room::of_gold("ledger"));
    let room = Room::new();
    let articles = gold_articles("ledger");
    // The later half first: earlier articles must not take an entry's id over.
    let lines: Vec<&str> = articles.lines().rev().collect();
    room.write("articles/b.jsonl", lines[..lines.len() / 2].join("\n").as_bytes());
    room.sayso(&["index", "articles"]).assert().success();
    let first = predicted(&room);
    room.write("articles/a.jsonl", lines[lines.len() / 2..].join("\n").as_bytes());
    room.sayso(&["index", "articles", "--threads", "1"]).assert().success();
    let second = predicted(&room);
    assert_eq!(groups(&whole), groups(&second));
    // One of the two copies is folded into the other; which Dellen n4 means is seen only when both are there.
    assert!(
        first.iter().all(|(record, entry)| record.starts_with('c') || record == "n4" || second.get(record) == Some(entry)),
        "{first:?} {second:?}"
    );
}

#[test]
fn a_ledger_that_is_damaged_or_missing_is_made_again() {
    let room = Room::of_gold("ledger");
    let before = room.stdout(&["claims", "--all", "--articles", "1", "--json", "--limit", "all"]);
    room.write("index/claims.bin", b"not a ledger");
    assert_eq!(room.stdout(&["claims", "--all", "--articles", "1", "--json", "--limit", "all"]), before);
    fs::remove_file(room.path("index/claims.bin")).unwrap();
    room.sayso(&["index", "gold.jsonl"]).assert().success();
    assert!(room.path("index/claims.bin").is_file());
    assert_eq!(room.stdout(&["claims", "--all", "--articles", "1", "--json", "--limit", "all"]), before);
}

#[test]
fn a_claim_is_found_by_its_words_and_by_the_id_of_any_place() {
    let room = Room::of_gold("ledger");
    let found = room.json(&["claims", "--all", "--about", "orle power hid cracks tarn dam", "--json"]);
    let first = &found[0];
    assert_eq!((&first["articles"], &first["changed"]), (&3.into(), &true.into()), "{first}");
    assert_eq!(first["claimants"][0]["name"], "Ila Brand");
    let statuses: Vec<&str> = first["publishers"].as_array().unwrap().iter().map(|row| row["status"].as_str().unwrap()).collect();
    assert!(statuses.contains(&"alleged") && statuses.contains(&"disputed"));
    let shown = &room.json(&["claims", "show", first["id"].as_str().unwrap(), "--json"])[0];
    let dates: Vec<&str> =
        shown["places"].as_array().unwrap().iter().map(|place| place["article"]["published"].as_str().unwrap()).collect();
    assert!(dates.is_sorted() && dates.len() == 3, "{dates:?}");
    for place in shown["places"].as_array().unwrap() {
        let again = &room.json(&["claims", "show", place["id"].as_str().unwrap(), "--json"])[0];
        assert_eq!(again["id"], first["id"]);
    }
    room.sayso(&["claims", "show", first["id"].as_str().unwrap()])
        .assert()
        .success()
        .stdout(contains("3 places").and(contains("as disputed")));
    room.sayso(&["claims", "--about", "submarines"]).assert().code(1);
    room.sayso(&["claims", "show", "nothing"]).assert().code(1).stderr(contains("no claim"));
    room.sayso(&["claims", "--changed", "--status", "alleged"]).assert().code(2);
}

#[test]
fn what_articles_present_differently_is_listed_and_copies_are_folded() {
    let room = Room::of_gold("ledger");
    let changed = room.json(&["claims", "--all", "--changed", "--json", "--limit", "all"]);
    assert!(changed.len() >= 5 && changed.iter().all(|entry| entry["course"].as_array().unwrap().len() > 1));
    let pilot = &room.json(&["claims", "--all", "--about", "the pilot slept before the flight", "--json"])[0];
    let shown = &room.json(&["claims", "show", pilot["id"].as_str().unwrap(), "--json"])[0];
    assert_eq!((shown["places"].as_array().unwrap().len(), &shown["places"][0]["copies"]), (1, &1.into()));
}
