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

#[test]
fn another_main_clause_behind_a_comma_is_none_of_the_proposition() {
    let body = "Ada Quill claims the port is watching all its ferries, they really do not know where these are.";
    assert_eq!(one(body), "alleged: the port is watching all its ferries / Ada Quill / -");
}

#[test]
fn what_the_whole_claim_is_called_is_none_of_it() {
    let body = "Ben Tarn's claims that Ada Quill lied to the board are completely false.";
    assert!(one(body).contains(": Ada Quill lied to the board / Ben Tarn /"), "{}", one(body));
    let within = "Ada Quill claimed that the attack was a hoax.";
    assert_eq!(one(within), "alleged: the attack was a hoax / Ada Quill / -");
}

#[test]
fn a_clause_that_opens_the_sentence_ends_with_its_comma() {
    let contrary = "But contrary to Ben Tarn's claim that the dam is new, Ada Quill's book traces it to the last century.";
    assert!(one(contrary).contains(": the dam is new /"), "{}", one(contrary));
    let hours = "Hours after prosecutors charged Ben Tarn with sending the parcels, Ada Quill said nobody else was to blame.";
    assert!(claims(hours)[0].contains(": sending the parcels /"), "{:?}", claims(hours));
}

#[test]
fn who_says_so_at_the_end_is_none_of_the_proposition() {
    let body = "It was unclear whether the ferry was in the harbour, the police said.";
    assert!(one(body).contains(": the ferry was in the harbour /"), "{}", one(body));
}

#[test]
fn a_list_before_the_verb_is_kept_whole() {
    let body = "Ben Tarn alleged that ports including Osten, Varn, and Senn have a bias against ferries.";
    assert_eq!(one(body), "alleged: ports including Osten, Varn, and Senn have a bias against ferries / Ben Tarn / -");
}

#[test]
fn what_is_called_misleading_in_a_claim_is_the_claim() {
    let body = "The university met over Quill's accusation that articles about the port, produced by a student, were misleading.";
    assert_eq!(one(body), "alleged: articles about the port, produced by a student, were misleading / Quill / -");
}
