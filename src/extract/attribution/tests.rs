//! One sentence a rule. Every name is invented.

use super::*;

/// Source, cue and content of each attribution.
fn found(body: &str) -> Vec<(String, String, Vec<String>)> {
    let text = Text::new(body);
    let words = |span: Span| span.of(body).to_owned();
    let row = |found: Attribution| {
        let source = found.source.map(|source| words(source.span)).unwrap_or_default();
        let cue = found.cue.map(|cue| words(cue.span)).unwrap_or_default();
        (source, cue, found.content.into_iter().map(words).collect())
    };
    find(&text).into_iter().map(row).collect()
}

fn check(body: &str, expected: &[(&str, &str, &[&str])]) {
    let found = found(body);
    let found: Vec<(&str, &str, Vec<&str>)> =
        found.iter().map(|(source, cue, content)| (source.as_str(), cue.as_str(), content.iter().map(String::as_str).collect())).collect();
    let expected: Vec<(&str, &str, Vec<&str>)> = expected.iter().map(|(source, cue, content)| (*source, *cue, content.to_vec())).collect();
    assert_eq!(found, expected, "in {body:?}");
}

#[test]
fn speaker_and_cue_behind_a_quotation() {
    check("“The dam is safe,” Ada Quill said.", &[("Ada Quill", "said", &["“The dam is safe,”"])]);
    check(
        "\"The dam is safe,\" said Ada Quill, the water minister.",
        &[("Ada Quill, the water minister", "said", &["\"The dam is safe,\""])],
    );
}

#[test]
fn a_quotation_split_by_its_cue_is_one() {
    check("“The dam,” Quill said, “is safe.”", &[("Quill", "said", &["“The dam,”", "“is safe.”"])]);
    check("“It is safe,” Quill said. “I have walked it.”", &[("Quill", "said", &["“It is safe,”", "“I have walked it.”"])]);
}

#[test]
fn speech_over_paragraphs_is_one_quotation() {
    let body = "“The first crack came in May, Quill said.\n\n“The second came in June.";
    assert_eq!(Text::new(body).regions.len(), 2);
    let body = "Quill said: “The first crack came in May.\n\n“The second came in June.”";
    check(body, &[("Quill", "said", &["“The first crack came in May.", "“The second came in June.”"])]);
}

#[test]
fn a_paragraph_of_speech_goes_on_from_the_one_before() {
    let body = "“We measured it twice,” Tarn told reporters.\n\n“Nobody wanted to hear what we had found.”";
    check(body, &[("Tarn", "told", &["“We measured it twice,”", "“Nobody wanted to hear what we had found.”"])]);
}

#[test]
fn indirect_speech_with_and_without_that() {
    check("Quill said that the dam was safe.", &[("Quill", "said", &["that the dam was safe"])]);
    check("Several said they would leave.", &[("Several", "said", &["they would leave"])]);
    check("The board told residents that the water was clean.", &[("The board", "told", &["that the water was clean"])]);
    check("Quill said in a statement on Monday that the dam was safe.", &[("Quill", "said", &["that the dam was safe"])]);
}

#[test]
fn a_clause_before_its_speaker() {
    check("The dam will be emptied by June, the board said.", &[("the board", "said", &["The dam will be emptied by June"])]);
    check("The dam will be emptied by June, said Ada Quill.", &[("Ada Quill", "said", &["The dam will be emptied by June"])]);
}

#[test]
fn according_to_on_either_side() {
    check("According to the board, the dam is safe.", &[("the board", "According to", &["the dam is safe"])]);
    check("The dam is safe, according to the board.", &[("the board", "according to", &["The dam is safe"])]);
}

#[test]
fn a_participle_speaks_for_the_subject_of_its_sentence() {
    let body = "Quill defended the board, saying the dam was safe.";
    check(body, &[("Quill", "defended", &["the board"]), ("Quill", "saying", &["the dam was safe"])]);
}

#[test]
fn a_new_subject_with_a_cue_ends_the_content() {
    let body = "Quill said the dam was safe, but Tarn warned that it would break.";
    check(body, &[("Quill", "said", &["the dam was safe"]), ("Tarn", "warned", &["that it would break"])]);
}

