//! From a wording to a proposition, one rule a frame. Comes in: a wording found in the text. Goes out: a draft, or a challenge to something said before.

use super::complement::{self, Target, after_of, claim_noun, object, of_noun, of_subject, with_prepositions};
use super::extent::{clause, is_clause, is_mark, phrase, trim};
use super::idle::is_generic;
use super::scene::{Draft, Hit, Scene, Way, Who};
use super::words::{
    ends_phrase, is_adverb, is_auxiliary, is_be, is_clitic, is_determiner, is_negation, is_relative, is_saying, is_subject_pronoun,
};
use super::{relative, subject};
use crate::claim::Status;
use crate::lexicon::roles::role;
use crate::lexicon::triggers::{self, Frame, NounKind, Subject, noun_kind};
use crate::lexicon::words::classes;
use crate::span::Span;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How far before a claim noun its possessor may stand, in tokens.
const POSSESSOR_WITHIN: usize = 8;
/// Longest adjunct between "claimed" and its clause, comma included, in tokens.
const ADJUNCT: usize = 9;

/// What a wording gives.
#[derive(Debug)]
pub(super) enum Reading {
    /// A claim whose words are known.
    Claim(Draft),
    /// A challenge to something said before; the draft still lacks its proposition.
    Challenge(Draft),
    /// "without evidence": a challenge to what is said in the same sentence.
    Attached(Draft),
    /// "It has not.": a challenge to what was said with the same auxiliary.
    Short(Draft),
    /// ", an allegation the company rejected": a challenge to the clause before this comma.
    Apposed(Draft, usize),
}

/// Reads one wording; `None` where it is not about a claim.
pub(super) fn read(scene: &Scene, hit: &Hit) -> Option<Reading> {
    let text = scene.text;
    if is_turned(text, hit) || is_noun_use(text, hit) || is_passive(text, hit) || is_own_speech(scene, hit) || is_generic(text, hit) {
        return None;
    }
    // "Quill, who was not involved in the study": a denial only where somebody says so.
    if is_distance(hit) && scene.around(text.span(&hit.range)).is_none() {
        return None;
    }
    if let Some((comma, words)) = relative::apposed(text, hit) {
        let party = relative::speaking(text, &words).unwrap_or(words);
        let subject = Who::Words(subject::span(text, &party));
        return Some(Reading::Apposed(Draft::new(scene, hit, Vec::new(), Some(subject)), comma));
    }
    let end = relative::skip_adjunct(text, hit);
    let target = match hit.trigger.frame {
        Frame::Clause => clause_after(scene, hit)?,
        Frame::Object => claimed(scene, hit, end)?,
        Frame::Noun => noun_after(text, hit, end)?,
        Frame::Of => Target::Here(
            after_of(text, end)
                .map(|tokens| within_noun(text, hit, tokens))
                .filter(|tokens| !is_all_quoted(text, tokens) && !triggers::is_no_claim(text.lower(tokens.start)))?,
        ),
        Frame::Modifier => Target::Here(modified(text, hit)?),
        Frame::Phrase => complement::pointed(text, end).or_else(|| gerund_or_phrase(text, end))?,
        Frame::Subject => of_subject(text, hit.range.start)?,
        Frame::Back | Frame::Verdict => plea(text, hit).or_else(|| back(text, hit))?,
        Frame::Short => return relative::is_whole(text, hit).then(|| Reading::Short(Draft::new(scene, hit, Vec::new(), None))),
        Frame::Support => supported(text, end)?,
        Frame::Adverb => return adverb(scene, hit).map(Reading::Claim),
        Frame::False => return falsely(scene, hit).map(Reading::Claim),
        Frame::Without => return Some(Reading::Attached(Draft::new(scene, hit, Vec::new(), None))),
    };
    let subject = who(scene, hit);
    match target {
        Target::Here(ref tokens) if is_elliptical(text, tokens) || is_demand(text, hit, tokens) || is_promise(text, hit, tokens) => None,
        Target::Before if is_unreal(text, hit) => None,
        Target::Here(_) if hit.trigger.frame == Frame::Phrase && is_unreal(text, hit) => None,
        Target::Before => {
            let mut draft = Draft::new(scene, hit, Vec::new(), subject);
            // "denied any wrongdoing" answers an accusation, not whatever was said last.
            draft.reaches &= !matches!(text.lower_in(&text.sentence_of(end - 1), end as isize + 1), "wrongdoing");
            claimant_of_noun(scene, hit, &mut draft);
            Some(Reading::Challenge(draft))
        }
        Target::Here(tokens) => {
            let mut draft = Draft::new(scene, hit, vec![text.span(&tokens)], subject);
            draft.quotation = scene.cued_by(text.span(&hit.range));
            claimant_of_noun(scene, hit, &mut draft);
            Some(Reading::Claim(draft))
        }
    }
}

