//! What is no claim and no challenge, one sentence a rule. Comes in: invented articles. Goes out: the claims found in them.

use super::{claims, one};

#[test]
fn plain_saying_is_no_contested_claim() {
    assert!(claims("Ada Quill said the bridge was unsafe. According to Ben Tarn, the work will cost more.").is_empty());
}

#[test]
fn an_outlook_and_whoever_doubts_are_no_challenge() {
    assert!(
        claims("Ada Quill does not believe the ferry will sail this year. Anybody who doubts that the pier is old may come.").is_empty()
    );
    assert!(claims("Voters backed an inquiry into whether to sell the ferry. The port insisted on building its own pier.").is_empty());
}

#[test]
fn a_claim_that_somebody_disputes_is_no_claim_that_somebody_disputes() {
    let body = "Ben Tarn alleged that he was fired for his age, a claim that Ada Quill strongly disputes.";
    assert_eq!(one(body), "disputed: he was fired for his age / Ben Tarn / Ada Quill");
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
fn a_challenge_that_is_still_to_come_is_none() {
    let body = "Ada Quill said the ferry had sunk twice. Ben Tarn will challenge the claim in court.";
    assert!(claims(body).is_empty());
}

#[test]
fn an_allegation_in_direct_speech_is_not_the_articles_wording() {
    assert!(claims("“I never claimed a thing and he allegedly left,” said Ben Tarn.").iter().all(|claim| !claim.starts_with("alleged")));
}

#[test]
fn words_wholly_between_marks_are_an_opinion() {
    assert!(claims("Ada Quill accused Ben Tarn of “governing by crossed fingers.”").is_empty());
}

#[test]
fn a_seat_denied_to_somebody_and_a_dispute_over_trade_are_no_denials() {
    assert!(claims("The mayor denied military aircraft to Ada Quill.").is_empty());
    assert!(claims("Ada Quill said the ferry had sunk. Far from trade disputes, Osten slept.").is_empty());
}

#[test]
fn a_relative_clause_is_no_proposition() {
    let body = "Ada Quill accused Ben Tarn of hiding the losses, a charge that has been rejected by the harbour board.";
    let found = one(body);
    assert!(found.starts_with("disputed: hiding the losses / Ada Quill /") && found.ends_with("harbour board"), "{found}");
    assert!(claims("The board named unfounded accusations that trace their origin to Osten.").iter().all(|claim| !claim.contains("trace")));
}

#[test]
fn claims_without_that_are_claims_and_claims_somebody_makes_are_none() {
    assert_eq!(one("Ben Tarn faced rumours he had sold the old ferry."), "alleged: he had sold the old ferry / - / -");
    assert!(claims("Ben Tarn answered the allegations he faces in Osten.").is_empty());
}

#[test]
fn no_doubt_is_no_negation() {
    let body = "The sale will no doubt raise questions about whether the ferry was safe.";
    assert!(one(body).starts_with("unverified: the ferry was safe /"));
}

#[test]
fn people_rights_and_stress_are_no_claims() {
    assert!(claims("The court heard an alleged attacker.").is_empty());
    assert!(claims("Osten has a legitimate claim to the land.").is_empty());
    assert!(claims("Dubious claims and shoddy research are common in Osten.").is_empty());
    assert!(claims("Ada Quill insisted on anonymity in Osten.").is_empty());
    assert!(claims("Ada Quill insisted there be no change to the ferry's route.").is_empty());
    let stress = "The group accused of hiding the losses met on Monday. In fact, it meets every week.";
    assert!(one(stress).starts_with("alleged:"));
}

#[test]
fn what_everybody_agrees_on_or_nobody_has_said_yet_is_no_claim() {
    assert!(claims("Few would deny that the ferry is old.").is_empty());
    assert!(claims("No one doubts that the ferry sank.").is_empty());
    assert!(claims("The clerk said they would be accused of a theft if they left.").is_empty());
    assert!(claims("If Quill insists, the council could send a boat.").is_empty());
    assert!(claims("Denying workers a seat on the ferry will hurt the town.").is_empty());
    assert!(claims("Ada Quill, who was not involved in the study, praised it.").is_empty());
}

#[test]
fn claims_of_somebody_and_small_claims_say_nothing() {
    assert!(claims("The claims of the mayor are read in a small claims court.").is_empty());
    assert!(claims("Osten expects asylum claims this year.").is_empty());
}

#[test]
fn nobody_in_particular_is_accused_of_nothing_in_particular() {
    assert!(claims("The bill covers departments accused of beating suspects. Ben Tarn sided with men accused of theft.").is_empty());
    assert_eq!(one("Ada Quill was accused of theft."), "alleged: theft / - / -");
    assert_eq!(one("The two clerks accused of theft left."), "alleged: theft / - / -");
}

#[test]
fn questions_on_a_form_and_what_the_future_will_show_are_no_claims() {
    assert!(claims("The form has boxes, such as questions about whether you climb rocks.").is_empty());
    assert!(claims("It remains to be seen whether the ferry will be sold.").is_empty());
    assert!(claims("It is impossible to know whether we'll be working at home.").is_empty());
    assert!(claims("This is not to praise Ben Tarn or to deny he can be rude.").is_empty());
}

#[test]
fn an_alleged_incident_alone_says_nothing() {
    assert!(claims("Ada Quill says the alleged incident occurred in Osten.").is_empty());
}

#[test]
fn what_is_only_supposed_or_broken_off_is_no_claim() {
    assert!(claims("If a group of clerks were to call the police and allege that Ben Tarn hid the money, nobody would care.").is_empty());
    assert!(claims("If the town is as he claims it is, the council should leave.").is_empty());
    assert!(claims("The port said its system had denied a million cargo transfers.").is_empty());
}
