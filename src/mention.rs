//! A reference to somebody in the text. Comes in: spans of names, descriptions and pronouns. Goes out: the raw material of speakers.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a name: "Ada Quill", "the Kremlin".
    Named,
    /// By a description: "the senator", "officials".
    Nominal,
    /// By a pronoun: "she", "they".
    Pronominal,
}

impl Form {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Named => "named",
            Form::Nominal => "nominal",
            Form::Pronominal => "pronominal",
        }
    }
}

/// One reference in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it refers.
    pub form: Form,
}