/// A claim noun by itself: "the allegation that …", "accusations of …".
pub(super) fn read_noun(scene: &Scene, index: usize) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(index);
    if noun_kind(text.lower(index)) != Some(NounKind::Strong) || in_marks(scene, index) {
        return None;
    }
    let next = text.lower_in(&sentence, index as isize + 1);
    let verb = matches!(text.lower(index), "claim" | "claims") && !is_noun(text, index);
    // "small claims court", "jobless claims"
    let entitled = matches!(
        text.lower_in(&sentence, index as isize - 1),
        "small"
            | "insurance"
            | "unemployment"
            | "jobless"
            | "asylum"
            | "disability"
            | "benefit"
            | "medical"
            | "land"
            | "territorial"
            | "legal"
    );
    // "2.1 million initial claims": of the jobless.
    let counted = text.lower(index) == "claims"
        && matches!(text.lower_in(&sentence, index as isize - 1), "initial" | "continuing" | "first-time" | "weekly");
    if entitled || counted {
        return None;
    }
    let other = matches!(next, "is" | "was" | "to" | "by" | "from" | "against");
    let clause = index + 1 < sentence.end && complement::opens_clause(text, index + 1);
    if verb || !(other || clause || matches!(next, "that" | "of" | "he" | "she" | "they" | "it")) {
        return None;
    }
    let Some(Target::Here(tokens)) = of_noun(text, index).filter(|target| !(next == "of" && is_owner(text, target))) else { return None };
    if demands(text, &tokens) {
        return None;
    }
    let evidence = text.span(&(index..index + 1));
    let why = vec![format!("alleged \"{}\"", evidence.of(text.body))];
    let claimant = owner(text, index).map(Who::Words);
    let proposition = vec![text.span(&tokens)];
    Some(Draft {
        proposition,
        status: Status::Alleged,
        claimant,
        challenges: Vec::new(),
        evidence: vec![evidence],
        quotation: None,
        reaches: false,
        wordings: vec![None],
        way: Way::Here,
        why,
        at: index,
    })
}

/// "as he insisted it should", "what she claimed she did": nothing is left that could be true.
fn is_elliptical(text: &Text, tokens: &Range<usize>) -> bool {
    let words = tokens.clone().filter(|&index| text.tokens[index].kind != TokenKind::Punctuation).count();
    let last = text.lower(tokens.end - 1);
    words <= 3 && is_subject_pronoun(text.lower(tokens.start)) && (is_auxiliary(last) || matches!(last, "said" | "says" | "told"))
}

/// "was not involved in", "played no role in".
fn is_distance(hit: &Hit) -> bool {
    hit.trigger.frame == Frame::Phrase && ["involved in", "nothing to do", "no role"].iter().any(|words| hit.trigger.phrase.contains(words))
}

/// "the claims of the president", "the allegations of Ada Quill": whose they are, not what they say.
fn is_owner(text: &Text, target: &Target) -> bool {
    let Target::Here(tokens) = target else { return false };
    let named = tokens.clone().all(|index| text.word(index).starts_with(char::is_uppercase));
    named || (tokens.len() <= 3 && role(text.lower(tokens.end - 1)).is_some())
}

/// "not", "never" or "no" before the wording takes it back.
fn is_turned(text: &Text, hit: &Hit) -> bool {
    if matches!(hit.trigger.frame, Frame::Modifier | Frame::Adverb | Frame::Subject | Frame::Without) {
        return false;
    }
    let sentence = text.sentence_of(hit.range.start);
    let word = |back: isize| text.lower_in(&sentence, hit.range.start as isize - back);
    // "will no doubt raise questions"
    (1..=3)
        .filter(|back| !(word(*back) == "no" && word(*back - 1) == "doubt"))
        .map(word)
        .take_while(|word| !matches!(*word, "," | ";" | "and" | "but" | ""))
        .any(is_negation)
}

