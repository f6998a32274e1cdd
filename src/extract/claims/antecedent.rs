//! What a challenge is about when its own words do not say. Comes in: "denied the accusation", "called it a lie". Goes out: the claim or quotation before it that is meant.

use super::complement::after_preposition;
use super::extent::{is_clause, trim};
use super::scene::{Draft, Scene, Way, Who};
use super::turn;
use super::words::{is_auxiliary, is_relative};
use crate::claim::Status;
use crate::lexicon::triggers::{NounKind, noun_kind};
use crate::quotation::CueClass;
use crate::span::Span;
use crate::text::TokenKind;
use std::ops::Range;

/// How far back a claim may stand, in sentences.
const CLAIM_WITHIN: u32 = 3;
/// How far back a claim may stand that "the allegations" are about, in sentences.
const NAMED_WITHIN: u32 = 10;
/// How far back what a contested noun phrase is about may stand, in sentences.
const PHRASE_WITHIN: u32 = 4;
/// Longest noun phrase that is read as part of something said before, in tokens.
const SHORT_PHRASE: usize = 4;
/// How far back a claim may stand whose claimant spoke last, in sentences.
const SPEAKER_WITHIN: u32 = 6;
/// Most of a quotation in pieces that is taken as one proposition, in tokens.
const LONGEST_STATEMENT: usize = 40;
/// How far back a quotation may stand, in sentences.
const QUOTATION_WITHIN: u32 = 1;

/// Adds `challenge` to the draft it is about, or makes a claim of the quotation it is about; without either it is dropped.
pub(super) fn attach(scene: &Scene, drafts: &mut Vec<Draft>, challenge: Draft) {
    let contester = challenge.challenges.first().and_then(|(who, _)| *who);
    if let Some(proposition) = charge_before(scene, &challenge) {
        drafts.push(Draft { proposition: vec![proposition], way: Way::Charge, ..challenge });
        return;
    }
    let quotation = latest_quotation(scene, &challenge, contester, &|_| true).filter(|_| challenge.reaches);
    let claim = latest_claim(scene, drafts, &challenge, contester, &|_| true)
        .filter(|&place| quotation.is_none_or(|quotation| !is_nearer(scene, &challenge, &drafts[place], quotation)));
    if let Some((tokens, claimant)) =
        turn::statement(scene, &challenge).filter(|found| !is_known(scene, drafts, quotation, &challenge, found))
    {
        let quotation = scene.around(scene.text.span(&tokens));
        let proposition = vec![scene.text.span(&tokens)];
        drafts.push(Draft { proposition, claimant: Some(claimant), quotation, way: Way::Apposed, ..challenge });
        return;
    }
    let said = quotation.and_then(|place| claim_of_speaker(scene, drafts, &challenge, place));
    if let Some(place) = claim.or(said) {
        for other in companions(scene, drafts, &challenge, place) {
            drafts[other].absorb(challenge.clone());
        }
        drafts[place].absorb(challenge);
    } else if let Some(place) = quotation {
        drafts.extend(of_quotation(scene, statement(scene, place), challenge));
    }
}

/// True where the clause before "but" is a claim already, what a quotation says, or what the contester himself says.
fn is_known(scene: &Scene, drafts: &[Draft], quotation: Option<usize>, challenge: &Draft, found: &(Range<usize>, Who)) -> bool {
    let (tokens, claimant) = found;
    let span = scene.text.span(tokens);
    let drafted = drafts.iter().any(|draft| draft.proposition.iter().any(|known| known.overlaps(span)));
    let said = quotation.is_some_and(|place| scene.quotations[place].content.iter().any(|content| content.overlaps(span)));
    let own = challenge.challenges.iter().any(|(who, _)| who.is_some_and(|who| scene.same(who, *claimant)));
    drafted || said || own
}

