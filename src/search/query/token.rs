//! The pieces of a query. Comes in: what was typed. Goes out: words, phrases, operators and parentheses, each with its place.

use super::fault;
use super::field::Name;
use super::tree::Test;
use super::word::{boost, pattern};
use crate::error::Result;

/// Longest query, in code points.
const LONGEST: usize = 4096;
/// Widest distance between the words of a near phrase (tantivy counts it in a byte).
const WIDEST: u32 = 100;

/// A piece of a query and the code point at which it starts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub at: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    /// `NOT` or `-`, as typed.
    Not(&'static str),
    /// `+`, which says what AND by default says anyway.
    Plus,
    /// `^2` behind a test or a closing parenthesis.
    Boost(f32),
    /// `field:` in front of a parenthesis.
    Group(Name),
    Leaf(Option<Name>, Test),
}

/// Cuts a query into its pieces.
pub(super) fn scan(query: &str) -> Result<Vec<Token>> {
    let chars: Vec<char> = query.chars().take(LONGEST + 1).map(straighten).collect();
    if chars.len() > LONGEST {
        return Err(fault(LONGEST, format!("the query is longer than {LONGEST} characters: shorten it")));
    }
    let mut scan = Scan { chars, at: 0, tokens: Vec::new() };
    while let Some(c) = scan.peek(0) {
        scan.step(c)?;
    }
    Ok(scan.tokens)
}

/// Curly marks and the many dashes become those that a keyboard has; an em dash separates words.
fn straighten(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '＇' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        '—' | '―' => ' ',
        c if c.is_control() => ' ',
        c => c,
    }
}

struct Scan {
    chars: Vec<char>,
    at: usize,
    tokens: Vec<Token>,
}

impl Scan {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, at: usize, kind: Kind) {
        self.tokens.push(Token { at, kind });
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    fn step(&mut self, c: char) -> Result<()> {
        let at = self.at;
        let starts = at == 0 || self.chars.get(at - 1).is_some_and(|before| before.is_whitespace() || *before == '(');
        let glued = self.peek(1).is_some_and(|next| !next.is_whitespace() && next != ')');
        match c {
            c if c.is_whitespace() => self.at += 1,
            '(' => self.single(Kind::Open),
            ')' => {
                self.single(Kind::Close);
                self.boost()?;
            }
            '-' if starts && glued => self.single(Kind::Not("-")),
            '+' if starts && glued => self.single(Kind::Plus),
            _ => self.test_or_operator()?,
        }
        Ok(())
    }

    fn single(&mut self, kind: Kind) {
        self.push(self.at, kind);
        self.at += 1;
    }

    /// Reads `^2` where it stands here.
    fn boost(&mut self) -> Result<()> {
        let at = self.at;
        let digits = self.chars.iter().skip(at + 1).take_while(|c| c.is_ascii_digit() || **c == '.').count();
        if self.peek(0) == Some('^') && digits > 0 {
            let times = boost(&self.text(at + 1, at + 1 + digits), at)?;
            self.at += 1 + digits;
            self.push(at, Kind::Boost(times));
        }
        Ok(())
    }

    /// Reads a test in its own field or none, with what is attached to it; or AND, OR, NOT.
    fn test_or_operator(&mut self) -> Result<()> {
        let at = self.at;
        let field = self.field()?;
        if let (Some(field), Some('(')) = (field, self.peek(0)) {
            self.push(at, Kind::Group(field));
            return Ok(());
        }
        let start = self.at;
        let test = match self.peek(0) {
            Some('"') => self.phrase()?,
            Some('=') if self.peek(1).is_some_and(|next| next == '"' || next.is_alphanumeric()) => self.exact()?,
            Some('/') if self.end_of_regex().is_some() => self.regex(),
            Some('[' | '{') if field.is_some() => self.range(field)?,
            Some('<' | '>') if field.is_some() => self.compared(field)?,
            _ => {
                let word = self.word(field.is_some());
                if let Some(operator) = operator(&word).filter(|_| field.is_none()) {
                    self.push(at, operator);
                    return Ok(());
                }
                pattern(word, start)?
            }
        };
        self.push(at, Kind::Leaf(field, test));
        self.boost()
    }