/// Words that are nouns as often as verbs: "a claim", "disputes go on", "beyond any doubt that".
fn is_noun_use(text: &Text, hit: &Hit) -> bool {
    const AMBIGUOUS: &[&str] = &["claim", "charge", "doubt", "question", "challenge", "contest", "dispute"];
    let first = text.lower(hit.range.start);
    let verbal = matches!(hit.trigger.frame, Frame::Object | Frame::Noun | Frame::Clause) && hit.trigger.subject != Subject::None;
    if !verbal && first != "question" {
        return false;
    }
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let ambiguous = AMBIGUOUS.contains(&first.strip_suffix('s').unwrap_or(first));
    let no_subject = first.ends_with('s') && (before.is_empty() || text.tokens[hit.range.start - 1].kind == TokenKind::Punctuation);
    let measured = matches!(before, "reasonable" | "little" | "serious" | "factual" | "much" | "same" | "grave" | "new");
    let plural = matches!(before, "some" | "many" | "several" | "both" | "few" | "others" | "all" | "most" | "another");
    // "he's unconvinced that": a verb, not a possessive.
    let contracted = is_clitic(before) && is_subject_pronoun(text.lower_in(&sentence, hit.range.start as isize - 2));
    let adjective = first.ends_with("ed") && is_determiner(before) && !plural && !contracted;
    // "rent dispute", "asylum claims": behind a noun that is no subject of this form.
    let base = AMBIGUOUS.contains(&first) && !before.ends_with('s') && !is_plural(before);
    let compound = base
        && !before.is_empty()
        && classes(before).is_open()
        && !before.ends_with("ly")
        && text.word(hit.range.start - 1).starts_with(char::is_lowercase);
    let entitled = matches!(before, "asylum" | "insurance" | "unemployment" | "jobless" | "disability" | "benefit" | "small");
    adjective || compound || entitled || (ambiguous && (is_noun(text, hit.range.start) || no_subject || measured))
}

/// Plurals without "s", which take the bare form of a verb.
fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "people" | "men" | "women" | "police" | "media" | "children" | "press" | "data" | "majority" | "public" | "left" | "team" | "staff"
    )
}

/// True where the word at `index` follows a determiner, possessive, adjective of doubt or preposition.
fn is_noun(text: &Text, index: usize) -> bool {
    let before = text.lower_in(&text.sentence_of(index), index as isize - 1);
    let adjective = matches!(
        before,
        "false"
            | "baseless"
            | "unfounded"
            | "such"
            | "other"
            | "new"
            | "conflicting"
            | "repeated"
            | "similar"
            | "unverified"
            | "unsubstantiated"
    );
    // "from trade disputes"
    let earlier = text.lower_in(&text.sentence_of(index), index as isize - 2);
    let compound = text.lower(index).ends_with('s') && super::words::is_preposition(earlier) && !is_subject_pronoun(before);
    // "a legitimate claim to the land", "dubious claims and shoddy research"
    let singular = text.lower(index) == "claim" && matches!(earlier, "a" | "an" | "this" | "his" | "her" | "their" | "its" | "no" | "any");
    let joined = matches!(text.lower_in(&text.sentence_of(index), index as isize + 1), "and" | "or" | "about" | "against");
    adjective || compound || singular || joined || is_determiner(before) || (super::words::is_preposition(before) && before != "to")
}

/// "was denied", "been questioned": its subject is not who denies.
fn is_passive(text: &Text, hit: &Hit) -> bool {
    let first = text.lower(hit.range.start);
    let verbal = matches!(hit.trigger.frame, Frame::Object | Frame::Noun | Frame::Clause) && hit.trigger.subject != Subject::None;
    let sentence = text.sentence_of(hit.range.start);
    let before = (sentence.start..hit.range.start).rev().find(|&index| !is_adverb(text.lower(index)));
    verbal && first.ends_with("ed") && before.is_some_and(|index| is_be(text.lower(index)))
}

/// "will challenge the claim", "to deny it", "by questioning it": a challenge that nobody has made yet, or not as the article's own report.
fn is_unreal(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let back = (1..=3).map(|back| text.lower_in(&sentence, hit.range.start as isize - back));
    let before: Vec<&str> = back.take_while(|word| !matches!(*word, "" | "," | "and")).collect();
    let first = before.first().copied().unwrap_or_default();
    if text.lower(hit.range.start).ends_with("ing") && super::words::is_preposition(first) && hit.trigger.subject == Subject::Contester {
        return true;
    }
    let modal = before.iter().any(|word| matches!(*word, "will" | "would" | "could" | "should" | "may" | "might" | "to"));
    modal && hit.trigger.subject == Subject::Contester && !before.iter().any(|word| matches!(*word, "continue" | "continues" | "continued"))
}

