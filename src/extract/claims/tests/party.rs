//! Who claims and who contests, one sentence a rule. Comes in: invented articles. Goes out: the claims found in them.

use super::{annotate, claims, one};

#[test]
fn the_accused_is_not_the_claimant() {
    let active = "The auditors accused Ben Tarn of hiding the losses.";
    assert_eq!(one(active), "alleged: hiding the losses / The auditors / -");
    let passive = "Ben Tarn was accused of hiding the losses.";
    assert_eq!(one(passive), "alleged: hiding the losses / - / -");
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
fn nobody_contests_what_he_claims_himself() {
    let body = "Ben Tarn claimed that the ferry was new. Tarn denied it.";
    assert!(claims(body).iter().all(|claim| !claim.ends_with("Ben Tarn / Ben Tarn")));
}

#[test]
fn how_long_after_is_no_part_of_who() {
    let body = "The mayor ordered an inquiry, three days after court papers contradicted Tarn Gas's claim that the dam was safe.";
    assert_eq!(one(body), "disputed: the dam was safe / Tarn Gas / court papers");
}

#[test]
fn a_described_owner_of_a_claim_is_taken_whole() {
    let found = annotate("The council met over a former engineer's claim that the ferry leaks.");
    assert_eq!(found.claims[0].claimant.and_then(|party| party.span).unwrap().of(&found.article.body), "a former engineer");
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
fn a_verdict_in_somebodys_mouth_is_his() {
    let body = "Ada Quill said the ferry had sunk twice. Ben Tarn said that was nonsense.";
    assert_eq!(one(body), "disputed: the ferry had sunk twice / Ada Quill / Ben Tarn");
}

#[test]
fn who_denies_stands_behind_a_passive() {
    let body = "Ada Quill claimed that the ferry had sunk. The claim was denied by Ben Tarn.";
    assert_eq!(one(body), "disputed: the ferry had sunk / Ada Quill / Ben Tarn");
    let accused = "Ben Tarn was accused by Ada Quill of hiding the losses.";
    assert_eq!(one(accused), "alleged: hiding the losses / Ada Quill / -");
}

#[test]
fn a_denial_belongs_to_its_owner() {
    assert_eq!(one("Reporters repeated Ben Tarn's denial that the ferry had sunk."), "disputed: the ferry had sunk / - / Ben Tarn");
}

#[test]
fn only_the_noun_before_who_contests() {
    let found = one("Ada Quill was playing straight into the hands of divers who doubted the ferry was old.");
    assert!(found.ends_with("/ divers"), "{found}");
}

#[test]
fn the_article_is_no_contester_where_somebody_says_so() {
    let body = "Two neighbours said they had seen a white van. Ben Tarn said there was none.";
    assert_eq!(one(body).split(" / ").last(), Some("Ben Tarn"));
}

#[test]
fn who_makes_a_claim_is_told_from_around_its_noun() {
    let by = "The council heard a claim by Ada Quill that the ferry had sunk.";
    assert_eq!(one(by), "alleged: the ferry had sunk / Ada Quill / -");
    let possessor = "Ben Tarn rejected Quill's absurd and daring claim that the ferry had sunk.";
    assert_eq!(one(possessor), "disputed: the ferry had sunk / Quill / Ben Tarn");
    let criticism = "Ben Tarn rejected criticism from Ada Quill that the ferry had been unsafe.";
    assert_eq!(one(criticism), "disputed: the ferry had been unsafe / Ada Quill / Ben Tarn");
}

#[test]
fn who_repeats_a_claim_makes_it() {
    let body = "Ben Tarn met the crew. Ada Quill repeated her claim that the ferry had been sold.";
    assert_eq!(one(body), "alleged: the ferry had been sold / Ada Quill / -");
}

#[test]
fn who_made_a_claim_may_stand_behind_it() {
    let papers = "Ada Quill denied that the ferry was sold, as two newspapers have reported.";
    assert_eq!(one(papers), "disputed: the ferry was sold / two newspapers / Ada Quill");
    let despite = "Inspectors found no evidence that the ferry leaks, despite Ben Tarn's claim.";
    assert!(one(despite).contains(": the ferry leaks / Ben Tarn /"), "{}", one(despite));
}

#[test]
fn a_description_is_taken_with_the_name_behind_it() {
    let body = "A biographer, the late Hugo Tarn, went further and claimed that Ada Quill had burned the book.";
    assert_eq!(one(body), "alleged: Ada Quill had burned the book / Hugo Tarn / -");
}

#[test]
fn what_was_done_with_a_paper_is_not_who_denies() {
    let body = "Ben Tarn wrote that he had led the choir. However, an Osten Post article published Friday found no record of it.";
    assert!(one(body).ends_with("/ Ben Tarn / Osten Post"), "{}", one(body));
}

#[test]
fn where_words_name_nobody_who_says_them_contests() {
    let body = "“Ben Tarn claims that trams are slow, but time has proved him wrong,” Ada Quill said.";
    assert!(claims(body).iter().all(|claim| !claim.starts_with("disputed") || claim.ends_with("/ Ada Quill")), "{:?}", claims(body));
    let body = "“Ben Tarn says that trams are slow. Time has proved him wrong,” Ada Quill said.";
    assert!(claims(body).iter().all(|claim| !claim.starts_with("disputed") || claim.ends_with("/ Ada Quill")), "{:?}", claims(body));
}

#[test]
fn who_makes_an_unfounded_claim_is_its_claimant() {
    let body = "Ada Quill has repeatedly made the unfounded claim that the ferry leaks.";
    assert!(one(body).contains(": the ferry leaks / Ada Quill /"), "{}", one(body));
}

#[test]
fn who_says_something_in_a_statement_accuses() {
    let body = "“This must stop,” Ada Quill said in a statement accusing Ben Tarn of hiding the losses.";
    assert_eq!(one(body), "alleged: hiding the losses / Ada Quill / -");
    let speech = "Divers still talk about his speech last year accusing Ben Tarn of hiding the losses.";
    assert!(!one(speech).contains("/ Divers /"), "{}", one(speech));
}

#[test]
fn a_name_with_a_preposition_in_it_is_taken_whole() {
    let body = "Tarn was ahead before an advertisement that was paid by the group known as Varn Divers for Truth accused Tarn of lying to his crew.";
    assert!(one(body).contains("lying to his crew / Varn Divers for Truth /"), "{}", one(body));
    let based = "The Osten, Mo.-based gas giant accused Ben Tarn of copying its seeds.";
    assert!(!one(based).contains("/ Mo"), "{}", one(based));
}
