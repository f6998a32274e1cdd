//! One sentence a rule. Comes in: invented articles. Goes out: the claims found in them, as `status: proposition / claimant / contesters`.

mod back;
mod overrun;
mod party;
mod veto;

use crate::annotated::AnnotatedArticle;
use crate::article::{Article, ArticleId};
use crate::claim::Party;
use crate::extract::speakers::Cast;
use crate::speaker::SpeakerKind;
use crate::text::Text;
use proptest::prelude::*;

fn article(body: &str) -> Article {
    Article { id: ArticleId(1), ..Article::of_body("test.txt", body) }
}

/// All that the rules give: whether the model `keep` would show it is not asked here.
fn annotate(body: &str) -> AnnotatedArticle {
    let mut found = crate::extract::annotate(article(body));
    let text = Text::new(body);
    let attributions = crate::extract::attribution::find(&text);
    let mut cast = Cast::gather(&text, &found.article, &attributions);
    let quotations = crate::extract::resolve(&text, &found.article, attributions, &mut cast);
    let claims = super::judged(&text, found.article.id, &quotations, &mut cast);
    found.claims = claims.into_iter().map(|(claim, _)| claim).collect();
    found.speakers = cast.into_speakers();
    found
}

fn name(found: &AnnotatedArticle, party: Option<Party>) -> String {
    let speaker = party.map(|party| found.speaker(party.speaker));
    match speaker {
        None => "-".into(),
        Some(speaker) if speaker.kind == SpeakerKind::Author => "author".into(),
        Some(speaker) => speaker.name.clone().unwrap_or_default(),
    }
}

pub(super) fn claims(body: &str) -> Vec<String> {
    let found = annotate(body);
    let line = |claim: &crate::claim::Claim| {
        let words: Vec<&str> = claim.proposition.iter().map(|span| span.of(body)).collect();
        let contesters: Vec<String> = claim.challenges.iter().map(|challenge| name(&found, challenge.contester)).collect();
        let contesters = if contesters.is_empty() { "-".into() } else { contesters.join(", ") };
        format!("{}: {} / {} / {contesters}", claim.status.as_str(), words.join(" … "), name(&found, claim.claimant))
    };
    found.claims.iter().map(line).collect()
}

pub(super) fn one(body: &str) -> String {
    let found = claims(body);
    assert_eq!(found.len(), 1, "{found:?}");
    found.concat()
}

#[test]
fn a_claim_keeps_neither_cue_nor_that() {
    let body = "Mayor Ada Quill claimed that the bridge at Osten was unsafe, but traffic went on.";
    assert_eq!(one(body), "alleged: the bridge at Osten was unsafe / Ada Quill / -");
}

#[test]
fn a_noun_phrase_can_be_claimed_and_victory_and_responsibility_cannot() {
    assert_eq!(
        one("Rebel commanders claimed new advances in Osten on Monday."),
        "alleged: new advances in Osten on Monday / Rebel commanders / -"
    );
    assert!(claims("Ada Quill claimed victory. A rebel group claimed responsibility for the blast.").is_empty());
}

#[test]
fn an_adverb_stands_between_the_two_parts_of_its_clause() {
    assert_eq!(one("The harbour master reportedly sold the old ferry."), "alleged: The harbour master … sold the old ferry / - / -");
    assert_eq!(one("They met the man who allegedly sold the ferry."), "alleged: sold the ferry / - / -");
}

#[test]
fn alleged_before_a_noun_marks_that_noun() {
    assert_eq!(one("The court heard of an alleged land fraud in Osten."), "alleged: land fraud / - / -");
}

#[test]
fn a_possessive_mark_and_a_source_may_stand_between_a_denial_and_its_claim() {
    assert_eq!(
        one("Mayor Ada Quill dismissed the divers’ claims that the pier was rotten."),
        "disputed: the pier was rotten / the divers / Ada Quill"
    );
    assert_eq!(
        one("Mayor Ada Quill rejected criticism from the builders that the bridge at Osten was unsafe."),
        "disputed: the bridge at Osten was unsafe / the builders / Ada Quill"
    );
}

#[test]
fn a_place_may_stand_between_alleged_and_that() {
    assert_eq!(one("Ben Tarn alleged in the suit that the port sold the ferry."), "alleged: the port sold the ferry / Ben Tarn / -");
}

#[test]
fn evidence_may_be_called_direct_or_credible() {
    assert_eq!(one("There is no direct evidence that the ferry carried arms."), "refuted: the ferry carried arms / - / author");
}

#[test]
fn the_videos_that_nobody_found_are_those_somebody_spoke_of() {
    let body = "Ben Tarn claimed that the port showed videos of the sinking ferry. Divers have found no evidence of the videos.";
    assert_eq!(one(body), "disputed: the port showed videos of the sinking ferry / Ben Tarn / Divers");
}

