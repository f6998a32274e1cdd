//! What queries find among articles.

use super::*;
use proptest::prelude::*;

#[test]
fn words_must_all_occur_in_headline_or_body_in_any_inflection() {
    let reader = reader(&town());
    assert_eq!(paths(&reader, "harbours taxes"), ["a.txt", "c.txt"]);
    assert_eq!(paths(&reader, "ferries stop"), ["b.txt"]);
    assert_eq!(paths(&reader, "quiet sea"), ["c.txt"]);
    assert!(paths(&reader, "harbour submarine").is_empty());
}

#[test]
fn or_not_and_parentheses_combine() {
    let reader = reader(&town());
    assert_eq!(paths(&reader, "(sea OR captain OR boats) -mayor"), ["c.txt", "b.txt"]);
    assert_eq!(paths(&reader, "NOT harbour"), ["b.txt"]);
    assert_eq!(paths(&reader, "-harbour -ferry"), [""; 0]);
    assert_eq!(paths(&reader, "*").len(), 4);
}

#[test]
fn phrases_and_near_phrases_are_kept() {
    let reader = reader(&town());
    assert_eq!(paths(&reader, "“harbour tax”"), ["a.txt"]);
    assert_eq!(paths(&reader, "\"tax harbour\"~2 sea"), ["c.txt"]);
    assert_eq!(paths(&reader, "\"tax harbour\"~1 sea"), [""; 0]);
}

#[test]
fn names_addresses_and_colons_are_searched_as_text() {
    let reader = reader(&town());
    for query in ["O'Brien", "O’Brien", "o brien", "said O'Brien"] {
        assert_eq!(paths(&reader, query), ["b.txt"], "{query}");
    }
    assert_eq!(paths(&reader, "https://herald.example/quiet-year"), ["c.txt"]);
    assert_eq!(paths(&reader, "https://nowhere.example/"), [""; 0]);
    assert_eq!(paths(&reader, "again: harbour"), ["d.txt"]);
}

#[test]
fn fields_of_the_article_are_searched_alone() {
    let reader = reader(&town());
    assert_eq!(paths(&reader, "headline:ferry"), ["b.txt"]);
    assert_eq!(paths(&reader, "body:ferry"), ["b.txt", "a.txt"]);
    assert_eq!(paths(&reader, "publisher:HERALD"), ["a.txt", "c.txt"]);
    assert_eq!(paths(&reader, "author:bjorn"), ["c.txt"]);
    assert_eq!(paths(&reader, "topic:ferries"), ["a.txt", "b.txt"]);
    assert_eq!(paths(&reader, "date:2024"), ["a.txt", "b.txt"]);
    assert_eq!(paths(&reader, "date:>2023 tax"), ["a.txt", "b.txt"]);
    assert_eq!(paths(&reader, "date:[* TO 2023-12]"), ["c.txt"]);
    assert_eq!(paths(&reader, "date:2024-05-03"), ["a.txt"]);
    assert_eq!(paths(&reader, "date:* -date:2024"), ["c.txt"]);
    assert_eq!(paths(&reader, "language:EN").len(), 4);
}

#[test]
fn fields_of_records_find_their_articles() {
    let reader = reader(&town());
    assert_eq!(paths(&reader, "speaker:lecka"), ["a.txt"]);
    assert_eq!(paths(&reader, "speaker:\"ada quill\" -tax"), ["d.txt"]);
    assert_eq!(paths(&reader, "status:refuted"), ["b.txt"]);
    assert_eq!(paths(&reader, "contester:author OR cue:deny"), ["a.txt", "b.txt"]);
    assert_eq!(paths(&reader, "kind:direct -speaker:quill"), ["b.txt"]);
    assert_eq!(paths(&reader, "speaker:*").len(), 3);
}

#[test]
fn a_star_finds_beginnings_and_what_the_word_itself_finds() {
    let reader = reader(&town());
    assert_eq!(paths(&reader, "harb*").len(), 3);
    // The stem of "boats" is shorter than the word.
    assert_eq!(paths(&reader, "boats* -mayor"), ["b.txt"]);
    assert_eq!(paths(&reader, "speaker:zof*"), ["a.txt"]);
    assert_eq!(paths(&reader, "LEC*"), ["a.txt"]);
}

#[test]
fn what_makes_no_sense_is_an_error_that_names_the_place() {
    let reader = reader(&town());
    let error = |query: &str| {
        let request = ArticleRequest { query: query.into(), ..ArticleRequest::default() };
        reader.articles(&request, Page::default()).unwrap_err().to_string()
    };
    assert!(error("tax date:yesterday").contains("character 5: “yesterday” is not a date"));
    assert!(error("kind:spoken").contains("is none of direct, indirect, mixed"));
    assert!(error("status:false").contains("alleged, unverified, disputed, refuted"));
    assert!(error("speaker:!!!").contains("no word"));
    assert!(error("?!").contains("no word to search for"));
    let quotations = QuotationRequest { query: "claimant:quill".into(), ..QuotationRequest::default() };
    assert!(reader.quotations(&quotations, Page::default()).unwrap_err().to_string().contains("speaker:, kind: and cue:"));
}

