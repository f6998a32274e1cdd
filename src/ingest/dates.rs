//! Dates of publication. Comes in: a text, number, path or line. Goes out: a date no more precise than what is stated.
//!
//! What is ambiguous ("02/03/2020") keeps only what is sure (2020); what cannot be ("2020-02-30"), or is yet to come, is no date: a story on the
//! migrants of 2050 was not published then.

use crate::article::{Precision, Published};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use regex::{Captures, Regex};
use serde_json::Value;
use std::sync::LazyLock;

/// Years that newspapers have appeared in; what lies outside is a placeholder such as 0001-01-01.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;
/// Unix seconds from 1973 to 2128; smaller numbers are something else.
const SECONDS: std::ops::RangeInclusive<i64> = 100_000_000..=5_000_000_000;
/// The last day that can have come anywhere on Earth, the same for a whole run.
static TODAY: LazyLock<Date> = LazyLock::new(|| Offset::from_hours(14).unwrap_or(Offset::UTC).to_datetime(Timestamp::now()).date());

const MONTH: &str = r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

/// Numbers with the year first, as ISO 8601 writes them: 2020, 2020-03, 2020-03-02, 2020/03/02, 20200302.
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<y>\d{4})(?:[-/.]?(?P<m>\d{2})(?:[-/.]?(?P<d>\d{2}))?)?"));
/// 2 March 2020, 2nd of March, 2020, Mon, 2 Mar 2020.
static DAY_MONTH: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?{MONTH},?[ -](?P<y>\d{{4}})\b")));
/// March 2, 2020, Mar. 2nd 2020.
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"\b{MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b")));
/// March 2020.
static MONTH_YEAR: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^{MONTH},? (?P<y>\d{{4}})\b")));
/// 25/12/2020 and 12/25/2020.
static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})\b"));
/// A time of day after a date, with or without a zone.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:t|,| |at|\||-|–|—)*(?P<h>\d{1,2})[:.](?P<min>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)? ?(?P<half>[ap]\.?m\b\.?)? ?(?P<zone>[a-z]{1,4}\b|[+-]\d{2}:?\d{2})?",
    )
});
/// A day in a path or address, with one separator throughout or none.
static IN_PATH: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:^|\D)(?P<y>(?:19|20)\d{2})(?P<s1>[-_/.]?)(?P<m>\d{1,2})(?P<s2>[-_/.]?)(?P<d>\d{1,2})(?:\D|$)"));
/// What stands before a date in a field or line.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:first |date |originally )?(?:published|posted|publication date|date|issued)(?: (?:on|at|in)\b)? ?:? ?)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? )?",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a constant pattern, compiled in the tests")
}

/// The date of a field: a text, Unix seconds or milliseconds, or what wraps one (`{"$date": …}`, a list).
pub(super) fn from_value(value: &Value) -> Option<Published> {
    match value {
        Value::String(text) => parse(text),
        Value::Number(number) => from_number(number.as_i64().or_else(|| number.as_f64().map(|float| float as i64))?),
        Value::Array(list) => list.iter().find_map(from_value),
        Value::Object(object) => ["$date", "@value", "value", "date"].iter().find_map(|key| object.get(*key)).and_then(from_value),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The date that a text starts with, after a label and a weekday.
pub(super) fn parse(text: &str) -> Option<Published> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() >= 8 && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_number(text.parse().ok()?);
    }
    let text = LABEL.find(&text).map_or(&text[..], |label| &text[label.end()..]);
    let (found, rest) = starts_with_date(text)?;
    let Stated { date, precision } = found?;
    let separated = rest.chars().next().is_none_or(|next| !next.is_alphanumeric() || next == 'T' || next == 't');
    if !separated {
        return None;
    }
    match precision {
        Precision::Day => Some(with_time(date, rest).unwrap_or_else(|| known(date, Precision::Day))),
        _ => Some(known(date, precision)),
    }
}

