//! How far a reported statement goes. Comes in: a cue in its sentence. Goes out: the tokens of its content.

use super::cue::CueHit;
use super::grammar::Grammar;
use crate::lexicon::words::Classes;

/// What follows a cue.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Complement {
    /// Nothing that could be content: the content came before.
    None,
    /// The content starts at this token; the cue ends before the second.
    Content { start: usize, cue_end: usize, rule: &'static str },
}

/// How far adjuncts ("in a statement on Monday") may stand between cue and content, in tokens.
const ADJUNCT: usize = 18;

/// Adverbs that open what is said ("there were none", "even the board") rather than belong to the cue ("said again").
const LEADS_CONTENT: &[&str] = &[
    "there", "here", "even", "only", "just", "most", "more", "almost", "nearly", "both", "very", "so", "too", "rather", "never", "perhaps",
    "maybe",
];

/// Looks for content to the right of a cue, before token `high`.
pub(super) fn complement(grammar: &Grammar, cue: &CueHit, high: usize) -> Complement {
    let mut at = cue.range.end;
    if cue.noun {
        return content(at, at, "that-clause after a noun");
    }
    let frames = cue.entry.frames;
    if cue.entry.prepositions.contains(&grammar.word(at)) && at + 1 < high {
        let out = grammar.word(at) == "out";
        let end = at + 1 + usize::from(out && grammar.is(at + 1, Classes::PREPOSITION));
        return content(end, end, "cue with preposition");
    }
    while at < high
        && grammar.is(at, Classes::ADVERB)
        && !LEADS_CONTENT.contains(&grammar.word(at))
        && !grammar.is(at, Classes::SUBORDINATOR.or(Classes::DETERMINER).or(Classes::PRONOUN))
    {
        at += 1;
    }
    if at >= high || grammar.is_stop(at) {
        return Complement::None;
    }
    if frames.addressee
        && let Some(found) = after_addressee(grammar, at, high)
    {
        return found;
    }
    if frames.addressee && !grammar.introduces(at, high) {
        return Complement::None;
    }
    if let Some(found) = lead(grammar, at, high, cue) {
        return found;
    }
    if frames.clause
        && grammar.is_comma(at)
        && let Some(found) = after_insertion(grammar, at, high)
    {
        return found;
    }
    if (frames.clause || frames.quotation)
        && let Some(found) = after_adjunct(grammar, at, high)
    {
        return found;
    }
    bare(grammar, at, high, cue)
}

fn content(start: usize, cue_end: usize, rule: &'static str) -> Complement {
    Complement::Content { start, cue_end, rule }
}

/// What plainly leads content: "that", a mark, a colon, "whether", "to".
fn lead(grammar: &Grammar, at: usize, high: usize, cue: &CueHit) -> Option<Complement> {
    let frames = cue.entry.frames;
    let word = grammar.word(at);
    if grammar.is_quoted(at) {
        return Some(content(at, at, "quotation after the cue"));
    }
    let pointed = grammar.is_comma(at) || grammar.is_dash(at) || word == ":";
    if pointed && at + 1 < high && grammar.is_quoted(at + 1) && grammar.text.tokens[at + 1].region != grammar.text.tokens[cue.verb].region {
        return Some(content(at + 1, at, "quotation after comma or colon"));
    }
    if word == ":" && at + 1 < high {
        return Some(content(at + 1, at, "text after a colon"));
    }
    if word == "that" && frames.clause {
        return Some(content(at, at, "that-clause"));
    }
    if matches!(word, "whether" | "if" | "why" | "how" | "what" | "when" | "where" | "who") && (frames.question || frames.clause) {
        return Some(content(at, at, "indirect question"));
    }
    if word == "to" && (frames.infinitive || cue.passive) && at + 1 < high {
        return Some(content(at, at, "infinitive"));
    }
    None
}