    /// Reads `field:` where a value is glued to it. A colon behind any other word is text.
    fn field(&mut self) -> Result<Option<Name>> {
        let letters = self.chars.iter().skip(self.at).take_while(|c| c.is_alphabetic() || **c == '_').count();
        let value = self.peek(letters + 1).filter(|next| !next.is_whitespace() && *next != ')');
        if letters == 0 || self.peek(letters) != Some(':') || value.is_none() {
            return Ok(None);
        }
        let word = self.text(self.at, self.at + letters);
        if let Some(field) = Name::of(&word) {
            self.at += letters + 1;
            return Ok(Some(field));
        }
        match Name::like(&word) {
            Some(known) => Err(fault(
                self.at,
                format!(
                    "there is no field {word}: did you mean {known}: ? To search for the words as they are, put them between marks: \"{word}: …\""
                ),
            )),
            None => Ok(None),
        }
    }

    /// Reads `"…"` and what is attached to it.
    fn phrase(&mut self) -> Result<Test> {
        let open = self.at;
        let text = self.between_marks()?;
        let starred = |word: &str| {
            let stem = word.strip_suffix('*').filter(|stem| stem.ends_with(char::is_alphanumeric));
            stem.is_some_and(|stem| !stem.contains("://"))
        };
        if text.split_whitespace().any(starred) {
            return Err(fault(open, "* does not work inside a phrase: take it out, or search for the words without marks"));
        }
        let slop = self.slop(open)?;
        Ok(Test::Phrase { text, slop })
    }

    /// Reads up to the closing mark; `\"` is a mark within, `\\` a backslash.
    fn between_marks(&mut self) -> Result<String> {
        let open = self.at;
        let mut text = String::new();
        self.at += 1;
        loop {
            match (self.peek(0), self.peek(1)) {
                (None, _) => {
                    return Err(fault(
                        open,
                        "the mark \" is never closed: add one at the end of the phrase, or write \\\" for the mark itself",
                    ));
                }
                (Some('\\'), Some('"' | '\\')) => self.at += 1,
                (Some('"'), _) => break,
                _ => {}
            }
            text.extend(self.peek(0));
            self.at += 1;
        }
        self.at += 1;
        Ok(text)
    }

    /// Reads `~5` after a phrase.
    fn slop(&mut self, open: usize) -> Result<u32> {
        if self.peek(0) == Some('*') {
            return Err(fault(self.at, "* does not work after a phrase: put it after a single word"));
        }
        if self.peek(0) != Some('~') {
            return Ok(0);
        }
        self.at += 1;
        let start = self.at;
        while self.peek(0).is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        match self.text(start, self.at).parse() {
            Ok(slop) if slop <= WIDEST => Ok(slop),
            _ => Err(fault(open, format!("after ~ comes how many words may stand between, 0 to {WIDEST}: \"two words\"~5"))),
        }
    }

    /// Reads `=word` or `="exact phrase"`.
    fn exact(&mut self) -> Result<Test> {
        let open = self.at;
        self.at += 1;
        if self.peek(0) != Some('"') {
            let word = self.word(true);
            return match word.contains(['*', '~']) {
                true => Err(fault(open, format!("= finds a word as it stands, without * and ~: write ={}", word.replace(['*', '~'], "")))),
                false => Ok(Test::Exact(word)),
            };
        }
        let text = self.between_marks()?;
        match self.peek(0) {
            Some('~') => Err(fault(self.at, "an exact phrase stands as it is, without ~: leave out the = or the ~")),
            _ => Ok(Test::Exact(text)),
        }
    }

