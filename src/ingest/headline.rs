//! What the first lines of a text state: headline, byline, date. Comes in: a body. Goes out: metadata.

use super::dates;
use super::metadata::Metadata;

/// What the first lines, and the path, state.
pub(super) fn stated(body: &str, path: &str) -> Metadata {
    let first = body.lines().find(|line| !line.trim().is_empty()).map(str::trim);
    Metadata { headline: first.filter(|line| line.len() < 160).map(str::to_owned), published: dates::in_path(path), ..Metadata::default() }
}