/// "told reporters that …", "assured her: …".
fn after_addressee(grammar: &Grammar, at: usize, high: usize) -> Option<Complement> {
    if grammar.introduces(at, high) && grammar.word(at) != "that" {
        return None;
    }
    let limit = high.min(at + ADJUNCT);
    let lead = (at + 1..limit).find(|&index| {
        grammar.introduces(index, high)
            || matches!(grammar.word(index), "whether" | "to" | "if" | "how" | "about")
            || grammar.is_stop(index)
    })?;
    if grammar.is_stop(lead) {
        return None;
    }
    if let Some(start) = subject_after_addressee(grammar, at, lead) {
        return Some(content(start, at, "clause after the addressee"));
    }
    if grammar.word(lead) == "to" && !grammar.is_word(lead + 1) {
        return None;
    }
    if matches!(grammar.word(lead), "to" | "about") && lead > at + 6 {
        return None;
    }
    let start = lead + usize::from(!grammar.is_quoted(lead) && (grammar.is_comma(lead) || grammar.word(lead) == ":"));
    Some(content(start, at, "content after the addressee"))
}

/// "says, win or lose, he is staying"
fn after_insertion(grammar: &Grammar, comma: usize, high: usize) -> Option<Complement> {
    let first = comma + 1;
    let participle = grammar.word(first).ends_with("ing") || grammar.is(first, Classes::CONJUNCTION);
    let close = (first..high.min(first + ADJUNCT)).find(|&index| grammar.is_comma(index) || grammar.is_stop(index))?;
    let clause = grammar.is_comma(close) && starts_clause(grammar, close + 1, high);
    (clause && !participle).then(|| content(first, comma, "clause after an insertion"))
}

/// "told CNN he would …": a subject pronoun right after the addressee.
fn subject_after_addressee(grammar: &Grammar, at: usize, lead: usize) -> Option<usize> {
    let pronoun = |index: usize| matches!(grammar.word(index), "he" | "she" | "they" | "it" | "we" | "i" | "there" | "his");
    (at + 1..lead.min(at + 6)).find(|&index| pronoun(index) && !grammar.is(index - 1, Classes::PREPOSITION.or(Classes::SUBORDINATOR)))
}

/// "said in a statement on Monday that …", "said Tuesday: “…"
fn after_adjunct(grammar: &Grammar, at: usize, high: usize) -> Option<Complement> {
    let adjunct =
        grammar.is(at, Classes::PREPOSITION.or(Classes::TIME)) || (grammar.is_comma(at) && grammar.is(at + 1, Classes::PREPOSITION));
    if !adjunct || grammar.word(at) == "that" {
        return None;
    }
    let limit = high.min(at + ADJUNCT);
    let time_only = grammar.is(at, Classes::TIME) && at + 1 < high && !grammar.is_pause(at + 1);
    let dated = if time_only { Some(at + 1) } else { skip_time(grammar, at, high) };
    if let Some(after) = dated.filter(|&after| starts_clause(grammar, after, high)) {
        return Some(content(after, at, "clause after a date"));
    }
    for index in at + 1..limit {
        let speech = grammar.verb(index).is_some_and(|(entry, _)| entry.frames.clause && entry.frames.quotation);
        let subject = grammar.is_comma(index - 1) || grammar.is_capital(index - 1) || grammar.is_pronoun_subject(index - 1);
        let led = matches!(grammar.word(index + 1), "that" | ":");
        let other = speech && (subject || led) && !grammar.is_capital(index);
        if grammar.is_stop(index) || other {
            return None;
        }
        let marked = grammar.is_quoted(index);
        let that = grammar.word(index) == "that" && !grammar.is_comma(index - 1) && grammar.is_word(index + 1);
        let colon = grammar.word(index) == ":" && index + 1 < high;
        if marked || that || colon {
            return Some(content(index + usize::from(colon), at, "content after an adjunct"));
        }
    }
    None
}

/// "on Tuesday he would …"
fn skip_time(grammar: &Grammar, at: usize, high: usize) -> Option<usize> {
    let timed = matches!(grammar.word(at), "on" | "in" | "late" | "early" | "last" | "earlier") && grammar.is(at + 1, Classes::TIME);
    let mut next = at + 2;
    while timed && next < high && grammar.is(next, Classes::TIME) {
        next += 1;
    }
    (timed && next < high).then_some(next)
}

