//! A claim's words as one value of a column, so that claims are compared across articles without loading one. Comes in: an article and the spans of
//! a proposition. Goes out: the words, the headline and what surrounds them in one string, and back.

use crate::article::Article;
use crate::span::Span;

/// What stands before a proposition that is kept, in bytes: enough for who "he" is.
const BEFORE: usize = 300;
/// What stands after it.
const AFTER: usize = 160;

/// The words of a claim where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// First byte of the proposition.
    pub start: usize,
    /// The proposition, its spans with an ellipsis between them.
    pub text: String,
    /// What stands before and after it, in whole words.
    pub around: [String; 2],
    /// The article's headline; empty where there is none.
    pub headline: String,
}

impl Wording {
    /// That of the spans of a proposition or quotation.
    pub fn of(article: &Article, spans: &[Span]) -> Wording {
        let body = &article.body;
        let whole = spans.iter().copied().reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let text = spans.iter().map(|span| plain(span.of(body))).collect::<Vec<_>>().join(" … ");
        let before = body.get(..whole.start).map_or("", |before| last(before, BEFORE));
        let after = body.get(whole.end..).map_or("", |after| first(after, AFTER));
        let headline = article.headline.as_deref().map(plain).unwrap_or_default();
        Wording { start: whole.start, text, around: [plain(before), plain(after)], headline }
    }

    /// The column's value: the parts with tabs between them.
    pub fn encode(&self) -> String {
        let [before, after] = &self.around;
        [&self.start.to_string(), &self.text, before, after, &self.headline].map(String::as_str).join("\t")
    }

    /// Reads a column's value; `None` for what [`Wording::encode`] did not write.
    pub fn decode(value: &str) -> Option<Wording> {
        let mut parts = value.split('\t');
        let start = parts.next()?.parse().ok()?;
        let mut part = || parts.next().map(str::to_owned);
        Some(Wording { start, text: part()?, around: [part()?, part()?], headline: part()? })
    }
}

/// One line, without tabs.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `bytes` from the end, beginning with a whole word.
fn last(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let Some(from) = (from..=text.len()).find(|at| text.is_char_boundary(*at)).filter(|from| *from > 0) else { return text };
    let rest = &text[from..];
    rest.find(char::is_whitespace).map_or("", |space| &rest[space..])
}

/// At most `bytes` from the start, ending with a whole word.
fn first(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let to = (0..=bytes).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let part = &text[..to];
    part.rfind(char::is_whitespace).map_or("", |space| &part[..space])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_surroundings_come_back_from_a_column() {
        let body = "Ada Quill, the mayor,\tdenied that the\nbridge is unsafe, as a paper wrote.";
        let article = Article { headline: Some("Bridge".into()), ..Article::of_body("a.txt", body) };
        let wording = Wording::of(&article, &[Span::new(34, 54)]);
        assert_eq!((wording.text.as_str(), wording.start), ("the bridge is unsafe", 34));
        assert_eq!(wording.around, ["Ada Quill, the mayor, denied that", ", as a paper wrote."]);
        assert_eq!(Wording::decode(&wording.encode()), Some(wording));
        assert_eq!(Wording::decode("nothing"), None);
    }

    #[test]
    fn surroundings_are_cut_between_words() {
        assert_eq!((last("one two three", 8), first("one two three", 8)), (" three", "one two"));
        assert_eq!((last("Žofia", 4), first("Žofia", 1)), ("", ""));
        assert_eq!((last("short", 8), first("short", 8)), ("short", "short"));
    }
}
