//! Rules and model together. Comes in: the drafts of both. Goes out: the model's drafts, with what only the rules know.
//!
//! The model decides what is content. The rules win in paragraphs with a label or a signature, name the speaker where the model finds none,
//! and say which cue a piece of speech goes on from. Of what only the rules find, speech between marks is kept: the rest is wrong too often on
//! PolNeAR's dev split.

use super::confidence::confidence;
use super::draft::{Draft, Words};
use super::grammar::Grammar;
use super::labels;
use super::link::Linked;
use super::quoted;
use crate::lexicon::cues::Inflection;
use crate::lexicon::words::Classes;
use crate::quotation::CueClass;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Drafts of rules and model are about the same statement from this intersection over union of their contents on, in tokens.
const SAME: f32 = 0.5;

/// What is left of the rules' confidence where the tagger finds nothing.
const MISSED: f32 = 0.6;

/// From this confidence on the rules are sure of speech with a cue beside it.
const SURE: f32 = 0.88;

/// From a cue to the speech that it announces are at most this many tokens: "asking her, “".
const GAP: usize = 3;

/// Words that end the noun phrase behind a possessive.
const PREDICATE: Classes =
    Classes::AUXILIARY.or(Classes::PREPOSITION).or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR).or(Classes::ADVERB);

/// Words that no name ends with.
const TITLES: &[&str] = &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady"];

/// The drafts of rules and model joined.
pub(super) fn combine(grammar: &Grammar, model: Vec<Linked>, rules: &[Draft]) -> Vec<Draft> {
    let tokens = grammar.text.tokens.len();
    let (mut drafts, mut partners) = (Vec::new(), Vec::new());
    let mut ruled = vec![false; tokens];
    let outer = outer_speech(grammar, &model, rules);
    for (place, rule) in rules.iter().enumerate().filter(|(place, rule)| labels::is_label(rule) || outer.contains(place)) {
        rule.content.iter().for_each(|range| ruled[range.clone()].fill(true));
        drafts.push(rule.clone());
        partners.push(Some(place));
    }
    let holders = Holders::new(rules, tokens);
    let cues = rules.iter().enumerate().filter_map(|(place, rule)| Some((rule.cue.as_ref()?.range.start, place))).collect();
    let free = |draft: &Draft| !draft.content.iter().any(|range| ruled[range.start] || ruled[range.end - 1]);
    let told = |draft: &Draft| drafts.iter().any(|turn: &Draft| labels::is_turn(turn) && holds_whole(turn, draft));
    let says = |linked: &Linked| (free(&linked.draft) || told(&linked.draft)) && !is_preposition(grammar, &linked.draft);
    let mut found = Vec::new();
    for Linked { mut draft, mut evidence } in model.into_iter().filter(says) {
        let partner = holders.partner(&draft, rules);
        if let Some((place, ratio)) = partner {
            let rule = &rules[place];
            evidence.agreed = ratio >= SAME && draft.source.iter().zip(&rule.source).any(|(ours, theirs)| shared(ours, theirs) > 0);
            take(grammar, &mut draft, rule, ratio);
            // The tagger sees the clause and nobody who says it; the grammar does.
            evidence.agreed |= ratio >= SAME && draft.why.contains(&"source by rules") && rule.why.contains(&"clause without that");
        }
        if !is_whole(grammar, &draft) {
            continue;
        }
        complete_name(grammar, &mut draft);
        begin_with_relative(grammar, &mut draft);
        evidence.sourced = draft.source.is_some();
        draft.confidence = confidence(evidence);
        if evidence.agreed {
            draft.why.push("rules agree");
        }
        let others = apart(grammar, &mut draft, rules, &holders);
        found.extend(others.into_iter().map(|(draft, place)| (draft, Some(place))));
        let second = second_cue(grammar, &mut draft, rules, &cues);
        found.push((draft, partner.map(|(place, _)| place)));
        found.extend(second.map(|draft| (draft, None)));
    }
    for (draft, partner) in found {
        drafts.push(draft);
        partners.push(partner);
    }
    add_missed(grammar, rules, &mut drafts, &mut partners);
    merge(&mut drafts, &mut partners);
    let joined = quoted::join(grammar, drafts);
    let partners: Vec<Option<usize>> = joined.iter().map(|(place, _)| partners[*place]).collect();
    let mut drafts: Vec<Draft> = joined.into_iter().map(|(_, draft)| draft).collect();
    follow(grammar, &mut drafts, &partners, rules);
    drafts
}