fn starts_clause(grammar: &Grammar, at: usize, high: usize) -> bool {
    let subject = grammar.is(at, Classes::SUBJECT.or(Classes::DETERMINER).or(Classes::POSSESSIVE))
        || grammar.is_capital(at)
        || grammar.is_word(at) && grammar.word(at).ends_with('s');
    let punctuated = grammar.is_stop(at) || grammar.is_comma(at) || grammar.is_quoted(at);
    at + 2 < high && subject && !punctuated && !grammar.is(at, Classes::PREPOSITION)
}

/// A clause or object with nothing to lead it.
fn bare(grammar: &Grammar, at: usize, high: usize, cue: &CueHit) -> Complement {
    let frames = cue.entry.frames;
    if !grammar.is_word(at) && !matches!(grammar.word(at), "$" | "@" | "#" | "[" | "£" | "€") {
        return Complement::None;
    }
    let preposition = grammar.is(at, Classes::PREPOSITION) && !grammar.is(at, Classes::ADVERB);
    let adverbial = preposition || grammar.is(at, Classes::TIME) && !grammar.is_capital(at + 1) || grammar.is(at, Classes::CONJUNCTION);
    if cue.passive {
        let reported = matches!(grammar.word(at), "of" | "about") || grammar.word(at) == "as";
        return if reported && frames.object { content(at, at, "passive with a complement") } else { Complement::None };
    }
    if frames.object && !adverbial {
        return content(at, at, "object of the cue");
    }
    if frames.clause && at + 2 < high && fronted(grammar, at, high) {
        return content(at, at, "clause without that");
    }
    if frames.clause && !adverbial && at + 1 < high && (cue.entry.lemma == "say" || has_verb(grammar, at, high)) {
        return content(at, at, "clause without that");
    }
    Complement::None
}

/// A clause needs a verb: an auxiliary, a past form or a subject pronoun soon after its start.
pub(super) fn has_verb(grammar: &Grammar, at: usize, high: usize) -> bool {
    let verbal = |index: usize| {
        let past = grammar.word(index).ends_with("ed") && !grammar.is_capital(index);
        past || grammar.is(index, Classes::AUXILIARY)
            || grammar.is_pronoun_subject(index)
            || grammar.verb(index).is_some() && !grammar.is_capital(index)
    };
    (at..high.min(at + 14)).any(verbal)
}

/// "said in 2012 the board knew", "said if elected he would": a fronted adjunct, a comma or a subject later.
fn fronted(grammar: &Grammar, at: usize, high: usize) -> bool {
    matches!(
        grammar.word(at),
        "if" | "when" | "while" | "although" | "because" | "despite" | "under" | "as" | "after" | "before" | "unless"
    ) && high > at + 5
}

/// An object ends where a new clause is joined: "opposes the dam, and many of its members …".
pub(super) fn end_of_object(grammar: &Grammar, start: usize, end: usize) -> usize {
    let joined = |index: usize| matches!(grammar.word(index), "and" | "but" | "as" | "while" | "when" | "because" | "although" | "though");
    let breaks =
        |index: usize| grammar.is_comma(index) && joined(index + 1) && !grammar.is_quoted(index) && has_verb(grammar, index + 2, end);
    (start + 1..end).find(|&index| breaks(index)).unwrap_or(end)
}

/// The end of the content that starts at `start` right of a cue; `cues` are the sentence's, `high` its end.
pub(super) fn end_of_content(grammar: &Grammar, start: usize, high: usize, cues: &[CueHit]) -> usize {
    let mut at = start;
    while at < high {
        if let Some(region) = grammar.text.tokens[at].region {
            at = region_end(grammar, region as usize, at);
            if at >= high || closes_sentence(grammar, at - 1) && at > start + 3 && !continues(grammar, at, high) {
                return at;
            }
            continue;
        }
        if at > start && ends_here(grammar, at, high, cues) {
            return at;
        }
        at += 1;
    }
    high
}

