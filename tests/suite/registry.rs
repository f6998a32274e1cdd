//! Who is who across articles: what is printed, corrections, and that nothing depends on the order of runs. How right it is: `sayso eval`.

use crate::harness::{Room, gold_articles};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A name in an article.
type Item = (String, String);

fn speakers(room: &Room) -> Vec<Value> {
    room.json(&["speakers", "--json", "--limit", "all"])
}

/// The id that the program gives each name of each article.
fn predicted(room: &Room) -> BTreeMap<Item, String> {
    let mut found = BTreeMap::new();
    for speaker in speakers(room) {
        let id = speaker["id"].as_str().unwrap();
        for quotation in room.json(&["quotes", "--speaker", id, "--all", "--json", "--limit", "all"]) {
            let record = quotation["article"]["record_id"].as_str().unwrap().to_owned();
            found.insert((record, quotation["speaker"]["name"].as_str().unwrap().to_owned()), id.to_owned());
        }
    }
    found
}

#[test]
fn nobody_unnamed_is_a_speaker() {
    for speaker in speakers(&Room::of_gold("registry")) {
        let name = speaker["name"].as_str().unwrap().to_lowercase();
        for word in ["he", "she", "they", "officials", "a police spokesman", "a neighbour"] {
            assert_ne!(name, word);
        }
    }
}

#[test]
fn groups_do_not_depend_on_runs_and_ids_stay() {
    let whole = Room::of_gold("registry");
    let room = Room::new();
    let articles = gold_articles("registry");
    let lines: Vec<&str> = articles.lines().rev().collect();
    room.write("articles/b.jsonl", lines[..15].join("\n").as_bytes());
    room.sayso(&["index", "articles"]).assert().success();
    let first = predicted(&room);
    room.write("articles/a.jsonl", lines[15..].join("\n").as_bytes());
    room.sayso(&["index", "articles", "--threads", "1"]).assert().success();
    let second = predicted(&room);
    let groups = |names: &BTreeMap<Item, String>| {
        let mut groups: BTreeMap<String, BTreeSet<Item>> = BTreeMap::new();
        for (item, id) in names {
            groups.entry(id.clone()).or_default().insert(item.clone());
        }
        groups.into_values().collect::<BTreeSet<_>>()
    };
    assert_eq!(groups(&predicted(&whole)), groups(&second));
    let kept = first.iter().filter(|(item, id)| second.get(*item) == Some(*id)).count();
    assert!(kept + 2 >= first.len(), "{kept} of {} keep their id", first.len());
}

#[test]
fn a_last_name_means_all_who_bear_it_though_an_article_gives_it_alone() {
    let room = Room::new();
    room.write("a.txt", "The council of Tarn\n\n“The weir is safe,” said Quill.\n".as_bytes());
    room.write("b.txt", "The weir of Tarn\n\n“The weir has to go,” said Ada Quill. “It is old,” Quill said.\n".as_bytes());
    room.sayso(&["index", "a.txt", "b.txt"]).assert().success();
    assert_eq!(room.json(&["quotes", "--speaker", "quill", "--json"]).len(), 3);
    assert_eq!(room.json(&["speakers", "quill", "--json"]).len(), 2);
    assert_eq!(room.json(&["quotes", "--speaker", "quill-1", "--json"]).len(), 1);
    room.sayso(&["speakers", "show", "quill"]).assert().code(2).stderr(contains("quill-1").and(contains("ada-quill")));
}

#[test]
fn a_name_finds_all_its_spellings_and_says_so() {
    let room = Room::of_gold("registry");
    room.sayso(&["quotes", "--speaker", "zelinskyy"]).assert().success().stderr(contains("speaker: Volodar Zelinsk").and(contains("also")));
    let quotations = room.json(&["quotes", "--speaker", "zelinskij", "--json"]);
    assert!(quotations.len() >= 5, "{}", quotations.len());
    room.sayso(&["quotes", "--speaker", "john smith"]).assert().success().stderr(contains("2 speakers may be meant"));
    room.sayso(&["speakers", "show", "john smith"]).assert().code(2).stderr(contains("john-smith-2"));
    room.sayso(&["speakers", "show", "fenner", "--why"]).assert().success().stdout(contains("short form of the given name"));
    room.sayso(&["speakers", "--unsure"]).assert().success().stdout(contains("for:").and(contains("against:")));
}

