//! Lists of links that web pages slip into a sentence. Comes in: a body. Goes out: where they stand, and the body without them.
//!
//! The Hill's pages, as crawled, have after a person's name the text of a pop-up: the full name, three headlines and "MORE", all without a space
//! between name and headline ("Ada Quill Ada Jane QuillDam bill passes Senate Quill to retire: report MORE (D-Ost.) said"); one article in 30 of
//! shared/corpora/allsides-20k. Read as text, the headlines become speech and the names garbled.

use crate::span::Span;
use std::borrow::Cow;

/// What such a list ends with.
const END: &str = "MORE";

/// From the first headline to the end, in bytes; the longest seen has about 400.
const LONGEST: usize = 700;

/// From the name in the sentence to the first headline, in bytes: the full name stands between.
const FULL_NAME: usize = 80;

/// The lists in a body, in text order; none shares a byte with another.
pub(super) fn find(body: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in body.match_indices(END) {
        let end = at + END.len();
        let apart =
            body[..at].ends_with(|before: char| before == ' ' || before.is_lowercase()) && !body[end..].starts_with(char::is_alphanumeric);
        let free = found.last().map_or(0, |before| before.end);
        if apart && let Some(start) = start(body, free, end) {
            found.push(Span::new(start, end));
        }
    }
    found
}

/// The body with a filler of one byte for every byte of the inserts: every other byte stands where it stood.
pub(super) fn blanked<'a>(body: &'a str, inserts: &[Span], filler: char) -> Cow<'a, str> {
    if inserts.is_empty() {
        return Cow::Borrowed(body);
    }
    let (mut blanked, mut from) = (String::with_capacity(body.len()), 0);
    for insert in inserts {
        blanked.push_str(&body[from..insert.start]);
        blanked.extend(std::iter::repeat_n(filler, insert.len()));
        from = insert.end;
    }
    blanked.push_str(&body[from..]);
    Cow::Owned(blanked)
}

/// Where the list begins that ends at `end`: behind the name that stands twice, the second time with a headline stuck to it or behind it.
fn start(body: &str, free: usize, end: usize) -> Option<usize> {
    let low = boundary(body, free.max(end.saturating_sub(LONGEST)));
    let low = body[low..end].rfind(['\n', '\r']).map_or(low, |newline| low + newline + 1);
    let stuck = words(body, low, end).find_map(|word| names(word.of(body)).find_map(|name| named_before(body, low, word.start, name)));
    stuck.or_else(|| doubled(body, low, end))
}

/// "Ada Quill Ada Jane Quill Dam bill passes": the end of the first of two names that begin and end alike.
fn doubled(body: &str, low: usize, end: usize) -> Option<usize> {
    let words: Vec<Span> = words(body, low, end).collect();
    let named = |word: &Span| word.len() > 2 && word.of(body).starts_with(char::is_uppercase);
    let twice = |at: &usize| {
        let same = |one: usize, other: usize| words[one].of(body) == words[other].of(body);
        let last = *at + 3..words.len().min(*at + 6);
        named(&words[*at]) && named(&words[*at + 1]) && same(*at, *at + 2) && last.into_iter().any(|other| same(*at + 1, other))
    };
    (0..words.len().saturating_sub(3)).find(twice).map(|at| words[at + 1].end)
}

/// The beginnings of a word to which a headline may be stuck: a small letter, then a capital, a figure or a mark.
fn names(word: &str) -> impl Iterator<Item = &str> {
    let next = |at: usize| word[at..].starts_with(|next: char| next.is_uppercase() || next.is_numeric() || "'\"‘“".contains(next));
    let ends = word.char_indices().filter(|(_, letter)| letter.is_lowercase()).map(|(at, letter)| at + letter.len_utf8());
    let name = ends.filter(move |end| next(*end)).map(|end| &word[..end]);
    name.filter(|name| name.len() > 2 && name.starts_with(char::is_uppercase))
}

/// The end of the last word before `at` that is `name`.
fn named_before(body: &str, low: usize, at: usize, name: &str) -> Option<usize> {
    let low = boundary(body, low.max(at.saturating_sub(FULL_NAME)));
    let named = words(body, low, at).filter(|word| word.of(body).starts_with(name)).map(|word| word.start + name.len());
    named.filter(|end| body[*end..].starts_with([' ', ',', '\'', '’'])).last()
}

/// The stretches between spaces.
fn words(body: &str, low: usize, end: usize) -> impl Iterator<Item = Span> {
    body[low..end].split(' ').scan(low, |next, word| {
        let start = *next;
        *next = start + word.len() + 1;
        Some(Span::new(start, start + word.len()))
    })
}

/// The first character boundary from `at` on.
fn boundary(body: &str, at: usize) -> usize {
    (at..body.len()).find(|at| body.is_char_boundary(*at)).unwrap_or(body.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> String {
        let blanked = blanked(body, &find(body), ' ').into_owned();
        assert_eq!(blanked.len(), body.len());
        blanked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_list_of_links_behind_a_name_is_left_out() {
        let list = "Ada Jane QuillDam bill passes Senate Tarn: 'It will hold' Quill to retire: report MORE";
        assert_eq!(read(&format!("Sen. Ada Quill {list} (D-Ost.) said so.")), "Sen. Ada Quill (D-Ost.) said so.");
        let spaced = "Ada Jane Quill Dam bill passes Senate MORE";
        assert_eq!(
            read(&format!("Ada Quill {spaced}, of Overby, and Ada Quill Ada QuillMORE left.")),
            "Ada Quill , of Overby, and Ada Quill left."
        );
        let second = "Bo (Bobby) Lee McTarn2020 race: Tarn first | Overby second MORE";
        let both = format!("Ada Quill {list} met Bo McTarn {second}’s brother — naïve.");
        assert_eq!(read(&both), "Ada Quill met Bo McTarn ’s brother — naïve.");
    }

    #[test]
    fn capitals_and_glued_words_alone_are_none() {
        for body in [
            "READ MORE",
            "Ada Quill wants MORE.",
            "Ada McTarn owns iPads and eBay shares. ONE MORE",
            "Ada Quill spoke.\nAda QuillDam bill passes\nREAD MORE",
            "QuillDam MORE",
            " MOREMORE MORE\u{a0}",
        ] {
            assert_eq!(find(body), [], "{body:?}");
        }
    }
}
