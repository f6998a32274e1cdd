//! What is found among quotations, claims, speakers and topics.

use super::*;

fn of(speaker: &str) -> QuotationRequest {
    QuotationRequest { speaker: Some(speaker.into()), ..QuotationRequest::default() }
}

#[test]
fn a_speaker_is_found_by_any_part_of_the_name() {
    let reader = reader(&town());
    for typed in ["Zofia", "lecka", "ŁĘCKA", "zofia Lecka", "Lecka, Zofia", "lec", "zofia łę", "Zofia lecka "] {
        assert_eq!(quoted(&reader, of(typed)).len(), usize::from(typed != "zofia łę"), "{typed}");
    }
    assert_eq!(quoted(&reader, of("quill")), ["“The harbour tax will rise,”", "the harbour"]);
    assert!(quoted(&reader, of("Zofia Quill")).is_empty());
    assert_eq!(quoted(&reader, of("o'brien")).len(), 1);
    assert!(matches!(reader.quotations(&of("…"), Page::default()), Err(Error::Usage(_))));
}

#[test]
fn who_is_quoted_together_with_somebody_is_not_found_by_the_others_name() {
    let says =
        |name, what| Draft::new(what, what, "Post", "", &format!("He said: {what}.")).says(person(name), "", "said/say/neutral", what);
    let drafts = [says("Ivo Lee", "it rains"), says("Ada Quill", "it snows"), says("Ivo Lee & Ada Quill", "it thaws")];
    let reader = reader(&drafts);
    let mut together = quoted(&reader, of("quill"));
    together.sort();
    assert_eq!(together, ["it snows", "it thaws"]);
    assert!(!quoted(&reader, of("lee")).contains(&"it snows".to_owned()));
}

#[test]
fn the_ids_of_hits_are_those_of_the_page() {
    let reader = reader(&town());
    let request = QuotationRequest { query: "tax OR harbour".into(), ..QuotationRequest::default() };
    let ids = reader.ids(&Request::Quotations(request.clone()), Page::default()).unwrap();
    let page = reader.quotations(&request, Page::default()).unwrap();
    let named: Vec<_> = page.hits.iter().map(|hit| (hit.article().id, Some(hit.position))).collect();
    assert!(!named.is_empty());
    assert_eq!(ids.hits.iter().map(|hit| (hit.article, hit.position)).collect::<Vec<_>>(), named);
    assert_eq!(ids.total, page.total);
}

#[test]
fn a_beginning_counts_only_where_no_name_has_the_whole_word() {
    let lee = |name| Draft::new(name, name, "Post", "", "He said: it rains.").says(person(name), "", "said/say/neutral", "it rains");
    let reader = reader(&[lee("Ivo Lee"), lee("Ivo Leeson")]);
    assert_eq!(quoted(&reader, of("lee")).len(), 1);
    assert_eq!(quoted(&reader, of("lees")).len(), 1);
    assert_eq!(quoted(&reader, of("ivo")).len(), 2);
    assert!(quoted(&reader, of("le")).is_empty());
    assert_eq!(reader.speakers(Some("lee"), Page::default()).unwrap().hits[0].name, "Ivo Lee");
    assert_eq!(reader.speakers(Some("lees"), Page::default()).unwrap().hits[0].name, "Ivo Leeson");
}

#[test]
fn thoughts_are_left_out_unless_asked_for() {
    let reader = reader(&town());
    let all = QuotationRequest { all: true, ..QuotationRequest::default() };
    assert_eq!(quoted(&reader, QuotationRequest::default()).len(), 4);
    assert_eq!(quoted(&reader, all).len(), 5);
    let cue = |words: &str| QuotationRequest { cue: Some(words.into()), ..QuotationRequest::default() };
    assert_eq!(quoted(&reader, cue("think")), ["the ferry will stay"]);
    assert_eq!(quoted(&reader, cue("hopes")), ["the ferry will stay"]);
}

