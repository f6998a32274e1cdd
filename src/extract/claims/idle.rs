//! Wordings that put nothing in doubt where they stand. Comes in: a wording found in the text. Goes out: yes or no.

use super::scene::Hit;
use super::words::{is_be, is_negation};
use crate::claim::Status;
use crate::lexicon::triggers::{Frame, Subject};
use crate::text::Text;

/// "anybody who doubts it", "it is unclear whether": nobody doubts, or another wording says more.
pub(super) fn is_generic(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let before = |back: isize| text.lower_in(&sentence, hit.range.start as isize - back);
    let whoever = before(1) == "who" && matches!(before(2), "anybody" | "anyone" | "those" | "somebody" | "someone");
    let more = hit.trigger.frame == Frame::Subject
        && matches!(next, "whether" | "if" | "how" | "what" | "when" | "where" | "who" | "why" | "which");
    // "could claim a refund", "it does not purport to"
    let could = text.lower(hit.range.start) == "claim" && matches!(before(1), "can" | "could" | "may" | "might" | "cannot");
    let not = hit.trigger.frame == Frame::Adverb && is_negation(before(1)) && text.lower(hit.range.end - 1) == "to";
    // "has been called into question now"
    let passive = hit.trigger.frame == Frame::Phrase && hit.trigger.subject == Subject::Contester && is_be(before(1));
    // "few would deny", "no one doubts": everybody agrees.
    let contests = hit.trigger.subject == Subject::Contester && matches!(hit.trigger.frame, Frame::Object | Frame::Clause | Frame::Noun);
    let nobody =
        |back: isize| matches!(before(back), "few" | "nobody" | "no-one" | "hardly") || (before(back) == "one" && before(back + 1) == "no");
    let agreed =
        contests && (nobody(1) || (matches!(before(1), "can" | "could" | "would" | "will" | "has" | "really" | "seriously") && nobody(2)));
    // "Denying them a seat will hurt": a deed, not a denial.
    let deed = before(1).is_empty()
        && text.lower(hit.range.start) == "denying"
        && !(hit.range.end..sentence.end).any(|index| text.lower(index) == ",");
    // "If he insists, they could": nothing is said yet.
    let conditional = text.lower(sentence.start) == "if" && !(sentence.start..hit.range.start).any(|index| text.lower(index) == ",");
    let supposed = (matches!(before(2), "if" | "unless") || conditional) && hit.trigger.subject == Subject::Claimant;
    // "I'm not sure if": a thought.
    let knows = ["know", "sure"].iter().any(|word| hit.trigger.phrase.contains(word));
    let unsure = knows && hit.trigger.status == Status::Unverified && matches!(before(1), "i" | "i'm" | "i’m" | "we" | "you" | "am");
    // "would be accused of a cover-up": nobody has.
    let would = matches!(hit.trigger.frame, Frame::Of | Frame::With)
        && [before(1), before(2)].iter().any(|word| matches!(*word, "would" | "could" | "might" | "may"));
    // "I can see why they would insist": nobody has.
    let might = hit.trigger.subject == Subject::Claimant && matches!(before(1), "would" | "could" | "might" | "may");
    // "what he supposedly said": only the words are in doubt, and they are not told.
    let words = hit.trigger.phrase == "supposedly" && matches!(next, "said" | "told" | "asked");
    // "refused to answer questions about whether", "such as questions about whether": what is asked.
    let asked = text.lower(hit.range.start) == "questions"
        && matches!(
            before(1),
            "answer"
                | "answered"
                | "answering"
                | "ask"
                | "asked"
                | "dodged"
                | "took"
                | "to"
                | "fielded"
                | "reporters'"
                | "as"
                | "like"
                | "including"
        );
    // "people accused of crimes": nobody in particular.
    let anybody = hit.trigger.frame == Frame::Of
        && next == "of"
        && matches!(before(1), "people" | "those" | "persons" | "anyone" | "anybody" | "someone" | "individuals" | "defendants");
    // "the accused men"
    let noun = hit.trigger.frame == Frame::Of && before(1) == "the";
    // "the DNA claims were", "the rent dispute has"
    let finite = super::words::is_auxiliary(next)
        && matches!(text.lower(hit.range.start), "claim" | "claims" | "dispute" | "disputes" | "charge" | "charges" | "doubts");
    // "this is not to praise it or to deny that": what the writer does not set out to do.
    let aim = contests && before(1) == "to" && matches!(before(2), "not" | "or");
    more || noun
        || aim
        || finite
        || would
        || might
        || anybody
        || asked
        || words
        || unsure
        || whoever
        || could
        || not
        || passive
        || agreed
        || deed
        || supposed
        || before(1) == "whoever"
        || is_outlook(text, hit)
}

/// "I do not believe that she should go", "does not believe it will rain": an opinion or a forecast.
fn is_outlook(text: &Text, hit: &Hit) -> bool {
    const WITHIN: usize = 9;
    let sentence = text.sentence_of(hit.range.start);
    let first = text.lower(hit.range.start);
    // "doubt they would take such a step" takes up what was said.
    let taken_up = (hit.range.end..sentence.end).any(|index| text.lower(index) == "such");
    let doubts = first.starts_with("doubt") && hit.trigger.subject == Subject::Contester && !taken_up;
    if !hit.trigger.phrase.contains("believe that?") && !doubts {
        return false;
    }
    let end = sentence.end.min(hit.range.end + WITHIN);
    let modal = |index: usize| matches!(text.lower(index), "will" | "would" | "should" | "could" | "can" | "might" | "may" | "ought");
    let own =
        !doubts && matches!(text.lower_in(&sentence, hit.range.start as isize - 1), "i" | "we" | "you") || text.is_quoted(hit.range.start);
    own || (!doubts && first == "did") || (hit.range.end..end).any(modal)
}
