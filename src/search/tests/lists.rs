//! How hits are listed: sorted, folded, paged, counted, explained.

use super::*;

/// A wire story of `seed` in some paper, long enough for a fingerprint.
fn wire(path: &str, paper: &str, date: &str, seed: u64) -> Draft {
    let words = ["harbour", "ferry", "council", "mayor", "bridge", "winter", "storm", "crew", "island", "school", "vote", "quay"];
    let word = |number: u64| words[((number * 7919 + seed * 104_729) % 1_000_003 * 31 % 1009 % 12) as usize];
    let text: Vec<&str> = (0..160).map(word).collect();
    let body = format!("{paper}: {}. Ada Quill said the tax is high. Printed by {paper}.", text.join(" "));
    Draft::new(path, &format!("{paper} on it"), paper, date, &body).says(person("Ada Quill"), "", "said/say/neutral", "the tax is high")
}

fn wires() -> Vec<Draft> {
    vec![
        wire("a.txt", "Herald", "2024-01-02", 1),
        wire("b.txt", "Post", "2024-01-03", 1),
        wire("c.txt", "Courier", "", 1),
        wire("d.txt", "Post", "2024-02-01", 2),
        wire("e.txt", "Post", "2025", 3),
    ]
}

fn folded() -> Listing {
    Listing { fold: true, ..Listing::default() }
}

#[test]
fn copies_are_folded_into_the_first_of_them_and_unfolded_on_demand() {
    let reader = reader(&wires());
    let request = ArticleRequest { query: "tax".into(), ..ArticleRequest::default() };
    let hits = reader.articles(&request, Listing { sort: Sort::Oldest, ..folded() }).unwrap();
    let found: Vec<_> = hits.hits.iter().map(|hit| (hit.places[0].path.as_str(), hit.rank.copies)).collect();
    assert_eq!((hits.total, hits.folded, found), (3, 2, vec![("a.txt", 2), ("d.txt", 0), ("e.txt", 0)]));
    assert_eq!(reader.articles(&request, Page::default()).unwrap().total, 5);
    let hits = reader.quotations(&QuotationRequest::default(), folded()).unwrap();
    assert_eq!((hits.total, hits.folded), (3, 2));
}

#[test]
fn hits_are_sorted_by_date_and_by_speaker_with_the_unknown_last() {
    let reader = reader(&town());
    let order = |sort| {
        let listing = Listing { sort, ..Listing::default() };
        let hits = reader.articles(&ArticleRequest { query: "harbour OR ferry".into(), ..Default::default() }, listing).unwrap();
        hits.hits.iter().map(|hit| hit.places[0].path.clone()).collect::<Vec<_>>().concat().replace(".txt", "")
    };
    assert_eq!((order(Sort::Newest), order(Sort::Oldest)), ("abcd".into(), "cbad".into()));
    let listing = Listing { sort: Sort::Speaker, ..Listing::default() };
    let hits = reader.quotations(&QuotationRequest::default(), listing).unwrap().hits;
    let names: Vec<_> = hits.iter().filter_map(|hit| hit.speaker()?.name.as_deref()).collect();
    assert_eq!(names, ["Ada Quill", "Ada QUILL", "Moira O’Brien", "Zofia Łęcka"]);
    let listing = Listing { sort: Sort::Speaker, ..Listing::default() };
    assert!(matches!(reader.articles(&ArticleRequest::default(), listing), Err(Error::Usage(_))));
}

/// Pages of four, one after the other.
fn pages(mut reader_of: impl FnMut(usize) -> Reader, sort: Sort) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), None);
    for number in 0..20 {
        let listing = Listing { page: Page { limit: Some(4), offset: 0 }, sort, cursor, ..folded() };
        let hits = reader_of(number).articles(&ArticleRequest { query: "tax OR harbour".into(), ..Default::default() }, listing).unwrap();
        seen.extend(hits.hits.iter().map(|hit| hit.places[0].path.clone()));
        cursor = hits.next;
        if cursor.is_none() {
            return seen;
        }
    }
    panic!("the pages never end: {seen:?}");
}

fn crowd(number: usize) -> Draft {
    let words = ["tax", "harbour tax", "harbour harbour", "tax tax tax"][number % 4];
    let date = ["2024-05-03", "2024-05", "", "2023"][number % 4];
    Draft::new(&format!("{number:03}.txt"), "News", "Post", date, &format!("Article {number} is about the {words} in {number}."))
}

