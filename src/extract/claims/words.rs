//! Small closed classes of English words. Comes in: a lower-case word. Goes out: yes or no.

/// Forms of be, have, do and the modals, contracted or not.
pub(super) fn is_auxiliary(word: &str) -> bool {
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    let contracted = bare.len() < word.len() && !matches!(bare, "i" | "he" | "she" | "it" | "they" | "we" | "you" | "that" | "who");
    let bare = if contracted { bare.strip_suffix('n').unwrap_or(bare) } else { word };
    is_be(bare)
        || matches!(
            bare,
            "has"
                | "have"
                | "had"
                | "having"
                | "do"
                | "does"
                | "did"
                | "will"
                | "would"
                | "can"
                | "ca"
                | "could"
                | "may"
                | "might"
                | "must"
                | "shall"
                | "should"
                | "wo"
        )
}

/// Forms of be.
pub(super) fn is_be(word: &str) -> bool {
    matches!(word, "be" | "is" | "are" | "am" | "was" | "were" | "been" | "being")
}

/// Words that turn a wording round.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "nobody" | "neither" | "nor" | "cannot" | "without")
        || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Subject pronouns.
pub(super) fn is_subject_pronoun(word: &str) -> bool {
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    matches!(bare, "he" | "she" | "it" | "they" | "we" | "i" | "you" | "there" | "nobody" | "everyone" | "everybody" | "someone")
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
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "any"
            | "all"
            | "some"
            | "such"
            | "every"
            | "no"
            | "both"
            | "each"
            | "several"
            | "many"
            | "'s"
            | "’s"
    )
}

/// Prepositions.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "to"
            | "about"
            | "against"
            | "over"
            | "under"
            | "into"
            | "onto"
            | "after"
            | "before"
            | "during"
            | "between"
            | "among"
            | "amid"
            | "through"
            | "without"
            | "within"
            | "despite"
            | "since"
            | "until"
            | "via"
            | "as"
            | "than"
            | "like"
            | "near"
            | "outside"
            | "inside"
            | "upon"
            | "toward"
            | "towards"
            | "around"
            | "across"
            | "following"
            | "including"
    )
}

/// Words that start another clause.
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "or"
            | "nor"
            | "yet"
            | "so"
            | "while"
            | "whereas"
            | "although"
            | "though"
            | "because"
            | "if"
            | "when"
            | "where"
            | "whether"
            | "unless"
            | "that"
            | "even"
            | "however"
            | "then"
            | "how"
            | "why"
            | "what"
    )
}

/// Adverbs that stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    let listed = matches!(
        word,
        "also"
            | "again"
            | "later"
            | "still"
            | "then"
            | "once"
            | "often"
            | "now"
            | "even"
            | "since"
            | "long"
            | "just"
            | "further"
            | "not"
            | "never"
            | "always"
            | "sometimes"
            | "too"
            | "yet"
            | "both"
    );
    listed || (word.ends_with("ly") && !matches!(word, "family" | "assembly" | "only" | "ally" | "july" | "italy" | "early" | "elderly"))
}

/// Verbs that only carry another: "continues to insist", "tried to deny".
pub(super) fn is_light_verb(word: &str) -> bool {
    matches!(
        word,
        "continue"
            | "continues"
            | "continued"
            | "to"
            | "began"
            | "begun"
            | "tried"
            | "tries"
            | "sought"
            | "seems"
            | "seemed"
            | "appeared"
            | "repeatedly"
            | "refused"
            | "went"
            | "on"
    )
}

/// Words that end a bare noun phrase.
pub(super) fn ends_phrase(word: &str) -> bool {
    is_auxiliary(word) || is_conjunction(word) || is_preposition(word) || is_relative(word) || is_subject_pronoun(word)
}

/// Verbs of saying that can follow "falsely" or close a reported clause: "…, he said".
pub(super) fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "saying"
            | "told"
            | "tells"
            | "telling"
            | "added"
            | "adds"
            | "wrote"
            | "writes"
            | "tweeted"
            | "stated"
            | "states"
            | "stating"
            | "suggested"
            | "suggests"
            | "suggest"
            | "suggesting"
            | "claimed"
            | "claims"
            | "claim"
            | "claiming"
            | "asserted"
            | "asserts"
            | "asserting"
            | "alleged"
            | "alleges"
            | "alleging"
            | "insisted"
            | "insists"
            | "insisting"
            | "implied"
            | "implies"
            | "implying"
            | "reported"
            | "reports"
            | "reporting"
            | "believed"
            | "believes"
            | "believe"
            | "believing"
            | "declared"
            | "declares"
            | "declaring"
            | "argued"
            | "argues"
            | "arguing"
            | "noted"
            | "explained"
            | "asked"
            | "announced"
            | "testified"
            | "testifying"
            | "according"
    )
}