/// ‘He said “no” to me,’ she told the court: the rules' drafts of speech with a cue outside its marks, where the tagger takes words between
/// the marks for a cue.
fn outer_speech(grammar: &Grammar, model: &[Linked], rules: &[Draft]) -> BTreeSet<usize> {
    let region = |token: usize| grammar.text.tokens[token].region;
    let inner = model.iter().filter_map(|linked| linked.draft.cue.as_ref()).filter_map(|cue| region(cue.range.start));
    let inner: BTreeSet<u32> = inner.collect();
    let speaks = |rule: &Draft| {
        let content = rule.content.first().filter(|content| region(content.start).is_some_and(|region| inner.contains(&region)));
        let whole = content.is_some_and(|content| region(content.start) == region(content.end - 1));
        let outside = rule.cue.as_ref().is_some_and(|cue| region(cue.range.start).is_none());
        whole && outside && rule.source.is_some() && rule.confidence >= SURE
    };
    rules.iter().enumerate().filter(|(_, rule)| speaks(rule)).map(|(place, _)| place).collect()
}

/// True for what has a cue, of its own or the rules', or is spoken.
fn is_whole(grammar: &Grammar, draft: &Draft) -> bool {
    draft.cue.is_some() || draft.content.iter().any(|range| grammar.holds_quoted(range.clone()))
}

/// True where cue, source and content of `inner` all lie within what `turn` says.
fn holds_whole(turn: &Draft, inner: &Draft) -> bool {
    let within = |range: &Range<usize>| turn.content.iter().any(|content| content.start <= range.start && range.end <= content.end);
    inner.cue.is_some() && inner.source.is_some() && inner.parts().all(within)
}

/// "Quill insists on a new dam. Tarn maintains it will hold.", "Quill wrote that it is safe and encouraged people to see it.": where the
/// tagger misses one of the cues, its content goes to the other; the rules' draft of it gets it back. The statements taken out of `draft`, and
/// which draft of the rules each is.
fn apart(grammar: &Grammar, draft: &mut Draft, rules: &[Draft], holders: &Holders) -> Vec<(Draft, usize)> {
    let sentence = |token: usize| grammar.text.tokens[token].sentence;
    let tense = |cue: &Words| tense(grammar, cue);
    let Some(own) = draft.cue.as_ref().map(|cue| cue.range.clone()) else { return Vec::new() };
    let behind = |range: &Range<usize>| (own.end..=own.end + 1).contains(&range.start);
    let clause = |range: &Range<usize>| {
        !behind(range) && (grammar.is_quoted(range.start) || matches!(grammar.word(range.start), "that" | "whether"))
    };
    let elsewhere = |range: &Range<usize>| {
        if sentence(range.start) == sentence(own.start) {
            draft.content.len() > 1 && clause(range)
        } else {
            !grammar.is_quoted(range.start)
        }
    };
    let (away, kept): (Vec<_>, Vec<_>) = draft.content.iter().cloned().partition(elsewhere);
    if kept.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    draft.content = kept;
    for range in away {
        let part = Draft { content: vec![range.clone()], cue: None, source: None, ..draft.clone() };
        let partner = holders.partner(&part, rules).filter(|(_, ratio)| *ratio >= SAME);
        let partner = partner.filter(|(place, _)| rules[*place].source.is_some() && own_cue(grammar, &rules[*place], draft, &range));
        match partner {
            Some((place, _)) => {
                let cue = rules[place].cue.clone();
                // "she said, announcing that …": who announces is the subject before.
                let participle = cue.as_ref().and_then(tense) == Some(Inflection::Ing);
                let source = if participle { draft.source.clone() } else { rules[place].source.clone() };
                found.push((Draft { cue, source, ..part }, place));
            }
            None => draft.content.push(range),
        }
    }
    draft.content.sort_by_key(|range| range.start);
    found
}

