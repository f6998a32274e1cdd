//! What is printed keeps to docs/schema/extract-v1.json, and its offsets point to what they say.

use crate::harness::{Room, articles, root};
use serde_json::Value;
use std::fs;

fn schema() -> jsonschema::Validator {
    validator("extract-v1.json")
}

fn validator(name: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&fs::read_to_string(root().join("docs/schema").join(name)).unwrap()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema itself is no schema");
    jsonschema::validator_for(&schema).unwrap()
}

/// Every object with start, end and text in a value.
fn pieces<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| pieces(item, found)),
        Value::Object(fields) => {
            if ["start", "end", "text"].iter().all(|name| fields.contains_key(*name)) {
                found.push(value);
            }
            fields.values().for_each(|field| pieces(field, found));
        }
        _ => {}
    }
}

/// Holds every piece of `record` against `body`; answers how many there are.
fn check_offsets(record: &Value, body: &str) -> usize {
    let points: Vec<char> = body.chars().collect();
    let mut found = Vec::new();
    pieces(record, &mut found);
    for piece in &found {
        let at = |name: &str| piece[name].as_u64().unwrap() as usize;
        let sliced: String = points[at("start")..at("end")].iter().collect();
        assert_eq!(piece["text"], sliced);
    }
    found.len()
}

#[test]
fn what_extract_prints_keeps_to_the_schema() {
    let room = Room::with_articles();
    let (schema, mut quotations) = (schema(), 0);
    let records = room.json(&["extract", "articles"]);
    assert_eq!(records.len(), articles().len());
    for record in &records {
        let errors: Vec<String> = schema.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", record["path"]);
        quotations += record["quotations"].as_array().unwrap().len();
    }
    assert!(quotations > 8, "the fixtures hold quotations: {quotations}");
}

#[test]
fn the_schema_refuses_a_record_with_a_missing_or_misspelt_field() {
    let room = Room::with_articles();
    let mut record = room.json(&["extract", "articles/bridge.txt"]).remove(0);
    record.as_object_mut().unwrap().remove("publisher");
    assert!(!schema().is_valid(&record));
}

#[test]
fn offsets_count_code_points_of_the_file_itself() {
    let room = Room::with_articles();
    let mut checked = 0;
    for record in room.json(&["extract", "articles"]) {
        let path = record["path"].as_str().unwrap();
        checked += check_offsets(&record, &fs::read_to_string(room.path(path)).unwrap());
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn with_body_adds_the_text_that_the_hash_and_the_offsets_belong_to() {
    let room = Room::with_articles();
    let record = &room.json(&["extract", "--with-body", "articles/ship.txt"])[0];
    let body = record["body"].as_str().unwrap();
    assert_eq!(body, fs::read_to_string(room.path("articles/ship.txt")).unwrap(), "line ends stay as they are");
    assert!(check_offsets(record, body) > 0);
}

#[test]
fn the_index_gives_back_what_extract_printed() {
    let room = Room::indexed();
    let extracted = room.json(&["extract", "articles"]);
    let mut exported = room.json(&["export", "--what", "articles"]);
    assert!(exported.iter().all(|record| schema().is_valid(record)));
    exported.sort_by_key(|record| record["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned());
    for (one, other) in extracted.iter().zip(&exported) {
        for field in ["id", "headline", "body_sha256", "quotations", "claims", "topics"] {
            assert_eq!(one[field], other[field], "{field} of {}", one["path"]);
        }
    }
}

#[test]
fn what_speakers_prints_keeps_to_its_schema() {
    let room = Room::indexed();
    let schema = validator("speakers-v1.json");
    let mut records = room.json(&["speakers", "--json", "--limit", "all"]);
    records.extend(room.json(&["speakers", "--in", "kind:direct", "--json", "--limit", "all"]));
    let id = records[0]["id"].as_str().unwrap().to_owned();
    records.extend(room.json(&["speakers", "show", &id, "--why", "--json"]));
    for record in &records {
        let errors: Vec<String> = schema.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(errors.is_empty(), "{record}: {errors:#?}");
    }
    records[0].as_object_mut().unwrap().remove("aliases");
    assert!(!schema.is_valid(&records[0]));
}
