//! Wordings that are about something said before, one sentence a rule. Comes in: invented articles. Goes out: the claims found in them.

use super::{article, claims, one};
use crate::extract::speakers::Cast;
use crate::text::Text;

#[test]
fn all_of_the_claims_of_somebody_can_be_denied_at_once() {
    let body = "Ben Tarn alleged that the port sold the ferry. He also alleged that the mayor hid the money. Port officials denied the allegations.";
    let found = claims(body);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|claim| claim.starts_with("disputed") && claim.ends_with("Port officials")), "{found:?}");
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
fn what_others_have_not_confirmed_is_the_claim_before_it() {
    let body = "Harbour officials claimed new finds, including two wrecks off Osten. However, diving groups say the sites are old and have not confirmed any wreck.";
    let found = one(body);
    assert!(found.starts_with("unverified: new finds, including two wrecks off Osten / Harbour officials /"), "{found}");
    assert!(found.to_lowercase().ends_with("diving groups"), "{found}");
}

#[test]
fn a_claim_called_false_by_the_article_is_refuted() {
    let body = "Ada Quill claimed that the ferry had sunk. The claim is false.";
    assert_eq!(one(body), "refuted: the ferry had sunk / Ada Quill / author");
}

#[test]
fn a_whole_sentence_of_denial_refutes_what_was_reported_with_the_same_auxiliary() {
    let body = "Ada Quill said that the toll had fallen every year since the war. It has not. The figures show a rise.";
    assert_eq!(one(body), "refuted: the toll had fallen every year since the war / Ada Quill / author");
    assert!(claims("Ada Quill said that the council should sell the ferry. It did not.").is_empty());
}

#[test]
fn a_fact_checkers_verdict_is_about_what_was_reported_before_its_heading() {
    let body =
        "THE CLAIM\nBen Tarn says the sirens at Osten were switched off.\n\nWHAT WE FOUND\nThis is false. The logs show that they sounded.";
    assert_eq!(one(body), "refuted: the sirens at Osten were switched off / Ben Tarn / author");
    let shown = "Ben Tarn said that no report had reached the board. The minutes show that to be false.";
    assert_eq!(one(shown), "refuted: no report had reached the board / Ben Tarn / author");
}

#[test]
fn in_fact_refutes_the_claim_before_it() {
    let body = "Ada Quill claimed that the ferry was new. In fact it was built before the war.";
    assert_eq!(one(body), "refuted: the ferry was new / Ada Quill / author");
}

#[test]
fn no_evidence_for_that_is_about_what_was_said() {
    let body = "Ada Quill also said that 4,000 dead people were on the register. There is no evidence for that.";
    assert_eq!(one(body), "refuted: 4,000 dead people were on the register / Ada Quill / author");
}

#[test]
fn a_noun_takes_up_the_clause_before_it() {
    let charge = "Ada Quill charged on Monday that six boats were moved at night, a charge that Ben Tarn dismissed as “a fairy tale.”";
    assert_eq!(one(charge), "disputed: six boats were moved at night / Ada Quill / Ben Tarn");
    let figure = "The rescue service reported four people missing, a figure that the mayor, Ada Quill, said she could not confirm.";
    let found = one(figure);
    assert!(found.starts_with("unverified: four people missing /") && found.ends_with("Ada Quill"), "{found}");
}

#[test]
fn a_report_is_what_was_reported_last_and_an_accusation_is_a_claim() {
    let body = "Ada Quill claimed that the ferry was old. The Osten Herald reported that divers had crossed the bay. \
                Harbour police could not independently verify the report.";
    let found = claims(body);
    assert!(found.iter().any(|claim| claim.starts_with("unverified: divers had crossed the bay")), "{found:?}");
    assert!(found.iter().any(|claim| claim.starts_with("alleged: the ferry was old / Ada Quill / -")), "{found:?}");
}

#[test]
fn a_charge_in_court_is_disputed_by_a_plea() {
    let body = "Ben Tarn was charged with fraud on Monday. He pleaded not guilty.";
    assert!(one(body).starts_with("disputed: fraud"), "{}", one(body));
}

#[test]
fn a_plea_to_charges_is_about_those_charges() {
    let body = "Ada Quill claimed that the ferry had sunk. Ben Tarn pleaded not guilty to charges that he had hidden the losses.";
    assert!(claims(body).contains(&"disputed: he had hidden the losses / - / Ben Tarn".to_owned()), "{:?}", claims(body));
}

#[test]
fn a_denial_that_it_happened_is_about_what_was_claimed() {
    let body = "Ada Quill claimed that the ferry had sunk. Ben Tarn denied that it happened.";
    assert_eq!(one(body), "disputed: the ferry had sunk / Ada Quill / Ben Tarn");
}

#[test]
fn a_sentence_that_answers_a_statement_is_paired_with_it() {
    let body = "Ada Quill said that the ferry carried forty people.\n\nHowever, harbour records show that the ferry did not carry forty people. \
                The weather was fine.";
    let text = Text::new(body);
    let article = article(body);
    let attributions = crate::extract::attribution::find(&text);
    let mut cast = Cast::gather(&text, &article, &attributions);
    let quotations = crate::extract::resolve(&text, &article, attributions, &mut cast);
    let (_, pairs) = super::super::candidates(&text, article.id, &quotations, &mut cast);
    let answer = pairs.iter().find(|pair| pair.evidence[0].of(body).contains("did not carry")).expect("the pair is there");
    assert!(answer.proposition[0].of(body).ends_with("the ferry carried forty people"));
    let has = |name: &str| answer.features.iter().any(|feature| feature == name);
    assert!(has("a opens however") && has("one negated, shares") && has("a record"), "{:?}", answer.features);
}