/// The only full date in a line, wherever it stands; two are as good as none.
pub(super) fn in_line(line: &str) -> Option<Published> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let spelled = |pattern: &Regex| pattern.captures_iter(&line).map(|found| spelled(&found)).collect::<Vec<_>>();
    let mut all = spelled(&MONTH_DAY);
    all.extend(spelled(&DAY_MONTH));
    match all[..] {
        [one] => one.map(|stated| known(stated.date, stated.precision)),
        _ => None,
    }
}

/// The last day written in a path or address.
pub(super) fn in_path(path: &str) -> Option<Published> {
    let mut last = None;
    let mut from = 0;
    while let Some(found) = IN_PATH.captures_at(path, from) {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let whole = part("s1") == "/" || part("m").len() == 2 && part("d").len() == 2;
        if part("s1") == part("s2") && whole {
            last = stated(part("y"), part("m"), part("d")).or(last);
        }
        // What ends one date may start the next.
        from = found.name("d").map_or(path.len(), |day| day.start().max(from + 1));
    }
    last.map(|stated| known(stated.date, Precision::Day))
}

/// A date as far as it is stated: what is not is 1.
#[derive(Clone, Copy)]
struct Stated {
    date: Date,
    precision: Precision,
}

/// `None`: no date stands there. `Some(None)`: one that cannot be.
fn starts_with_date(text: &str) -> Option<(Option<Stated>, &str)> {
    let rest = |found: &Captures| found.get(0).map_or("", |whole| &text[whole.end()..]);
    if let Some(found) = YEAR_FIRST.captures(text) {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        return Some((stated(part("y"), part("m"), part("d")), rest(&found)));
    }
    if let Some(found) = YEAR_LAST.captures(text) {
        return Some((year_last(&found), rest(&found)));
    }
    for pattern in [&*DAY_MONTH, &*MONTH_DAY, &*MONTH_YEAR] {
        if let Some(found) = pattern.captures(text).filter(|found| found.get(0).is_some_and(|whole| whole.start() == 0)) {
            return Some((spelled(&found), rest(&found)));
        }
    }
    None
}

/// A date with the month's name.
fn spelled(found: &Captures) -> Option<Stated> {
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = part("name").get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|name| *name == start)? + 1;
    stated(part("y"), &month.to_string(), part("d"))
}

/// Day and month where only one order can be meant, else only the year.
fn year_last(found: &Captures) -> Option<Stated> {
    let number = |name: &str| found.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
    let (a, b) = (number("a")?, number("b")?);
    let year = found.name("y")?.as_str();
    match (a, b) {
        _ if a == b || b > 12 => stated(year, &a.to_string(), &b.to_string()),
        _ if a > 12 => stated(year, &b.to_string(), &a.to_string()),
        _ => stated(year, "", ""),
    }
}

fn stated(year: &str, month: &str, day: &str) -> Option<Stated> {
    let number = |text: &str| if text.is_empty() { Some(1) } else { text.parse::<i8>().ok() };
    let year: i16 = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = Date::new(year, number(month)?, number(day)?).ok().filter(|date| *date <= *TODAY)?;
    let precision = match (month.is_empty(), day.is_empty()) {
        (true, _) => Precision::Year,
        (_, true) => Precision::Month,
        _ => Precision::Day,
    };
    Some(Stated { date, precision })
}

/// A moment, where a time of day follows. Midnight to the second is how programs fill in a time that nobody stated: it stays a day.
fn with_time(date: Date, rest: &str) -> Option<Published> {
    let found = TIME.captures(rest)?;
    let number = |name: &str| found.name(name).map_or(Some(0), |part| part.as_str().parse::<i8>().ok());
    let (hour, minute, second) = (number("h")?, number("min")?, number("s")?);
    let half = found.name("half").and_then(|half| half.as_str().bytes().next()).map(|byte| byte.to_ascii_lowercase());
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(b'p') => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    if (hour, minute, second) == (0, 0, 0) {
        return Some(known(date, Precision::Day));
    }
    let moment = DateTime::new(date.year(), date.month(), date.day(), hour, minute, second.min(59), 0).ok()?;
    let text = match found.name("zone").and_then(|zone| offset(zone.as_str())) {
        Some(offset) => utc(offset.to_timestamp(moment).ok()?),
        None => moment.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    };
    Some(Published { text, precision: Precision::Time })
}

