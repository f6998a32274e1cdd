//! Somebody who says things in an article. Comes in: mentions. Goes out: one record a person or body, under the fullest name the article gives.

use crate::mention::Mention;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Position of a speaker in [`crate::annotated::AnnotatedArticle::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SpeakerId(pub u32);

/// What a speaker is (printed as `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// A named body: a government, company, court, publication, poll.
    Organization,
    /// An unnamed collective: "voters", "critics".
    Group,
    /// One or a few whom the article does not name: "a source", "officials".
    Unnamed,
    /// The article's own voice; its name is `None`.
    Author,
    /// Nobody can be told.
    None,
}

impl SpeakerKind {
    /// The word that is printed and indexed.
    pub fn as_str(self) -> &'static str {
        match self {
            SpeakerKind::Person => "person",
            SpeakerKind::Organization => "organization",
            SpeakerKind::Group => "group",
            SpeakerKind::Unnamed => "unnamed",
            SpeakerKind::Author => "author",
            SpeakerKind::None => "none",
        }
    }
}

/// One speaker of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// Position in the article's list.
    pub id: SpeakerId,
    /// The fullest name the article gives, without titles; for group and unnamed the noun phrase as it stands; `None` for author and none.
    pub name: Option<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// Role as of this article: "Ukrainian President".
    pub role: Option<String>,
    /// Every mention found, in text order.
    pub mentions: Vec<Mention>,
}

/// A source resolved to a speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    /// Who.
    pub speaker: SpeakerId,
    /// The mentions that lead from the source to the name, nearest first; empty where the source itself is the name.
    pub via: Vec<Span>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The rules that decided.
    pub why: Vec<String>,
}

/// True for the name of a body that the article only describes ("the report", "a recent poll of Varn voters"): another article's may be
/// another. Its first word has no capital and is no part of a name ("al-Varn", "eBay").
pub fn is_described(name: &str) -> bool {
    let first = name.split([' ', '-']).next().unwrap_or("");
    let particle =
        matches!(first, "al" | "el" | "de" | "di" | "da" | "du" | "la" | "le" | "van" | "von" | "der" | "bin" | "ibn" | "ter" | "ten");
    let name = first.chars().any(char::is_uppercase) || !first.starts_with(char::is_alphabetic);
    !name && !particle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_told_from_names() {
        assert!(is_described("the report") && is_described("a recent poll of Varn voters") && is_described("polls"));
        assert!(!is_described("Varn Institute") && !is_described("al-Varn Front") && !is_described("eVarn") && !is_described("13th"));
    }
}