#[test]
fn words_without_marks_that_are_likelier_wrong_than_right_are_left_out_and_not_counted() {
    let sure = |confidence: f32, words: &str| {
        let body = format!("Ada Quill said {words}.");
        let draft = Draft::new("Quill", &body, "Post", "", &body).says(person("Ada Quill"), "", "said/say/neutral", words);
        draft.with(|tagged| tagged.quotations[0].confidence = confidence)
    };
    let reader = reader(&[sure(0.4, "the dam holds"), sure(0.6, "the lock holds"), sure(0.4, "“the gate holds”")]);
    let mut listed = quoted(&reader, QuotationRequest::default());
    listed.sort();
    assert_eq!(listed, ["the lock holds", "“the gate holds”"]);
    assert_eq!(quoted(&reader, QuotationRequest { all: true, ..QuotationRequest::default() }).len(), 3);
    assert_eq!(reader.speakers(None, Page::default()).unwrap().hits[0].quotations, 2);
}

#[test]
fn quotations_are_filtered_by_cue_kind_topic_and_words() {
    let reader = reader(&town());
    let cue = |words: &str| quoted(&reader, QuotationRequest { cue: Some(words.into()), ..QuotationRequest::default() }).len();
    assert_eq!((cue("say"), cue("Said"), cue("neutral"), cue("denied"), cue("deny"), cue("shout")), (3, 3, 3, 1, 1, 0));
    let kind = |kind| quoted(&reader, QuotationRequest { kind: Some(kind), ..QuotationRequest::default() }).len();
    assert_eq!((kind(QuotationKind::Direct), kind(QuotationKind::Indirect), kind(QuotationKind::Mixed)), (2, 2, 0));
    let topic = |words: &str| quoted(&reader, QuotationRequest { topic: Some(words.into()), ..QuotationRequest::default() }).len();
    assert_eq!((topic("taxes"), topic("FERRY"), topic("tax harbour"), topic("sea")), (2, 3, 2, 0));
    let request =
        QuotationRequest { query: "\"harbour tax\" speaker:quill publisher:herald headline:rise".into(), ..QuotationRequest::default() };
    assert_eq!(quoted(&reader, request), ["“The harbour tax will rise,”"]);
}

#[test]
fn a_quotation_comes_in_its_sentence_with_its_words_marked() {
    let reader = reader(&town());
    let request = QuotationRequest { query: "taxes".into(), speaker: Some("quill".into()), ..QuotationRequest::default() };
    let hits = reader.quotations(&request, Page::default()).unwrap().hits;
    let body = &hits[0].article().body;
    assert_eq!(hits[0].sentence.of(body), "“The harbour tax will rise,” said Mayor Ada Quill.");
    assert_eq!(hits[0].matches.iter().map(|span| span.of(body)).collect::<Vec<_>>(), ["tax"]);
    assert_eq!(hits[0].speaker().and_then(|speaker| speaker.name.as_deref()), Some("Ada Quill"));
}

#[test]
fn claims_that_are_less_likely_contested_are_left_out_and_not_counted_unless_asked_for() {
    let sure = |confidence: f32, words: &str| {
        let body = format!("Ada Quill claimed that {words}.");
        let draft = Draft::new("Quill", &body, "Post", "", &body).claims(Status::Alleged, person("Ada Quill"), None, words);
        draft.with(|tagged| tagged.claims[0].confidence = confidence)
    };
    let reader = reader(&[sure(0.4, "the dam holds"), sure(0.9, "the lock holds")]);
    let found = |all| reader.claims(&ClaimRequest { all, ..ClaimRequest::default() }, Page::default()).unwrap().hits.len();
    assert_eq!((found(false), found(true)), (1, 2));
    let entries = |all| reader.entries(&EntryRequest { all, ..EntryRequest::default() }, Page::default()).unwrap().total;
    assert_eq!((entries(false), entries(true)), (1, 2));
    assert_eq!(reader.speakers(None, Page::default()).unwrap().hits[0].claims, 1);
}

#[test]
fn claims_are_filtered_by_status_and_parties() {
    let reader = reader(&town());
    let found = |request: ClaimRequest| {
        let hits = reader.claims(&request, Page::default()).unwrap().hits;
        hits.iter().map(|hit| hit.claim().proposition[0].of(&hit.article().body).to_owned()).collect::<Vec<_>>()
    };
    let (leave, pays) = ("boats would leave", "Nobody pays taxes on boats");
    assert_eq!(found(ClaimRequest::default()), [leave, pays]);
    assert_eq!(found(ClaimRequest { status: Some(Status::Refuted), ..ClaimRequest::default() }), [pays]);
    assert_eq!(found(ClaimRequest { claimant: Some("quill".into()), ..ClaimRequest::default() }), [leave]);
    assert_eq!(found(ClaimRequest { contester: Some("author".into()), ..ClaimRequest::default() }), [pays]);
    assert_eq!(found(ClaimRequest { contester: Some("lecka".into()), ..ClaimRequest::default() }), [leave]);
    assert_eq!(found(ClaimRequest { topic: Some("tax".into()), ..ClaimRequest::default() }), [leave]);
    assert_eq!(found(ClaimRequest { query: "boat leave OR pay".into(), ..ClaimRequest::default() }).len(), 2);
    assert_eq!(found(ClaimRequest { query: "status:disputed contester:zofia".into(), ..ClaimRequest::default() }), [leave]);
}

