//! Days as people type them. Comes in: `2020`, `2020-06` or `2020-06-05`. Goes out: first and last day as `YYYYMMDD` numbers.

use crate::error::{Error, Result};
use jiff::civil::Date;

/// The days that a value means, first and last, in the numbering of [`crate::article::Published::day_range`] (a month has 31 days).
///
/// # Errors
/// [`Error::Usage`] for anything that is no date.
pub(crate) fn range(text: &str) -> Result<(i64, i64)> {
    read(text.trim()).ok_or_else(|| {
        Error::Usage(format!("“{}” is not a date: write a year (2020), a month (2020-06) or a day (2020-06-05)", shorten(text)))
    })
}

fn read(text: &str) -> Option<(i64, i64)> {
    let widths: Vec<usize> = text.split('-').map(str::len).collect();
    if !matches!(widths[..], [4] | [4, 2] | [4, 2, 2]) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let part = |place: usize, or: i16| text.split('-').nth(place).map_or(Some(or), |digits| digits.parse::<i16>().ok());
    let date = Date::new(part(0, 0)?, part(1, 1)?.try_into().ok()?, part(2, 1)?.try_into().ok()?).ok()?;
    let number = |month: i64, day: i64| i64::from(date.year()) * 10_000 + month * 100 + day;
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    Some(match widths.len() {
        1 => (number(1, 1), number(12, 31)),
        2 => (number(month, 1), number(month, 31)),
        _ => (number(month, day), number(month, day)),
    })
}

/// At most 40 characters of what was typed, for an error.
pub(super) fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_are_read() {
        assert_eq!(range("2020").unwrap(), (20200101, 20201231));
        assert_eq!(range("2020-02").unwrap(), (20200201, 20200231));
        assert_eq!(range(" 2020-02-29 ").unwrap(), (20200229, 20200229));
    }

    #[test]
    fn what_is_no_date_is_refused_in_a_sentence() {
        for text in ["", "20", "2020-13", "2021-02-29", "05/06/2020", "2020-6-5", "last week", "-2020", "２０２０"] {
            let error = range(text).unwrap_err();
            assert!(matches!(&error, Error::Usage(sentence) if sentence.contains("is not a date: write a year")), "{text}");
        }
    }
}
