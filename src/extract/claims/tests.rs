//! One sentence a rule. Comes in: invented articles. Goes out: the claims found in them, as `status: proposition / claimant / contesters`.

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
fn a_possessive_mark_and_a_source_may_stand_between_a_denial_and_its_claim() {
    assert_eq!(
        one("Mayor Ada Quill dismissed the divers’ claims that the pier was rotten."),
        "disputed: the pier was rotten / divers / Ada Quill"
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
fn all_of_the_claims_of_somebody_can_be_denied_at_once() {
    let body = "Ben Tarn alleged that the port sold the ferry. He also alleged that the mayor hid the money. Port officials denied the allegations.";
    let found = claims(body);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|claim| claim.starts_with("disputed") && claim.ends_with("Port officials")), "{found:?}");
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
fn a_clause_that_opens_a_sentence_ends_at_its_comma() {
    assert_eq!(
        one("While Ben Tarn wrongly claimed that the ferry sank, divers raised the old bell."),
        "refuted: the ferry sank / Ben Tarn / author"
    );
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
fn a_verdict_in_somebodys_mouth_is_his() {
    let body = "Ada Quill said the ferry had sunk twice. Ben Tarn said that was nonsense.";
    assert_eq!(one(body), "disputed: the ferry had sunk twice / Ada Quill / Ben Tarn");
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
fn a_noun_takes_up_the_clause_before_it() {
    let charge = "Ada Quill charged on Monday that six boats were moved at night, a charge that Ben Tarn dismissed as “a fairy tale.”";
    assert_eq!(one(charge), "disputed: six boats were moved at night / Ada Quill / Ben Tarn");
    let figure = "The rescue service reported four people missing, a figure that the mayor, Ada Quill, said she could not confirm.";
    let found = one(figure);
    assert!(found.starts_with("unverified: four people missing /") && found.ends_with("Ada Quill"), "{found}");
}

#[test]
fn a_claim_in_an_aside_is_the_clause_around_it() {
    let body = "Ben Tarn saw the cave, which, they claim, is a garage.";
    assert!(one(body).starts_with("alleged: is a garage"), "{}", one(body));
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
fn a_report_is_what_was_reported_last_and_an_accusation_is_a_claim() {
    let body = "Ada Quill claimed that the ferry was old. The Osten Herald reported that divers had crossed the bay. \
                Harbour police could not independently verify the report.";
    let found = claims(body);
    assert!(found.iter().any(|claim| claim.starts_with("unverified: divers had crossed the bay")), "{found:?}");
    assert!(found.iter().any(|claim| claim.starts_with("alleged: the ferry was old / Ada Quill / -")), "{found:?}");
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
fn a_charge_in_court_is_disputed_by_a_plea() {
    let body = "Ben Tarn was charged with fraud on Monday. He pleaded not guilty.";
    assert!(one(body).starts_with("disputed: fraud"), "{}", one(body));
}

#[test]
fn a_headline_and_its_lead_are_one_claim() {
    let body = "Osten accuses Halm of moving border stones\n\nAda Quill accused Ben Tarn on Tuesday of moving eleven border stones east.";
    assert_eq!(one(body), "alleged: moving eleven border stones east / Ada Quill / -");
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
fn a_plea_to_charges_is_about_those_charges() {
    let body = "Ada Quill claimed that the ferry had sunk. Ben Tarn pleaded not guilty to charges that he had hidden the losses.";
    assert!(claims(body).contains(&"disputed: he had hidden the losses / - / Ben Tarn".to_owned()), "{:?}", claims(body));
}

#[test]
fn a_relative_clause_is_no_proposition() {
    let body = "Ada Quill accused Ben Tarn of hiding the losses, a charge that has been rejected by the harbour board.";
    let found = one(body);
    assert!(found.starts_with("disputed: hiding the losses / Ada Quill /") && found.ends_with("harbour board"), "{found}");
    assert!(claims("The board named unfounded accusations that trace their origin to Osten.").iter().all(|claim| !claim.contains("trace")));
}

#[test]
fn only_the_noun_before_who_contests() {
    let found = one("Ada Quill was playing straight into the hands of divers who doubted the ferry was old.");
    assert!(found.ends_with("/ divers"), "{found}");
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
    let stress = "The group accused of hiding the losses met on Monday. In fact, it meets every week.";
    assert!(one(stress).starts_with("alleged:"));
}

#[test]
fn the_article_is_no_contester_where_somebody_says_so() {
    let body = "Two neighbours said they had seen a white van. Ben Tarn said there was none.";
    assert_eq!(one(body).split(" / ").last(), Some("Ben Tarn"));
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
fn a_denial_that_it_happened_is_about_what_was_claimed() {
    let body = "Ada Quill claimed that the ferry had sunk. Ben Tarn denied that it happened.";
    assert_eq!(one(body), "disputed: the ferry had sunk / Ada Quill / Ben Tarn");
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
fn a_wording_between_marks_goes_on_behind_them() {
    assert!(one("There is \"no evidence\" yet of a leak in the dam.").contains(": a leak in the dam"));
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
    let (_, pairs) = super::candidates(&text, article.id, &quotations, &mut cast);
    let answer = pairs.iter().find(|pair| pair.evidence[0].of(body).contains("did not carry")).expect("the pair is there");
    assert!(answer.proposition[0].of(body).ends_with("the ferry carried forty people"));
    let has = |name: &str| answer.features.iter().any(|feature| feature == name);
    assert!(has("a opens however") && has("one negated, shares") && has("a record"), "{:?}", answer.features);
}
