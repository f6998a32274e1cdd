//! What a challenge is about when its own words do not say. Comes in: "denied the accusation", "called it a lie". Goes out: the claim or quotation before it that is meant.

use super::extent::trim;
use super::scene::{Draft, Scene, Who};
use crate::claim::Status;
use crate::quotation::CueClass;

/// How far back a claim may stand, in sentences.
const CLAIM_WITHIN: u32 = 3;
/// How far back a quotation may stand, in sentences.
const QUOTATION_WITHIN: u32 = 1;

/// Adds `challenge` to the draft it is about, or makes a claim of the quotation it is about; without either it is dropped.
pub(super) fn attach(scene: &Scene, drafts: &mut Vec<Draft>, challenge: Draft) {
    let contester = challenge.challenges.first().and_then(|(who, _)| *who);
    let quoted = challenge.status != Status::Refuted;
    let claim = latest_claim(scene, drafts, &challenge, contester);
    if let Some(place) = claim {
        drafts[place].absorb(challenge);
    } else if let Some(place) = latest_quotation(scene, &challenge, contester).filter(|_| quoted) {
        drafts.extend(of_quotation(scene, place, challenge));
    }
}

fn latest_claim(scene: &Scene, drafts: &[Draft], challenge: &Draft, contester: Option<Who>) -> Option<usize> {
    let here = scene.sentence(challenge.at);
    let evidence = challenge.evidence.first()?;
    let fits = |draft: &Draft| {
        let near = draft.at < challenge.at && here.saturating_sub(scene.sentence(draft.at)) <= CLAIM_WITHIN;
        let apart = !draft.proposition.iter().any(|span| span.overlaps(*evidence));
        let other = !matches!((draft.claimant, contester), (Some(claimant), Some(contester)) if scene.same(claimant, contester));
        near && apart && other && claimed_by(scene, challenge, draft.claimant)
    };
    (0..drafts.len()).rev().find(|&place| fits(&drafts[place]))
}

/// "rejected Quill's claim" is about what Quill says; a challenge that names nobody fits everybody.
fn claimed_by(scene: &Scene, challenge: &Draft, claimant: Option<Who>) -> bool {
    match (challenge.claimant, claimant) {
        (Some(Who::Words(span)), _) if matches!(span.of(scene.text.body), "his" | "her" | "their") => true,
        (Some(named), Some(claimant)) => scene.same(named, claimant),
        _ => true,
    }
}

fn latest_quotation(scene: &Scene, challenge: &Draft, contester: Option<Who>) -> Option<usize> {
    let evidence = challenge.evidence.first()?;
    let here = scene.sentence(challenge.at);
    let said = |class| {
        matches!(class, CueClass::Neutral | CueClass::Assert | CueClass::Claim | CueClass::Report | CueClass::Judge | CueClass::Think)
    };
    let fits = |place: &usize| {
        let quotation = &scene.quotations[*place];
        let Some(last) = quotation.content.last() else { return false };
        let tokens = scene.text.tokens_in(*last);
        let near =
            !tokens.is_empty() && last.end <= evidence.start && here.saturating_sub(scene.sentence(tokens.end - 1)) <= QUOTATION_WITHIN;
        let class = quotation.cue.as_ref().is_none_or(|cue| said(cue.class));
        near && class
            && quotation.source.is_some()
            && claimed_by(scene, challenge, Some(Who::Voice(*place)))
            && !contester.is_some_and(|contester| scene.same(contester, Who::Voice(*place)))
    };
    (0..scene.quotations.len()).rev().find(fits)
}

fn of_quotation(scene: &Scene, place: usize, challenge: Draft) -> Option<Draft> {
    let content = &scene.quotations[place].content;
    let trimmed = content.iter().filter_map(|span| trim(scene.text, scene.text.tokens_in(*span)));
    let proposition: Vec<_> = trimmed.map(|tokens| scene.text.span(&tokens)).collect();
    let draft = Draft { proposition, claimant: Some(Who::Voice(place)), quotation: Some(place), confidence: 0.5, ..challenge };
    (!draft.proposition.is_empty()).then_some(draft)
}

/// Adds "without evidence" to what its own sentence claims or reports; without either it is dropped.
pub(super) fn attach_here(scene: &Scene, drafts: &mut Vec<Draft>, challenge: Draft) {
    let here = scene.sentence(challenge.at);
    let own = drafts.iter().position(|draft| scene.sentence(draft.at) == here && draft.claimant.is_some());
    let reported = || {
        let in_sentence = |place: &usize| {
            let cue = scene.quotations[*place].cue.as_ref().map(|cue| scene.text.tokens_in(cue.span));
            cue.is_some_and(|tokens| !tokens.is_empty() && scene.sentence(tokens.start) == here)
        };
        let outside = |place: &usize| {
            challenge.evidence.iter().all(|span| !scene.quotations[*place].content.iter().any(|content| content.contains(*span)))
        };
        (0..scene.quotations.len()).find(|place| in_sentence(place) && outside(place))
    };
    if let Some(place) = own {
        drafts[place].absorb(challenge);
    } else if let Some(place) = reported() {
        drafts.extend(of_quotation(scene, place, challenge));
    }
}

/// "have not confirmed full control" after a claim in the same paragraph challenges that claim rather than making its own.
pub(super) fn joins_claim_before(scene: &Scene, drafts: &[Draft], draft: &Draft) -> Option<usize> {
    let paragraph = scene.text.tokens[draft.at].paragraph;
    let last = drafts.len().checked_sub(1)?;
    let before = &drafts[last];
    let near =
        scene.text.tokens[before.at].paragraph == paragraph && scene.sentence(draft.at).saturating_sub(scene.sentence(before.at)) == 1;
    let opens = scene.text.sentence_of(draft.at).start;
    let contrast = matches!(scene.text.lower(opens), "however" | "but" | "yet" | "still");
    let other = !matches!((before.claimant, draft.challenges.first()), (Some(claimant), Some((Some(contester), _))) if scene.same(claimant, *contester));
    (near && contrast && other && before.status == Status::Alleged && draft.status > Status::Alleged).then_some(last)
}
