//! Nouns for bodies and documents, by what they can do. Comes in: a lower-case noun. Goes out: whether it speaks, takes up, or stands between.

use crate::lexicon::bodies::{Family, body};

/// A noun for something that speaks for whoever issued it.
pub(super) fn is_document(noun: &str) -> bool {
    body(noun).is_some_and(|found| found.family == Family::Document)
}

/// Nouns that take each other up: "a study" is "the report" later.
pub(super) fn same_document(noun: &str) -> &str {
    match noun {
        "study" | "survey" | "analysis" | "research" | "paper" | "audit" | "review" => "report",
        "suit" | "complaint" | "filing" | "indictment" | "petition" => "lawsuit",
        "editorial" | "story" | "piece" | "column" | "op-ed" | "essay" => "article",
        "memo" | "email" => "letter",
        "movie" | "documentary" => "film",
        "tweets" => "tweet",
        "polls" => "poll",
        other => other,
    }
}

/// "newspapers", of which the table knows the singular; "Reuters" is one.
pub(super) fn is_many(noun: &str) -> bool {
    let single = noun.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| noun.strip_suffix('s').map(str::to_owned));
    single.is_some_and(|single| body(&single).is_some())
}

/// Nouns that news writing takes a named body up by: "the company"; "the police" are whoever they are.
pub(super) fn is_generic(noun: &str) -> bool {
    matches!(
        noun,
        "company"
            | "firm"
            | "agency"
            | "group"
            | "organization"
            | "organisation"
            | "court"
            | "newspaper"
            | "paper"
            | "magazine"
            | "network"
            | "outlet"
            | "publication"
            | "party"
            | "website"
            | "tabloid"
            | "broadcaster"
            | "bank"
            | "airline"
            | "retailer"
            | "automaker"
            | "giant"
            | "union"
            | "association"
            | "charity"
            | "nonprofit"
            | "non-profit"
            | "city"
            | "county"
            | "state"
            | "country"
    )
}

/// Words between a place and its body's noun: "Varn city council".
pub(super) fn is_field(word: &str) -> bool {
    matches!(
        word,
        "state"
            | "local"
            | "city"
            | "county"
            | "federal"
            | "national"
            | "military"
            | "security"
            | "central"
            | "trade"
            | "industry"
            | "defense"
            | "defence"
            | "foreign"
            | "public"
            | "health"
            | "school"
            | "advocacy"
            | "research"
            | "rights"
            | "environmental"
            | "town"
            | "district"
            | "appeals"
            | "high"
            | "regional"
            | "provincial"
            | "border"
            | "water"
            | "news"
            | "editorial"
    )
}