    /// Where the second slash of `/…/` stands, if what starts here is a regular expression and not a path or an aside.
    fn end_of_regex(&self) -> Option<usize> {
        let rest = self.chars.get(self.at + 1..)?;
        let mut escaped = false;
        let end = rest.iter().position(|c| {
            let ends = *c == '/' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends || c.is_whitespace()
        })?;
        let closes = rest.get(end) == Some(&'/') && end > 0;
        let after = rest.get(end + 1);
        (closes && after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '^'))).then_some(self.at + 1 + end)
    }

    fn regex(&mut self) -> Test {
        let end = self.end_of_regex().unwrap_or(self.at);
        let expression = self.text(self.at + 1, end);
        self.at = end + 1;
        Test::Regex(expression)
    }

    /// Reads up to the next space, parenthesis, mark or `^2`; what follows the name of a field goes on over a mark, an address over what it has in
    /// parentheses.
    fn word(&mut self, is_value: bool) -> String {
        let at = self.at;
        while let Some(c) = self.peek(0) {
            if let Some(length) = self.length_of_parentheses().filter(|_| self.text(at, self.at).contains("://")) {
                self.at += length;
                continue;
            }
            let ends = c.is_whitespace() || matches!(c, '(' | ')') || (c == '"' && (!is_value || self.at > at));
            if self.at > at && (ends || self.is_boost()) || (ends && !is_value) {
                break;
            }
            self.at += 1;
        }
        self.text(at, self.at)
    }

    /// How long `(…)` is that starts here, closes and holds neither spaces nor marks.
    fn length_of_parentheses(&self) -> Option<usize> {
        if self.peek(0) != Some('(') {
            return None;
        }
        let mut open = 0_usize;
        for (place, c) in self.chars.get(self.at..)?.iter().enumerate() {
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                '"' => return None,
                c if c.is_whitespace() => return None,
                _ => {}
            }
            if open == 0 {
                return Some(place + 1);
            }
        }
        None
    }

    /// True where `^2` and then nothing glued stands here.
    fn is_boost(&self) -> bool {
        if self.peek(0) != Some('^') {
            return false;
        }
        let digits = self.chars.iter().skip(self.at + 1).take_while(|c| c.is_ascii_digit() || **c == '.').count();
        digits > 0 && self.peek(1 + digits).is_none_or(|c| c.is_whitespace() || c == ')')
    }

    /// Reads `[2020-01 TO 2020-06]`; a curly bracket leaves its end out.
    fn range(&mut self, field: Option<Name>) -> Result<Test> {
        let open = self.at;
        only_dates(field, open)?;
        let rest = self.chars.get(open..).unwrap_or_default();
        let Some(length) = rest.iter().position(|c| matches!(c, ']' | '}')) else {
            return Err(fault(open, "the bracket [ is never closed: write date:[2020-01 TO 2020-06]"));
        };
        let (from_included, to_included) = (rest.first() == Some(&'['), rest.get(length) == Some(&']'));
        let inside = self.text(open + 1, open + length);
        self.at += length + 1;
        let end = |text: &str, included| (text != "*").then(|| (text.to_owned(), included));
        match inside.split_whitespace().collect::<Vec<_>>()[..] {
            ["*", "TO", "*"] => Ok(Test::All),
            [from, "TO", to] => Ok(Test::Range { from: end(from, from_included), to: end(to, to_included) }),
            _ => Err(fault(open, "a range has two ends: write date:[2020-01 TO 2020-06]")),
        }
    }

    /// Reads `>=2020` and the like.
    fn compared(&mut self, field: Option<Name>) -> Result<Test> {
        let at = self.at;
        only_dates(field, at)?;
        let low = self.peek(0) == Some('>');
        let included = self.peek(1) == Some('=');
        self.at += if included { 2 } else { 1 };
        let start = self.at;
        while self.peek(0).is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"' | '^')) {
            self.at += 1;
        }
        let value = self.text(start, self.at);
        if value.is_empty() {
            return Err(fault(at, "a date is missing: write date:>=2020 without a space"));
        }
        let end = Some((value, included));
        Ok(if low { Test::Range { from: end, to: None } } else { Test::Range { from: None, to: end } })
    }
}

/// AND, OR and NOT; in capitals only.
fn operator(word: &str) -> Option<Kind> {
    match word {
        "AND" | "&&" => Some(Kind::And),
        "OR" | "||" => Some(Kind::Or),
        "NOT" => Some(Kind::Not("NOT")),
        _ => None,
    }
}

/// Only days have an order.
fn only_dates(field: Option<Name>, at: usize) -> Result<()> {
    match field {
        Some(Name::Date) | None => Ok(()),
        Some(other) => Err(fault(
            at,
            format!("only date: takes ranges and comparisons: name the values of {}: one by one, as in {0}:(one OR other)", other.as_str()),
        )),
    }
}