fn tense(grammar: &Grammar, cue: &Words) -> Option<Inflection> {
    grammar.verb(cue.range.end - 1).map(|(_, inflection)| inflection)
}

/// True where the rules' draft has a cue that `draft` does not hold, beside the content: before it, where that is speech.
fn own_cue(grammar: &Grammar, rule: &Draft, draft: &Draft, content: &Range<usize>) -> bool {
    let before = |cue: &Range<usize>| cue.end <= content.start && content.start - cue.end <= GAP;
    rule.cue.as_ref().is_some_and(|cue| {
        let free = !cue.range.clone().any(|token| draft.covers(token)) && shared(&cue.range, content) == 0;
        free && (!grammar.is_quoted(content.start) || before(&cue.range))
    }) && rule.source.as_ref().is_some_and(|source| shared(source, content) == 0)
}

/// "Quill says that it is safe and believes that it will hold": where the rules see a second cue of the same tense behind a conjunction, what
/// follows is a statement of its own, cut off from `draft`.
fn second_cue(grammar: &Grammar, draft: &mut Draft, rules: &[Draft], cues: &BTreeMap<usize, usize>) -> Option<Draft> {
    let tense = |cue: &Words| tense(grammar, cue);
    let own = draft.cue.as_ref().and_then(tense).filter(|tense| *tense != Inflection::Ing)?;
    let range = draft.content.last().filter(|range| range.len() > 3)?.clone();
    let second = cues.range(range.start + 2..range.end).find_map(|(_, place)| {
        let rule = &rules[*place];
        let cue = rule.cue.as_ref()?;
        let joined = matches!(grammar.word(cue.range.start - 1), "and" | "but") && !grammar.is_quoted(cue.range.start);
        let behind = rule.start() >= cue.range.end && cue.range.len() == 1;
        // "said they had met a man and asked him": the second verb is a part of what is told.
        let told = own == Inflection::Past
            && (cue.class == CueClass::Think
                || !plans(grammar, range.start..cue.range.start)
                    && (range.start..cue.range.start).any(|index| grammar.is_pronoun_subject(index)));
        (joined && behind && !told && tense(cue) == Some(own)).then(|| (cue.clone(), rule.start()))
    });
    let (cue, start) = second.filter(|(_, start)| *start < range.end)?;
    draft.content.last_mut()?.end = cue.range.start - 1;
    let statement = Draft::new(start..range.end, cue, draft.source.clone(), "second cue of the same speaker");
    Some(Draft { confidence: draft.confidence, ..statement })
}

/// "he would order a review": no verb in the past can be joined to it.
fn plans(grammar: &Grammar, words: Range<usize>) -> bool {
    let modal = |index: usize| matches!(grammar.word(index), "would" | "will" | "could" | "should" | "may" | "might" | "can");
    let past = |index: usize| {
        matches!(grammar.word(index), "was" | "were" | "had" | "did" | "is" | "are" | "has" | "have")
            || grammar.verb(index).is_some_and(|(_, inflection)| inflection == Inflection::Past)
    };
    words.clone().any(modal) && !words.into_iter().any(past)
}

/// Adds speech between marks that the rules find and the tagger misses.
fn add_missed(grammar: &Grammar, rules: &[Draft], drafts: &mut Vec<Draft>, partners: &mut Vec<Option<usize>>) {
    let mut taken = vec![false; grammar.text.tokens.len()];
    for draft in drafts.iter() {
        draft.parts().for_each(|range| taken[range.clone()].fill(true));
    }
    let free = |rule: &Draft| !rule.parts().any(|range| taken[range.clone()].contains(&true));
    let missed = rules.iter().enumerate().filter(|(_, rule)| is_plain(grammar, rule) && free(rule));
    for (place, rule) in missed {
        drafts.push(Draft { confidence: MISSED * rule.confidence, ..rule.clone() });
        partners.push(Some(place));
    }
}

