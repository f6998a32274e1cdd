//! What a word can be, as the rules of claims ask it. Comes in: a lower-case word. Goes out: yes or no.

use crate::lexicon::cues;
use crate::lexicon::words::{Classes, classes};
use crate::quotation::CueClass;

/// Forms of be, have, do and the modals, contracted or not.
pub(super) fn is_auxiliary(word: &str) -> bool {
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    let pronoun = bare.len() < word.len() && classes(bare).any(Classes::PRONOUN);
    !pronoun && classes(word).any(Classes::AUXILIARY.or(Classes::COPULA))
}

/// Forms of be.
pub(super) fn is_be(word: &str) -> bool {
    classes(word).any(Classes::COPULA)
}

/// Words that turn a wording round.
pub(super) fn is_negation(word: &str) -> bool {
    classes(word).any(Classes::NEGATION) || word == "without" || word.ends_with("n't") || word.ends_with("n’t")
}

/// Subject pronouns, with or without a contracted auxiliary.
pub(super) fn is_subject_pronoun(word: &str) -> bool {
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    bare == "there" || (classes(bare).any(Classes::SUBJECT) && !is_relative(bare))
}

/// Pronouns that point back to something said.
pub(super) fn is_pointer(word: &str) -> bool {
    matches!(word, "it" | "that" | "this" | "them" | "those" | "these" | "so")
}

/// Relative pronouns.
pub(super) fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "which" | "whom" | "whose")
}

/// Articles, demonstratives, possessives and quantifiers.
pub(super) fn is_determiner(word: &str) -> bool {
    is_clitic(word) || classes(word).any(Classes::DETERMINER.or(Classes::POSSESSIVE))
}

/// The possessive "'s".
pub(super) fn is_clitic(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// Prepositions.
pub(super) fn is_preposition(word: &str) -> bool {
    word == "as" || classes(word).any(Classes::PREPOSITION)
}

/// Words that start another clause.
pub(super) fn is_conjunction(word: &str) -> bool {
    let found = classes(word);
    let starts = found.any(Classes::CONJUNCTION.or(Classes::SUBORDINATOR)) && !found.any(Classes::PREPOSITION) && !is_relative(word);
    starts || matches!(word, "however" | "then")
}

/// Adverbs that stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    let found = classes(word);
    let manner = word.ends_with("ly") && found.is_open() && !matches!(word, "family" | "assembly" | "only" | "ally" | "italy" | "elderly");
    manner || (found.any(Classes::ADVERB.or(Classes::NEGATION)) && !found.any(Classes::PREPOSITION.or(Classes::PRONOUN)))
}

/// Verbs that only carry another: "continues to insist", "tried to deny".
pub(super) fn is_light_verb(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "continue",
        "continues",
        "continued",
        "to",
        "began",
        "begun",
        "tried",
        "tries",
        "try",
        "trying",
        "sought",
        "seems",
        "seemed",
        "appeared",
        "refused",
        "went",
        "on",
        "attempt",
        "attempted",
        "attempting",
        "want",
        "wants",
        "wanted",
        "need",
        "going",
        "able",
    ];
    VERBS.contains(&word)
}

/// Words that end a bare noun phrase.
pub(super) fn ends_phrase(word: &str) -> bool {
    is_auxiliary(word) || is_conjunction(word) || is_preposition(word) || is_relative(word) || is_subject_pronoun(word)
}

/// What others did with a claim: "as the police have said".
pub(super) fn is_told(word: &str) -> bool {
    matches!(
        word,
        "said" | "say" | "says" | "claimed" | "claim" | "claims" | "reported" | "alleged" | "suggested" | "asserted" | "insisted"
    )
}

/// Reporting verbs that take a clause, and "according": what can follow "falsely" or close a reported clause.
pub(super) fn is_saying(word: &str) -> bool {
    let reports = |class| !matches!(class, CueClass::Order | CueClass::Promise | CueClass::Judge);
    word == "according" || cues::look_up(word).is_some_and(|(entry, _)| entry.frames.clause && reports(entry.class))
}