#[test]
fn speakers_are_added_up_over_articles_by_folded_name() {
    let reader = reader(&town());
    let rows = reader.speakers(None, Page::default()).unwrap();
    assert_eq!(rows.total, 3);
    let quill = &rows.hits[0];
    assert_eq!((quill.name.as_str(), quill.kind, quill.quotations, quill.articles), ("Ada QUILL", SpeakerKind::Person, 2, 2));
    assert_eq!((quill.claims, quill.contests), (1, 0));
    assert_eq!(quill.roles.iter().map(|role| role.role.as_str()).collect::<Vec<_>>(), ["mayor", "Mayor of Oststadt"]);
    assert_eq!((quill.first.as_deref(), quill.last.as_deref()), (Some("2024-05-03"), Some("2024-05-03")));
    let brien = &rows.hits[1];
    assert_eq!((brien.name.as_str(), brien.first.as_deref()), ("Moira O’Brien", Some("2024-05")));
    let lecka = &rows.hits[2];
    assert_eq!((lecka.name.as_str(), lecka.quotations, lecka.contests, lecka.articles), ("Zofia Łęcka", 1, 1, 1));
    assert_eq!(reader.speakers(Some("o brien"), Page::default()).unwrap().total, 1);
    let page = Page { limit: Some(1), offset: 1 };
    assert_eq!(reader.speakers(None, page).unwrap().hits[0].name, "Moira O’Brien");
}

#[test]
fn a_row_takes_the_name_kind_and_roles_of_most_articles() {
    let named = |path: &str, who, role| Draft::new(path, path, "Post", path, "It rains.").says(who, role, "", "It rains");
    let (body, one) = (|name| (SpeakerKind::Organization, Some(name)), person);
    let drafts = [
        named("2020", one("Łąka Works"), "Maker"),
        named("2021-05", body("Laka Works"), "maker"),
        named("2021-05-31", body("Laka Works"), "maker"),
        named("2019-12", body("LAKA  WORKS"), "ferry line"),
        named("2022", (SpeakerKind::Group, Some("critics")), ""),
    ];
    let rows = reader(&drafts).speakers(None, Page::default()).unwrap().hits;
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((row.name.as_str(), row.kind), ("Laka Works", SpeakerKind::Organization));
    let roles: Vec<&str> = row.roles.iter().map(|role| role.role.as_str()).collect();
    assert_eq!((roles.join(", "), row.quotations, row.articles), ("maker, ferry line".to_owned(), 4, 4));
    assert_eq!((row.first.as_deref(), row.last.as_deref()), (Some("2019-12"), Some("2021-05-31")));
}

#[test]
fn topics_are_counted_over_their_spellings() {
    let reader = reader(&town());
    let rows = reader.topics(None, Page::default()).unwrap().hits;
    let rows: Vec<_> = rows.iter().map(|row| (row.label.as_str(), row.articles)).collect();
    assert_eq!(rows, [("Ferry", 2), ("harbour tax", 1)]);
    assert_eq!(reader.topics(Some("Taxes"), Page::default()).unwrap().total, 1);
    assert!(matches!(reader.topics(Some("!"), Page::default()), Err(Error::Usage(_))));
}

#[test]
fn stats_count_everything() {
    let reader = reader(&town());
    let stats = reader.stats().unwrap();
    assert_eq!((stats.articles, stats.files, stats.speakers), (4, 4, 3));
    assert_eq!(stats.quotations, [2, 3, 0]);
    assert_eq!(stats.claims, [0, 0, 1, 1]);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(stats.years, [(some("2023"), 1), (some("2024"), 2), (None, 1)]);
    assert_eq!(stats.languages, [(some("en"), 4)]);
    assert_eq!(stats.publishers[0], (some("Oststadt Herald"), 2));
}
