//! The commands that list things: exit codes, `--json`, pages, and where output goes.

use crate::harness::Room;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty};

#[test]
fn found_is_0_nothing_found_is_1_and_an_error_is_2() {
    let room = Room::indexed();
    room.sayso(&["quotes", "--speaker", "quill"]).assert().code(0).stdout(contains("Quill"));
    room.sayso(&["quotes", "--speaker", "nobody-of-this-name"]).assert().code(1).stdout(is_empty()).stderr(contains("no quotation found"));
    room.sayso(&["search", "\"never closed"]).assert().code(2).stdout(is_empty());
    room.sayso(&["quotes", "--kind", "spoken"]).assert().code(2).stderr(contains("indirect"));
    room.sayso(&["quotes", "--index", "elsewhere"]).assert().code(2).stderr(contains("sayso index"));
    room.sayso(&["show", "0000000000000000"]).assert().code(1);
}

#[test]
fn help_and_version_are_no_errors() {
    let room = Room::new();
    room.sayso(&["--help"]).assert().code(0).stdout(contains("Exit codes"));
    room.sayso(&["quotes", "--help"]).assert().code(0).stdout(contains("Examples:"));
    room.sayso(&["--version"]).assert().code(0);
    room.sayso(&[]).assert().code(2);
}

#[test]
fn every_list_gives_one_json_object_a_line() {
    let room = Room::indexed();
    let fields: [(&[&str], &[&str]); 6] = [
        (&["search", "bridge"], &["id", "headline", "snippet", "matches", "score"]),
        (&["quotes"], &["id", "kind", "content", "cue", "source", "speaker", "article", "sentence", "matches"]),
        (&["claims"], &["id", "text", "status", "claimant", "contesters", "evidence", "article", "sentence"]),
        (&["speakers"], &["name", "type", "roles", "quotations", "claims", "contests", "articles", "first", "last"]),
        (&["topics"], &["label", "articles", "quotations"]),
        (&["stats"], &["articles", "files", "quotations", "claims", "speakers", "years"]),
    ];
    for (command, names) in fields {
        let records = room.json(&[command, &["--json"]].concat());
        assert!(!records.is_empty(), "{command:?}");
        for record in records {
            let missing: Vec<_> = names.iter().filter(|name| record.get(**name).is_none()).collect();
            assert!(missing.is_empty(), "{command:?} lacks {missing:?}");
        }
    }
}

#[test]
fn pages_laid_side_by_side_are_the_whole_list() {
    let room = Room::indexed();
    let ids = |args: &[&str]| -> Vec<String> {
        let records = room.json(&[&["quotes", "--json"], args].concat());
        records.iter().map(|record| record["id"].to_string()).collect()
    };
    let all = ids(&["--limit", "all"]);
    let pages = ["0", "5"].map(|offset| ids(&["--limit", "5", "--offset", offset])).concat();
    assert!(all.len() > 10 && all.starts_with(&pages));
}

#[test]
fn counts_and_how_to_go_on_stand_on_standard_error() {
    let room = Room::indexed();
    room.sayso(&["quotes", "--limit", "2"]).assert().success().stderr(contains("1 to 2 of").and(contains("--offset 2")));
    room.sayso(&["quotes", "--offset", "1000"]).assert().success().stdout(is_empty()).stderr(contains("beyond the last"));
}

#[test]
fn show_marks_every_tag_and_finds_an_article_by_the_id_of_its_quotation() {
    let room = Room::indexed();
    let quotation = &room.json(&["quotes", "--speaker", "quill", "--json", "--limit", "1"])[0];
    let id = quotation["id"].as_str().unwrap();
    let shown = room.stdout(&["show", id]);
    for tag in ["[q1 ", "[cue1 ", "[src1 ", "why"] {
        assert!(shown.contains(tag), "{tag} in {shown}");
    }
    assert_eq!(shown, room.stdout(&["show", quotation["article"]["id"].as_str().unwrap()]));
    assert!(!shown.contains('\u{1b}'), "no colour codes into a pipe");
}

#[test]
fn a_reader_that_has_heard_enough_is_no_error() {
    let room = Room::indexed();
    for args in [&["export", "--what", "articles"][..], &["quotes", "--limit", "all"], &["extract", "articles"]] {
        let run = program(&room).args(args).stdout(closed_pipe()).output().unwrap();
        assert_eq!((run.status.code(), String::from_utf8_lossy(&run.stderr).contains("sayso:")), (Some(0), false), "{args:?}: {run:?}");
    }
}

#[test]
fn nobody_has_to_read_the_messages_either() {
    let room = Room::indexed();
    for args in [&["quotes", "--limit", "2"][..], &["index", "articles"], &["extract", "missing.txt"]] {
        let code = program(&room).args(args).stderr(closed_pipe()).stdout(closed_pipe()).status().unwrap().code();
        assert!(code.is_some_and(|code| code < 3), "{args:?}: {code:?}");
    }
}

fn program(room: &Room) -> std::process::Command {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_sayso"));
    program.current_dir(room.path(""));
    program
}

/// A pipe that nobody reads any more.
fn closed_pipe() -> std::io::PipeWriter {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer
}