/// The zones that RFC 2822 defines, and offsets; other abbreviations mean several things.
fn offset(zone: &str) -> Option<Offset> {
    let hours = match zone.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "UT" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => {
            let digits = zone.get(1..)?.replace(':', "");
            let (hours, minutes) = (digits.get(..2)?.parse::<i32>().ok()?, digits.get(2..)?.parse::<i32>().ok()?);
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            return Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok();
        }
    };
    Offset::from_hours(hours).ok()
}

/// A year, a day as eight digits, or Unix seconds, milliseconds or microseconds.
fn from_number(number: i64) -> Option<Published> {
    if (19_000_101..=21_001_231).contains(&number) || YEARS.contains(&i16::try_from(number).unwrap_or(0)) {
        return parse_digits(&number.to_string());
    }
    let seconds = [1, 1_000, 1_000_000].map(|unit| number / unit).into_iter().find(|seconds| SECONDS.contains(seconds))?;
    let moment = Timestamp::from_second(seconds).ok().filter(|moment| Offset::UTC.to_datetime(*moment).date() <= *TODAY)?;
    if seconds % 86_400 == 0 {
        return Some(known(Offset::UTC.to_datetime(moment).date(), Precision::Day));
    }
    Some(Published { text: utc(moment), precision: Precision::Time })
}

