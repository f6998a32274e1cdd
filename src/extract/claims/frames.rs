//! From a wording to a claim or a challenge. Comes in: a wording found in the text. Goes out: a draft, or a challenge to something said before.
//!
//! `veto` says which wordings are no claim, `target` where the proposition stands, `party` who claims or contests.

use super::complement::{self, Target, after_of, after_with, of_noun, of_subject, with_prepositions};
use super::extent::{clause, is_clause, phrase, predicate, trim};
use super::idle::is_generic;
use super::party::{claimant_behind, claimant_of_noun, owner, who};
use super::scene::{Draft, Hit, Scene, Way, Who};
use super::target::{back, claimed, clause_after, gerund_or_phrase, modified, noun_after, plea, supported, within_noun};
use super::veto::{
    demands, in_marks, is_all_quoted, is_demand, is_distance, is_elliptical, is_noun, is_noun_use, is_of_anybody, is_own_speech, is_owner,
    is_passive, is_promise, is_turned, is_unreal,
};
use super::words::{is_determiner, is_preposition, is_relative, is_saying};
use super::{relative, subject};
use crate::claim::Status;
use crate::lexicon::triggers::{self, Frame, NounKind, noun_kind};
use crate::span::Span;

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
                .filter(|tokens| !is_all_quoted(text, tokens) && !is_of_anybody(text, hit, tokens))
                .filter(|tokens| !triggers::is_no_claim(text.lower(tokens.start)))?,
        ),
        Frame::With => Target::Here(after_with(text, end).map(|tokens| within_noun(text, hit, tokens))?),
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
            if draft.claimant.is_none() && draft.status >= Status::Disputed {
                draft.claimant = claimant_behind(text, tokens.end).map(Who::Words);
            }
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
    if demands(text, &tokens) || is_elliptical(text, &tokens) {
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

/// "Quill reportedly left": subject and predicate around the adverb.
fn adverb(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let text = scene.text;
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    // "was reported to the police": to whom, not what.
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let upper = hit.range.end < sentence.end && text.word(hit.range.end).starts_with(char::is_uppercase);
    if text.lower(hit.range.end - 1) == "to" && (upper || is_determiner(next) || next.ends_with('s') || next == "police") {
        return None;
    }
    // "Quill, supposedly a friend of the port, then left": what he is said to be.
    if before == "," && is_determiner(next) && !is_clause(text, hit.range.end) {
        let tokens = with_prepositions(text, phrase(text, hit.range.end)?);
        return Some(Draft::new(scene, hit, vec![text.span(&tokens)], None));
    }
    if is_determiner(before) && !is_relative(before) && hit.range.end < sentence.end {
        // "the supposedly imminent sale"
        let tokens = phrase(text, hit.range.end)?;
        return Some(Draft::new(scene, hit, vec![text.span(&tokens)], None));
    }
    let after = (hit.range.end < sentence.end).then(|| predicate(text, hit.range.end)).flatten();
    // "a recording, purporting to show", "fined for allegedly hiding it": only what follows is said to be so.
    let own = text.lower(hit.range.start).ends_with("ing") || is_preposition(before);
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    let opener = text.lower_in(&sentence, group as isize - 1);
    let relative = is_relative(opener) || opener == "that";
    // "those who allegedly voted": nobody is told.
    if relative && after.as_ref().is_some_and(|after| after.len() == 1) {
        return None;
    }
    let subject = subject::before(text, hit.range.start).filter(|_| !relative && !own).and_then(|subject| {
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