#[test]
fn pages_by_cursor_are_the_whole_and_stay_so_while_the_index_grows() {
    let known: Vec<Draft> = (0..12).map(crowd).collect();
    let later: Vec<Draft> = (12..36).map(crowd).collect();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let whole: Vec<String> = {
            let reader = reader(&(0..12).map(crowd).collect::<Vec<_>>());
            let request = ArticleRequest { query: "tax OR harbour".into(), ..Default::default() };
            let hits = reader.articles(&request, Listing { sort, ..folded() }).unwrap().hits;
            hits.iter().map(|hit| hit.places[0].path.clone()).collect()
        };
        assert_eq!(whole.len(), 12);
        let grown = |number: usize| {
            let folder = tempfile::tempdir().unwrap();
            let drafts: Vec<&Draft> = known.iter().chain(later.iter().take(number * 6)).collect();
            index_in(folder.path(), &drafts, 1, 50)
        };
        let seen = pages(grown, sort);
        let old: Vec<String> = seen.iter().filter(|path| path.as_str() < "012").cloned().collect();
        assert_eq!(old, whole, "{sort:?}: nothing twice, nothing missed, in the order of the first page");
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), seen.len());
    }
}

#[test]
fn a_cursor_of_another_question_is_refused() {
    let reader = reader(&(0..12).map(crowd).collect::<Vec<_>>());
    let ask = |query: &str, sort, cursor| {
        let listing = Listing { page: Page { limit: Some(3), offset: 0 }, sort, cursor, ..Listing::default() };
        reader.articles(&ArticleRequest { query: query.into(), ..Default::default() }, listing)
    };
    let next = ask("tax", Sort::Newest, None).unwrap().next;
    assert!(ask("tax", Sort::Newest, next.clone()).is_ok());
    assert!(ask("harbour", Sort::Newest, next.clone()).is_err());
    assert!(ask("tax", Sort::Oldest, next).is_err());
}

#[test]
fn facets_count_hits_with_the_unknown_as_a_value_of_its_own() {
    let reader = reader(&town());
    let articles = |query: &str, facet| {
        let request = ArticleRequest { query: query.into(), ..Default::default() };
        let counted = reader.count_articles(&request, &[facet]).unwrap().remove(0).values;
        counted.iter().map(|(value, count)| format!("{} {count}", value.as_deref().unwrap_or("-"))).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(articles("", Facet::Year), "2023 1, 2024 2, - 1");
    assert_eq!(articles("", Facet::Month), "2023-?? 1, 2024-05 2, - 1");
    assert_eq!(articles("harbour -date:none", Facet::Publisher), "Oststadt Herald 2");
    assert_eq!(articles("", Facet::Speaker), "Ada QUILL 2, Moira O’Brien 1, Zofia Łęcka 1, - 1");
    assert_eq!(articles("-speaker:quill", Facet::Speaker), "Moira O’Brien 1, - 1");
    assert_eq!(articles("", Facet::Topic), "Ferry 2, harbour tax 1, - 2");
    assert_eq!(articles("", Facet::Status), "disputed 1, refuted 1, - 2");
    let quotations = |facet| reader.count_quotations(&QuotationRequest::default(), &[facet]);
    assert_eq!(quotations(Facet::Speaker).unwrap()[0].values[0], (Some("Ada QUILL".into()), 2));
    assert_eq!(quotations(Facet::Topic).unwrap()[0].values, [(Some("ferry".into()), 3), (Some("harbour tax".into()), 2), (None, 1)]);
    assert!(matches!(quotations(Facet::Status), Err(Error::Usage(_))));
}

#[test]
fn a_hit_says_which_parts_of_the_query_it_fulfils() {
    let reader = reader(&town());
    let listing = Listing { explain: true, ..Listing::default() };
    let request = ArticleRequest { query: "harbour (captain OR speaker:quill OR tax^2) -sea".into(), ..Default::default() };
    let hit = reader.articles(&request, listing).unwrap().hits.remove(0);
    let reasons: Vec<_> = hit.rank.reasons.iter().map(|reason| (reason.test.as_str(), reason.fulfilled, reason.score > 0.0)).collect();
    assert_eq!(reasons, [("harbour", true, true), ("captain", false, false), ("speaker:quill", true, false), ("tax", true, true)]);
}
