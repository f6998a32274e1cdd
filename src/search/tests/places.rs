//! Articles by name, and all of them in turn.

use super::*;

fn found(reader: &Reader, name: &str) -> String {
    match reader.find(name).unwrap() {
        Found::One { article, part, .. } => format!("{} {part:?}", article.article.place),
        Found::Several { total, candidates } => {
            format!("{total}: {}", candidates.iter().map(|one| one.place.to_string()).collect::<Vec<_>>().join(" "))
        }
        Found::Nothing => "nothing".into(),
    }
}

#[test]
fn an_article_is_found_by_its_id_and_by_the_ids_of_its_records() {
    let drafts = town();
    let reader = reader(&drafts);
    let id = drafts[0].id().to_string();
    assert_eq!(found(&reader, &id), "a.txt Whole");
    assert_eq!(found(&reader, &id.to_uppercase()), "a.txt Whole");
    assert_eq!(found(&reader, &id[..8]), "a.txt Whole");
    assert_eq!(found(&reader, &drafts[0].0.quotations[1].id), "a.txt Quotation(1)");
    assert_eq!(found(&reader, &drafts[0].0.claims[0].id), "a.txt Claim(0)");
    assert_eq!(found(&reader, &format!("{}-q0", &id[..8])), "a.txt Quotation(0)");
    assert_eq!(found(&reader, &format!("{id}-q9999")), "nothing");
    assert_eq!(found(&reader, "rec-77"), "c.txt Whole");
    for name in ["", "zz", "0", "ffffffffffffffff", "no such file.txt", "a.txt#1", "-", "#", "-q"] {
        assert_eq!(found(&reader, name), "nothing", "{name}");
    }
}

#[test]
fn an_article_is_found_by_any_of_its_places() {
    let folder = tempfile::tempdir().unwrap();
    let record = |number: u64, words: &str| {
        Draft::new("dump.jsonl", words, "Post", "", "It rains.").with(|tagged| tagged.article.place.record = Some(number))
    };
    let drafts = [record(10, "one"), record(9, "two"), Draft::new("x/a.txt", "three", "Post", "", "It snows.")];
    drop(index_in(folder.path(), &drafts.iter().collect::<Vec<_>>(), 1, 1));
    let lock = Lock::take(folder.path()).unwrap();
    let opened = folder::open_or_create(folder.path(), &lock).unwrap();
    let writer = Writer::new(&opened, lock, 1, Duration::from_secs(3600)).unwrap();
    writer.put_place(&Place { path: "copy.txt".into(), record: None }, drafts[0].id(), 0).unwrap();
    writer.commit().unwrap();
    writer.finish().unwrap();
    let reader = Reader::open(folder.path()).unwrap();
    assert_eq!(found(&reader, "dump.jsonl#10"), "copy.txt Whole");
    assert_eq!(found(&reader, "copy.txt"), "copy.txt Whole");
    assert_eq!(found(&reader, "./x/a.txt"), "x/a.txt Whole");
    assert_eq!(found(&reader, "dump.jsonl"), "2: copy.txt dump.jsonl#9");
    assert_eq!(found(&reader, "dump.jsonl#11"), "nothing");
    let mut order = Vec::new();
    let each = &mut |article: &AnnotatedArticle, places: &[Place]| {
        assert_eq!(article.article.place, places[0]);
        order.push(places.iter().map(Place::to_string).collect::<Vec<_>>().join(" "));
        Ok(())
    };
    reader.for_each(each).unwrap();
    assert_eq!(order, ["copy.txt dump.jsonl#10", "dump.jsonl#9", "x/a.txt"]);
}

#[test]
fn an_article_comes_back_as_it_was_put_in() {
    let drafts = town();
    let reader = reader(&drafts);
    let mut back = Vec::new();
    reader
        .for_each(&mut |article, _| {
            back.push(article.clone());
            Ok(())
        })
        .unwrap();
    assert_eq!(back, drafts.into_iter().map(|draft| draft.0).collect::<Vec<_>>());
}

#[test]
fn an_error_of_the_receiver_ends_the_stream() {
    let reader = reader(&town());
    let mut seen = 0;
    let result = reader.for_each(&mut |_, _| {
        seen += 1;
        Err(Error::Usage("enough".into()))
    });
    assert!(result.is_err() && seen == 1);
}

#[test]
fn a_folder_without_an_index_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Reader::open(folder.path()), Err(Error::NoIndex(_))));
    std::fs::write(folder.path().join("sayso.json"), "{\"format\": 99}").unwrap();
    assert!(matches!(Reader::open(folder.path()), Err(Error::Format { .. })));
}
