//! What an article or a quotation is about. Comes in: key phrases and subjects. Goes out: labels with scores.

use serde::{Deserialize, Serialize};

/// A topic label with its weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// A phrase as it stands in the article, or the name of a [subject](SUBJECTS).
    pub label: String,
    /// 0 to 1, higher is more central; of a subject, how likely it is.
    pub score: f32,
}

/// The top level of IPTC Media Topics (2025), in the order of the alphabet.
pub const SUBJECTS: [&str; 17] = [
    "arts, culture, entertainment and media",
    "conflict, war and peace",
    "crime, law and justice",
    "disaster, accident and emergency incident",
    "economy, business and finance",
    "education",
    "environment",
    "health",
    "human interest",
    "labour",
    "lifestyle and leisure",
    "politics and government",
    "religion",
    "science and technology",
    "society",
    "sport",
    "weather",
];