fn parse_digits(digits: &str) -> Option<Published> {
    let Stated { date, precision } = starts_with_date(digits)?.0?;
    Some(known(date, precision))
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn known(date: Date, precision: Precision) -> Published {
    let text = match precision {
        Precision::Year => format!("{:04}", date.year()),
        Precision::Month => format!("{:04}-{:02}", date.year(), date.month()),
        _ => date.to_string(),
    };
    Published { text, precision }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn text(date: &str) -> String {
        parse(date).map(|date| date.text).unwrap_or_default()
    }

    #[test]
    fn the_precision_is_that_of_the_words() {
        for (stated, expected, precision) in [
            ("2025", "2025", Precision::Year),
            ("2025-12", "2025-12", Precision::Month),
            ("December 2025", "2025-12", Precision::Month),
            ("2025-12-01", "2025-12-01", Precision::Day),
            ("2025-12-01T09:30:15Z", "2025-12-01T09:30:15Z", Precision::Time),
        ] {
            assert_eq!(parse(stated), Some(Published { text: expected.into(), precision }), "{stated}");
        }
    }

    #[test]
    fn days_are_read_as_newspapers_write_them() {
        for stated in [
            "Dec. 1, 2025",
            "1 December 2025",
            "Monday, December 1st, 2025",
            "Mon 1 Dec 2025",
            "1-Dec-2025",
            "Published: December 1, 2025 | Brackwater",
            "Published on 1 December 2025",
            "2025/12/01",
            "20251201",
            "1st of December 2025",
        ] {
            assert_eq!(text(stated), "2025-12-01", "{stated}");
        }
        assert_eq!(text("12 Sept. 2016"), "2016-09-12");
        assert_eq!(text("May 5, 2016"), "2016-05-05");
    }

    #[test]
    fn numbers_are_ambiguous_unless_one_is_no_month() {
        assert_eq!(text("12/25/2025"), "2025-12-25");
        assert_eq!(text("25.12.2025"), "2025-12-25");
        assert_eq!(text("05/05/2025"), "2025-05-05");
        assert_eq!(text("12/01/2025"), "2025");
    }

    #[test]
    fn times_are_given_in_utc_where_the_zone_is_known_and_as_they_stand_where_not() {
        assert_eq!(text("2025-12-01T09:30:00+02:00"), "2025-12-01T07:30:00Z");
        assert_eq!(text("2025-12-01 23:30:00-0400"), "2025-12-02T03:30:00Z");
        assert_eq!(text("2025-12-01 09:30"), "2025-12-01T09:30:00");
        assert_eq!(text("2025-12-01T09:30:00.123456"), "2025-12-01T09:30:00");
        assert_eq!(text("Mon, 01 Dec 2025 09:30:00 GMT"), "2025-12-01T09:30:00Z");
        assert_eq!(text("Mon, 01 Dec 2025 09:30:00 +0100"), "2025-12-01T08:30:00Z");
        assert_eq!(text("December 1, 2025 at 3:05 p.m. EST"), "2025-12-01T20:05:00Z");
        assert_eq!(text("December 1, 2025, 12:10 AM"), "2025-12-01T00:10:00");
        assert_eq!(text("December 1, 2025 3:05 pm XYZ"), "2025-12-01T15:05:00");
    }

    #[test]
    fn midnight_is_a_day() {
        assert_eq!(text("2025-12-01T00:00:00Z"), "2025-12-01");
        assert_eq!(text("2025-12-01T00:00:00+02:00"), "2025-12-01");
    }

    #[test]
    fn what_cannot_be_is_no_date() {
        for stated in
            ["2025-02-30", "2025-13-01", "0001-01-01", "yesterday", "", "31 June 2025", "99/99/2025", "12345", "2025-12-01abc", "Maynard"]
        {
            assert_eq!(parse(stated), None, "{stated}");
        }
    }

    #[test]
    fn what_is_yet_to_come_is_no_date() {
        for stated in ["2190-09-30", "2190", "September 30, 2190", "30/9/2190"] {
            assert_eq!(parse(stated), None, "{stated}");
        }
        assert_eq!(from_value(&json!(4_900_000_000_i64)), None);
        assert_eq!(in_path("https://herald.example/2090/09/30/mayor"), None);
        let today = Offset::UTC.to_datetime(Timestamp::now()).date();
        assert_eq!(text(&today.to_string()), today.to_string());
    }

    #[test]
    fn numbers_are_unix_seconds_or_milliseconds() {
        assert_eq!(from_value(&json!(1764581400)).unwrap().text, "2025-12-01T09:30:00Z");
        assert_eq!(from_value(&json!(1764581400000_i64)).unwrap().text, "2025-12-01T09:30:00Z");
        assert_eq!(from_value(&json!({"$date": 1764581400000_i64})).unwrap().text, "2025-12-01T09:30:00Z");
        assert_eq!(from_value(&json!("1764581400")).unwrap().text, "2025-12-01T09:30:00Z");
        assert_eq!(from_value(&json!(2025)).unwrap().text, "2025");
        assert_eq!(from_value(&json!(0)), None);
    }

    #[test]
    fn the_last_day_in_a_path_is_taken() {
        let day = |path: &str| in_path(path).map(|date| date.text).unwrap_or_default();
        assert_eq!(day("corpus/herald_2016-09-12_mayor.txt"), "2016-09-12");
        assert_eq!(day("corpus/20160912.txt"), "2016-09-12");
        assert_eq!(day("2015/01/02/corpus/2016/09/12/mayor.txt"), "2016-09-12");
        assert_eq!(day("https://herald.example/2016/9/12/mayor"), "2016-09-12");
        assert_eq!(day("corpus/2016-99-12.txt"), "");
        assert_eq!(day("corpus/8201609123.txt"), "");
        assert_eq!(day("corpus/2016.txt"), "");
    }

    #[test]
    fn a_line_gives_its_only_full_date() {
        assert_eq!(in_line("By Ann Vale | September 12, 2016").unwrap().text, "2016-09-12");
        assert_eq!(in_line("BRACKWATER, Sept. 12, 2016 (NWS) — The"), parse("2016-09-12"));
        assert_eq!(in_line("From 1 May 2016 to 2 May 2016"), None);
        assert_eq!(in_line("BRACKWATER, Sept. 12 (NWS) — The"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(any in "\\PC{0,40}", near in "[0-9]{0,4}[-/., ]{0,2}(Sept|may|T)?[0-9]{0,4}[:+ pmZ]{0,3}[0-9]{0,6}") {
            for text in [&any, &near] {
                let _ = (parse(text), in_line(text), in_path(text));
            }
        }
    }
}
