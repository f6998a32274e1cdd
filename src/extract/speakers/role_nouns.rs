//! Nouns for people, by what they are good for in telling who is meant. Comes in: a lower-case noun. Goes out: its like, or yes and no.

use crate::lexicon::places::{PlaceKind, place};

/// "one, Jo Tarn", "a third, Jo Tarn"
pub(super) fn is_one_more(head: &str) -> bool {
    matches!(head, "one" | "another" | "other" | "second" | "third" | "fourth" | "fifth")
}

/// Words for one job: "attorney" is "lawyer".
pub(super) fn job(lemma: &str) -> &str {
    match lemma {
        "attorney" | "barrister" | "solicitor" | "counsel" => "lawyer",
        "justice" | "magistrate" => "judge",
        "spokeswoman" | "spokesperson" => "spokesman",
        "chairwoman" | "chairperson" | "chair" => "chairman",
        "organiser" => "organizer",
        "advisor" => "adviser",
        "congresswoman" | "representative" => "congressman",
        "ex-wife" => "wife",
        "ex-husband" => "husband",
        "mom" => "mother",
        "dad" => "father",
        "head" | "boss" => "chief",
        other => other,
    }
}

/// What a party's short name stands for in an office: "GOP nominee" is "Republican nominee".
pub(super) fn party(word: &str) -> &str {
    match word {
        "gop" => "republican",
        "democratic" => "democrat",
        other => other,
    }
}

/// Words for politicians that take somebody up.
pub(super) fn is_political(lemma: &str) -> bool {
    matches!(
        lemma,
        "candidate"
            | "nominee"
            | "democrat"
            | "republican"
            | "frontrunner"
            | "front-runner"
            | "contender"
            | "hopeful"
            | "incumbent"
            | "challenger"
            | "lawmaker"
            | "legislator"
            | "politician"
    )
}

/// Jobs of those who comment on politicians.
pub(super) fn is_learned(lemma: &str) -> bool {
    matches!(
        lemma,
        "scholar"
            | "professor"
            | "economist"
            | "analyst"
            | "pollster"
            | "reporter"
            | "journalist"
            | "historian"
            | "judge"
            | "columnist"
            | "expert"
            | "editor"
            | "fellow"
            | "researcher"
            | "lawyer"
    )
}

/// Offices of a state.
pub(super) fn is_state(lemma: &str) -> bool {
    matches!(lemma, "president" | "minister" | "premier" | "chancellor" | "king" | "queen" | "ambassador" | "leader")
}

/// "Ostanian", but not the country that an article takes for granted.
pub(super) fn is_nationality(lower: &str) -> bool {
    let abroad = !matches!(lower, "u.s." | "us" | "american" | "u.s");
    abroad && place(lower).is_some_and(|found| matches!(found.kind, PlaceKind::Adjective | PlaceKind::Country))
}

/// Offices that news writing takes people up by: "the Varn senator".
pub(super) fn is_elected(lemma: &str) -> bool {
    matches!(
        lemma,
        "senator" | "governor" | "mayor" | "president" | "congressman" | "congresswoman" | "representative" | "premier" | "chancellor"
    )
}