/// Speech with a cue beside it, or a whole paragraph of speech.
fn is_plain(grammar: &Grammar, rule: &Draft) -> bool {
    let Some(content) = rule.content.first().filter(|content| grammar.is_quoted(content.start) && content.len() > 3) else { return false };
    let paragraph = grammar.text.paragraph_of(content.start);
    let alone = *content == paragraph && grammar.is_stop(content.end - 2);
    rule.cue.is_some() && rule.confidence >= SURE || alone
}

/// Takes over from the rules' draft what the model's lacks. An answer takes nothing from the question before it.
fn take(grammar: &Grammar, draft: &mut Draft, rule: &Draft, ratio: f32) {
    let before: Vec<_> = rule.content.iter().filter(|range| range.end <= draft.start()).cloned().collect();
    let answers = draft.cue.is_none() && !before.is_empty();
    if answers && quoted::is_question(grammar, &Draft { content: before, ..rule.clone() }) {
        return;
    }
    let cue = draft.cue.as_ref().zip(rule.cue.as_ref());
    let same_cue = cue.is_some_and(|(ours, theirs)| shared(&ours.range, &theirs.range) > 0);
    if same_cue && !rule.cue.iter().any(|cue| draft.holds_source_or_content(&cue.range)) {
        draft.cue.clone_from(&rule.cue);
    }
    if !same_cue && ratio < SAME {
        return;
    }
    if draft.cue.is_none() && !rule.cue.iter().any(|cue| draft.holds_source_or_content(&cue.range)) {
        draft.cue.clone_from(&rule.cue);
        draft.why.push("cue by rules");
    }
    let clear = |source: &Range<usize>| !source.clone().any(|token| draft.covers(token));
    if draft.source.is_none() && rule.source.as_ref().is_some_and(clear) {
        draft.source.clone_from(&rule.source);
        draft.why.push("source by rules");
        draft.why.extend(&rule.why);
    }
}

/// "questions regarding the dam": the tagger's cue is a preposition, and nobody says anything.
fn is_preposition(grammar: &Grammar, draft: &Draft) -> bool {
    let cue = draft.cue.as_ref().map(|cue| cue.range.clone()).filter(|range| range.len() == 1);
    cue.is_some_and(|range| grammar.word(range.start).ends_with("ing") && grammar.is(range.start, Classes::PREPOSITION))
}

/// A source that stops inside a name goes on to its end: "Ada", "Mrs".
fn complete_name(grammar: &Grammar, draft: &mut Draft) {
    let Some(mut source) = draft.source.clone() else { return };
    if source.len() == 1 && matches!(grammar.word(source.start), "himself" | "herself" | "itself" | "themselves") {
        let low = grammar.text.sentence_of(source.start).start;
        while source.start > low && grammar.is_capital(source.start - 1) && !draft.covers(source.start - 1) {
            source.start -= 1;
        }
    }
    let owns = source.len() == 1 && grammar.is(source.start, Classes::POSSESSIVE);
    let noun = |end: usize| grammar.is_word(end) && !draft.covers(end) && !grammar.is(end, PREDICATE) && grammar.verb(end).is_none();
    while owns && source.end < grammar.text.sentence_of(source.start).end && noun(source.end) && source.len() < 4 {
        source.end += 1;
    }
    let limit = grammar.text.sentence_of(source.end - 1).end;
    let goes_on = |end: &usize| {
        let title = TITLES.contains(&grammar.word(end - 1));
        let name = title || !grammar.is(*end, Classes::TIME) && !grammar.is_pronoun_subject(end - 1);
        name && grammar.is_capital(end - 1) && grammar.is_capital(*end) && !draft.covers(*end)
    };
    let end = (source.end..limit).find(|end| !goes_on(end)).unwrap_or(limit);
    draft.source = Some(source.start..end);
}