#[test]
fn filters_on_publisher_and_days_hold_for_the_whole_of_a_date() {
    let reader = reader(&town());
    let found = |publisher: Option<&str>, from: Option<&str>, to: Option<&str>| {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let filter = ArticleFilter { publisher: own(publisher), from: own(from), to: own(to) };
        let hits = reader.articles(&ArticleRequest { filter, ..ArticleRequest::default() }, Page::default());
        hits.map(|hits| hits.hits.into_iter().map(|hit| hit.places[0].to_string()).collect::<Vec<_>>())
    };
    assert_eq!(found(None, None, None).unwrap(), ["a.txt", "b.txt", "c.txt", "d.txt"]);
    assert_eq!(found(Some("oststadt"), None, None).unwrap(), ["a.txt", "c.txt"]);
    assert_eq!(found(None, Some("2024-05-02"), None).unwrap(), ["a.txt"], "May 2024 may begin before the 2nd");
    assert_eq!(found(None, Some("2024-05"), Some("2024-05")).unwrap(), ["a.txt", "b.txt"]);
    assert_eq!(found(None, None, Some("2023-11")).unwrap(), [""; 0]);
    assert!(matches!(found(None, Some("May"), None), Err(Error::Usage(_))));
    assert!(matches!(found(None, Some("2024"), Some("2023")), Err(Error::Usage(_))));
}

#[test]
fn snippets_show_the_matched_words_and_headlines_the_beginning() {
    let reader = reader(&town());
    let hit = |query: &str| {
        let request = ArticleRequest { query: query.into(), ..ArticleRequest::default() };
        let hit = reader.articles(&request, Page::default()).unwrap().hits.remove(0);
        let body = hit.article.article.body.clone();
        let words: Vec<String> = hit.matches.iter().map(|span| span.of(&body).to_owned()).collect();
        (hit.snippet.of(&body).to_owned(), words)
    };
    let (snippet, words) = hit("\"harbour tax\" OR boat");
    assert!(snippet.starts_with("“The harbour tax will rise,” said Mayor Ada Quill. Zofia"), "{snippet}");
    assert_eq!(words, ["harbour tax", "boats"]);
    assert_eq!(hit("headline:undated"), ("Quill said it again: the harbour.".to_owned(), vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_query_panics_or_finds_more_than_there_is(parts in prop::collection::vec(prop::sample::select(vec![
        "(", ")", "\"", "AND ", "OR ", "NOT ", "-", "+", "~2", "~", "*", "tax", "harbour", "headline:", "date:", "[", " TO ", "]", ":", " ", " ", ">=",
        "2020", "“", "speaker:", "topic:", "kind:direct", "cue:", "status:", "claimant:", "quill", "o’brien", "É", "\u{0}", "😀", "\\", "/", "^2", "{", "language:",
    ]), 0..16), random in "\\PC{0,20}") {
        thread_local!(static READER: Reader = reader(&town()));
        let query = parts.concat() + &random;
        READER.with(|reader| {
            if let Ok(hits) = reader.articles(&ArticleRequest { query: query.clone(), ..ArticleRequest::default() }, Page::default()) {
                assert!(hits.total <= 4, "{query}");
            }
            if let Ok(hits) = reader.quotations(&QuotationRequest { query: query.clone(), ..QuotationRequest::default() }, Page::default()) {
                assert!(hits.total <= 4, "{query}");
            }
            let _ = reader.claims(&ClaimRequest { query: query.clone(), ..ClaimRequest::default() }, Page::default());
            let _ = reader.find(&query);
            let _ = reader.speakers(Some(&query), Page::default());
            let _ = reader.topics(Some(&query), Page::default());
        });
    }
}

#[test]
fn the_most_that_is_allowed_is_answered_quickly() {
    let reader = reader(&town());
    let begin = std::time::Instant::now();
    for query in [
        "ha* ".repeat(256),
        "\"tax harbour\"~100 ".repeat(200),
        format!("\"{}\"", "tax ".repeat(1000)),
        "(".repeat(4000),
        "a".repeat(4096) + "*",
        "speaker:q* OR ".repeat(250) + "x",
    ] {
        let _ = reader.articles(&ArticleRequest { query, ..ArticleRequest::default() }, Page::default());
    }
    // A second or two in a debug build; the rest is for a busy machine.
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}
