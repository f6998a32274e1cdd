//! Hits come in the same order however the index was made.

use super::*;

/// Articles with many ties: few words, few days, some without a date.
fn crowd() -> Vec<Draft> {
    let days = ["2024-05-03", "2024-05", "", "2023", "2024-05-03", "2021-01-01"];
    let draft = |number: usize| {
        let words = ["tax", "harbour tax", "harbour ferry tax", "ferry"][number % 4];
        let body = format!("Article {number} is about {words}. He said: the {words} is here. He said: the tax.");
        let name = ["Ada Quill", "Björn Tarn", "Zofia Łęcka"][number % 3];
        let the = format!("the {words} is here");
        Draft::new(&format!("{number:03}.txt"), &format!("News of {words}"), "Post", days[number % 6], &body)
            .says(person(name), "", "said/say/neutral", &the)
            .says(person(name), "", "said/say/neutral", "the tax.")
            .about(&[words])
    };
    (0..60).map(draft).collect()
}

/// Everything a reader can be asked, as text.
fn answers(reader: &Reader) -> String {
    let page = Page::default();
    let mut all = String::new();
    for query in
        ["", "tax", "tax harbour OR ferry", "\"harbour tax\" OR ferry", "ta* -ferry", "speaker:quill tax", "headline:tax OR body:harbour"]
    {
        let query = query.to_owned();
        for hit in reader.articles(&ArticleRequest { query: query.clone(), ..ArticleRequest::default() }, page).unwrap().hits {
            all += &format!("{} {} {:?}\n", hit.article.article.id, hit.rank.score, hit.places);
        }
        for hit in reader.quotations(&QuotationRequest { query: query.clone(), ..QuotationRequest::default() }, page).unwrap().hits {
            all += &format!("{}\n", hit.quotation().id);
        }
    }
    all += &format!("{:?}\n", reader.speakers(None, page).unwrap());
    all += &format!("{:?}\n", reader.topics(None, page).unwrap());
    all += &format!("{:?}\n", Stats { bytes: 0, ..reader.stats().unwrap() });
    reader
        .for_each(&mut |article, places| {
            all += &format!("{} {places:?}\n", article.article.id);
            Ok(())
        })
        .unwrap();
    all
}

#[test]
fn threads_segments_and_order_of_insertion_change_nothing() {
    let drafts = crowd();
    let straight: Vec<&Draft> = drafts.iter().collect();
    let backwards: Vec<&Draft> = drafts.iter().rev().collect();
    let shuffled: Vec<&Draft> = (0..60).map(|number| &drafts[number * 37 % 60]).collect();
    let made = |drafts: &[&Draft], threads, every| {
        let folder = tempfile::tempdir().unwrap();
        answers(&index_in(folder.path(), drafts, threads, every))
    };
    let expected = made(&straight, 1, usize::MAX);
    assert!(expected.lines().count() > 500);
    assert_eq!(made(&backwards, 1, 7), expected);
    assert_eq!(made(&shuffled, 4, 11), expected);
    assert_eq!(made(&shuffled, 2, 1), expected);
}

#[test]
fn what_was_deleted_changes_no_order() {
    let drafts = crowd();
    let straight: Vec<&Draft> = drafts.iter().collect();
    let (kept, gone): (Vec<&Draft>, Vec<&Draft>) = straight.iter().partition(|draft| draft.0.article.place.path.as_str() < "040");
    let folder = tempfile::tempdir().unwrap();
    let expected = answers(&index_in(folder.path(), &kept, 1, usize::MAX));
    let folder = tempfile::tempdir().unwrap();
    drop(index_in(folder.path(), &straight, 1, usize::MAX));
    let lock = Lock::take(folder.path()).unwrap();
    let opened = folder::open_or_create(folder.path(), &lock).unwrap();
    let writer = Writer::new(&opened, lock, 1, Duration::from_secs(3600)).unwrap();
    for draft in gone {
        writer.forget_article(draft.id());
        writer.forget_file(&draft.0.article.place.path);
    }
    writer.commit().unwrap();
    writer.finish().unwrap();
    assert_eq!(answers(&Reader::open(folder.path()).unwrap()), expected);
}

#[test]
fn without_a_query_the_newest_come_first_and_the_undated_last() {
    let reader = reader(&crowd());
    let hits = reader.articles(&ArticleRequest::default(), Page::default()).unwrap().hits;
    let dates: Vec<Option<&str>> = hits.iter().map(|hit| hit.article.article.published.as_ref().map(|date| date.text.as_str())).collect();
    let mut seen = dates.clone();
    seen.dedup();
    assert_eq!(seen, [Some("2024-05-03"), Some("2024-05"), Some("2023"), Some("2021-01-01"), None]);
    let hits = reader.quotations(&QuotationRequest::default(), Page::default()).unwrap().hits;
    assert!(hits.chunks(2).all(|pair| pair[0].article == pair[1].article && (pair[0].position, pair[1].position) == (0, 1)));
}

#[test]
fn pages_put_together_are_the_whole() {
    let reader = reader(&crowd());
    let request = QuotationRequest { query: "tax OR ferry".into(), ..QuotationRequest::default() };
    let ids = |page| {
        let hits = reader.quotations(&request, page).unwrap();
        (hits.total, hits.hits.iter().map(|hit| hit.quotation().id.clone()).collect::<Vec<_>>())
    };
    let (total, whole) = ids(Page::default());
    assert_eq!(total, whole.len());
    let pages = (0..total).step_by(7).flat_map(|offset| ids(Page { limit: Some(7), offset }).1);
    assert_eq!(pages.collect::<Vec<_>>(), whole);
    assert_eq!(ids(Page { limit: Some(usize::MAX), offset: usize::MAX }), (total, vec![]));
    assert_eq!(ids(Page { limit: Some(0), offset: 0 }), (total, vec![]));
}