#[test]
fn subjects_reach_over_insertions() {
    check("Ada Quill, the water minister, said the dam was safe.", &[("Ada Quill, the water minister", "said", &["the dam was safe"])]);
    check("Tarn, 52, of Overby, said he would sue.", &[("Tarn, 52, of Overby", "said", &["he would sue"])]);
    check("A spokesman for the board said the dam was safe.", &[("A spokesman for the board", "said", &["the dam was safe"])]);
}

#[test]
fn a_headline_and_a_transcript_name_the_speaker_before_a_colon() {
    check("Water Board: dam is safe for years", &[("Water Board", ":", &["dam is safe for years"])]);
    let body = "An interview\nQUILL: It is safe.\nTARN: It is not.\nQUILL: We measured it.\nTARN: Badly.";
    assert_eq!(found(body).len(), 4);
}

#[test]
fn notes_under_the_names_of_teams_are_not_said_by_them() {
    let notes = "Notes of the game\nHerons: Tarn left the court with an eye abrasion.\nOtters: Quill missed a third game.";
    let next = "\nHerons: Visit Overby on Friday.\nOtters: Host the Mill on Sunday.";
    let said_by_teams = found(&format!("{notes}{next}")).into_iter().filter(|(source, ..)| matches!(source.as_str(), "Herons" | "Otters"));
    assert_eq!(said_by_teams.count(), 0);
}

#[test]
fn a_transcript_can_have_a_mark_before_each_turn() {
    let body =
        "The talk in part:\n\"QUILL: It was never safe.\n\"We measured it.\n\"TARN: It was safe.\n\"QUILL: No.\n\"TARN: Badly, then.\"";
    let expected: &[(&str, &str, &[&str])] = &[
        ("QUILL", ":", &["It was never safe.", "\"We measured it."]),
        ("TARN", ":", &["It was safe."]),
        ("QUILL", ":", &["No."]),
        ("TARN", ":", &["Badly, then.\""]),
    ];
    check(body, expected);
}

#[test]
fn speech_can_be_a_paragraph_without_marks_behind_its_cue() {
    let speech = "The dam was never safe, and the water has been rising in Overby for years.";
    check(&format!("Quill told the board on Monday:\n{speech}"), &[("Quill", "told", &[speech.trim_end_matches('.')])]);
    check(&format!("The board met on Monday:\n{speech}"), &[]);
    check("Quill and Tarn said:\nOverby in spring", &[]);
}

#[test]
fn the_answer_to_a_question_is_not_the_askers() {
    let body = "“Why was the dam never measured in all these years?” Quill asked.\n\n“We measured it twice, and nobody wanted to hear what we had found there.”";
    assert_eq!(found(body).last().map(|(source, ..)| source.as_str()), Some(""));
}

#[test]
fn a_dateline_belongs_to_no_quotation() {
    let body = "HALVIK, 3 May (KPA) — “The dam was never safe,” Ada Quill told reporters on Monday.";
    check(body, &[("Ada Quill", "told", &["“The dam was never safe,”"])]);
}

#[test]
fn a_source_holds_the_whole_name() {
    let body = "Ada Quill left the meeting, accusing Ben Tarn of hiding the losses.";
    check(body, &[("Ada Quill", "accusing", &["Ben Tarn of hiding the losses"])]);
}

#[test]
fn a_quotation_can_be_signed() {
    let body = "“We walked it twice, and it is safe.” — Ada Quill, Overby\n\"Nobody asked us.\" ―Tarn";
    let expected: &[(&str, &str, &[&str])] =
        &[("Ada Quill, Overby", "—", &["“We walked it twice, and it is safe.”"]), ("Tarn", "―", &["\"Nobody asked us.\""])];
    check(body, expected);
    check("“Long Shore” — a song of the harbour — was played twice.", &[]);
}

