//! What makes a wording of the lexicon no claim. Comes in: a wording, or the words it points to. Goes out: whether they are taken back, a noun, a demand.

use super::complement::Target;
use super::scene::{Hit, Scene};
use super::words::{is_adverb, is_auxiliary, is_be, is_clitic, is_determiner, is_negation, is_subject_pronoun};
use crate::claim::Status;
use crate::lexicon::irregular::regular;
use crate::lexicon::roles::role;
use crate::lexicon::triggers::{Frame, Subject};
use crate::lexicon::words::classes;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// "as he insisted it should", "what she claimed she did": nothing is left that could be true.
pub(super) fn is_elliptical(text: &Text, tokens: &Range<usize>) -> bool {
    let words = tokens.clone().filter(|&index| text.tokens[index].kind != TokenKind::Punctuation).count();
    let last = text.lower(tokens.end - 1);
    // "if it is as he claims it is, …"
    let broken = tokens.len() > 2 && is_auxiliary(text.lower(tokens.start + 1)) && text.lower(tokens.start + 2) == ",";
    let ends = words <= 3 && (is_auxiliary(last) || matches!(last, "said" | "says" | "told"));
    is_subject_pronoun(text.lower(tokens.start)) && (ends || broken)
}

/// "was not involved in", "played no role in".
pub(super) fn is_distance(hit: &Hit) -> bool {
    hit.trigger.frame == Frame::Phrase && ["involved in", "nothing to do", "no role"].iter().any(|words| hit.trigger.phrase.contains(words))
}

/// "the claims of the president", "the allegations of Ada Quill": whose they are, not what they say.
pub(super) fn is_owner(text: &Text, target: &Target) -> bool {
    let Target::Here(tokens) = target else { return false };
    let named = tokens.clone().all(|index| text.word(index).starts_with(char::is_uppercase));
    named || (tokens.len() <= 3 && role(text.lower(tokens.end - 1)).is_some())
}