/// An allegation in somebody's own direct speech is not the reporter's wording.
fn is_own_speech(scene: &Scene, hit: &Hit) -> bool {
    hit.trigger.status == Status::Alleged && in_marks(scene, hit.range.start)
}

fn in_marks(scene: &Scene, index: usize) -> bool {
    scene.text.is_quoted(index)
}

/// The clause after the wording; where there is none, what its quotation says.
fn clause_after(scene: &Scene, hit: &Hit) -> Option<Target> {
    let text = scene.text;
    let end = relative::skip_adjunct(text, hit);
    let sentence = text.sentence_of(hit.range.start);
    let last = text.lower(end - 1);
    let next = text.lower_in(&sentence, end as isize);
    let explicit = matches!(last, "that" | "whether" | "if" | "suggestions") || next == "that";
    // "insisted on anonymity", "insisted on building its own"
    if text.lower_in(&sentence, hit.range.end as isize) == "on" && text.lower(hit.range.end - 1).starts_with("insist") && next != "that" {
        return None;
    }
    // "an inquiry into whether to impeach" holds no fact open.
    if matches!(last, "whether" | "if") && next == "to" {
        return None;
    }
    let infinitive = next == "to" && !is_determiner(text.lower_in(&sentence, end as isize + 1));
    if infinitive && !explicit {
        return clause(text, end + 1).map(Target::Here);
    }
    // "the conspiracy theory that ended in a shooting"
    let named = last == "that" && end > hit.range.start + 1 && noun_kind(text.lower(end - 2)).is_some();
    if named && complement::is_relative_clause(text, end) {
        return None;
    }
    if end < sentence.end && (explicit || is_clause(text, end)) {
        let tokens = within_relative(text, hit, clause(text, end)?);
        // "no evidence that is the case"
        if tokens.len() <= 4
            && matches!(text.lower(tokens.start), "is" | "was")
            && matches!(text.lower(tokens.end - 1), "case" | "true" | "so")
        {
            return Some(Target::Before);
        }
        // "doubt that they would take such a step"
        if hit.trigger.subject == Subject::Contester && complement::is_taken_up(text, &tokens) {
            return Some(Target::Before);
        }
        if is_forecast_question(text, hit, &tokens) {
            return None;
        }
        // "the lie that his campaign is built on"
        let stranded = last == "that" && super::words::is_preposition(text.lower(tokens.end - 1)) && hit.trigger.subject == Subject::None;
        if stranded {
            return None;
        }
        // "could not say whether it was true"
        let bare = matches!(last, "whether" | "if") && tokens.len() <= 4 && matches!(text.lower(tokens.start), "it" | "that" | "this");
        return Some(if bare { Target::Before } else { Target::Here(tokens) });
    }
    let quotation = &scene.quotations[scene.cued_by(text.span(&hit.range))?];
    let content = text.tokens_in(*quotation.content.first()?);
    // Direct speech has its own wording: "…," he insisted.
    let direct = text.tokens.get(content.start).is_some_and(|token| token.region.is_some());
    let bare = text.tokens.get(content.start).is_some_and(|_| text.lower(content.start) == "that");
    if direct { None } else { trim(text, if bare { content.start + 1..content.end } else { content }).map(Target::Here) }
}

/// What stands after "denied" or "claimed"; what stands around ", they claim,"; what ends in ", he claimed".
fn claimed(scene: &Scene, hit: &Hit, end: usize) -> Option<Target> {
    let text = scene.text;
    let contests = hit.trigger.subject == Subject::Contester;
    let sentence = text.sentence_of(hit.range.start);
    let subject = subject::before(text, hit.range.start);
    let opens = subject.is_some_and(|words| text.lower_in(&sentence, words.start as isize - 1) == ",");
    if !contests && opens && text.lower_in(&sentence, end as isize) == "," {
        return clause(text, end + 1).map(Target::Here);
    }
    // "claimed in an interview, it was empty": the adjunct opens the clause.
    let fronted =
        !contests && matches!(text.lower_in(&sentence, end as isize), "at" | "in" | "on" | "during" | "after" | "before" | "when");
    let comma = fronted.then(|| (end + 1..sentence.end.min(end + ADJUNCT)).find(|&index| text.lower(index) == ",")).flatten();
    let verb = |comma: usize| (comma + 2..sentence.end.min(comma + ADJUNCT)).any(|index| text.lower(index).ends_with("ed"));
    if comma.is_some_and(|comma| comma + 1 < sentence.end && (is_clause(text, comma + 1) || verb(comma))) {
        return clause(text, end).map(Target::Here);
    }
    object(text, end, contests)
}

