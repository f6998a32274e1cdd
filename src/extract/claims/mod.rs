//! Finds contested claims. Comes in: a text, its quotations and cast. Goes out: claims in text order.

use crate::article::ArticleId;
use crate::claim::Claim;
use crate::extract::speakers::Cast;
use crate::quotation::Quotation;
use crate::text::Text;

/// The contested claims of a text.
pub fn find(_text: &Text, _article: ArticleId, _quotations: &[Quotation], _cast: &mut Cast) -> Vec<Claim> {
    Vec::new()
}
