//! Speech set as a paragraph of its own, without marks. Comes in: paragraphs. Goes out: drafts ("Quill added:", and what she said is the next
//! paragraph).

use super::cue::{CueHit, cues};
use super::draft::Draft;
use super::grammar::Grammar;
use super::sentence::main_subject;
use crate::quotation::CueClass;

/// The first reason of these drafts.
pub(super) const BLOCK: &str = "paragraph behind a cue and a colon";
/// How far the colon may stand behind its cue, in tokens: "told the board on Monday:".
const FARTHEST: usize = 8;
/// Shorter paragraphs are captions and headings, in tokens.
const SHORTEST: usize = 8;

/// The speech that paragraph `number` introduces, where the next is it.
pub(super) fn introduced(grammar: &Grammar, number: usize) -> Option<Draft> {
    let text = grammar.text;
    let next = text.paragraphs.get(number + 1)?.clone();
    let colon = text.paragraphs[number].end - 1;
    let whole = grammar.is_stop(next.end - 1) && next.len() >= SHORTEST && grammar.is_capital(next.start);
    let marked = grammar.is_quoted(next.start) || grammar.is_quoted(next.end - 1);
    if grammar.word(colon) != ":" || !whole || marked {
        return None;
    }
    let sentence = text.sentence_of(colon);
    let cue =
        cues(grammar, &sentence).pop().filter(|cue| speaks(cue) && !grammar.is_capital(cue.verb) && colon - cue.range.end <= FARTHEST)?;
    let quoted = grammar.holds_quoted(cue.range.end..colon);
    let subject = grammar.subject_before(cue.range.start, sentence.start);
    let source = subject.or_else(|| main_subject(grammar, cue.verb, cue.range.clone(), &sentence))?;
    if quoted || source.end > cue.range.start {
        return None;
    }
    Some(Draft { confidence: 0.8, ..Draft::new(next, cue.words(), Some(source), BLOCK) })
}

/// A finite verb of speech; what a chart "shows:" is none.
fn speaks(cue: &CueHit) -> bool {
    let thought = matches!(cue.entry.class, CueClass::Think | CueClass::Judge | CueClass::Deny);
    cue.entry.frames.quotation && cue.entry.lemma != "show" && !cue.participle && !cue.passive && !cue.noun && !thought
}