#[test]
fn speech_with_marks_like_its_own_inside_is_signed() {
    let body = "“He calls it “a puddle” and I call it home.” ― Ada Quill\n“They asked us “why” twice.” — Ben Tarn";
    let speech = |from: &'static str, to: &'static str| &body[body.find(from).unwrap()..body.find(to).unwrap()];
    let (first, second) = (speech("“He", " ―"), speech("“They", " —"));
    check(body, &[("Ada Quill", "―", &[first]), ("Ben Tarn", "—", &[second])]);
}

#[test]
fn a_signature_can_stand_on_the_next_line_and_hold_a_role() {
    let body = "“We walked it twice, and it is safe.”\n—Commissioner Ada Quill, head of the Overby board";
    check(body, &[("Commissioner Ada Quill, head of the Overby board", "—", &["“We walked it twice, and it is safe.”"])]);
    let body = "“Nobody asked us about the dam.” — Ben Tarn to the Overby Echo";
    check(body, &[("Ben Tarn", "—", &["“Nobody asked us about the dam.”"])]);
    let body = "“The first crack came in May.\n“The second came in June.”\nAda Quill, The Overby Echo";
    check(body, &[("Ada Quill, The Overby Echo", "", &["“The first crack came in May.", "“The second came in June.”"])]);
}

#[test]
fn a_line_can_introduce_the_speech_below() {
    let body = "The board met on Monday.\nAnd from Dr. Ben Tarn, the board’s head of works:\n“We walked it twice, and it is safe.”";
    check(body, &[("Dr. Ben Tarn, the board’s head of works", ":", &["“We walked it twice, and it is safe.”"])]);
}

#[test]
fn questions_and_answers_are_turns() {
    let body = "Q: Is the dam safe?\nA: It is. Tarn told me so.\nQ: Who paid?\nA: The board.";
    let found = found(body);
    let turns: Vec<&str> = found.iter().filter(|(_, cue, _)| cue == ":").map(|(source, _, _)| source.as_str()).collect();
    assert_eq!(turns, ["Q", "A", "Q", "A"], "{found:?}");
}

#[test]
fn speech_behind_a_sentence_with_speech_goes_on_from_its_cue() {
    let body = "“It is safe,” said Ada Quill, referring to the dam at Overby. “We have walked it twice.”";
    assert!(found(body)[0].2.contains(&"“We have walked it twice.”".to_owned()), "{:?}", found(body));
}

#[test]
fn a_second_cue_of_the_same_tense_has_a_content_of_its_own() {
    let found = found("Quill says that the dam is safe and believes that it will hold for years.");
    let second = found.iter().find(|(_, cue, _)| cue == "believes").expect("a second attribution");
    assert_eq!((second.0.as_str(), second.2.as_slice()), ("Quill", ["that it will hold for years".to_owned()].as_slice()));
}

#[test]
fn words_behind_a_cue_of_their_own_do_not_go_to_the_next() {
    let body = "In a statement, Quill said: \"The dam was safe when it was handed over ten years ago,\" adding that its walls had been checked twice.";
    let speech = "\"The dam was safe when it was handed over ten years ago,\"";
    check(body, &[("Quill", "said", &[speech]), ("Quill", "adding", &["that its walls had been checked twice"])]);
    let body = "Quill told the council that the dam is safe, saying that the walls had been checked twice.";
    check(body, &[("Quill", "told", &["that the dam is safe"]), ("Quill", "saying", &["that the walls had been checked twice"])]);
}

#[test]
fn a_list_of_links_in_a_sentence_is_no_part_of_what_is_said() {
    let list = "Ada Jane QuillDam bill passes Quill to retire: report MORE";
    let body = format!("Tarn said that Ada Quill {list} had seen the dam.");
    check(&body, &[("Tarn", "said", &["that Ada Quill", "had seen the dam"])]);
}

#[test]
fn a_relative_clause_begins_with_its_pronoun() {
    let body = "The park lies beside the stadium, which, Quill said, is usually full of people on game days.";
    check(body, &[("Quill", "said", &["which", "is usually full of people on game days"])]);
}