/// "questions about whether it could work": nobody can know yet, so nothing is held open that could be true or false now.
fn is_forecast_question(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    const WITHIN: usize = 7;
    let asks = text.lower(hit.range.start).starts_with("question") || text.lower(hit.range.start).starts_with("rais");
    let modal = |index: usize| matches!(text.lower(index), "can" | "could" | "should" | "would" | "will" | "may" | "might");
    asks && hit.trigger.status == Status::Unverified && tokens.clone().take(WITHIN).any(modal)
}

/// "insisted that the vote must be held": a demand, which is neither true nor false.
fn is_demand(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    hit.trigger.frame != Frame::Of && demands(text, tokens)
}

fn demands(text: &Text, tokens: &Range<usize>) -> bool {
    const WITHIN: usize = 12;
    let demand = |index: usize| {
        let next = text.lower((index + 1).min(text.tokens.len() - 1));
        match text.lower(index) {
            "should" | "shouldn't" | "shouldn’t" | "must" | "mustn't" | "mustn’t" | "ought" => next != "have",
            "needs" | "need" => next == "to",
            _ => false,
        }
    };
    // The first auxiliary is that of the clause: "the man who should know knew it" is rare.
    let first = tokens.clone().take(WITHIN).find(|&index| is_auxiliary(text.lower(index)) || demand(index));
    first.is_some_and(demand)
}

/// "insists he won't agree": what somebody means to do.
fn is_promise(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    let voiced = hit.trigger.subject == Subject::Claimant && hit.trigger.status == Status::Alleged;
    let person = matches!(text.lower(tokens.start), "he" | "she" | "they" | "we" | "i");
    let word = |offset: usize| text.lower((tokens.start + offset).min(tokens.end - 1));
    let modal = matches!(word(1), "will" | "would" | "won't" | "won’t" | "wouldn't" | "wouldn’t");
    voiced && person && modal && word(2) != "be"
}

/// "a man accused of hiding the losses told the court": what belongs to the noun ends before the sentence's own verb.
fn within_noun(text: &Text, hit: &Hit, tokens: Range<usize>) -> Range<usize> {
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let participle = text.lower(hit.range.end - 1).ends_with("ed") && matches!(next, "of" | "by");
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    let relative = matches!(text.lower_in(&sentence, group as isize - 1), "who" | "that" | "which");
    if !relative && (!participle || is_auxiliary(before) || is_adverb(before) || before.is_empty()) {
        return tokens;
    }
    let verb = (tokens.start + 1..tokens.end).find(|&index| is_auxiliary(text.lower(index)) || is_saying(text.lower(index)));
    verb.and_then(|verb| trim(text, tokens.start..verb)).unwrap_or(tokens)
}

/// "those who insist she was cheated | are laughed at": the clause ends before the verb of the sentence that the relative clause stands in.
fn within_relative(text: &Text, hit: &Hit, tokens: Range<usize>) -> Range<usize> {
    let sentence = text.sentence_of(hit.range.start);
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    if !matches!(text.lower_in(&sentence, group as isize - 1), "who" | "that" | "which") {
        return tokens;
    }
    let Some(first) = tokens.clone().find(|&index| is_auxiliary(text.lower(index)) && !is_clitic(text.lower(index))) else { return tokens };
    let mut last = first;
    for index in first + 1..tokens.end {
        let word = text.lower(index);
        if ends_phrase(word) && !is_auxiliary(word) && !super::words::is_preposition(word)
            || text.tokens[index].kind == TokenKind::Punctuation
        {
            return tokens;
        }
        // A second auxiliary that does not go with the first one.
        if is_auxiliary(word) && !is_clitic(word) && index > last + 2 {
            return trim(text, tokens.start..index).unwrap_or(tokens);
        }
        if is_auxiliary(word) || is_adverb(word) {
            last = index;
        }
    }
    tokens
}