/// One past the last token of a region.
pub(super) fn region_end(grammar: &Grammar, region: usize, from: usize) -> usize {
    let end = grammar.text.regions[region].span.end;
    let tokens = &grammar.text.tokens;
    from + tokens[from..].partition_point(|token| token.span.start < end)
}

/// The mark at `close` follows a full stop, question or exclamation mark.
fn closes_sentence(grammar: &Grammar, close: usize) -> bool {
    close > 0 && matches!(grammar.word(close - 1), "." | "!" | "?")
}

fn continues(grammar: &Grammar, at: usize, high: usize) -> bool {
    at < high && grammar.is_word(at) && !grammar.is_capital(at) && !grammar.is(at, Classes::CONJUNCTION)
}

fn ends_here(grammar: &Grammar, at: usize, high: usize, cues: &[CueHit]) -> bool {
    let word = grammar.word(at);
    if matches!(word, ";") || (grammar.is_stop(at) && at + 1 == high) {
        return true;
    }
    if word == "according" && grammar.word(at + 1) == "to" {
        return true;
    }
    let next = at + 1;
    if grammar.is_comma(at) || grammar.is_dash(at) {
        let ing = grammar.verb(next).is_some() && grammar.word(next).ends_with("ing");
        let according = grammar.word(next) == "according";
        let verb = cues.iter().any(|cue| cue.range.start == next && !cue.participle && finite(grammar, cue)) && grammar.is_comma(at);
        let aside =
            grammar.is_comma(at) && (matches!(grammar.word(next), "but" | "which" | "who") || main_clause(grammar, next, high, cues));
        return ing || aside || according || verb || new_clause(grammar, next, high, cues);
    }
    if grammar.is(at, Classes::CONJUNCTION) {
        let verb = cues.iter().any(|cue| cue.range.start == next && !cue.participle && finite(grammar, cue));
        return verb || new_clause(grammar, at, high, cues);
    }
    let complementizer = grammar.word(at - 1) == "that";
    !complementizer
        && matches!(word, "because" | "while" | "although" | "though" | "after" | "when" | "as")
        && new_clause(grammar, at, high, cues)
}

fn finite(grammar: &Grammar, cue: &CueHit) -> bool {
    grammar.word(cue.verb).ends_with("ed") || matches!(grammar.word(cue.verb), "said" | "told" | "wrote" | "says" | "found" | "showed")
}

/// "While Quill doubts it, Tarn said that …": behind a comma a subject, a cue and what leads its content.
fn main_clause(grammar: &Grammar, at: usize, high: usize, cues: &[CueHit]) -> bool {
    let Some(cue) = cues.iter().find(|cue| cue.verb > at && cue.verb < high && !cue.participle && !cue.passive) else { return false };
    let sentence = grammar.text.sentence_of(at);
    let fronted = grammar.is(sentence.start, Classes::SUBORDINATOR.or(Classes::PREPOSITION));
    let led = grammar.introduces(cue.range.end, high);
    let subject = grammar.subject_before(cue.range.start, at);
    (fronted || led) && cue.entry.frames.quotation && subject.is_some_and(|subject| subject.start == at)
}

/// ", but she said", ", and Quill has denied": a conjunction, then a subject with a cue of its own.
fn new_clause(grammar: &Grammar, at: usize, high: usize, cues: &[CueHit]) -> bool {
    let joined = grammar.is(at, Classes::CONJUNCTION)
        || matches!(grammar.word(at), "while" | "although" | "though" | "as" | "because" | "who" | "which" | "when" | "whereas");
    if !joined {
        return false;
    }
    let Some(cue) = cues.iter().find(|cue| cue.verb > at && cue.verb < high && !cue.participle) else { return false };
    if cue.range.start == at + 1 {
        return true;
    }
    let subject = grammar.subject_before(cue.range.start, at + 1);
    subject.is_some_and(|subject| subject.start <= at + 3)
}
