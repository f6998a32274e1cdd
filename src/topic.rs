//! What an article or a quotation is about. Comes in: key phrases. Goes out: labels with scores.

use serde::{Deserialize, Serialize};

/// A topic label with its weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// A phrase as it stands in the article.
    pub label: String,
    /// 0 to 1, higher is more central.
    pub score: f32,
}