/// Adds "It has not." to the claim or quotation before it that has the same auxiliary; without either it is dropped.
pub(super) fn attach_short(scene: &Scene, drafts: &mut Vec<Draft>, challenge: Draft) {
    let contester = challenge.challenges.first().and_then(|(who, _)| *who);
    let words = challenge.evidence.first().map_or(0..0, |span| scene.text.tokens_in(*span));
    let family = words.filter_map(|index| Auxiliary::of(scene.text.lower(index))).next();
    let answers = |spans: &[Span]| {
        let words = || spans.iter().flat_map(|span| scene.text.tokens_in(*span)).filter_map(|index| Auxiliary::of(scene.text.lower(index)));
        words().all(|word| word != Auxiliary::Modal) && (family == Some(Auxiliary::Do) || words().any(|word| Some(word) == family))
    };
    if let Some(place) = latest_claim(scene, drafts, &challenge, contester, &answers) {
        drafts[place].absorb(challenge);
    } else if let Some(place) = latest_quotation(scene, &challenge, contester, &answers) {
        drafts.extend(of_quotation(scene, place, challenge));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Auxiliary {
    Be,
    Have,
    Do,
    Modal,
}

impl Auxiliary {
    fn of(word: &str) -> Option<Auxiliary> {
        Some(match word.strip_suffix("n't").or(word.strip_suffix("n’t")).unwrap_or(word) {
            "is" | "are" | "was" | "were" | "been" => Auxiliary::Be,
            "has" | "have" | "had" => Auxiliary::Have,
            "did" | "do" | "does" => Auxiliary::Do,
            "would" | "should" | "could" | "must" | "will" | "may" | "might" | "can" => Auxiliary::Modal,
            _ => return None,
        })
    }
}

/// Adds ", a charge that Quill dismissed" to the clause before the mark: a claim of this sentence, or what it reports.
pub(super) fn attach_apposed(scene: &Scene, drafts: &mut Vec<Draft>, challenge: Draft, mark: usize) {
    let text = scene.text;
    let sentence = text.sentence_of(mark);
    let own = |draft: &Draft| {
        draft.proposition.iter().any(|span| text.tokens_in(*span).end <= mark && sentence.contains(&text.tokens_in(*span).start))
    };
    if let Some(place) = (0..drafts.len()).rev().find(|&place| own(&drafts[place])) {
        drafts[place].absorb(challenge);
        return;
    }
    let before = |place: &usize| {
        let start = scene.quotations[*place].content.first().map(|span| text.tokens_in(*span).start);
        start.is_some_and(|start| sentence.contains(&start) && start < mark)
    };
    let Some(place) = (0..scene.quotations.len()).find(before) else { return attach(scene, drafts, challenge) };
    let start = scene.quotations[place].content.first().map_or(mark, |span| text.tokens_in(*span).start);
    let start = if text.lower(start) == "that" { start + 1 } else { start };
    // "urged them to send back a man who is blamed for it, a charge he denies": not what is urged.
    let person = (start..mark).any(|index| is_relative(text.lower(index)));
    if let Some(tokens) = trim(text, start..mark.max(start)).filter(|_| !person) {
        let proposition = vec![text.span(&tokens)];
        drafts.push(Draft { proposition, claimant: Some(Who::Voice(place)), quotation: Some(place), way: Way::Apposed, ..challenge });
    }
}

/// "charged with fraud" before "pleaded not guilty" or "denies the charges".
fn charge_before(scene: &Scene, challenge: &Draft) -> Option<Span> {
    let text = scene.text;
    let evidence = text.tokens_in(*challenge.evidence.first()?);
    let next = text.sentence_of(challenge.at).end.min(evidence.end + 3);
    let criminal = |index: usize| matches!(text.lower(index), "guilty" | "charge" | "charges");
    if !(evidence.start..next).any(criminal) {
        return None;
    }
    let here = scene.sentence(challenge.at);
    let near = (0..challenge.at).rev().take_while(|&index| here.saturating_sub(scene.sentence(index)) <= CLAIM_WITHIN);
    let charged = |index: &usize| matches!(text.lower(*index), "charged" | "indicted") && text.lower(index + 1) == "with";
    let tokens = after_preposition(text, near.into_iter().find(charged)? + 2)?;
    (tokens.end <= challenge.at).then(|| text.span(&tokens))
}

/// "the report", "that": what was reported last, rather than a claim before it. "The accusation" is about a claim.
fn is_nearer(scene: &Scene, challenge: &Draft, claim: &Draft, quotation: usize) -> bool {
    let words = challenge.evidence.first().map_or(0..0, |span| scene.text.tokens_in(*span));
    let limit = scene.text.tokens.len().min(words.end + 5);
    let charges = (words.start..limit).any(|index| scene.text.lower(index).starts_with("charge"));
    let accuses = charges || accusation(scene, challenge).is_some();
    let last = claim.proposition.iter().map(|span| span.end).max();
    let later = scene.quotations[quotation].content.first().map(|span| span.start) > last;
    let indirect = !is_direct(scene, quotation);
    let same = claim.claimant.is_some_and(|claimant| scene.same(claimant, Who::Voice(quotation)));
    later && indirect && !same && !accuses
}

/// The noun by which a challenge names what it is about: "the allegations", "his claim".
fn accusation(scene: &Scene, challenge: &Draft) -> Option<usize> {
    let words = challenge.evidence.first().map_or(0..0, |span| scene.text.tokens_in(*span));
    let limit = scene.text.tokens.len().min(words.end + 5);
    (words.start.saturating_sub(7)..limit).find(|&index| noun_kind(scene.text.lower(index)) == Some(NounKind::Strong))
}

/// True for "the allegations", which are about more than the last claim.
fn names_several(scene: &Scene, challenge: &Draft) -> bool {
    accusation(scene, challenge).is_some_and(|noun| scene.text.lower(noun).ends_with('s'))
}

/// "all of the claims", "the allegations": the others that who makes the claim at `place` makes, and that nobody has contested.
fn companions(scene: &Scene, drafts: &[Draft], challenge: &Draft, place: usize) -> Vec<usize> {
    let here = scene.sentence(challenge.at);
    let fits = |other: &usize| {
        let draft = &drafts[*other];
        let near = here.saturating_sub(scene.sentence(draft.at)) <= NAMED_WITHIN;
        let same = matches!((draft.claimant, drafts[place].claimant), (Some(one), Some(next)) if scene.same(one, next));
        *other != place && draft.status == Status::Alleged && near && same
    };
    if names_several(scene, challenge) { (0..drafts.len()).filter(fits).collect() } else { Vec::new() }
}

/// "no evidence of the videos" after "she said they show videos": the claim or quotation that the noun phrase belongs to, if any.
///
/// Goes out: true where the draft was added to one.
pub(super) fn joins_phrase(scene: &Scene, drafts: &mut Vec<Draft>, draft: &Draft) -> bool {
    let text = scene.text;
    let [span] = draft.proposition.as_slice() else { return false };
    let tokens = text.tokens_in(*span);
    let definite = matches!(text.lower(tokens.start), "the" | "such" | "these" | "those" | "any" | "his" | "her" | "their" | "its");
    if draft.status < Status::Disputed || tokens.len() < 2 || tokens.len() > SHORT_PHRASE || !definite {
        return false;
    }
    let head = stem(text.lower(tokens.end - 1));
    let holds = |spans: &[Span]| spans.iter().flat_map(|span| text.tokens_in(*span)).any(|index| stem(text.lower(index)) == head);
    let here = scene.sentence(draft.at);
    let near = |number: u32| number <= here && here - number <= PHRASE_WITHIN;
    let contester = draft.challenges.first().and_then(|(who, _)| *who);
    let other = |who: Who| contester.is_none_or(|contester| !scene.same(contester, who));
    let in_claim = |place: &usize| {
        let known = &drafts[*place];
        near(scene.sentence(known.at)) && known.claimant.is_none_or(&other) && holds(&known.proposition)
    };
    let in_quotation = |place: &usize| {
        let quotation = &scene.quotations[*place];
        let start = quotation.content.first().map(|span| text.tokens_in(*span).start);
        quotation.content.last().is_some_and(|content| content.end < span.start)
            && quotation.source.is_some()
            && start.is_some_and(|start| near(scene.sentence(start)))
            && other(Who::Voice(*place))
            && holds(&quotation.content)
            && says_something(scene, &quotation.content)
    };
    let claim = (0..drafts.len()).rev().find(in_claim);
    let quotation = if claim.is_none() { (0..scene.quotations.len()).rev().find(in_quotation) } else { None };
    let known = claim.or_else(|| claim_of_speaker(scene, drafts, draft, quotation?));
    let answer = Draft { proposition: Vec::new(), ..draft.clone() };
    match (known, quotation) {
        (Some(place), _) => drafts[place].absorb(answer),
        (None, Some(place)) => match of_quotation(scene, place, answer) {
            Some(made) => drafts.push(made),
            None => return false,
        },
        (None, None) => return false,
    }
    true
}

/// The first letters of a word: enough for "video" and "videos".
fn stem(word: &str) -> &str {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.char_indices().nth(6).map_or(word, |(at, _)| &word[..at])
}

/// "as Quill reported | a few days later" says nothing that could be denied.
fn says_something(scene: &Scene, content: &[Span]) -> bool {
    let mut tokens = content.iter().flat_map(|span| scene.text.tokens_in(*span));
    let clause = content.first().is_some_and(|span| is_clause(scene.text, scene.text.tokens_in(*span).start));
    let long = content.iter().map(|span| scene.text.tokens_in(*span).len()).sum::<usize>() > 3;
    let verb = |word: &str| is_auxiliary(word) || (word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")));
    // "Tarn, who was sent away" is somebody, and says nothing.
    let spans = || content.iter().flat_map(|span| scene.text.tokens_in(*span));
    let who = spans()
        .position(|index| is_relative(scene.text.lower(index)))
        .is_some_and(|at| at <= 4 && !spans().take(at).any(|index| verb(scene.text.lower(index))));
    long && !who && (clause || tokens.any(|index| scene.text.lower(index) == "that" || verb(scene.text.lower(index))))
}

fn is_direct(scene: &Scene, quotation: usize) -> bool {
    let start = scene.quotations[quotation].content.first().map(|span| scene.text.tokens_in(*span).start);
    start.is_some_and(|start| scene.text.tokens.get(start).is_some_and(|token| token.region.is_some()))
}

/// A claim of who speaks the quotation, made a little earlier than the quotation that bears it out.
fn claim_of_speaker(scene: &Scene, drafts: &[Draft], challenge: &Draft, quotation: usize) -> Option<usize> {
    let here = scene.sentence(challenge.at);
    let fits = |draft: &Draft| {
        let near = draft.at < challenge.at && here.saturating_sub(scene.sentence(draft.at)) <= SPEAKER_WITHIN;
        near && draft.claimant.is_some_and(|claimant| scene.same(claimant, Who::Voice(quotation)))
    };
    (0..drafts.len()).rev().find(|&place| is_direct(scene, quotation) && fits(&drafts[place]))
}

/// The reported statement just before direct speech of the same speaker: it says what is at issue.
fn statement(scene: &Scene, quotation: usize) -> usize {
    let start = |place: usize| scene.quotations[place].content.first().map_or(0, |span| scene.text.tokens_in(*span).start);
    let number = |place: usize| scene.text.tokens.get(start(place)).map_or(0, |token| token.sentence);
    let fits = |place: &usize| {
        let near = number(quotation).saturating_sub(number(*place)) <= CLAIM_WITHIN;
        near && !is_direct(scene, *place) && scene.same(Who::Voice(*place), Who::Voice(quotation))
    };
    if is_direct(scene, quotation) { (0..quotation).rev().find(fits).unwrap_or(quotation) } else { quotation }
}

/// Sentences from number `from` to number `to`; a heading, which ends in no mark, is not counted.
fn sentences_between(scene: &Scene, from: u32, to: u32) -> u32 {
    let full = |number: &u32| {
        let sentence = scene.text.sentences.get(*number as usize);
        sentence.is_some_and(|tokens| !tokens.is_empty() && scene.text.tokens[tokens.end - 1].kind == TokenKind::Punctuation)
    };
    (from + 1..=to).filter(full).count() as u32
}

fn latest_claim(
    scene: &Scene,
    drafts: &[Draft],
    challenge: &Draft,
    contester: Option<Who>,
    answers: &dyn Fn(&[Span]) -> bool,
) -> Option<usize> {
    let here = scene.sentence(challenge.at);
    let evidence = challenge.evidence.first()?;
    let within = if names_several(scene, challenge) { NAMED_WITHIN } else { CLAIM_WITHIN };
    let named = match challenge.claimant {
        Some(Who::Words(span)) => !is_possessive(span.of(scene.text.body)),
        _ => false,
    };
    let fits = |draft: &Draft| {
        let near = draft.at < challenge.at && here.saturating_sub(scene.sentence(draft.at)) <= within;
        let apart = !draft.proposition.iter().any(|span| span.overlaps(*evidence));
        // "In fact" may only stress what it says: it must follow what somebody claims.
        let stressed = scene.text.lower(challenge.at) != "in"
            || (sentences_between(scene, scene.sentence(draft.at), here) <= 1
                && (draft.claimant.is_some() || scene.text.lower(draft.at).ends_with("ly")));
        let other = !matches!((draft.claimant, contester), (Some(claimant), Some(contester)) if scene.same(claimant, contester));
        near && apart && stressed && other && claimed_by(scene, challenge, draft.claimant) && answers(&draft.proposition)
    };
    let owned = |place: &usize| named && drafts[*place].claimant.is_some() && fits(&drafts[*place]);
    (0..drafts.len()).rev().find(owned).or_else(|| (0..drafts.len()).rev().find(|&place| fits(&drafts[place])))
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "his" | "her" | "their")
}

/// "rejected Quill's claim" is about what Quill says; a challenge that names nobody fits everybody.
fn claimed_by(scene: &Scene, challenge: &Draft, claimant: Option<Who>) -> bool {
    match (challenge.claimant, claimant) {
        (Some(Who::Words(span)), claimant) if is_possessive(span.of(scene.text.body)) => {
            let source = match claimant {
                Some(Who::Words(source)) => Some(source),
                Some(Who::Voice(place)) => scene.quotations.get(place).and_then(|quotation| quotation.source).map(|source| source.span),
                _ => None,
            };
            // "He said …, but records contradicted her statement": somebody else's.
            let said = source.map_or(String::new(), |source| source.of(scene.text.body).to_lowercase());
            !matches!((span.of(scene.text.body), said.as_str()), ("her", "he") | ("his", "she"))
        }
        (Some(named), Some(claimant)) => scene.same(named, claimant),
        _ => true,
    }
}

fn latest_quotation(scene: &Scene, challenge: &Draft, contester: Option<Who>, answers: &dyn Fn(&[Span]) -> bool) -> Option<usize> {
    let evidence = challenge.evidence.first()?;
    let here = scene.sentence(challenge.at);
    let said = |class| {
        use CueClass::{Assert, Claim, Judge, Neutral, Report, Think, Warn};
        matches!(class, Neutral | Assert | Claim | Report | Judge | Think | Warn)
    };
    let fits = |place: &usize| {
        let quotation = &scene.quotations[*place];
        let Some(last) = quotation.content.last() else { return false };
        let tokens = scene.text.tokens_in(*last);
        let near = !tokens.is_empty()
            && last.end <= evidence.start
            && sentences_between(scene, scene.sentence(tokens.end - 1), here) <= QUOTATION_WITHIN;
        let class = quotation.cue.as_ref().is_none_or(|cue| said(cue.class));
        near && class
            && quotation.source.is_some()
            && says_something(scene, &quotation.content)
            && answers(&quotation.content)
            && claimed_by(scene, challenge, Some(Who::Voice(*place)))
            && !contester.is_some_and(|contester| scene.same(contester, Who::Voice(*place)))
    };
    (0..scene.quotations.len()).rev().find(fits)
}

fn of_quotation(scene: &Scene, place: usize, challenge: Draft) -> Option<Draft> {
    let content = &scene.quotations[place].content;
    let bare = |tokens: Range<usize>| {
        if tokens.len() > 1 && scene.text.lower(tokens.start) == "that" { tokens.start + 1..tokens.end } else { tokens }
    };
    let trimmed = content.iter().filter_map(|span| trim(scene.text, bare(scene.text.tokens_in(*span))));
    // A long speech in pieces: the first says what is at issue.
    let mut length = 0;
    let short = trimmed.take_while(|tokens| {
        let first = length == 0;
        length += tokens.len();
        first || length <= LONGEST_STATEMENT
    });
    let proposition: Vec<_> = short.map(|tokens| scene.text.span(&tokens)).collect();
    let draft = Draft { proposition, claimant: Some(Who::Voice(place)), quotation: Some(place), way: Way::Quotation, ..challenge };
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