fn gerund_or_phrase(text: &Text, at: usize) -> Option<Target> {
    let tokens = complement::after_preposition(text, at)?;
    (!tokens.clone().any(|index| triggers::is_no_claim(text.lower(index)))).then_some(Target::Here(tokens))
}

/// "accused her of “governing by crossed fingers”": an opinion in somebody's own words.
fn is_all_quoted(text: &Text, tokens: &Range<usize>) -> bool {
    let region = text.tokens[tokens.start].region;
    region.is_some() && tokens.clone().all(|index| text.tokens[index].region == region)
}

/// "pleaded not guilty to charges that …".
fn plea(text: &Text, hit: &Hit) -> Option<Target> {
    let sentence = text.sentence_of(hit.range.start);
    let to = text.lower(hit.range.end - 1) == "guilty" && text.lower_in(&sentence, hit.range.end as isize) == "to";
    let noun = to.then(|| claim_noun(text, hit.range.end + 1)).flatten()?;
    of_noun(text, noun)
}

/// Something said before, where the wording stands as it must: "in fact" opens its sentence, "disagreed" ends its clause.
fn back(text: &Text, hit: &Hit) -> Option<Target> {
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let second = text.lower_in(&sentence, hit.range.start as isize - 2);
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let first = text.lower(hit.range.start);
    let placed = match first {
        "in" => matches!(before, "" | "(" | "but" | "when") || (before == "," && matches!(second, "but" | "when")),
        "really" => before.is_empty() || is_mark(text.word(hit.range.start - 1)),
        _ if text.lower(hit.range.end - 1) == "skeptical" => matches!(next, "" | "." | "," | ";" | "!"),
        "disagreed" | "disagrees" => matches!(next, "" | "." | "," | ";" | "!"),
        "there" if text.lower(hit.range.end - 1) == "none" => matches!(next, "" | "." | "," | ";" | "!"),
        _ => true,
    };
    placed.then_some(Target::Before)
}

fn noun_after(text: &Text, hit: &Hit, end: usize) -> Option<Target> {
    if hit.trigger.phrase.ends_with("@noun") {
        return of_noun(text, hit.range.end - 1).filter(|target| matches!(target, Target::Here(_)));
    }
    of_noun(text, claim_noun(text, end)?)
}

/// "alleged affair": a noun phrase, where the word is not a verb.
fn modified(text: &Text, hit: &Hit) -> Option<Range<usize>> {
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let next = hit.range.end;
    let verb = is_subject_pronoun(before) || is_auxiliary(before) || is_relative(before);
    let word = next < sentence.end && text.tokens[next].kind != TokenKind::Punctuation && !is_determiner(text.lower(next));
    if verb || !word {
        return None;
    }
    // "an alleged attacker" is somebody, and no proposition.
    let found = phrase(text, next)?;
    // "the alleged statement prompted Quill": up to the verb.
    let verb = (found.start + 1..found.end).find(|&index| {
        let after = text.word((index + 1).min(text.tokens.len() - 1));
        text.lower(index).ends_with("ed") && (after.starts_with(char::is_uppercase) || is_determiner(&after.to_lowercase()))
    });
    let found = found.start..verb.unwrap_or(found.end);
    // "the alleged role in the fire"
    let found = if found.len() == 1 { with_prepositions(text, found) } else { found };
    // "the alleged comments" says nothing that could be checked.
    if found.len() < 2 {
        return None;
    }
    let head = found.clone().find(|&index| text.lower(index) == "of").unwrap_or(found.end) - 1;
    (!(found.start..=head).any(|index| triggers::is_person(text.lower(index)))).then_some(found)
}

/// "no evidence to support that", "… to support the claim".
fn supported(text: &Text, at: usize) -> Option<Target> {
    object(text, at, true)
}

