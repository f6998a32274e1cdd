//! Wordings that put nothing in doubt where they stand. Comes in: a wording found in the text. Goes out: yes or no.

use super::scene::Hit;
use super::words::{is_be, is_negation};
use crate::lexicon::triggers::{Frame, Subject};
use crate::text::Text;

/// "anybody who doubts it", "it is unclear whether": nobody doubts, or another wording says more.
pub(super) fn is_generic(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let before = |back: isize| text.lower_in(&sentence, hit.range.start as isize - back);
    let whoever = before(1) == "who" && matches!(before(2), "anybody" | "anyone" | "those" | "somebody" | "someone");
    let more = hit.trigger.frame == Frame::Subject && matches!(next, "whether" | "if");
    // "could claim a refund", "it does not purport to"
    let could = text.lower(hit.range.start) == "claim" && matches!(before(1), "can" | "could" | "may" | "might" | "cannot");
    let not = hit.trigger.frame == Frame::Adverb && is_negation(before(1)) && text.lower(hit.range.end - 1) == "to";
    // "has been called into question now"
    let passive = hit.trigger.frame == Frame::Phrase && hit.trigger.subject == Subject::Contester && is_be(before(1));
    more || whoever || could || not || passive || before(1) == "whoever" || is_outlook(text, hit)
}

/// "I do not believe that she should go", "does not believe it will rain": an opinion or a forecast.
fn is_outlook(text: &Text, hit: &Hit) -> bool {
    const WITHIN: usize = 9;
    let sentence = text.sentence_of(hit.range.start);
    let first = text.lower(hit.range.start);
    if !hit.trigger.phrase.contains("believe that?") {
        return false;
    }
    let end = sentence.end.min(hit.range.end + WITHIN);
    let modal = |index: usize| matches!(text.lower(index), "will" | "would" | "should" | "could" | "can" | "might" | "may" | "ought");
    let own = matches!(text.lower_in(&sentence, hit.range.start as isize - 1), "i" | "we" | "you") || text.is_quoted(hit.range.start);
    own || first == "did" || (hit.range.end..end).any(modal)
}
