//! Who claims and who contests. Comes in: a wording, or a claim noun. Goes out: the words that name them, or the quotation that knows them.

use super::complement::claim_noun;
use super::extent::phrase;
use super::scene::{Draft, Hit, Scene, Who};
use super::words::{ends_phrase, is_adverb, is_be, is_determiner, is_subject_pronoun, is_told};
use super::{relative, subject};
use crate::lexicon::triggers::{Frame, Subject, noun_kind};
use crate::lexicon::words::classes;
use crate::span::Span;
use crate::text::{Text, TokenKind};

/// Most words between the determiner of a possessor and its noun.
const ADJECTIVES: usize = 2;
/// How far before a claim noun its possessor may stand, in tokens.
const POSSESSOR_WITHIN: usize = 8;

/// Who the subject of the wording is: the source of the quotation it cues, or the words before it.
pub(super) fn who(scene: &Scene, hit: &Hit) -> Option<Who> {
    let text = scene.text;
    if hit.trigger.subject == Subject::None {
        return None;
    }
    match hit.trigger.subject {
        Subject::Agent => return phrase(text, hit.range.end).map(|words| Who::Words(text.span(&words))),
        Subject::Owner => return possessor(text, hit.range.start).map(Who::Words),
        _ => {}
    }
    if matches!(hit.trigger.frame, Frame::Of | Frame::With) && is_passive_accusation(text, hit) {
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
    let named = Who::Words(subject::span(text, &subject::with_name(text, words.clone())));
    // A quotation knows who a pronoun or participle belongs to; a noun phrase is better read from where the wording stands, and so is "his speech accusing".
    let participle = text.lower(hit.range.start).ends_with("ing") && !subject::is_speech(text.lower(words.end - 1));
    Some(if pronoun || participle { cued.or(own).unwrap_or(named) } else { named })
}

/// "was accused of", "a man accused of": the subject is not the accuser.
fn is_passive_accusation(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let direct = matches!(text.lower_in(&sentence, hit.range.end as isize), "of" | "by" | "with")
        && matches!(text.lower(hit.range.start), "accused" | "charged" | "indicted");
    let before = (sentence.start..hit.range.start).rev().find(|&index| !is_adverb(text.lower(index)));
    direct || before.is_some_and(|index| is_be(text.lower(index)))
}

/// "denied Quill's claim that …": the possessor of the claim noun is the claimant.
pub(super) fn claimant_of_noun(scene: &Scene, hit: &Hit, draft: &mut Draft) {
    let noun = match hit.trigger.frame {
        _ if draft.claimant.is_some() => return,
        // "despite Quill's claims that", "rejected criticism from Ada Quill that"
        Frame::Clause => hit.range.clone().find(|&index| noun_kind(scene.text.lower(index)).is_some()),
        Frame::Object | Frame::Noun if hit.trigger.phrase.ends_with("@noun") => Some(hit.range.end - 1),
        Frame::Object | Frame::Noun => claim_noun(scene.text, relative::skip_adjunct(scene.text, hit)),
        _ => return,
    };
    draft.claimant = noun.and_then(|noun| owner(scene.text, noun).or_else(|| teller(scene.text, noun))).map(Who::Words);
}

/// "Tarn has repeatedly made the unfounded claim that": the subject of the verb whose object the noun is.
fn teller(text: &Text, noun: usize) -> Option<Span> {
    const TELLS: &[&str] = &[
        "made", "makes", "make", "repeated", "repeats", "spread", "pushed", "pushes", "promoted", "promotes", "floated", "floats",
        "raised", "raises", "peddled", "peddles", "touted", "touts", "echoed", "echoes",
    ];
    let start = text.sentence_of(noun).start;
    let open = |index: &usize| is_determiner(text.lower(*index)) || is_adverb(text.lower(*index)) || classes(text.lower(*index)).is_open();
    let verb =
        (start.max(noun.saturating_sub(ADJECTIVES + 2))..noun).rev().take_while(open).find(|&index| TELLS.contains(&text.lower(index)))?;
    subject::before(text, verb).map(|words| subject::span(text, &subject::with_name(text, words)))
}

/// "denied that it fell, | as two papers have reported", "no evidence that it fell, despite Quill's claim": who makes the claim that ends before token `end`.
pub(super) fn claimant_behind(text: &Text, end: usize) -> Option<Span> {
    const WITHIN: usize = 10;
    let sentence = text.sentence_of(end.checked_sub(1)?);
    let at = (end..sentence.end).find(|&index| text.tokens[index].kind != TokenKind::Punctuation)?;
    let limit = sentence.end.min(at + WITHIN);
    match text.lower(at) {
        "as" => {
            let verb = (at + 2..limit).find(|&index| is_told(text.lower(index)))?;
            let words = subject::before(text, verb).filter(|words| words.start > at && words.end <= verb)?;
            Some(subject::span(text, &words))
        }
        "despite" => possessor(text, (at + 1..limit).find(|&index| noun_kind(text.lower(index)).is_some())?),
        _ => None,
    }
}

/// Who makes the claim that a noun names: "Quill's claim", "the Tarn campaign's claim", "council claims", "a claim by the mayor".
pub(super) fn owner(text: &Text, noun: usize) -> Option<Span> {
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

/// "Quill repeated | his claim": who does so with a claim makes it.
fn repeater(text: &Text, possessive: usize) -> Option<Span> {
    let sentence = text.sentence_of(possessive);
    let by = text.lower_in(&sentence, possessive as isize - 1);
    let verb = if matches!(by, "by" | "on" | "up" | "from" | "down") { possessive.checked_sub(2)? } else { possessive.checked_sub(1)? };
    let word = text.lower_in(&sentence, verb as isize);
    let own = ["repeat", "reiterat", "renew", "retract", "withdr", "restat", "recant"].iter().any(|root| word.starts_with(root))
        || matches!(
            (word, by),
            ("stood" | "stands" | "stand", "by") | ("doubled" | "doubles" | "doubling", _) | ("backed" | "backs", "up" | "from")
        );
    let words = own.then(|| subject::before(text, verb)).flatten()?;
    let pronoun = words.len() == 1 && is_subject_pronoun(text.lower(words.start));
    (!pronoun && words.end <= verb).then(|| subject::span(text, &words))
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
            if let Some(subject) = repeater(text, index) {
                return Some(subject);
            }
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
            // "the company's claim", "a former engineer's claim"
            let described = |at: &usize| text.word(*at).starts_with(char::is_lowercase) && text.tokens[*at].kind == TokenKind::Word;
            let words = (sentence.start..start).rev().take(ADJECTIVES + 1).take_while(described);
            let whole = Some(start).filter(described).and_then(|_| words.into_iter().find(|at| is_determiner(text.lower(*at))));
            return Some(text.span(&(whole.unwrap_or(start)..index)));
        }
        if is_determiner(word) || text.tokens[index].kind == TokenKind::Punctuation {
            return None;
        }
    }
    None
}