/// "Quill reportedly left": subject and predicate around the adverb.
fn adverb(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    if is_determiner(before) && !is_relative(before) && hit.range.end < sentence.end {
        // "the supposedly imminent sale"
        let tokens = phrase(text, hit.range.end)?;
        return Some(Draft::new(scene, hit, vec![text.span(&tokens)], None));
    }
    let after = (hit.range.end < sentence.end).then(|| clause(text, hit.range.end)).flatten();
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    let relative = is_relative(text.lower_in(&sentence, group as isize - 1));
    let subject = subject::before(text, hit.range.start).filter(|_| !relative).and_then(|subject| {
        let start = subject.start.max(sentence.start);
        trim(text, start..hit.range.start)
    });
    let before = subject.filter(|subject| subject.len() <= 14).map(|tokens| text.span(&tokens));
    let proposition: Vec<Span> = before.into_iter().chain(after.map(|tokens| text.span(&tokens))).collect();
    let evidence = text.span(&hit.range);
    // "Quill allegedly left, the Post reported": the Post says so.
    let claimant = scene.around(evidence).filter(|_| !in_marks(scene, hit.range.start)).map(Who::Voice);
    (!proposition.is_empty()).then(|| Draft { claimant, ..Draft::new(scene, hit, proposition, None) })
}

/// "falsely claimed that": the adverb with its verb is the evidence, the verb's subject the claimant.
fn falsely(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(hit.range.start);
    let verb = hit.range.end;
    let dash = |index: isize| matches!(text.lower_in(&sentence, index), "-" | "–" | "—" | ",");
    let again = isize::from(text.lower_in(&sentence, hit.range.start as isize - 1) == "again");
    if dash(hit.range.start as isize - 1 - again) && dash(verb as isize) && text.lower_in(&sentence, verb as isize + 1) == "that" {
        return aside(scene, hit);
    }
    let word = text.lower_in(&sentence, verb as isize);
    let accuses = word.starts_with("accus");
    if text.lower_in(&sentence, hit.range.start as isize - 1) == "to" {
        return None;
    }
    if !(accuses || is_saying(word)) {
        return None;
    }
    let that = (verb + 1..sentence.end.min(verb + 6)).find(|&index| text.lower(index) == "that");
    let tokens = match that {
        _ if accuses => after_of(text, verb + 1),
        Some(that) => clause(text, that + 1),
        None => Some(verb + 1).filter(|&at| at < sentence.end && is_clause(text, at)).and_then(|at| clause(text, at)),
    }?;
    let hit = Hit { trigger: hit.trigger, range: hit.range.start..verb + 1 };
    Some(Draft::new(scene, &hit, vec![text.span(&tokens)], who(scene, &hit)))
}

/// "claimed - falsely - that": the verb stands before.
fn aside(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(hit.range.start);
    let verb =
        (sentence.start.max(hit.range.start.saturating_sub(6))..hit.range.start).rev().find(|&index| is_saying(text.lower(index)))?;
    let tokens = clause(text, hit.range.end + 2)?;
    let cue = Hit { trigger: hit.trigger, range: verb..verb + 1 };
    Some(Draft::new(scene, hit, vec![text.span(&tokens)], who(scene, &cue)))
}

/// Who the subject of the wording is: the source of the quotation it cues, or the words before it.
fn who(scene: &Scene, hit: &Hit) -> Option<Who> {
    let text = scene.text;
    if hit.trigger.subject == Subject::None {
        return None;
    }
    match hit.trigger.subject {
        Subject::Agent => return phrase(text, hit.range.end).map(|words| Who::Words(text.span(&words))),
        Subject::Owner => return possessor(text, hit.range.start).map(Who::Words),
        _ => {}
    }
    if hit.trigger.frame == Frame::Of && is_passive_accusation(text, hit) {
        let by = text.lower_in(&text.sentence_of(hit.range.start), hit.range.end as isize) == "by";
        let words = by.then(|| phrase(text, hit.range.end + 1)).flatten()?;
        // "accused by the state of hiding it": "of" belongs to the verb.
        let of = (words.start + 1..words.end).find(|&index| text.lower(index) == "of").unwrap_or(words.end);
        return Some(Who::Words(text.span(&(words.start..of))));
    }
    let span = text.span(&hit.range);
    let cued = scene.cued_by(span).filter(|&place| scene.quotations[place].source.is_some()).map(Who::Voice);
    // "who alleged": the wording holds its own subject.
    let verb = hit.range.start + usize::from(matches!(text.lower(hit.range.start), "he" | "she" | "they" | "who"));
    let Some(words) = subject::before(text, verb) else { return cued };
    if let Some(speaking) = relative::speaking(text, &words) {
        return Some(Who::Words(subject::span(text, &speaking)));
    }
    let pronoun = words.len() == 1 && is_subject_pronoun(text.lower(words.start));
    let own = matches!(text.lower(words.start), "i" | "we").then(|| scene.around(span)).flatten().map(Who::Voice);
    let named = Who::Words(subject::span(text, &words));
    // A quotation knows who a pronoun or participle belongs to; a noun phrase is better read from where the wording stands.
    let participle = text.lower(hit.range.start).ends_with("ing");
    Some(if pronoun || participle { cued.or(own).unwrap_or(named) } else { named })
}