#[test]
fn titles_scare_quotes_and_nouns_are_not_quotations() {
    check("The band played “Long Shore” to a small crowd.", &[]);
    check("The so-called “quiet zone” lies east of the harbour.", &[]);
    check("The claims were filed in June.", &[]);
    check("Three eastern states voted in March.", &[]);
}

#[test]
fn a_sentence_after_a_quotation_is_not_its_speaker() {
    let body = "Quill said the path was “long and steep.” The board has said it will pay.";
    check(body, &[("Quill", "said", &["the path was “long and steep.”"]), ("The board", "has said", &["it will pay"])]);
}

#[test]
fn a_noun_can_report() {
    check("There is no proof for Tarn’s claim that the dam leaks.", &[("Tarn", "claim", &["that the dam leaks"])]);
}

#[test]
fn there_and_even_open_the_content() {
    check("Quill said there was no crack.", &[("Quill", "said", &["there was no crack"])]);
    check("Advisers believe even a small leak would cost votes.", &[("Advisers", "believe", &["even a small leak would cost votes"])]);
}

#[test]
fn a_clause_after_a_date_is_taken_whole() {
    check("Quill said Friday it was “very likely” the board knew.", &[("Quill", "said", &["it was “very likely” the board knew"])]);
}

#[test]
fn a_description_before_a_name_is_no_content() {
    let found = found("A member of the board, Wat Tarn, said, “we were never asked.”");
    assert_eq!(found[0].2, ["“we were never asked.”"]);
}

#[test]
fn the_one_who_replies_is_the_source_not_the_one_who_asks() {
    let found = found("Asked by the host for his view, Tarn replied: “The dam will go.”");
    let reply = found.iter().find(|(_, _, content)| content.iter().any(|text| text.contains("will go"))).unwrap();
    assert_eq!((reply.0.as_str(), reply.1.as_str()), ("Tarn", "replied"));
}

#[test]
fn an_object_ends_before_a_new_clause() {
    let body = "The board opposes the plan, and many of its members left the room.";
    check(body, &[("The board", "opposes", &["the plan"])]);
}

#[test]
fn what_nobody_says_is_left_out() {
    check("Questions regarding the dam were heard.", &[]);
    check("The flood claimed 59 lives.", &[]);
    check("She did not address the crowd.", &[]);
    check("The crowd applauded louder.", &[]);
}

#[test]
fn adverbs_are_not_sources() {
    check("Tarn has adamantly denied that he knew.", &[("Tarn", "has adamantly denied", &["that he knew"])]);
}

#[test]
fn a_poll_with_a_date_in_its_name_is_a_source() {
    let body = "According to a June 2016 Halvik University poll, 93% support the dam.";
    check(body, &[("a June 2016 Halvik University poll", "According to", &["93% support the dam"])]);
}

#[test]
fn a_noun_that_could_be_a_verb_may_open_an_article() {
    check("claims that the board had lied about the dam", &[("", "claims", &["that the board had lied about the dam"])]);
    check("claims that the board said", &[]);
}

mod any_text {

    use proptest::prelude::*;

    const WORDS: &[&str] = &[
        "said",
        "says",
        "Quill",
        "the",
        "board",
        ",",
        ".",
        "“",
        "”",
        "\"",
        "‘",
        "’s",
        "'",
        "that",
        "adding",
        "according",
        "to",
        "who",
        "which",
        "was",
        "asked",
        ":",
        "—",
        "(",
        ")",
        "he",
        "of",
        "and",
        "but",
        "claims",
        "told",
        "reporters",
        "Tuesday",
        "on",
        "called",
        "a",
        "“Shore”",
        "\n",
        "US",
        "-",
        "if",
        "because",
        "in",
        "not",
        "?",
        "’",
        "denied",
    ];

    proptest! {
        #[test]
        fn is_read_without_panic_and_without_a_broken_record(picks in proptest::collection::vec(0..WORDS.len(), 0..60)) {
            let body = picks.iter().map(|&pick| WORDS[pick]).collect::<Vec<_>>().join(" ");
            let article = crate::article::Article::of_body("a.txt", body);
            let annotated = crate::extract::annotate(article);
            prop_assert_eq!(annotated.fault(), None);
        }
    }
}
