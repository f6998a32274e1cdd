//! What the first lines of a text state: headline, byline, date, header lines. Comes in: a body. Goes out: metadata.
//!
//! Nothing is taken out of the body. What is not clearly a headline or date is neither.

use super::metadata::{self, Metadata};
use super::{dates, language, record};

/// Lines that are looked at.
const LINES: usize = 12;
/// Longest headline, in bytes and in words.
const LONG: usize = 200;
const WORDS: usize = 30;
/// Words that leads have and headlines do not: headlines are in the present tense and without weekdays.
const LEAD_WORDS: [&str; 9] = ["said", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "told"];

/// What the first lines, and the path, state.
pub(super) fn stated(body: &str, path: &str) -> Metadata {
    let mut found = Metadata::default();
    let lines: Vec<&str> = body.lines().take(LINES).map(str::trim).collect();
    let rest = read_header(&lines, &mut found);
    let first = lines[rest..].iter().position(|line| !line.is_empty()).map(|place| rest + place);
    let mut next = rest;
    if let Some(first) = first {
        if found.headline.is_none() {
            found.headline = headline(lines[first], &lines[first + 1..]);
        }
        next = first + usize::from(found.headline.as_deref() == Some(lines[first]));
    }
    read_byline(lines.get(next..).unwrap_or_default(), &mut found);
    found.published = found.published.or_else(|| dates::in_path(path));
    found
}

/// Header lines such as `Publisher: X`; gives the number of lines that they take.
fn read_header(lines: &[&str], found: &mut Metadata) -> usize {
    let mut end = 0;
    for (place, line) in lines.iter().enumerate() {
        if line.is_empty() {
            continue;
        }
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
        let is_byline = line.len() < 120 && line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
        if is_byline && found.authors.is_empty() {
            found.authors = byline(line);
        }
        if found.published.is_none() {
            found.published = dated(line, is_byline);
        }
    }
}

/// The names after "By", where each looks like one.
fn byline(line: &str) -> Vec<String> {
    let names = line[3..].split(['|', '•', '—', '–', '(']).next().unwrap_or_default().trim().trim_end_matches(',');
    let without_date = names.split(", ").take_while(|part| !part.contains(|letter: char| letter.is_ascii_digit())).collect::<Vec<_>>();
    let names = record::split_names(&without_date.join(", "));
    let like_a_name =
        |name: &String| (1..=5).contains(&name.split(' ').count()) && name.starts_with(char::is_uppercase) && !name.ends_with('.');
    if names.iter().all(like_a_name) { names } else { Vec::new() }
}

/// The date of a line that is one, of a byline, or of a dateline.
fn dated(line: &str, is_byline: bool) -> Option<crate::article::Published> {
    if is_byline {
        return dates::in_line(line);
    }
    let dash = [" — ", " – ", " -- ", " - ", " ― "].iter().filter_map(|dash| line.find(dash)).min();
    let dateline = dash.filter(|place| *place < 80 && starts_in_capitals(line)).and_then(|place| dates::in_line(&line[..place]));
    dateline.or_else(|| if line.len() <= 60 { dates::parse(line) } else { None })
}

fn starts_in_capitals(line: &str) -> bool {
    let word = line.split([' ', ',']).next().unwrap_or_default();
    word.chars().count() > 2 && word.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
}

/// The first line where it is one: short, set off, and not a sentence of the story.
fn headline(line: &str, following: &[&str]) -> Option<String> {
    let text = following.iter().position(|line| !line.is_empty())?;
    let set_off = text > 0;
    let words: Vec<&str> = line.split_whitespace().collect();
    if line.len() > LONG || !(2..=WORDS).contains(&words.len()) || dates::parse(line).is_some() || is_dateline(line) {
        return None;
    }
    let like_one = match ends_a_sentence(line) {
        _ if is_title_like(&words) => true,
        false => true,
        // Some archives put a full stop after every headline: then it is told by what it does not say.
        true => set_off && !has_lead_words(&words) && !holds_two_sentences(line) && words.len() <= 20 && !starts_like_prose(line),
    };
    like_one.then(|| line.trim_start_matches(['#', ' ']).to_owned())
}

fn is_dateline(line: &str) -> bool {
    starts_in_capitals(line) && [" — ", " -- ", " ― ", "(AP)", "(Reuters)"].iter().any(|sign| line.contains(sign))
}

fn ends_a_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')']);
    end.ends_with('.') && !end.ends_with("...")
}

fn holds_two_sentences(line: &str) -> bool {
    let inner = line.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    inner.match_indices(". ").any(|(place, _)| {
        let word = inner[..place].rsplit(' ').next().unwrap_or_default();
        // Abbreviations are short ("Sen.", "U.S.", "v.").
        word.chars().count() > 4 && !word.contains('.')
    })
}

fn has_lead_words(words: &[&str]) -> bool {
    let plain = |word: &&str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    words.iter().map(plain).any(|word| LEAD_WORDS.contains(&word.as_str()))
}

fn starts_like_prose(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    !line.contains(':') && ["The", "A", "An", "It", "He", "She", "They", "There", "In", "On", "At"].contains(&first)
        || line.starts_with(['"', '“', '(']) && !line.contains(':')
}

/// At least seven in ten of the longer words begin with a capital.
fn is_title_like(words: &[&str]) -> bool {
    let long =
        words.iter().map(|word| word.trim_start_matches(|letter: char| !letter.is_alphanumeric())).filter(|word| word.chars().count() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(!word.starts_with(char::is_lowercase));
    }
    all >= 2 && capital * 10 >= all * 7
}