/// "was accused of", "a man accused of": the subject is not the accuser.
fn is_passive_accusation(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let direct = matches!(text.lower_in(&sentence, hit.range.end as isize), "of" | "by") && text.lower(hit.range.start) == "accused";
    let before = (sentence.start..hit.range.start).rev().find(|&index| !is_adverb(text.lower(index)));
    direct || before.is_some_and(|index| is_be(text.lower(index)))
}

/// "denied Quill's claim that …": the possessor of the claim noun is the claimant.
fn claimant_of_noun(scene: &Scene, hit: &Hit, draft: &mut Draft) {
    let noun = match hit.trigger.frame {
        _ if draft.claimant.is_some() => return,
        // "despite Quill's claims that", "rejected criticism from Ada Quill that"
        Frame::Clause => hit.range.clone().find(|&index| noun_kind(scene.text.lower(index)).is_some()),
        Frame::Object | Frame::Noun if hit.trigger.phrase.ends_with("@noun") => Some(hit.range.end - 1),
        Frame::Object | Frame::Noun => claim_noun(scene.text, relative::skip_adjunct(scene.text, hit)),
        _ => return,
    };
    draft.claimant = noun.and_then(|noun| owner(scene.text, noun)).map(Who::Words);
}

/// Who makes the claim that a noun names: "Quill's claim", "the Tarn campaign's claim", "council claims", "a claim by the mayor".
fn owner(text: &Text, noun: usize) -> Option<Span> {
    possessor(text, noun).or_else(|| maker(text, noun)).or_else(|| modifier(text, noun))
}

/// "a claim by the mayor that", "criticism from Ada Quill that".
fn maker(text: &Text, noun: usize) -> Option<Span> {
    let sentence = text.sentence_of(noun);
    let by = matches!(text.lower_in(&sentence, noun as isize + 1), "by" | "from") && noun + 2 < sentence.end;
    let words = by.then(|| phrase(text, noun + 2)).flatten().filter(|words| !text.lower(words.start).ends_with("ing"))?;
    Some(subject::span(text, &words))
}

/// "Tarn campaign claims": capitalised words, and a word for a staff, right before the noun.
fn modifier(text: &Text, noun: usize) -> Option<Span> {
    let sentence = text.sentence_of(noun);
    let upper = |index: usize| {
        text.word(index).starts_with(char::is_uppercase)
            && text.tokens[index].kind == TokenKind::Word
            && classes(text.lower(index)).is_open()
    };
    let staff = matches!(text.lower_in(&sentence, noun as isize - 1), "campaign" | "administration" | "government");
    let end = if staff { noun - 1 } else { noun };
    let start = (sentence.start..end).rev().take_while(|&index| upper(index)).last()?;
    // The sentence's first word has its capital from there.
    let known =
        start > sentence.start || end - start > 1 || staff || text.lower(start).ends_with("can") || text.lower(start).ends_with("ic");
    known.then(|| text.span(&(start..noun)))
}

/// "Quill's claim", "his allegation": whose noun it is.
fn possessor(text: &Text, noun: usize) -> Option<Span> {
    let sentence = text.sentence_of(noun);
    let back = (sentence.start.max(noun.saturating_sub(POSSESSOR_WITHIN))..noun).rev();
    for index in back {
        let word = text.lower(index);
        // "Quill's absurd and quite inaccurate claim"
        if word != "and" && ends_phrase(word) {
            return None;
        }
        if matches!(word, "his" | "her" | "their") {
            return Some(text.span(&(index..index + 1)));
        }
        if matches!(word, "'s" | "’s" | "'" | "’") && index > sentence.start {
            let mut start = index - 1;
            while start > sentence.start
                && text.word(start - 1).starts_with(char::is_uppercase)
                && text.tokens[start - 1].kind == TokenKind::Word
            {
                start -= 1;
            }
            return Some(text.span(&(start..index)));
        }
        if is_determiner(word) || text.tokens[index].kind == TokenKind::Punctuation {
            return None;
        }
    }
    None
}
