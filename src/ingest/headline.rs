//! What the first lines of a text state: headline, byline, date, header lines. Comes in: a body. Goes out: metadata.
//!
//! Nothing is taken out of the body. What is not clearly a headline or date is neither.

use super::metadata::{self, Metadata};
use super::{dates, language, record};
use crate::article::Published;

/// Lines that are looked at.
const LINES: usize = 12;
/// Longest headline, in bytes and in words.
const LONG: usize = 200;
const WORDS: usize = 30;
/// Words that leads have and headlines do not: headlines are in the present tense and without weekdays.
const LEAD_WORDS: [&str; 9] = ["said", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "told"];
/// First words that leads have and headlines leave out.
const LEAD_STARTS: [&str; 11] = ["The", "A", "An", "It", "He", "She", "They", "There", "In", "On", "At"];
const DASHES: [&str; 5] = [" — ", " – ", " -- ", " - ", " ― "];

/// What the first lines, and the path, state.
pub(super) fn stated(body: &str, path: &str) -> Metadata {
    let mut found = Metadata::default();
    let lines: Vec<&str> = body.lines().take(LINES).map(|line| line.trim().trim_matches(['*', '_'])).collect();
    let mut rest = &lines[read_header(&lines, &mut found)..];
    while let [first, following @ ..] = rest
        && first.is_empty()
    {
        rest = following;
    }
    if let [first, following @ ..] = rest
        && found.headline.is_none()
        && is_headline(first, following)
    {
        found.headline = metadata::line(first.trim_start_matches('#'));
        rest = following;
    }
    read_byline(rest, &mut found);
    found.published = found.published.or_else(|| dates::in_path(path));
    found
}

/// Header lines such as `Publisher: X`; gives the number of lines that they take.
fn read_header(lines: &[&str], found: &mut Metadata) -> usize {
    let mut end = 0;
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let Some((key, value)) = line.split_once(": ").map(|(key, value)| (key.to_lowercase(), value.trim())) else { break };
        if !set(found, &key, value) {
            break;
        }
        end = place + 1;
    }
    end
}

fn set(found: &mut Metadata, key: &str, value: &str) -> bool {
    match key {
        "headline" | "title" => found.headline = metadata::line(value),
        "publisher" | "publication" | "outlet" | "newspaper" => found.publisher = metadata::line(value),
        "author" | "authors" | "byline" => found.authors = record::split_names(value),
        "date" | "published" | "publication date" | "posted" => found.published = dates::parse(value),
        "url" | "link" if value.contains("://") => found.url = metadata::line(value),
        "section" | "desk" => found.section = metadata::line(value),
        "language" => found.language = language::stated(value),
        _ => return false,
    }
    true
}

/// A byline, a line that is a date, or a dateline with a year, among the next lines.
fn read_byline(lines: &[&str], found: &mut Metadata) {
    for line in lines.iter().filter(|line| !line.is_empty()).take(3) {
        let byline =
            line.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).filter(|_| line.len() < 120).map(|start| &line[start.len()..]);
        if let Some(names) = byline.filter(|_| found.authors.is_empty()) {
            found.authors = authors(names);
        }
        if found.published.is_none() {
            found.published = if byline.is_some() { dates::in_line(line) } else { dated(line) };
        }
    }
}

/// The names after "By", where each looks like one. What follows a comma is a name only in a list that "and" ends: else it is a post or an outlet.
fn authors(byline: &str) -> Vec<String> {
    let names = byline.split(['|', '•', '—', '–', '(']).next().unwrap_or_default().trim();
    let undated: Vec<&str> = names.split(", ").take_while(|part| !part.contains(|letter: char| letter.is_ascii_digit())).collect();
    let is_list = undated.last().is_some_and(|last| last.contains(" and ") || last.contains(" & "));
    let names = if is_list { undated.join(", ") } else { undated.first().copied().unwrap_or_default().to_owned() };
    let names = record::split_names(&names);
    let like_a_name =
        |name: &String| (1..=5).contains(&name.split(' ').count()) && name.starts_with(char::is_uppercase) && !name.ends_with('.');
    if names.iter().all(like_a_name) { names } else { Vec::new() }
}

/// The date of a line that is one, or of a dateline.
fn dated(line: &str) -> Option<Published> {
    let dash = DASHES.iter().filter_map(|dash| line.find(dash)).min();
    let dateline = dash.filter(|place| *place < 80 && starts_in_capitals(line)).and_then(|place| dates::in_line(&line[..place]));
    dateline.or_else(|| if line.len() <= 60 { dates::parse(line) } else { None })
}

fn starts_in_capitals(line: &str) -> bool {
    let word = line.split([' ', ',']).next().unwrap_or_default();
    word.chars().count() > 2 && word.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
}

/// True for a first line that is short, has text after it, and is not a sentence of the story.
fn is_headline(line: &str, following: &[&str]) -> bool {
    let Some(gap) = following.iter().position(|line| !line.is_empty()) else { return false };
    if line.starts_with("# ") || line.len() > LONG {
        return line.len() <= LONG;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if !(2..=WORDS).contains(&words.len()) || dated(line).is_some() || is_dateline(line) {
        return false;
    }
    if !ends_a_sentence(line) || is_title_like(&words) {
        return true;
    }
    // Some archives put a full stop after every headline: then it is told by what it does not say.
    gap > 0 && words.len() <= 20 && !has_lead_words(&words) && !holds_two_sentences(line) && !starts_like_a_lead(line)
}

fn is_dateline(line: &str) -> bool {
    starts_in_capitals(line) && [" — ", " -- ", " ― ", "(AP)", "(Reuters)"].iter().any(|sign| line.contains(sign))
}

fn ends_a_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')']);
    end.ends_with('.') && !end.ends_with("...")
}

