//! Running `sayso index` again: only what changed is read, and the index mirrors the files.

use crate::harness::Room;
use sayso::pipeline::{IndexRequest, Progress, Step, index};
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};

const BRIDGE: &str = "Bridge reopens\n\n“The bridge is safe,” said Ada Quill, the town engineer.\n";
const HARBOUR: &str = "Harbour closes\n\nOren Tarn denied that the harbour had lost money. “We are solvent,” he said.\n";

fn run(room: &Room, args: &[&str]) -> Value {
    let all: Vec<&str> = ["index", "--json"].into_iter().chain(args.iter().copied()).collect();
    room.json(&all).remove(0)
}

/// Added, replaced, removed, unchanged, and articles in all.
fn changes(account: &Value) -> [u64; 5] {
    ["added", "replaced", "removed", "unchanged", "articles"].map(|name| account[name].as_u64().unwrap())
}

fn two_articles() -> Room {
    let room = Room::new();
    room.write("news/bridge.txt", BRIDGE.as_bytes());
    room.write("news/harbour.txt", HARBOUR.as_bytes());
    room
}

fn line(title: &str, text: &str, author: &str) -> String {
    format!("{}\n", serde_json::json!({ "title": title, "text": text, "author": author }))
}

#[test]
fn a_second_run_changes_nothing() {
    let room = two_articles();
    assert_eq!(changes(&run(&room, &["news"])), [2, 0, 0, 0, 2]);
    let before = room.stdout(&["export", "--what", "articles"]);
    assert_eq!(changes(&run(&room, &["news"])), [0, 0, 0, 2, 2]);
    assert_eq!(room.stdout(&["export", "--what", "articles"]), before);
}

#[test]
fn what_is_edited_is_replaced_and_what_is_gone_is_removed() {
    let room = two_articles();
    run(&room, &["news"]);
    room.write("news/bridge.txt", BRIDGE.replace("safe", "closed").as_bytes());
    std::fs::remove_file(room.path("news/harbour.txt")).unwrap();
    assert_eq!(changes(&run(&room, &["news"])), [1, 0, 2, 0, 1]);
    let exported = room.stdout(&["export", "--what", "articles"]);
    assert!(exported.contains("closed") || exported.contains("bridge.txt"));
    assert!(!exported.contains("harbour"));
}

#[test]
fn what_is_gone_is_kept_where_that_is_asked_for() {
    let room = two_articles();
    run(&room, &["news"]);
    std::fs::remove_file(room.path("news/harbour.txt")).unwrap();
    assert_eq!(changes(&run(&room, &["news", "--keep-missing"])), [0, 0, 0, 2, 2]);
    assert_eq!(changes(&run(&room, &["news"])), [0, 0, 1, 1, 1]);
}

#[test]
fn another_folder_leaves_the_first_alone() {
    let room = two_articles();
    run(&room, &["news"]);
    room.write("other/ship.txt", b"Ship sails\n\n\xe2\x80\x9cShe sails at dawn,\xe2\x80\x9d said Captain Ilse Moor.\n");
    assert_eq!(changes(&run(&room, &["other"])), [1, 0, 0, 2, 3]);
}

#[test]
fn the_same_article_twice_is_one_article_with_two_places() {
    let room = two_articles();
    room.write("news/copy.txt", BRIDGE.as_bytes());
    assert_eq!(changes(&run(&room, &["news"])), [2, 0, 0, 0, 2]);
    std::fs::remove_file(room.path("news/bridge.txt")).unwrap();
    assert_eq!(changes(&run(&room, &["news"])), [0, 0, 0, 2, 2]);
    let exported = room.stdout(&["export", "--what", "articles"]);
    assert!(exported.contains("copy.txt") && !exported.contains("bridge.txt"));
}

#[test]
fn corrected_details_replace_the_article() {
    let room = Room::new();
    room.write("news.jsonl", line("Bridge reopens", BRIDGE, "Ines Vole").as_bytes());
    run(&room, &["news.jsonl"]);
    room.write("news.jsonl", line("Bridge reopens", BRIDGE, "Ines Volek").as_bytes());
    assert_eq!(changes(&run(&room, &["news.jsonl"])), [0, 1, 0, 0, 1]);
    assert!(room.stdout(&["export", "--what", "articles"]).contains("Ines Volek"));
}

#[test]
fn of_two_copies_the_same_one_is_kept_in_any_order_of_runs() {
    let authors = |first: &str, second: &str| {
        let room = Room::new();
        room.write("a.jsonl", line("Bridge reopens", BRIDGE, "Ines Vole").as_bytes());
        room.write("b.jsonl", line("Bridge reopens", BRIDGE, "Karl Brandt").as_bytes());
        run(&room, &[first]);
        run(&room, &[second]);
        room.json(&["export", "--what", "articles"]).remove(0)["authors"].clone()
    };
    assert_eq!(authors("a.jsonl", "b.jsonl"), authors("b.jsonl", "a.jsonl"));
}

