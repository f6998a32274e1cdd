//! Plain text. Comes in: the bytes of a file. Goes out: an article whose body is the decoded file, unchanged.

use super::{encoding, headline};
use crate::article::{Article, Place};

/// Reads plain text.
pub(super) fn read(bytes: Vec<u8>, place: Place) -> Result<Article, String> {
    let body = encoding::decode(bytes, |_| None)?;
    let stated = headline::stated(&body, &place.path);
    stated.into_article(body, place)
}
