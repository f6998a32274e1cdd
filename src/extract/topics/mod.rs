//! Labels what an article and its quotations are about. Comes in: a text. Goes out: key phrases.

use crate::quotation::Quotation;
use crate::text::Text;
use crate::topic::Topic;

/// The topics of a text, most central first; fills in the topics of each quotation.
pub fn label(_text: &Text, _headline: Option<&str>, _quotations: &mut [Quotation]) -> Vec<Topic> {
    Vec::new()
}
