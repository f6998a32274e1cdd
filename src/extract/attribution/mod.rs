//! Finds source, cue and content of reported statements. Comes in: a text. Goes out: attributions in text order, sources not yet resolved.

use crate::mention::Mention;
use crate::quotation::{Cue, QuotationKind};
use crate::span::Span;
use crate::text::Text;

/// A reported statement whose source is not yet resolved to a speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// What is reported, in text order.
    pub content: Vec<Span>,
    /// The parts of `content` between marks.
    pub quoted: Vec<Span>,
    /// The cue, where there is one.
    pub cue: Option<Cue>,
    /// The words that name the source, where there are any.
    pub source: Option<Mention>,
    /// Without a source of its own: the position of the attribution (an earlier or later one in the list) whose speaker goes on.
    pub follows: Option<usize>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The rules that decided.
    pub why: Vec<String>,
}

/// The attributions of a text, ordered by where their content starts; contents, cues and sources do not overlap.
pub fn find(_text: &Text) -> Vec<Attribution> {
    Vec::new()
}