/// "not", "never" or "no" before the wording takes it back.
pub(super) fn is_turned(text: &Text, hit: &Hit) -> bool {
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
pub(super) fn is_noun_use(text: &Text, hit: &Hit) -> bool {
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
    let entitled = matches!(before, "asylum" | "insurance" | "unemployment" | "jobless" | "disability" | "benefit" | "small" | "weekly");
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
pub(super) fn is_noun(text: &Text, index: usize) -> bool {
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
pub(super) fn is_passive(text: &Text, hit: &Hit) -> bool {
    let first = text.lower(hit.range.start);
    let verbal = matches!(hit.trigger.frame, Frame::Object | Frame::Noun | Frame::Clause) && hit.trigger.subject != Subject::None;
    let sentence = text.sentence_of(hit.range.start);
    let before = (sentence.start..hit.range.start).rev().find(|&index| !is_adverb(text.lower(index)));
    verbal && first.ends_with("ed") && before.is_some_and(|index| is_be(text.lower(index)))
}

/// "will challenge the claim", "to deny it", "by questioning it": a challenge that nobody has made yet, or not as the article's own report.
pub(super) fn is_unreal(text: &Text, hit: &Hit) -> bool {
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

/// "departments accused of beating suspects", "sided with men accused of it": no one in particular, of nothing in particular.
pub(super) fn is_of_anybody(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let before = |back: isize| text.lower_in(&sentence, hit.range.start as isize - back);
    let plural = before(1).ends_with('s') && classes(before(1)).is_open();
    let several = plural && text.word(hit.range.start - 1).starts_with(char::is_lowercase) || matches!(before(1), "men" | "women");
    let told = hit.range.start >= sentence.start + 2 && {
        let word = hit.range.start - 2;
        is_determiner(text.lower(word)) || text.tokens[word].kind == TokenKind::Number || text.lower(word) == "of"
    };
    let named = |index: usize| text.word(index).starts_with(char::is_uppercase) || text.tokens[index].kind == TokenKind::Number;
    let bare = text.lower(hit.range.start) == "accused" && text.lower_in(&sentence, hit.range.end as isize) == "of";
    bare && !before(1).is_empty() && several && !told && !tokens.clone().any(named)
}

/// An allegation in somebody's own direct speech is not the reporter's wording.
pub(super) fn is_own_speech(scene: &Scene, hit: &Hit) -> bool {
    hit.trigger.status == Status::Alleged && in_marks(scene, hit.range.start)
}

pub(super) fn in_marks(scene: &Scene, index: usize) -> bool {
    scene.text.is_quoted(index)
}

/// "questions about whether it could work": nobody can know yet, so nothing is held open that could be true or false now.
pub(super) fn is_forecast_question(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    const WITHIN: usize = 7;
    let first = text.lower(hit.range.start);
    let asks = first.starts_with("question") || first.starts_with("rais");
    // "too early to say whether it will rain", "it remains to be seen whether it will"
    let open = matches!(first, "too" | "remain" | "remains" | "remained" | "impossible" | "hard" | "difficult");
    let will = |index: usize| {
        matches!(text.lower(index), "will" | "would") || text.lower(index).ends_with("'ll") || text.lower(index).ends_with("’ll")
    };
    let early = open && tokens.clone().take(WITHIN).any(will);
    let modal = |index: usize| matches!(text.lower(index), "can" | "could" | "should" | "would" | "will" | "may" | "might");
    hit.trigger.status == Status::Unverified && (early || asks && tokens.clone().take(WITHIN).any(modal))
}

/// "insisted that the vote must be held": a demand, which is neither true nor false.
pub(super) fn is_demand(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    !matches!(hit.trigger.frame, Frame::Of | Frame::With)
        && (demands(text, tokens)
            || ((hit.trigger.phrase.contains("insist") || (hit.trigger.subject == Subject::Contester && hit.trigger.frame == Frame::Noun))
                && is_order(text, tokens)))
}

pub(super) fn demands(text: &Text, tokens: &Range<usize>) -> bool {
    const WITHIN: usize = 12;
    let demand = |index: usize| {
        let next = text.lower((index + 1).min(text.tokens.len() - 1));
        match text.lower(index) {
            "should" | "shouldn't" | "shouldn’t" | "must" | "mustn't" | "mustn’t" | "ought" => next != "have",
            "needs" | "need" => next == "to",
            _ => false,
        }
    };
    // "since she had left, she should not pay": the clause itself stands behind the comma.
    let fronted = matches!(text.lower(tokens.start), "since" | "because" | "if" | "as" | "although" | "unless" | "while" | "when");
    let comma = fronted.then(|| tokens.clone().find(|&index| text.lower(index) == ",")).flatten();
    let tokens = &(comma.unwrap_or(tokens.start)..tokens.end);
    // The first auxiliary is that of the clause: "the man who should know knew it" is rare.
    let first = tokens.clone().take(WITHIN).find(|&index| is_auxiliary(text.lower(index)) || demand(index));
    first.is_some_and(demand) || is_subjunctive(text, tokens)
}

/// "insisted that Osten stop it": a name or "he", then a bare verb.
fn is_order(text: &Text, tokens: &Range<usize>) -> bool {
    // "insisted there be no change"
    if text.lower(tokens.start) == "there" && text.lower_in(tokens, tokens.start as isize + 1) == "be" {
        return true;
    }
    let named = |index: &usize| text.word(*index).starts_with(char::is_uppercase);
    let pronoun = matches!(text.lower(tokens.start), "he" | "she" | "it");
    let behind = if pronoun { tokens.start + 1 } else { tokens.start + tokens.clone().take_while(named).count() };
    let Some(verb) =
        (behind..tokens.end).find(|&index| text.tokens[index].kind != TokenKind::Punctuation).filter(|_| behind > tokens.start)
    else {
        return false;
    };
    let word = text.lower(verb);
    let past = matches!(
        word,
        "hit" | "put" | "cut" | "set" | "let" | "read" | "cost" | "hurt" | "quit" | "shut" | "beat" | "cast" | "led" | "met" | "won"
    );
    let inflected =
        past || (word.ends_with('s') && !word.ends_with("ss")) || word.ends_with("ed") || word.ends_with("ing") || regular(word) != word;
    let verbal = verb + 1 < tokens.end && (is_determiner(text.lower(verb + 1)) || super::words::is_preposition(text.lower(verb + 1)));
    verb < behind + 2
        && verbal
        && classes(word).is_open()
        && !inflected
        && !is_adverb(word)
        && text.word(verb).starts_with(char::is_lowercase)
}

/// "insisted that the mayor not resign": "not" before a bare verb, with no auxiliary to carry it.
fn is_subjunctive(text: &Text, tokens: &Range<usize>) -> bool {
    const WITHIN: usize = 8;
    let Some(not) = tokens.clone().take(WITHIN).find(|&index| text.lower(index) == "not") else { return false };
    let inner = not > tokens.start && not + 1 < tokens.end;
    let carried = |index: usize| {
        is_auxiliary(text.lower(index))
            || text.lower(index).contains(['\'', '’'])
            || matches!(text.lower(index), "to" | "," | "or" | "and" | "but" | "if")
    };
    let bare = |word: &str| classes(word).is_open() && !word.ends_with("ing") && !word.ends_with("ed") && !word.ends_with("ly");
    let followed = not + 2 < tokens.end && (is_determiner(text.lower(not + 2)) || super::words::is_preposition(text.lower(not + 2)));
    inner && !(tokens.start..not).any(carried) && bare(text.lower(not + 1)) && followed
}

/// "insists he won't agree": what somebody means to do.
pub(super) fn is_promise(text: &Text, hit: &Hit, tokens: &Range<usize>) -> bool {
    let voiced = hit.trigger.subject == Subject::Claimant && hit.trigger.status == Status::Alleged;
    let person = matches!(text.lower(tokens.start), "he" | "she" | "they" | "we" | "i");
    let word = |offset: usize| text.lower((tokens.start + offset).min(tokens.end - 1));
    let modal = matches!(word(1), "will" | "would" | "won't" | "won’t" | "wouldn't" | "wouldn’t");
    voiced && person && modal && word(2) != "be"
}

/// "accused her of “governing by crossed fingers”": an opinion in somebody's own words.
pub(super) fn is_all_quoted(text: &Text, tokens: &Range<usize>) -> bool {
    let region = text.tokens[tokens.start].region;
    region.is_some() && tokens.clone().all(|index| text.tokens[index].region == region)
}
