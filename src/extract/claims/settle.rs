//! From drafts to claims. Comes in: drafts, some about the same proposition. Goes out: one claim a proposition, parties resolved, in text order.

use super::features::{Feature, features};
use super::scene::{Draft, Scene, Way, Who};
use super::scorer;
use crate::article::ArticleId;
use crate::claim::{Challenge, Claim, Party};
use crate::extract::mentions::mention;
use crate::extract::speakers::Cast;
use crate::mention::Form;
use crate::span::Span;
use crate::speaker::{SpeakerId, SpeakerKind};
use crate::text::{Text, TokenKind};
use std::collections::BTreeSet;

/// How sure it must be who a description means.
const SURE: f32 = 0.7;
/// Share of content words from which two propositions of one article are the same.
const SAME: f32 = 0.6;
/// Share of a headline's content words that come back in the claim which it announces.
const ANNOUNCED: f32 = 0.4;

/// One claim a proposition, in text order, each with what the model `keep` sees of it.
pub(super) fn settle(scene: &Scene, article: ArticleId, drafts: Vec<Draft>, cast: &mut Cast) -> Vec<(Claim, Vec<Feature>)> {
    let merged = merge(scene.text, drafts);
    let mut claims: Vec<(Claim, Vec<Feature>)> = Vec::with_capacity(merged.len());
    for draft in merged {
        let mut claim = claim(scene, article, &draft, cast);
        let features = features(scene, &draft, &claim, cast);
        claim.confidence = match draft.way {
            Way::Answered(likely) => likely,
            _ => scorer::keep().probability(&features),
        };
        claims.push((claim, features));
    }
    claims.sort_by_key(|(claim, _)| claim.proposition.first().copied());
    claims.dedup_by(|next, kept| next.0.id == kept.0.id);
    claims
}

fn merge(text: &Text, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<(Draft, BTreeSet<String>)> = Vec::new();
    let headline = if text.paragraphs.len() > 1 { text.paragraphs[0].end } else { 0 };
    for draft in drafts {
        let words = content_words(text, &draft.proposition);
        let inner = |other: &Draft| draft.evidence.iter().all(|evidence| other.proposition.iter().any(|span| span.contains(*evidence)));
        if kept.iter().any(|(other, _)| inner(other)) {
            continue;
        }
        match kept.iter_mut().find(|(other, known)| {
            overlap(&other.proposition, &draft.proposition) || alike(known, &words) || (other.at < headline && within(known, &words))
        }) {
            Some((other, known)) => {
                if other.at < headline {
                    // The article says it more fully, and names who says it.
                    let title = std::mem::replace(other, draft);
                    other.absorb(title);
                    *known = words;
                    continue;
                }
                if words.len() > known.len() && !overlap(&other.proposition, &draft.proposition) {
                    other.proposition.clone_from(&draft.proposition);
                    *known = words;
                }
                other.absorb(draft);
            }
            None => kept.push((draft, words)),
        }
    }
    kept.into_iter().map(|(draft, _)| draft).collect()
}

fn overlap(one: &[Span], other: &[Span]) -> bool {
    one.iter().any(|span| other.iter().any(|next| span.overlaps(*next)))
}

fn content_words(text: &Text, spans: &[Span]) -> BTreeSet<String> {
    let tokens = spans.iter().flat_map(|span| text.tokens_in(*span));
    let word = |index: &usize| text.tokens[*index].kind != TokenKind::Punctuation && text.lower(*index).len() > 3;
    tokens.filter(word).map(|index| super::answer::stem(text.lower(index)).to_owned()).collect()
}

fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count() as f32;
    let same = shared >= 1.0 && one == other;
    same || (shared >= 2.0 && shared / one.union(other).count() as f32 >= SAME)
}

/// A headline's words come back in the claim it announces.
fn within(headline: &BTreeSet<String>, words: &BTreeSet<String>) -> bool {
    let shared = headline.intersection(words).count() as f32;
    shared >= 1.0 && shared / headline.len() as f32 >= ANNOUNCED
}

fn claim(scene: &Scene, article: ArticleId, draft: &Draft, cast: &mut Cast) -> Claim {
    let claimant = draft.claimant.and_then(|who| party(scene, who, cast));
    let mut challenges: Vec<Challenge> = Vec::new();
    for &(who, evidence) in &draft.challenges {
        let contester = who.and_then(|who| party(scene, who, cast).or_else(|| party(scene, speaking(scene, who, evidence)?, cast)));
        let own = contester.is_some() && contester.map(|party| party.speaker) == claimant.map(|party| party.speaker);
        challenges.push(Challenge { contester: contester.filter(|_| !own), evidence });
    }
    challenges.sort_by_key(|challenge| challenge.evidence);
    let mut evidence = draft.evidence.clone();
    evidence.sort();
    evidence.dedup();
    let start = draft.proposition.first().map_or(0, |span| span.start);
    Claim {
        id: Claim::make_id(article, start),
        proposition: draft.proposition.clone(),
        status: draft.status,
        claimant,
        challenges,
        evidence,
        quotation: draft.quotation.and_then(|place| scene.quotations.get(place)).map(|quotation| quotation.id.clone()),
        confidence: 0.0,
        why: draft.why.clone(),
    }
}

/// "“The town has proved him wrong,” Quill said": where the words name nobody, who says so.
fn speaking(scene: &Scene, who: Who, evidence: Span) -> Option<Who> {
    matches!(who, Who::Words(_)).then(|| scene.around(evidence)).flatten().map(Who::Voice)
}

fn party(scene: &Scene, who: Who, cast: &mut Cast) -> Option<Party> {
    match who {
        Who::Author => Some(Party { speaker: cast.author(), span: None }),
        Who::Words(span) => {
            let speaker = cast.resolve(scene.text, mention(scene.text, span)).speaker;
            is_somebody(cast, speaker).then_some(Party { speaker, span: Some(span) })
        }
        Who::Voice(place) => {
            let quotation = scene.quotations.get(place)?;
            let resolved = quotation.speaker.as_ref()?;
            // "the company", taken for a body named before it: too unsure to lay a claim at its door.
            let nominal = quotation.source.as_ref().is_some_and(|source| source.form == Form::Nominal);
            let body = cast.speakers().get(resolved.speaker.0 as usize).is_some_and(|speaker| speaker.kind == SpeakerKind::Organization);
            let guessed = resolved.confidence < SURE && nominal && body;
            if guessed {
                return None;
            }
            let speaker = resolved.speaker;
            let span = quotation.source.map(|source| source.span);
            is_somebody(cast, speaker).then_some(Party { speaker, span })
        }
    }
}

/// A speaker nobody can be told for is no party.
fn is_somebody(cast: &Cast, speaker: SpeakerId) -> bool {
    cast.speakers().get(speaker.0 as usize).is_some_and(|speaker| speaker.kind != SpeakerKind::None)
}
