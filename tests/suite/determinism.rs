//! The same input gives the same bytes, whatever the number of threads.

use crate::harness::{Room, root};

#[test]
fn extract_gives_the_same_bytes_with_one_thread_and_with_four() {
    let room = Room::new();
    let corpus = root().join("corpus");
    let run = |threads: &str| room.stdout(&["extract", "--threads", threads, corpus.to_str().unwrap()]);
    let one = run("1");
    assert!(one.lines().count() > 3);
    assert!(one == run("4"), "1 and 4 threads differ");
}

#[test]
fn an_index_made_with_one_thread_exports_as_one_made_with_four() {
    let room = Room::new();
    let corpus = root().join("corpus");
    for threads in ["1", "4"] {
        room.sayso(&["index", corpus.to_str().unwrap(), "--index", threads, "--threads", threads]).assert().success();
    }
    for what in ["quotes", "claims", "articles"] {
        let export = |index| room.stdout(&["export", "--what", what, "--index", index]);
        assert!(export("1") == export("4"), "{what} differ");
    }
    let csv = |index| room.stdout(&["export", "--format", "csv", "--index", index]);
    assert!(csv("1") == csv("4"));
}
