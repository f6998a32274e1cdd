//! From a wording to a proposition, one rule a frame. Comes in: a wording found in the text. Goes out: a draft, or a challenge to something said before.

use super::complement::{self, Target, after_of, claim_noun, object, of_noun, of_subject};
use super::extent::{clause, is_clause, phrase, trim};
use super::scene::{Draft, Hit, Scene, Who};
use super::subject;
use super::words::{is_adverb, is_auxiliary, is_be, is_determiner, is_negation, is_relative, is_saying, is_subject_pronoun};
use crate::claim::Status;
use crate::lexicon::triggers::{Frame, NounKind, Subject, noun_kind};
use crate::span::Span;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// What a wording gives.
#[derive(Debug)]
pub(super) enum Reading {
    /// A claim whose words are known.
    Claim(Draft),
    /// A challenge to something said before; the draft still lacks its proposition.
    Challenge(Draft),
    /// "without evidence": a challenge to what is said in the same sentence.
    Attached(Draft),
}

/// Reads one wording; `None` where it is not about a claim.
pub(super) fn read(scene: &Scene, hit: &Hit) -> Option<Reading> {
    let text = scene.text;
    if is_turned(text, hit) || is_noun_use(text, hit) || is_passive(text, hit) || is_own_speech(scene, hit) {
        return None;
    }
    let end = hit.range.end;
    let target = match hit.trigger.frame {
        Frame::Clause => clause_after(scene, hit)?,
        Frame::Object => object(text, end, hit.trigger.subject == Subject::Contester)?,
        Frame::Noun => noun_after(text, hit)?,
        Frame::Of => Target::Here(after_of(text, end)?),
        Frame::Modifier => Target::Here(modified(text, hit)?),
        Frame::Phrase => Target::Here(complement::with_prepositions(text, phrase(text, end)?)),
        Frame::Subject => of_subject(text, hit.range.start)?,
        Frame::Back => Target::Before,
        Frame::Support => supported(text, end)?,
        Frame::Adverb => return adverb(scene, hit).map(Reading::Claim),
        Frame::False => return falsely(scene, hit).map(Reading::Claim),
        Frame::Without => return Some(Reading::Attached(Draft::new(scene, hit, Vec::new(), None))),
    };
    let subject = who(scene, hit);
    match target {
        Target::Before if is_unreal(text, hit) => None,
        Target::Before => {
            let mut draft = Draft::new(scene, hit, Vec::new(), subject);
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
    if verb || !matches!(next, "that" | "of") {
        return None;
    }
    let Some(Target::Here(tokens)) = of_noun(text, index) else { return None };
    let evidence = text.span(&(index..index + 1));
    let why = vec![format!("alleged \"{}\"", evidence.of(text.body))];
    let claimant = possessor(text, index).map(Who::Words);
    let proposition = vec![text.span(&tokens)];
    Some(Draft {
        proposition,
        status: Status::Alleged,
        claimant,
        challenges: Vec::new(),
        evidence: vec![evidence],
        quotation: None,
        confidence: 0.6,
        why,
        at: index,
    })
}

/// "not", "never" or "no" before the wording takes it back.
fn is_turned(text: &Text, hit: &Hit) -> bool {
    if matches!(hit.trigger.frame, Frame::Modifier | Frame::Adverb | Frame::Subject | Frame::Without) {
        return false;
    }
    let sentence = text.sentence_of(hit.range.start);
    (1..=3)
        .map(|back| text.lower_in(&sentence, hit.range.start as isize - back))
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
    let measured = matches!(before, "reasonable" | "little" | "serious" | "factual" | "much");
    let adjective = first.ends_with("ed") && is_determiner(before);
    adjective || (ambiguous && (is_noun(text, hit.range.start) || no_subject || measured))
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
    adjective || is_determiner(before) || (super::words::is_preposition(before) && before != "to")
}

/// "was denied", "been questioned": its subject is not who denies.
fn is_passive(text: &Text, hit: &Hit) -> bool {
    let first = text.lower(hit.range.start);
    let verbal = matches!(hit.trigger.frame, Frame::Object | Frame::Noun | Frame::Clause) && hit.trigger.subject != Subject::None;
    let sentence = text.sentence_of(hit.range.start);
    let before = (sentence.start..hit.range.start).rev().find(|&index| !is_adverb(text.lower(index)));
    verbal && first.ends_with("ed") && before.is_some_and(|index| is_be(text.lower(index)))
}

/// "will challenge the claim", "to deny it": a challenge that nobody has made yet.
fn is_unreal(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let back = (1..=3).map(|back| text.lower_in(&sentence, hit.range.start as isize - back));
    let before: Vec<&str> = back.take_while(|word| !matches!(*word, "" | "," | "and")).collect();
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
    let end = hit.range.end;
    let sentence = text.sentence_of(hit.range.start);
    let last = text.lower(end - 1);
    let next = text.lower_in(&sentence, end as isize);
    let explicit = matches!(last, "that" | "whether" | "if" | "suggestions") || next == "that";
    let infinitive = next == "to" && !is_determiner(text.lower_in(&sentence, end as isize + 1));
    if infinitive && !explicit {
        return clause(text, end + 1).map(Target::Here);
    }
    if end < sentence.end && (explicit || is_clause(text, end)) {
        return clause(text, end).map(Target::Here);
    }
    let quotation = &scene.quotations[scene.cued_by(text.span(&hit.range))?];
    let content = text.tokens_in(*quotation.content.first()?);
    // Direct speech has its own wording: "…," he insisted.
    let direct = text.tokens.get(content.start).is_some_and(|token| token.region.is_some());
    if direct { None } else { trim(text, content).map(Target::Here) }
}

fn noun_after(text: &Text, hit: &Hit) -> Option<Target> {
    if hit.trigger.phrase.ends_with("@noun") {
        return of_noun(text, hit.range.end - 1).filter(|target| matches!(target, Target::Here(_)));
    }
    of_noun(text, claim_noun(text, hit.range.end)?)
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
    phrase(text, next)
}

/// "no evidence to support that", "… to support the claim".
fn supported(text: &Text, at: usize) -> Option<Target> {
    object(text, at, true)
}

/// "Quill reportedly left": subject and predicate around the adverb.
fn adverb(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(hit.range.start);
    let after = (hit.range.end < sentence.end).then(|| clause(text, hit.range.end)).flatten();
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    let relative = is_relative(text.lower_in(&sentence, group as isize - 1));
    let subject = subject::before(text, hit.range.start).filter(|_| !relative).and_then(|subject| {
        let start = subject.start.max(sentence.start);
        trim(text, start..hit.range.start)
    });
    let before = subject.filter(|subject| subject.len() <= 14).map(|tokens| text.span(&tokens));
    let proposition: Vec<Span> = before.into_iter().chain(after.map(|tokens| text.span(&tokens))).collect();
    (!proposition.is_empty()).then(|| Draft::new(scene, hit, proposition, None))
}

/// "falsely claimed that": the adverb with its verb is the evidence, the verb's subject the claimant.
fn falsely(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(hit.range.start);
    let verb = hit.range.end;
    let word = text.lower_in(&sentence, verb as isize);
    let accuses = word.starts_with("accus");
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

/// Who the subject of the wording is: the source of the quotation it cues, or the words before it.
fn who(scene: &Scene, hit: &Hit) -> Option<Who> {
    let text = scene.text;
    if hit.trigger.subject == Subject::None {
        return None;
    }
    if hit.trigger.frame == Frame::Of && is_passive_accusation(text, hit) {
        return None;
    }
    let span = text.span(&hit.range);
    let cued = scene.cued_by(span).filter(|&place| scene.quotations[place].source.is_some()).map(Who::Voice);
    let Some(words) = subject::before(text, hit.range.start) else { return cued };
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
    let direct = text.lower_in(&sentence, hit.range.end as isize) == "of" && text.lower(hit.range.start) == "accused";
    let before = (sentence.start..hit.range.start).rev().find(|&index| !is_adverb(text.lower(index)));
    direct || before.is_some_and(|index| is_be(text.lower(index)))
}

/// "denied Quill's claim that …": the possessor of the claim noun is the claimant.
fn claimant_of_noun(scene: &Scene, hit: &Hit, draft: &mut Draft) {
    if draft.claimant.is_some() || !matches!(hit.trigger.frame, Frame::Object | Frame::Noun) {
        return;
    }
    let from = if hit.trigger.phrase.ends_with("@noun") { hit.range.end - 1 } else { hit.range.end };
    let noun = claim_noun(scene.text, from);
    draft.claimant = noun.and_then(|noun| possessor(scene.text, noun)).map(Who::Words);
}

/// "Quill's claim", "his allegation": whose noun it is.
fn possessor(text: &Text, noun: usize) -> Option<Span> {
    let sentence = text.sentence_of(noun);
    let back = (sentence.start.max(noun.saturating_sub(3))..noun).rev();
    for index in back {
        let word = text.lower(index);
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