#[test]
fn a_clause_that_opens_a_sentence_ends_at_its_comma() {
    assert_eq!(
        one("While Ben Tarn wrongly claimed that the ferry sank, divers raised the old bell."),
        "refuted: the ferry sank / Ben Tarn / author"
    );
}

#[test]
fn the_notion_that_is_dismissed_is_the_proposition() {
    let body = "Ada Quill dismissed the notion that the ferry was unsafe.";
    assert_eq!(one(body), "disputed: the ferry was unsafe / - / Ada Quill");
    assert!(claims("Ada Quill rejected the idea as too costly. Ada Quill rejected the offer.").is_empty());
}

#[test]
fn an_open_question_is_an_unverified_claim_of_the_article() {
    assert_eq!(one("It was unclear whether the crew had been warned."), "unverified: the crew had been warned / - / author");
    assert!(claims("It was unclear how the crew had been warned.").is_empty());
}

#[test]
fn a_proposition_that_starts_with_a_quotation_keeps_both_marks() {
    let body = "Ada Quill claimed the harbour had “the oldest ferry in the land,” which Ben Tarn doubts.";
    assert!(claims(body)[0].contains("the harbour had “the oldest ferry in the land,” / Ada Quill"), "{:?}", claims(body));
}

#[test]
fn the_same_proposition_twice_is_one_claim() {
    let body = "Ben Tarn denied taking money from the builders.\nOn Monday Ben Tarn denied taking money from the builders again.";
    assert!(one(body).starts_with("disputed: taking money from the builders"));
}

proptest! {
    #[test]
    fn any_text_of_doubtful_words_is_read_without_a_broken_record(words in prop::collection::vec(
        prop::sample::select(vec!["claimed", "that", "denied", "the", "accusation", "Quill", "accused", "of", ",", ".", "“", "”", "not", "false", "is",
            "allegedly", "no", "evidence", "whether", "unclear", "\n", "his", "'s", "it", "a", "lie", "called", "falsely", "said", "to", "$"]), 0..40)) {
        let mut found = AnnotatedArticle::bare(article(&words.join(" ")));
        let text = Text::new(&found.article.body);
        let mut cast = Cast::gather(&text, &found.article, &[]);
        found.claims = super::find(&text, found.article.id, &[], &mut cast);
        found.speakers = cast.into_speakers();
        prop_assert_eq!(found.fault(), None);
    }
}

#[test]
fn quotation_marks_within_a_wording_are_stepped_over() {
    let body = "Ada Quill claimed that the ferry had sunk. Ben Tarn called that “a lie, and a bad one.”";
    assert_eq!(one(body), "disputed: the ferry had sunk / Ada Quill / Ben Tarn");
    let named = "Ada Quill alleged that the ferry had sunk. She met reporters. Ben Tarn called the allegation “fiction.”";
    assert_eq!(one(named.replace("Ada Quill alleged", "On Monday she alleged").as_str()).split(" / ").last(), Some("Ben Tarn"));
}

#[test]
fn days_and_places_stand_between_a_denial_and_its_object() {
    let body = "Ben Tarn denied on Tuesday that the ferry was for sale.";
    assert_eq!(one(body), "disputed: the ferry was for sale / - / Ben Tarn");
    let gerund = "Ben Tarn denied on Wednesday hiding a motor in the ferry after a rival said he had heard it hum.";
    assert_eq!(one(gerund), "disputed: hiding a motor in the ferry / - / Ben Tarn");
}

#[test]
fn a_claim_in_an_aside_is_the_clause_around_it() {
    let body = "Ben Tarn saw the cave, which, they claim, is a garage.";
    assert!(one(body).starts_with("alleged: is a garage"), "{}", one(body));
}

#[test]
fn suspicion_and_hearsay_allege() {
    assert_eq!(one("Ben Tarn is suspected of having destroyed letters."), "alleged: having destroyed letters / - / -");
    assert_eq!(one("It is alleged that a judge was given a ham."), "alleged: a judge was given a ham / - / -");
    assert_eq!(one("It remains unproven that the letters were burned."), "unverified: the letters were burned / - / author");
}

#[test]
fn what_belongs_to_an_accused_mans_noun_ends_before_the_verb() {
    assert_eq!(one("The man accused of selling the ferry told the court nothing."), "alleged: selling the ferry / - / -");
}

#[test]
fn a_headline_and_its_lead_are_one_claim() {
    let body = "Osten accuses Halm of moving border stones\n\nAda Quill accused Ben Tarn on Tuesday of moving eleven border stones east.";
    assert_eq!(one(body), "alleged: moving eleven border stones east / Ada Quill / -");
}

#[test]
fn a_wording_between_marks_goes_on_behind_them() {
    assert!(one("There is \"no evidence\" yet of a leak in the dam.").contains(": a leak in the dam"));
}

#[test]
fn between_two_takes_both() {
    let body = "The report is about alleged collusion between the port and Ben Tarn.";
    assert_eq!(one(body), "alleged: collusion between the port and Ben Tarn / - / -");
}
