//! `sayso export`: every record, in both forms, to both places.

use crate::harness::Room;

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
