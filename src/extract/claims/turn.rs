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
    matches!(
        class,
        Some(CueClass::Neutral | CueClass::Assert | CueClass::Claim | CueClass::Report | CueClass::Think | CueClass::Warn)
    )
}
