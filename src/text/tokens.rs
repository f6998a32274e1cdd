//! Words, numbers and punctuation. Comes in: a paragraph. Goes out: tokens whose edges are the edges that sources, cues and contents can have.

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Starts with a letter.
    Word,
    /// Starts with a digit.
    Number,
    /// A single mark or symbol.
    Punctuation,
}

/// A token of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Number of its sentence.
    pub sentence: u32,
    /// Number of its paragraph.
    pub paragraph: u32,
    /// Number of the quotation-mark region it stands in, marks included.
    pub region: Option<u32>,
}

/// Titles and other words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "assn", "att", "ave", "brig", "capt", "cdr", "cmdr", "co", "col", "corp", "cpl", "dept", "det", "dr", "esq", "etc", "fr", "ft",
    "gen", "gov", "hon", "inc", "insp", "jr", "lt", "ltd", "maj", "mgr", "messrs", "mr", "mrs", "ms", "mt", "mx", "no", "pfc", "pres",
    "prof", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "sr", "st", "supt", "vs", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan",
    "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash",
    "wis", "wyo",
];

/// True for words that carry a full stop of their own: "Mr", "Calif".
pub(super) fn is_abbreviation(word: &str) -> bool {
    matches!(word, "v" | "vs")
        || word.len() <= 6 && word.chars().next().is_some_and(char::is_uppercase) && {
            let lower = word.to_lowercase();
            ABBREVIATIONS.contains(&lower.as_str()) && !matches!(word, "No" | "Miss" | "Mass" | "Wash" | "Ill" | "Mar" | "Sun" | "Sat")
        }
}

/// Appends the tokens of the paragraph `span`, numbered `paragraph`; sentence numbers are filled in later.
pub(super) fn scan(body: &str, span: Span, paragraph: u32, out: &mut Vec<Token>) {
    let mut at = span.start;
    while let Some(first) = body[at..span.end].chars().next() {
        let next = at + first.len_utf8();
        if first.is_whitespace() || is_invisible(first) {
            at = next;
            continue;
        }
        let (end, kind) = if first.is_alphanumeric() {
            let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
            (word_end(body, at, span.end), kind)
        } else if let Some(end) = clitic_end(body, at, span.end) {
            (end, TokenKind::Word)
        } else {
            (next, TokenKind::Punctuation)
        };
        out.push(Token { span: Span::new(at, end), kind, sentence: 0, paragraph, region: None });
        at = end;
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}')
}

/// The end of "'s" or "’s" at `at`, a token of its own so that "Quill’s" holds the name "Quill".
fn clitic_end(body: &str, at: usize, limit: usize) -> Option<usize> {
    let rest = &body[at..limit];
    let tail = rest.strip_prefix('\'').or_else(|| rest.strip_prefix('’'))?;
    let s = tail.strip_prefix(['s', 'S'])?;
    let attached = body[..at].ends_with(char::is_alphanumeric);
    (attached && !s.starts_with(char::is_alphanumeric)).then_some(limit - s.len())
}

/// The end of the word at `start`: letters and digits, inner hyphens, apostrophes, points and commas, and the stops of abbreviations.
fn word_end(body: &str, start: usize, limit: usize) -> usize {
    let mut end = start;
    let mut chars = body[start..limit].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = start + offset;
        if c.is_alphanumeric() || is_combining(c) || c == '_' {
            end = at + c.len_utf8();
            continue;
        }
        let before = body[start..at].chars().next_back();
        let after = chars.peek().map(|(_, next)| *next);
        if !joins(c, before, after) || clitic_end(body, at, limit).is_some() {
            break;
        }
    }
    with_stop(body, start, end, limit)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn joins(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    match mark {
        '-' | '‑' | '\'' | '’' | '&' => after.is_alphanumeric() && before.is_alphanumeric(),
        ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
        // "partiality.Comey": two sentences that a web page glued together.
        '.' if before.is_lowercase() && after.is_uppercase() => false,
        '.' | '@' | '/' => before.is_alphanumeric() && after.is_alphanumeric() && (before.is_ascii_digit() == after.is_ascii_digit()),
        _ => false,
    }
}

/// Takes in the full stop of "Mr.", "U.S." and initials.
fn with_stop(body: &str, start: usize, end: usize, limit: usize) -> usize {
    if end >= limit || body.as_bytes()[end] != b'.' {
        return end;
    }
    let word = &body[start..end];
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    if initial || dotted || is_abbreviation(word) { end + 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        scan(body, Span::new(0, body.len()), 0, &mut tokens);
        tokens.into_iter().map(|token| token.span.of(body)).collect()
    }

    #[test]
    fn possessives_split_and_contractions_do_not() {
        assert_eq!(words("Quill’s team didn't lose."), ["Quill", "’s", "team", "didn't", "lose", "."]);
        assert_eq!(words("the voters' roll"), ["the", "voters", "'", "roll"]);
    }

    #[test]
    fn abbreviations_keep_their_stop_and_sentences_do_not() {
        assert_eq!(words("Mr. J. Tarn of the U.S. left."), ["Mr.", "J.", "Tarn", "of", "the", "U.S.", "left", "."]);
        assert_eq!(words("at 3.5 p.m. on £1,200"), ["at", "3.5", "p.m.", "on", "£", "1,200"]);
    }

    #[test]
    fn glued_sentences_come_apart_and_addresses_stay_whole() {
        assert_eq!(words("partiality.Tarn left news.example"), ["partiality", ".", "Tarn", "left", "news.example"]);
    }

    #[test]
    fn marks_are_tokens_of_their_own() {
        assert_eq!(words("“No,” he said—twice"), ["“", "No", ",", "”", "he", "said", "—", "twice"]);
    }
}
