//! Where a proposition ends and the sentence goes on, one sentence a rule. Comes in: invented articles. Goes out: the claims found in them.

use super::{claims, one};

#[test]
fn what_somebody_says_beside_accusing_is_no_part_of_the_accusation() {
    let body = "Ada Quill accused Ben Tarn of hiding the ledger but stressed that she would wait for the audit.";
    assert_eq!(one(body), "alleged: hiding the ledger / Ada Quill / -");
    let body = "Ada Quill accused Ben Tarn of hiding the ledger and said he had to go.";
    assert_eq!(one(body), "alleged: hiding the ledger / Ada Quill / -");
}

#[test]
fn a_noun_phrase_takes_no_verb_from_the_sentence() {
    assert_eq!(one("Ben Tarn denied the theft and was acquitted after a trial in May."), "disputed: the theft / - / Ben Tarn");
    assert_eq!(one("Ben Tarn denied any involvement and they had left the port."), "disputed: any involvement / - / Ben Tarn");
}

#[test]
fn the_verb_that_a_clause_is_the_subject_of_ends_it() {
    let body = "The accusation that the ferry had been sold last year is so odd that nobody repeats it.";
    assert_eq!(one(body), "alleged: the ferry had been sold last year / - / -");
}

#[test]
fn an_aside_does_not_end_a_clause_that_has_no_verb_yet() {
    let body = "It was unclear whether the blast, which followed a chase, was linked to the strike.";
    assert_eq!(one(body), "unverified: the blast, which followed a chase, was linked to the strike / - / author");
}

#[test]
fn two_deeds_of_one_subject_stay_together() {
    let body = "Ada Quill alleged that Ben Tarn had sold the ferry and was hiding the money.";
    assert_eq!(one(body), "alleged: Ben Tarn had sold the ferry and was hiding the money / Ada Quill / -");
}

#[test]
fn a_duty_is_no_charge() {
    assert!(claims("The council is charged with overseeing the port.").is_empty());
    assert_eq!(
        one("Prosecutors charged two builders with defrauding the port of Osten."),
        "alleged: defrauding the port of Osten / Prosecutors / -"
    );
}

#[test]
fn a_demand_holds_no_fact_nor_a_doubt_of_what_will_be() {
    assert!(claims("Ada Quill insisted that Osten stop the ferry. Ben Tarn insisted that the council not sell the pier.").is_empty());
    assert!(claims("Ada Quill doubted the court would allow it.").is_empty());
}
