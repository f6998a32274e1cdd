//! A statement and its contest in one sentence. Comes in: a challenge whose own words point back. Goes out: the clause that its sentence reports before "but".
//!
//! "Quill had implied that he rowed there, but that was not the case": the tagger often takes such a sentence for one reported statement, or sees none.

use super::extent::{is_clause, trim};
use super::scene::{Draft, Scene, Who};
use super::subject;
use crate::lexicon::cues;
use crate::quotation::CueClass;
use crate::text::Text;
use std::ops::Range;

/// How far behind the turn the wording may stand, in tokens.
const WITHIN: usize = 9;

/// The clause that the sentence of `challenge` reports before it turns, and who says it.
pub(super) fn statement(scene: &Scene, challenge: &Draft) -> Option<(Range<usize>, Who)> {
    let text = scene.text;
    let sentence = text.sentence_of(challenge.at);
    let turn = (sentence.start + 3..challenge.at).rev().find(|&index| turns(text, index)).filter(|turn| challenge.at - turn <= WITHIN)?;
    let verb = (sentence.start + 1..turn).rev().find(|&index| states(text, index))?;
    let that = text.lower(verb + 1) == "that";
    let start = if that { verb + 2 } else { verb + 1 };
    if start >= turn || !(that || is_clause(text, start)) {
        return None;
    }
    let tokens = trim(text, start..turn)?;
    let words = subject::before(text, verb)?;
    Some((tokens, Who::Words(subject::span(text, &words))))
}

fn turns(text: &Text, index: usize) -> bool {
    let spaced = index > 0 && text.tokens[index - 1].span.end < text.tokens[index].span.start;
    match text.lower(index) {
        "but" | "though" | "although" | "yet" | "—" | "–" => true,
        "-" => spaced,
        _ => false,
    }
}

/// A verb by which somebody says or thinks what a clause tells.
fn states(text: &Text, index: usize) -> bool {
    let class = cues::look_up(text.lower(index)).filter(|(entry, _)| entry.frames.clause).map(|(entry, _)| entry.class);
    matches!(class, Some(CueClass::Neutral | CueClass::Assert | CueClass::Claim | CueClass::Report | CueClass::Think | CueClass::Warn))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, one};

    #[test]
    fn what_a_sentence_reports_before_it_turns_is_the_claim() {
        let body = "Ben Tarn said Friday that Ada Quill had implied she rowed to Osten but that was not the case.";
        assert_eq!(one(body), "disputed: she rowed to Osten / Ada Quill / Ben Tarn");
    }

    #[test]
    fn a_contracted_verdict_is_read() {
        let body = "Candidate Ada Quill said the bridge at Osten was open on Wednesday, but two reports reveal that’s untrue.";
        assert!(
            one(body).starts_with("refuted: the bridge at Osten was open")
                || one(body).starts_with("disputed: the bridge at Osten was open")
        );
    }

    #[test]
    fn a_denial_that_takes_up_what_was_warned_is_paired_with_it() {
        let body =
            "The Tarns have warned they could sell off hundreds of ships, even though many observers doubt they would take such a step.";
        assert!(one(body).starts_with("disputed: they could sell off hundreds of ships / "), "{}", one(body));
    }

    #[test]
    fn demands_promises_and_bare_words_are_no_claims() {
        assert!(claims("The mayor, Ada Quill, insisted that the vote must be held on Sunday.").is_empty());
        assert!(claims("The mayor, Ada Quill, insists she won't agree to it.").is_empty());
        assert!(claims("“Nobody touch it,” he claimed he said.").is_empty());
        assert!(claims("People accused of crimes wait in jail.").is_empty());
    }

    #[test]
    fn a_dateline_is_no_claimant_and_a_party_no_subject() {
        let body = "OSTEN (QP) – Deputy Mayor Ada Quill on Monday hit the trail for the first time, trashing Ben Tarn and accusing him of hiding the losses.";
        assert_eq!(one(body), "alleged: hiding the losses / Ada Quill / -");
        let body = "Ada Quill, R-Osten, fired in June for losing papers, alleges that the port hid the toll.";
        assert_eq!(one(body), "alleged: the port hid the toll / Ada Quill / -");
    }

    #[test]
    fn a_clause_ends_before_the_verb_of_the_sentence_around_it() {
        let found = claims("Supporters who insist she has been cheated by the press are laughed at in Osten.");
        assert!(found.concat().starts_with("alleged: she has been cheated by the press / "), "{found:?}");
        let body = "Ada Quill claimed it clears her, and Ben Tarn called for a vote.";
        assert_eq!(one(body), "alleged: it clears her / Ada Quill / -");
    }

    #[test]
    fn who_defends_himself_against_accusations_contests_them() {
        let body = "Ada Quill defended herself against accusations that she exaggerated details of her life story.";
        assert_eq!(one(body), "disputed: she exaggerated details of her life story / - / Ada Quill");
    }
}