/// Abbreviations ("Sen.", "U.S.", "v.") end no sentence: they are short.
fn holds_two_sentences(line: &str) -> bool {
    let inner = line.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let word_before = |place: usize| inner[..place].rsplit(' ').next().unwrap_or_default();
    inner.match_indices(". ").map(|(place, _)| word_before(place)).any(|word| word.chars().count() > 4 && !word.contains('.'))
}

fn has_lead_words(words: &[&str]) -> bool {
    let plain = |word: &&str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    words.iter().map(plain).any(|word| LEAD_WORDS.contains(&word.as_str()))
}

fn starts_like_a_lead(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    !line.contains(':') && (LEAD_STARTS.contains(&first) || line.starts_with(['"', '“', '(']))
}

/// At least seven in ten of the longer words begin with a capital.
fn is_title_like(words: &[&str]) -> bool {
    let bare = words.iter().map(|word| word.trim_start_matches(|letter: char| !letter.is_alphanumeric()));
    let long: Vec<&str> = bare.filter(|word| word.chars().count() > 3).collect();
    let capital = long.iter().filter(|word| !word.starts_with(char::is_lowercase)).count();
    long.len() >= 2 && capital * 10 >= long.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> Metadata {
        stated(body, "a.txt")
    }

    fn headline_of(body: &str) -> Option<String> {
        of(body).headline
    }

    #[test]
    fn a_short_first_line_is_the_headline() {
        assert_eq!(headline_of("Mayor closes bridge\nIt was late.").as_deref(), Some("Mayor closes bridge"));
        assert_eq!(
            headline_of("\r\nTarn: ‘We Will Not Yield.’\r\n\r\nBRACKWATER — It was late.").as_deref(),
            Some("Tarn: ‘We Will Not Yield.’")
        );
        assert_eq!(
            headline_of("Council votes down budget after long night.\n\nIt was late.").as_deref(),
            Some("Council votes down budget after long night.")
        );
    }

    #[test]
    fn a_lead_is_not_a_headline() {
        let lead =
            "A critical week for the town began as the council, the mayor and several unions entered a new round of talks on the budget.";
        assert_eq!(headline_of(&format!("{lead}\nMore was to come.")), None);
        assert_eq!(headline_of("The mayor resigned.\n\nNobody was surprised."), None);
        assert_eq!(headline_of("Mayor Bo Tarn resigned on Monday after a long night of talks.\n\nNobody was surprised."), None);
        assert_eq!(headline_of("BRACKWATER, Sept. 26 (NWS) — The mayor resigned\n\nNobody."), None);
        assert_eq!(headline_of("September 12, 2016\n\nNobody."), None);
        assert_eq!(headline_of("Only one line"), None);
    }

    #[test]
    fn bylines_and_dates_are_read_from_the_lines_below() {
        let found = of("Mayor closes bridge\n\nBy Ann Vale and Bo Tarn | September 12, 2016\n\nIt was late.");
        assert_eq!(found.authors, ["Ann Vale", "Bo Tarn"]);
        assert_eq!(found.published.unwrap().text, "2016-09-12");
        assert_eq!(of("Mayor closes bridge\nBy Ann Vale, Brackwater Herald\nIt was late.").authors, ["Ann Vale"]);
        assert_eq!(of("Mayor closes bridge\nBy Ann Vale, Cy Lund and Bo Tarn\nIt was late.").authors, ["Ann Vale", "Cy Lund", "Bo Tarn"]);
        assert_eq!(of("Mayor closes bridge\n12 Sept. 2016\nIt was late.").published.unwrap().text, "2016-09-12");
        assert_eq!(of("Mayor closes bridge\nPublished: 12 Sept. 2016\nIt was late.").published.unwrap().text, "2016-09-12");
        assert_eq!(of("Mayor closes bridge\n\nBRACKWATER, Sept. 12, 2016 — It was late.").published.unwrap().text, "2016-09-12");
    }

    #[test]
    fn a_date_inside_a_sentence_and_one_without_a_year_are_not_the_date() {
        assert_eq!(of("Mayor closes bridge\n\nIt was built on 12 September 1916 by hand.").published, None);
        assert_eq!(of("Mayor closes bridge\n\nBRACKWATER, Sept. 12 — It was late.").published, None);
    }

    #[test]
    fn by_that_is_no_byline_names_nobody() {
        assert_eq!(of("Mayor closes bridge\n\nBy then the town was asleep.\n").authors, Vec::<String>::new());
    }

    #[test]
    fn header_lines_are_metadata() {
        let found =
            of("Title: Bridge closed\nPublisher: Brackwater Herald\nDate: 2016-09-12\nAuthor: Ann Vale\nSection: Local\n\nIt was late.");
        assert_eq!(found.headline.as_deref(), Some("Bridge closed"));
        assert_eq!(found.publisher.as_deref(), Some("Brackwater Herald"));
        assert_eq!((found.published.unwrap().text, found.section), ("2016-09-12".into(), Some("Local".into())));
        assert_eq!(of("Tarn: no\n\nIt was late.").publisher, None);
    }

    #[test]
    fn the_path_gives_a_date_where_the_text_gives_none() {
        assert_eq!(stated("x", "herald_2016-09-12_x.txt").published.unwrap().text, "2016-09-12");
        assert_eq!(stated("Bridge closed\n12 Sept. 2015\nx", "herald_2016-09-12_x.txt").published.unwrap().text, "2015-09-12");
    }
}
