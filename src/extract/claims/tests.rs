//! One sentence a rule. Comes in: invented articles. Goes out: the claims found in them, as `status: proposition / claimant / contesters`.

use crate::annotated::AnnotatedArticle;
use crate::article::{Article, ArticleId, Place};
use crate::claim::Party;
use crate::extract::speakers::Cast;
use crate::speaker::SpeakerKind;
use crate::text::Text;
use proptest::prelude::*;

fn article(body: &str) -> Article {
    let place = Place { path: "test.txt".into(), record: None };
    Article {
        id: ArticleId(1),
        place,
        record_id: None,
        headline: None,
        body: body.into(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        section: None,
        url: None,
        language: Some("en".into()),
    }
}

fn annotate(body: &str) -> AnnotatedArticle {
    crate::extract::annotate(article(body))
}

fn name(found: &AnnotatedArticle, party: Option<Party>) -> String {
    let speaker = party.map(|party| found.speaker(party.speaker));
    match speaker {
        None => "-".into(),
        Some(speaker) if speaker.kind == SpeakerKind::Author => "author".into(),
        Some(speaker) => speaker.name.clone().unwrap_or_default(),
    }
}

fn claims(body: &str) -> Vec<String> {
    let found = annotate(body);
    let line = |claim: &crate::claim::Claim| {
        let words: Vec<&str> = claim.proposition.iter().map(|span| span.of(body)).collect();
        let contesters: Vec<String> = claim.challenges.iter().map(|challenge| name(&found, challenge.contester)).collect();
        let contesters = if contesters.is_empty() { "-".into() } else { contesters.join(", ") };
        format!("{}: {} / {} / {contesters}", claim.status.as_str(), words.join(" … "), name(&found, claim.claimant))
    };
    found.claims.iter().map(line).collect()
}

fn one(body: &str) -> String {
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
fn plain_saying_is_no_contested_claim() {
    assert!(claims("Ada Quill said the bridge was unsafe. According to Ben Tarn, the work will cost more.").is_empty());
}

#[test]
fn the_accused_is_not_the_claimant() {
    let active = "The auditors accused Ben Tarn of hiding the losses.";
    assert_eq!(one(active), "alleged: hiding the losses / The auditors / -");
    let passive = "Ben Tarn was accused of hiding the losses.";
    assert_eq!(one(passive), "alleged: hiding the losses / - / -");
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
fn a_claim_noun_with_its_clause_is_an_allegation_by_its_owner() {
    let body = "The council met over Ben Tarn's allegation that the votes were miscounted.";
    assert_eq!(one(body), "alleged: the votes were miscounted / Ben Tarn / -");
}

#[test]
fn a_denial_of_what_nobody_says_has_no_claimant() {
    assert_eq!(one("Ben Tarn denied taking money from the builders."), "disputed: taking money from the builders / - / Ben Tarn");
    assert_eq!(one("Ben Tarn has denied any involvement in the fire."), "disputed: any involvement in the fire / - / Ben Tarn");
}

#[test]
fn refusing_access_is_no_denial() {
    assert!(claims("The guards denied access to the plant. The court denied the firm a licence. His appeal was denied.").is_empty());
}

#[test]
fn a_denial_that_is_itself_denied_is_none() {
    assert!(claims("Ben Tarn did not deny that the ferry was old.").is_empty());
}

#[test]
fn a_charge_rejected_in_the_next_sentence_is_the_claim_before_it() {
    let body = "Ada Quill accused Ben Tarn of hiding the losses. Tarn rejected the accusation.";
    assert_eq!(one(body), "disputed: hiding the losses / Ada Quill / Ben Tarn");
}

#[test]
fn a_statement_called_a_lie_is_the_quotation_before_it() {
    let body = "Ada Quill said the ferry had sunk twice. Ben Tarn called it a lie.";
    assert_eq!(one(body), "disputed: the ferry had sunk twice / Ada Quill / Ben Tarn");
}

#[test]
fn nobody_contests_what_he_claims_himself() {
    let body = "Ben Tarn claimed that the ferry was new. Tarn denied it.";
    assert!(claims(body).iter().all(|claim| !claim.ends_with("Ben Tarn / Ben Tarn")));
}

#[test]
fn the_notion_that_is_dismissed_is_the_proposition() {
    let body = "Ada Quill dismissed the notion that the ferry was unsafe.";
    assert_eq!(one(body), "disputed: the ferry was unsafe / - / Ada Quill");
    assert!(claims("Ada Quill rejected the idea as too costly. Ada Quill rejected the offer.").is_empty());
}

#[test]
fn a_challenge_that_is_still_to_come_is_none() {
    let body = "Ada Quill said the ferry had sunk twice. Ben Tarn will challenge the claim in court.";
    assert!(claims(body).is_empty());
}

#[test]
fn ages_places_and_second_names_do_not_hide_the_subject() {
    let aged = "Ada Quill, 33, of Osten, dismisses the notion that the ferry is unsafe.";
    assert_eq!(one(aged), "disputed: the ferry is unsafe / - / Ada Quill");
    let joined = "The town council and some senior divers have alleged that the ferry leaks.";
    let found = annotate(joined);
    let claimant = found.claims[0].claimant.and_then(|party| party.span).unwrap();
    assert_eq!(claimant.of(joined), "The town council and some senior divers");
}

#[test]
fn a_participle_belongs_to_who_spoke_or_to_the_sentence() {
    let spoke = "“It leaks,” Ada Quill said, claiming that the ferry was rotten.";
    assert!(one(spoke).ends_with("the ferry was rotten / Ada Quill / -"), "{}", one(spoke));
    let left = "Ada Quill left the meeting, accusing Ben Tarn of hiding the losses.";
    assert_eq!(one(left), "alleged: hiding the losses / Ada Quill / -");
}

#[test]
fn an_open_question_is_an_unverified_claim_of_the_article() {
    assert_eq!(one("It was unclear whether the crew had been warned."), "unverified: the crew had been warned / - / author");
    assert!(claims("It was unclear how the crew had been warned.").is_empty());
}

#[test]
fn what_others_have_not_confirmed_is_the_claim_before_it() {
    let body = "Harbour officials claimed new finds, including two wrecks off Osten. However, diving groups say the sites are old and have not confirmed any wreck.";
    let found = one(body);
    assert!(found.starts_with("unverified: new finds, including two wrecks off Osten / Harbour officials /"), "{found}");
    assert!(found.to_lowercase().ends_with("diving groups"), "{found}");
}

#[test]
fn the_article_refutes_in_its_own_voice() {
    let body = "Ada Quill falsely claimed that the ferry had sunk.";
    assert_eq!(one(body), "refuted: the ferry had sunk / Ada Quill / author");
    assert_eq!(one("There is no evidence that the ferry had sunk."), "refuted: the ferry had sunk / - / author");
}

#[test]
fn no_evidence_in_somebodys_mouth_disputes_and_does_not_refute() {
    let body = "“There is no evidence that the ferry had sunk,” said Ben Tarn, a diver.";
    assert_eq!(one(body), "disputed: the ferry had sunk / - / Ben Tarn");
}

#[test]
fn a_claim_called_false_by_the_article_is_refuted() {
    let body = "Ada Quill claimed that the ferry had sunk. The claim is false.";
    assert_eq!(one(body), "refuted: the ferry had sunk / Ada Quill / author");
}

#[test]
fn an_allegation_in_direct_speech_is_not_the_articles_wording() {
    assert!(claims("“I never claimed a thing and he allegedly left,” said Ben Tarn.").iter().all(|claim| !claim.starts_with("alleged")));
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
