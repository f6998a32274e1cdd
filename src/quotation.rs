//! A reported statement: who (source), says (cue), what (content). Comes in: spans found by attribution. Goes out: the record that is searched and exported.

use crate::article::ArticleId;
use crate::mention::Mention;
use crate::span::Span;
use crate::speaker::Resolved;
use serde::{Deserialize, Serialize};

/// Whether the content stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// All of it does.
    Direct,
    /// None of it does.
    Indirect,
    /// Some of it does.
    Mixed,
}

impl QuotationKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];

    /// The word that is printed and indexed.
    pub fn as_str(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Indirect => "indirect",
            QuotationKind::Mixed => "mixed",
        }
    }
}

/// What a cue does: the reporter's choice of verb, in families (Bergler 1992; Gender Gap Tracker's verb list).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueClass {
    /// say, tell, add, according to.
    Neutral,
    /// insist, assert, declare, argue.
    Assert,
    /// claim, allege, accuse: the reporter keeps a distance.
    Claim,
    /// deny, reject, dispute.
    Deny,
    /// warn, caution.
    Warn,
    /// admit, acknowledge, concede.
    Admit,
    /// ask, wonder, question.
    Ask,
    /// order, urge, demand, call for.
    Order,
    /// promise, vow, pledge.
    Promise,
    /// praise, criticise, blame, call.
    Judge,
    /// report, reveal, announce, show.
    Report,
    /// think, believe, want, hope: not speech.
    Think,
}

impl CueClass {
    /// Every class, in the order of the enum.
    pub const ALL: [CueClass; 12] = [
        CueClass::Neutral,
        CueClass::Assert,
        CueClass::Claim,
        CueClass::Deny,
        CueClass::Warn,
        CueClass::Admit,
        CueClass::Ask,
        CueClass::Order,
        CueClass::Promise,
        CueClass::Judge,
        CueClass::Report,
        CueClass::Think,
    ];

    /// The word that is printed, indexed and used in `data/lexicon/cues.tsv`.
    pub fn as_str(self) -> &'static str {
        match self {
            CueClass::Neutral => "neutral",
            CueClass::Assert => "assert",
            CueClass::Claim => "claim",
            CueClass::Deny => "deny",
            CueClass::Warn => "warn",
            CueClass::Admit => "admit",
            CueClass::Ask => "ask",
            CueClass::Order => "order",
            CueClass::Promise => "promise",
            CueClass::Judge => "judge",
            CueClass::Report => "report",
            CueClass::Think => "think",
        }
    }
}

impl std::str::FromStr for CueClass {
    type Err = ();

    fn from_str(text: &str) -> Result<CueClass, ()> {
        CueClass::ALL.into_iter().find(|class| class.as_str() == text).ok_or(())
    }
}

/// The words that make a stretch of text somebody's: "said", "according to".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form: "say", "according to".
    pub lemma: String,
    /// Its family.
    pub class: CueClass,
}

/// A reported statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// `ARTICLE-qSTART`, START being the first byte of the content: stable while the content's start is.
    pub id: String,
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// What is reported, in text order; several spans where the cue or a paragraph break splits it.
    pub content: Vec<Span>,
    /// The parts of `content` between quotation marks, marks included.
    pub quoted: Vec<Span>,
    /// The cue, where there is one.
    pub cue: Option<Cue>,
    /// The words that name the source, where there are any.
    pub source: Option<Mention>,
    /// Who that is.
    pub speaker: Option<Resolved>,
    /// Key phrases of the content.
    pub topics: Vec<String>,
    /// How sure, 0 to 1, that content and source are right.
    pub confidence: f32,
    /// The rules that decided, in order.
    pub why: Vec<String>,
}

/// Where no mark vouches for the content, a quotation is speech only if it is likelier right than wrong.
const LIKELY: f32 = 0.5;

impl Quotation {
    /// True for what is said rather than thought or wanted, and likely right: what is listed and counted unless more is asked for.
    pub fn is_speech(&self) -> bool {
        let thought = self.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Think);
        !thought && (self.kind != QuotationKind::Indirect || self.confidence >= LIKELY)
    }

    /// The id of a quotation of `article` whose content starts at byte `start`.
    pub fn make_id(article: ArticleId, start: usize) -> String {
        format!("{article}-q{start}")
    }
}
