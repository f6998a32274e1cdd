//! A contested claim: a factual proposition whose truth the article holds open. Comes in: quotations, hedges and denials. Goes out: who advances it, who challenges it, in which words.

use crate::article::ArticleId;
use crate::span::Span;
use crate::speaker::SpeakerId;
use serde::{Deserialize, Serialize};

/// How the *article* presents the claim, weakest challenge first (gold/GUIDELINES.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Held at a distance by wording: claimed, reportedly, accused of.
    Alleged,
    /// Said to be unconfirmed or unclear.
    Unverified,
    /// Denied or doubted by somebody other than the claimant.
    Disputed,
    /// Called false or baseless by the article itself or what it relies on.
    Refuted,
}

impl Status {
    /// Every status, weakest first.
    pub const ALL: [Status; 4] = [Status::Alleged, Status::Unverified, Status::Disputed, Status::Refuted];

    /// The word that is printed and indexed.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Alleged => "alleged",
            Status::Unverified => "unverified",
            Status::Disputed => "disputed",
            Status::Refuted => "refuted",
        }
    }
}

/// A claimant or contester: a speaker, and the words that stand for it nearest to the claim.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// Who; a speaker of kind `Author` is the article's own voice.
    pub speaker: SpeakerId,
    /// Where it is mentioned; `None` for the article's own voice.
    pub span: Option<Span>,
}

/// One challenge to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Challenge {
    /// Who denies or doubts it, where the text says.
    pub contester: Option<Party>,
    /// The words that do.
    pub evidence: Span,
}

/// A contested claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `ARTICLE-cSTART`, START being the first byte of the proposition.
    pub id: String,
    /// The proposition's words, without cue and leading "that".
    pub proposition: Vec<Span>,
    /// How the article presents it.
    pub status: Status,
    /// Who advances it, where somebody does.
    pub claimant: Option<Party>,
    /// Who challenges it; empty for an allegation that nobody contests.
    pub challenges: Vec<Challenge>,
    /// All words that show the status, the challenges' among them, in text order.
    pub evidence: Vec<Span>,
    /// Id of the quotation that states it.
    pub quotation: Option<String>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The rules that decided, in order.
    pub why: Vec<String>,
}

/// From which confidence a claim is listed; chosen on read samples (data/model/claims.md).
const LIKELY: f32 = 0.75;

impl Claim {
    /// True for what is likely enough contested: what is listed and counted unless more is asked for.
    pub fn is_likely(&self) -> bool {
        self.confidence >= LIKELY
    }

    /// The id of a claim of `article` whose proposition starts at byte `start`.
    pub fn make_id(article: ArticleId, start: usize) -> String {
        format!("{article}-c{start}")
    }
}