#[test]
fn the_index_and_stats_count_speakers_alike() {
    let room = Room::of_gold("registry");
    let stats = &room.json(&["stats", "--json"])[0];
    let summary = &room.json(&["index", "gold.jsonl", "--json"])[0];
    assert_eq!(stats["speakers"], summary["speakers"]);
    assert_eq!(stats["speakers"], speakers(&room).len());
}

#[test]
fn corrections_hold_at_once_and_keep_what_is_written_by_hand() {
    let room = Room::of_gold("registry");
    let count = || speakers(&room).len();
    let before = count();
    room.write("speakers.toml", b"# ours\n[[alias]]\nspeaker = \"Lena Ostrow\"\nalias = \"Iron Lena\" # at home\n");
    room.sayso(&["quotes", "--speaker", "iron lena"]).assert().success().stderr(contains("Lena Ostrow"));
    room.sayso(&["speakers", "merge", "Mira Dellen", "Oskar Dellen"]).assert().success().stderr(contains("speakers.toml"));
    assert_eq!(count(), before - 1);
    room.sayso(&["speakers", "split", "Mira Dellen", "--name", "Oskar Dellen", "--as", "Oskar Dellen"]).assert().success();
    assert_eq!(count(), before);
    room.sayso(&["speakers", "block", "Bram Oster"]).assert().success();
    assert_eq!(count(), before - 1);
    room.sayso(&["speakers", "set", "Ada Quill", "--wikidata", "Q1", "--role", "Lady Mayor"]).assert().success();
    let quill = &room.json(&["speakers", "ada quill", "--json"])[0];
    assert_eq!((&quill["wikidata"], &quill["roles"][0]), (&"Q1".into(), &"Lady Mayor".into()));
    room.write("people.csv", b"name,alias,id\nAda Quill,Old Quill,\nNobody Atall,x,Q2\n");
    room.sayso(&["speakers", "--aliases", "people.csv"]).assert().success().stderr(contains("Nobody Atall"));
    room.sayso(&["quotes", "--speaker", "old quill"]).assert().success();
    assert!(
        fs::read_to_string(room.path("speakers.toml"))
            .unwrap()
            .starts_with("# ours\n[[alias]]\nspeaker = \"Lena Ostrow\"\nalias = \"Iron Lena\" # at home\n")
    );
    room.write("speakers.toml", b"[[merge]]\nspeaker = \"x\"\n");
    room.sayso(&["speakers"]).assert().code(2).stderr(contains("line 2"));
}

#[test]
fn a_registry_that_is_outdated_or_damaged_is_made_again() {
    let room = Room::of_gold("registry");
    let before = room.stdout(&["speakers", "--json", "--limit", "all"]);
    room.write("index/speakers.bin", b"not a registry");
    assert_eq!(room.stdout(&["speakers", "--json", "--limit", "all"]), before);
    fs::remove_file(room.path("index/speakers.bin")).unwrap();
    room.sayso(&["index", "gold.jsonl"]).assert().success();
    assert_eq!(room.stdout(&["speakers", "--json", "--limit", "all"]), before);
}

#[test]
fn a_timeline_is_in_order_and_tells_repeats_once() {
    let room = Room::of_gold("registry");
    let copy = "{\"title\":\"Again\",\"date\":\"2024-12-24\",\"publisher\":\"Echo\",\"text\":\"“We will rebuild the harbour before the winter,” said Volodar Zelinsky, the president.\"}\n";
    room.write("gold.jsonl", (gold_articles("registry") + copy).as_bytes());
    room.sayso(&["index", "gold.jsonl"]).assert().success();
    let lines = room.json(&["timeline", "--speaker", "zelinsky", "--json", "--limit", "all"]);
    let dates: Vec<&str> = lines.iter().map(|line| line["first"].as_str().unwrap()).collect();
    assert!(dates.is_sorted() && lines.len() >= 5, "{dates:?}");
    assert_eq!((&lines[0]["earliest"], lines[0]["places"].as_array().unwrap().len()), (&true.into(), 2));
    assert_eq!(lines.last().unwrap()["latest"], true);
    room.sayso(&["timeline", "--speaker", "zelinsky"]).assert().success().stdout(contains("earliest").and(contains("2 places")));
}
