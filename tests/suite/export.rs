//! `sayso export`: every record, in every form, to both places; what other programs read back.

use crate::harness::{Room, root};
use std::process::Command;

#[test]
fn csv_and_json_lines_hold_the_same_records() {
    let room = Room::indexed();
    for what in ["quotes", "claims", "articles"] {
        let lines = room.json(&["export", "--what", what]).len();
        let csv = room.stdout(&["export", "--what", what, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert!(lines > 0);
        assert_eq!(reader.records().filter(|row| row.is_ok()).count(), lines, "{what}");
    }
}

#[test]
fn a_file_gets_what_standard_output_would() {
    let room = Room::indexed();
    room.sayso(&["export", "--format", "csv", "--bom", "-o", "out.csv"]).assert().success();
    let written = std::fs::read_to_string(room.path("out.csv")).unwrap();
    assert_eq!(written, format!("\u{FEFF}{}", room.stdout(&["export", "--format", "csv"])));
    room.sayso(&["export", "-o", "no/such/folder.csv"]).assert().code(2);
    let left: Vec<_> = std::fs::read_dir(room.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "articles, index, out.csv and nothing unfinished: {left:?}");
}

#[test]
fn the_ending_of_the_file_names_the_format() {
    let room = Room::indexed();
    room.sayso(&["export", "-o", "all.jsonl"]).assert().success();
    assert_eq!(std::fs::read_to_string(room.path("all.jsonl")).unwrap(), room.stdout(&["export", "--format", "jsonl"]));
    room.sayso(&["export", "-o", "report.HTML"]).assert().success();
    assert!(std::fs::read_to_string(room.path("report.HTML")).unwrap().starts_with("<!doctype html>"));
}

#[test]
fn what_a_format_cannot_hold_is_said() {
    let room = Room::indexed();
    let refused = [
        (&["export", "--format", "schema-org", "--what", "quotes"][..], "schema-org has no form for quotes, only for claims"),
        (&["export", "--format", "sqlite"][..], "name it with --output"),
        (&["export", "--format", "brat", "-o", "articles"][..], "not empty"),
        (&["export", "--format", "brat", "-o", "new", "--what", "claims"][..], "leave --what out"),
        (&["export", "--bom"][..], "--bom is for --format csv"),
    ];
    for (args, reason) in refused {
        let output = room.sayso(args).assert().code(2).get_output().clone();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(reason) && output.stdout.is_empty(), "{args:?}: {said}");
    }
}

#[test]
fn eval_reads_the_brat_folder_back_to_one() {
    let room = Room::indexed();
    room.sayso(&["export", "--format", "brat", "-o", "tagged"]).assert().success();
    room.sayso(&["export", "--what", "articles", "-o", "articles.jsonl"]).assert().success();
    let report = &room.json(&["eval", "quotations", "tagged", "--pred", "articles.jsonl", "--json"])[0];
    for kind in ["all", "direct", "indirect"] {
        for figure in ["partial", "exact", "e2e"] {
            assert_eq!(report[kind][figure]["f1"], 1.0, "{kind} {figure}: {report}");
        }
    }
}

#[test]
fn a_python_reader_gets_the_same_spans() {
    let room = Room::indexed();
    room.sayso(&["export", "--what", "articles", "--with-body", "-o", "articles.jsonl"]).assert().success();
    room.sayso(&["export", "-o", "page.jsonld"]).assert().success();
    let script = root().join("tests/read_spans.py");
    let Ok(run) = Command::new("python3").arg(script).args(["articles.jsonl", "page.jsonld"]).current_dir(room.path(".")).output() else {
        eprintln!("skipped: there is no python3 here");
        return;
    };
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    assert!(said.contains("beyond the basic plane"), "{said}");
}

#[test]
fn quotes_json_and_the_export_agree() {
    let room = Room::indexed();
    let exported = room.json(&["export"]);
    let listed = room.json(&["quotes", "--all", "--json", "--limit", "all"]);
    assert_eq!(exported.len(), listed.len());
    for hit in &listed {
        let record = exported.iter().find(|record| record["id"] == hit["id"]).unwrap();
        for field in ["content", "cue", "source", "speaker", "confidence"] {
            assert_eq!(hit[field], record[field]);
        }
        let part = |value: &serde_json::Value| value["content"][0]["text"].as_str().unwrap().to_owned();
        assert!(hit["sentence"]["text"].as_str().unwrap().contains(&part(hit)), "{hit}");
    }
}

#[test]
fn an_export_holds_what_its_filters_find_and_no_more() {
    let room = Room::indexed();
    let ids = |args: &[&str]| -> Vec<String> {
        let mut ids: Vec<String> = room.json(args).iter().map(|record| record["id"].to_string()).collect();
        ids.sort();
        ids
    };
    for filters in [&["--speaker", "quill"][..], &["bridge"], &["bridge OR ferry", "--kind", "direct"], &["speaker:quill -bridge"]] {
        let listed = ids(&[&["quotes", "--all", "--json", "--limit", "all", "--copies"], filters].concat());
        assert!(!listed.is_empty() && listed.len() < room.json(&["export"]).len(), "{filters:?}");
        assert_eq!(ids(&[&["export"], filters].concat()), listed, "{filters:?}");
    }
    let claims = ids(&["export", "--what", "claims", "status:refuted OR status:disputed"]);
    assert_eq!(claims, ids(&["claims", "--all", "--json", "--limit", "all", "--copies", "status:refuted OR status:disputed"]));
    assert_eq!(
        ids(&["export", "--what", "articles", "headline:*"]),
        ids(&["search", "--json", "--limit", "all", "--copies", "headline:*"])
    );
    room.sayso(&["export", "nothing-has-this-word"]).assert().code(1);
    room.sayso(&["export", "--status", "refuted"]).assert().code(2);
    room.sayso(&["export", "--what", "articles", "--speaker", "quill"]).assert().code(2);
    room.sayso(&["export", "speaker:quill", "-o", "some.db"]).assert().success();
}