#[test]
fn when_the_kept_copy_goes_the_other_takes_its_place() {
    for gone in ["a.jsonl", "b.jsonl"] {
        let room = Room::new();
        room.write("news/a.jsonl", line("Bridge reopens", BRIDGE, "Ines Vole").as_bytes());
        room.write("news/b.jsonl", line("Bridge reopens", BRIDGE, "Karl Brandt").as_bytes());
        run(&room, &["news"]);
        std::fs::remove_file(room.path("news").join(gone)).unwrap();
        run(&room, &["news"]);
        let author = if gone == "a.jsonl" { "Karl Brandt" } else { "Ines Vole" };
        assert_eq!(room.json(&["export", "--what", "articles"]).remove(0)["authors"][0], author);
    }
}

#[test]
fn the_folder_can_be_moved_with_its_index() {
    let room = Room::new();
    room.write("project/news/bridge.txt", BRIDGE.as_bytes());
    run(&room, &["project/news", "--index", "project/index"]);
    std::fs::rename(room.path("project"), room.path("moved")).unwrap();
    assert_eq!(changes(&run(&room, &["moved/news", "--index", "moved/index"])), [0, 0, 0, 1, 1]);
}

#[test]
fn articles_that_were_only_made_searchable_are_extracted_by_the_next_run() {
    let room = two_articles();
    let bare = run(&room, &["news", "--no-extract"]);
    assert_eq!((changes(&bare), bare["quotations"].as_u64()), ([2, 0, 0, 0, 2], Some(0)));
    let whole = run(&room, &["news"]);
    assert_eq!(changes(&whole), [0, 2, 0, 0, 2]);
    assert_eq!(changes(&run(&room, &["news", "--no-extract"])), [0, 0, 0, 2, 2]);
}

#[test]
fn other_field_names_read_the_file_again() {
    let room = Room::new();
    let line = serde_json::json!({ "head": "Bridge reopens", "story_words": BRIDGE });
    room.write("news.jsonl", format!("{line}\n").as_bytes());
    let blind = run(&room, &["news.jsonl"]);
    assert_eq!((changes(&blind)[0], blind["skipped"].as_array().unwrap().len()), (0, 1));
    let again = run(&room, &["news.jsonl"]);
    assert_eq!(again["skipped"], blind["skipped"], "what was skipped is told again without reading");
    assert_eq!(changes(&run(&room, &["news.jsonl", "--map", "text=story_words"])), [1, 0, 0, 0, 1]);
    let told = std::fs::read_to_string(room.path("index/skipped.jsonl")).unwrap();
    assert_eq!(told, "", "skipped.jsonl tells of the last run");
}

#[test]
fn standard_input_adds_and_never_removes() {
    let room = two_articles();
    run(&room, &["news"]);
    for _ in 0..2 {
        let text = line("Ship sails", "“She sails at dawn,” said Captain Ilse Moor.", "Ines Vole");
        room.sayso(&["index", "-"]).write_stdin(text).assert().success();
    }
    assert_eq!(changes(&run(&room, &["news"])), [0, 0, 0, 3, 3]);
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let room = two_articles();
    let lock = sayso::index::folder::Lock::take(&room.path("index")).unwrap();
    room.sayso(&["index", "news"]).assert().failure();
    drop(lock);
    room.sayso(&["index", "news"]).assert().success();
}

#[test]
fn progress_reaches_the_bytes_it_promised() {
    #[derive(Default)]
    struct Seen(AtomicU64, AtomicU64);
    impl Progress for Seen {
        fn step(&self, _: Step) {}
        fn total(&self, _: usize, bytes: u64) {
            self.0.store(bytes, Ordering::Relaxed);
        }
        fn advance(&self, bytes: u64, _: usize) {
            self.1.fetch_add(bytes, Ordering::Relaxed);
        }
    }
    let room = two_articles();
    let many: String = (0..2000).map(|number| line(&format!("Number {number}"), BRIDGE, "Ines Vole")).collect();
    room.write("news/many.jsonl", many.as_bytes());
    let seen = Seen::default();
    let request = IndexRequest { paths: vec![room.path("news")], index: room.path("index"), extract: false, ..IndexRequest::default() };
    index(&request, &seen).unwrap();
    assert!(seen.0.load(Ordering::Relaxed) > many.len() as u64);
    assert_eq!(seen.0.load(Ordering::Relaxed), seen.1.load(Ordering::Relaxed));
}