#[test]
fn topics_of_ones_own_are_found_counted_and_listed_at_once() {
    let room = Room::indexed();
    let search = |query: &str| room.json(&["search", query, "--json", "--copies", "--limit", "all"]).len();
    let bridges = search("bridge OR ferry");
    room.write("topics.toml", b"crossings = 'bridge OR ferry'\n\"Harbour works\" = 'headline:\"no such headline\"'\n");
    assert!(bridges > 0);
    assert_eq!(search("topic:crossings"), bridges);
    let count =
        |values: Vec<serde_json::Value>, label: &str| values.iter().find(|row| row["value"] == label).map(|row| row["count"].clone());
    assert_eq!(count(room.json(&["search", "*", "--facets", "topic", "--json", "--limit", "all"]), "crossings"), Some(bridges.into()));
    let rows = room.json(&["topics", "crossings", "--json"]);
    assert_eq!((rows.len(), &rows[0]["articles"]), (1, &bridges.into()));
    assert!(!room.json(&["quotes", "--topic", "Crossings", "--json"]).is_empty());
    room.write("topics.toml", b"crossings = 'topic:ferry'\n");
    room.sayso(&["search", "topic:crossings"]).assert().code(2).stderr(contains("cannot name topics"));
    room.write("topics.toml", b"crossings = 'bridge AND'\n");
    room.sayso(&["search", "topic:crossings"]).assert().code(2).stderr(contains("crossings").and(contains("nothing stands after AND")));
}

#[test]
fn subjects_are_told_with_their_scheme_and_counted() {
    let room = Room::indexed();
    let articles = room.json(&["export", "--what", "articles"]);
    let subjects: Vec<&serde_json::Value> =
        articles.iter().flat_map(|article| article["topics"].as_array().unwrap()).filter(|topic| topic["scheme"] == "iptc").collect();
    assert!(!subjects.is_empty() && subjects.iter().all(|topic| sayso::topic::SUBJECTS.contains(&topic["label"].as_str().unwrap())));
    let counted = room.json(&["search", "*", "--facets", "subject", "--json", "--copies"]);
    assert!(counted.iter().any(|row| sayso::topic::SUBJECTS.contains(&row["value"].as_str().unwrap_or(""))));
}

#[test]
fn topics_in_a_query_are_those_of_its_articles() {
    let room = Room::indexed();
    room.write("topics.toml", b"crossings = 'bridge OR ferry'\n");
    let topics = |args: &[&str]| room.json(&[&["topics", "--json", "--limit", "all"], args].concat());
    assert_eq!(topics(&["--in", "*"]), topics(&[]));
    assert_eq!(topics(&["--in", "bridge", "--from", "2025"]), topics(&["--in", "bridge date:>=2025"]));
    let query = "bridge OR speaker:quill";
    let counted = room.json(&["search", query, "--facets", "topic", "--json", "--limit", "all"]);
    let mut facets: Vec<u64> = counted.iter().filter(|row| !row["value"].is_null()).filter_map(|row| row["count"].as_u64()).collect();
    let listed = topics(&["--in", query]);
    // Some labels stand with quotations alone.
    let mut listed: Vec<u64> = listed.iter().filter_map(|row| row["articles"].as_u64()).filter(|count| *count > 0).collect();
    facets.sort_unstable();
    listed.sort_unstable();
    assert!(listed.len() > 3 && listed.len() < topics(&[]).len());
    assert_eq!(listed, facets);
    room.sayso(&["topics", "--in", "bridge ferry"]).assert().stderr(contains("read as: bridge AND ferry"));
    room.sayso(&["topics", "--in", "date:1801"]).assert().code(1).stdout(is_empty()).stderr(contains("no topic found"));
    room.sayso(&["topics", "--in", "bridge AND"]).assert().code(2).stderr(contains("nothing stands after AND"));
}

#[test]
fn speakers_in_a_query_are_counted_by_the_quotations_it_finds() {
    let room = Room::indexed();
    let speakers = |args: &[&str]| room.json(&[&["speakers", "--json", "--limit", "all"], args].concat());
    let all: Vec<_> = speakers(&[]).into_iter().filter(|row| row["quotations"] != 0).map(|row| row["id"].clone()).collect();
    let mut everywhere: Vec<_> = speakers(&["--in", "*"]).into_iter().map(|row| row["id"].clone()).collect();
    everywhere.sort_by_key(|id| all.iter().position(|known| known == id));
    assert_eq!(everywhere, all);
    let query = "kind:direct";
    let found = speakers(&["--in", query]);
    assert!(found.len() > 1 && found.len() < all.len());
    for row in &found {
        let quotes = room.json(&["quotes", query, "--speaker", row["id"].as_str().unwrap(), "--copies", "--json", "--limit", "all"]);
        assert_eq!(row["quotations"], quotes.len(), "{row}");
        assert!(row["claims"].is_null() && row["contests"].is_null(), "a query for quotations finds no claims: {row}");
    }
    let one = speakers(&["quill", "--in", query]);
    assert!(!one.is_empty() && one.len() < found.len() && one.iter().all(|row| found.contains(row)));
    assert_eq!(speakers(&["--from", "2025"]), speakers(&["--in", "date:>=2025"]));
    room.sayso(&["speakers", "--in", "tax cut"]).assert().stderr(contains("read as: tax AND cut"));
    room.sayso(&["speakers", "--in", "date:1801"]).assert().code(1).stdout(is_empty()).stderr(contains("no speaker found"));
    room.sayso(&["speakers", "--in", "status:refuted"]).assert().code(2);
    room.sayso(&["speakers", "--unsure", "--in", "bridge"]).assert().code(2);
}