/// "The bill passed, which Quill said was a mistake": what she says begins with the relative pronoun before her, or its preposition.
fn begin_with_relative(grammar: &Grammar, draft: &mut Draft) {
    let Some(source) = draft.source.as_ref().map(|source| source.start) else { return };
    if draft.cue.as_ref().is_none_or(|cue| cue.range.start < source) {
        return;
    }
    let before = |token: usize| token.saturating_sub(1 + usize::from(token > 1 && grammar.is_comma(token - 1)));
    let pronoun = before(source);
    let relative = matches!(grammar.word(pronoun), "what" | "which" | "who" | "whom") && !grammar.is_quoted(pronoun);
    let beside = |range: &Range<usize>| range.start < pronoun && (before(pronoun) + 1..=source).contains(&range.end);
    if relative && let Some(content) = draft.content.iter_mut().find(|range| beside(range)) {
        *content = pronoun - usize::from(grammar.is(pronoun - 1, Classes::PREPOSITION))..pronoun + 1;
    }
}

/// Contents without a cue, which the rules give to the cue of another draft, go there.
fn merge(drafts: &mut Vec<Draft>, partners: &mut Vec<Option<usize>>) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut keep = vec![true; drafts.len()];
    for place in 0..drafts.len() {
        let key = drafts[place].cue.as_ref().map(|cue| cue.range.start);
        let Some(key) = key else { continue };
        match first.get(&key) {
            Some(&other) => {
                let more = std::mem::take(&mut drafts[place].content);
                drafts[other].content.extend(more);
                drafts[other].content.sort_by_key(|range| range.start);
                keep[place] = false;
            }
            None => _ = first.insert(key, place),
        }
    }
    let mut kept = keep.iter();
    drafts.retain(|_| kept.next().is_some_and(|keep| *keep));
    let mut kept = keep.iter();
    partners.retain(|_| kept.next().is_some_and(|keep| *keep));
}

/// Drafts without a source go on from the one that the rules say.
fn follow(grammar: &Grammar, drafts: &mut [Draft], partners: &[Option<usize>], rules: &[Draft]) {
    let places: BTreeMap<usize, usize> = partners.iter().enumerate().rev().filter_map(|(place, rule)| Some(((*rule)?, place))).collect();
    for (place, rule) in partners.iter().enumerate() {
        let follows = rule.and_then(|rule| rules[rule].follows).and_then(|before| places.get(&before).copied());
        let asks = |before: &usize| quoted::is_question(grammar, &drafts[*before]);
        let follows = follows.filter(|before| *before != place && drafts[place].source.is_none() && !asks(before));
        drafts[place].follows = follows;
    }
}

fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Which of the rules' drafts holds each token of content.
struct Holders(Vec<Option<usize>>);

impl Holders {
    fn new(rules: &[Draft], tokens: usize) -> Holders {
        let mut holders = vec![None; tokens];
        for (place, draft) in rules.iter().enumerate() {
            draft.content.iter().for_each(|range| holders[range.clone()].fill(Some(place)));
        }
        Holders(holders)
    }

    /// The rules' draft that shares most content with `draft`, and the intersection over the union of both, in tokens.
    fn partner(&self, draft: &Draft, rules: &[Draft]) -> Option<(usize, f32)> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for place in draft.content.iter().cloned().flatten().filter_map(|token| self.0[token]) {
            *counts.entry(place).or_default() += 1;
        }
        let (place, count) = counts.into_iter().max_by_key(|(place, count)| (*count, Reverse(*place)))?;
        let length = |draft: &Draft| draft.content.iter().map(ExactSizeIterator::len).sum::<usize>();
        Some((place, count as f32 / (length(draft) + length(&rules[place]) - count) as f32))
    }
}
