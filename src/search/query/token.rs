//! The pieces of a query. Comes in: what was typed. Goes out: words, phrases, operators and parentheses, each with its place.

use super::fault;
use super::field::Name;
use super::tree::Test;
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
    /// `field:` in front of a parenthesis.
    Group(Name),
    Leaf(Option<Name>, Test),
}

/// Cuts a query into its pieces.
pub(super) fn scan(query: &str) -> Result<Vec<Token>> {
    let chars: Vec<char> = query.chars().map(straighten).collect();
    if chars.len() > LONGEST {
        let sentence = format!("the query is {} characters long, {LONGEST} is the most: shorten it", chars.len());
        return Err(fault(LONGEST, sentence));
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

    fn step(&mut self, c: char) -> Result<()> {
        let at = self.at;
        let starts = at == 0 || self.chars.get(at - 1).is_some_and(|before| before.is_whitespace() || *before == '(');
        let glued = self.peek(1).is_some_and(|next| !next.is_whitespace() && next != ')');
        match c {
            c if c.is_whitespace() => self.at += 1,
            '(' => self.single(Kind::Open),
            ')' => self.single(Kind::Close),
            '-' if starts && glued => self.single(Kind::Not("-")),
            '+' if starts && glued => self.single(Kind::Plus),
            '"' => {
                let test = self.phrase()?;
                self.push(at, Kind::Leaf(None, test));
            }
            _ => self.word()?,
        }
        Ok(())
    }

    fn single(&mut self, kind: Kind) {
        self.push(self.at, kind);
        self.at += 1;
    }

    /// Reads `"…"` and what is attached to it.
    fn phrase(&mut self) -> Result<Test> {
        let open = self.at;
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.peek(0) {
                None => {
                    return Err(fault(
                        open,
                        "the mark \" is never closed: add one at the end of the phrase, or write \\\" for the mark itself",
                    ));
                }
                Some('\\') if self.peek(1) == Some('"') => self.at += 1,
                Some('"') => break,
                Some(_) => {}
            }
            text.extend(self.peek(0));
            self.at += 1;
        }
        self.at += 1;
        if text
            .split_whitespace()
            .any(|word| word.len() > 1 && word.strip_suffix('*').is_some_and(|rest| rest.ends_with(char::is_alphanumeric)))
        {
            return Err(fault(open, "* does not work inside a phrase: take it out, or search for the words without marks"));
        }
        let slop = self.slop(open)?;
        Ok(Test::Phrase { text, slop })
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
        let digits: String = self.chars[start..self.at].iter().collect();
        match digits.parse() {
            Ok(slop) if slop <= WIDEST => Ok(slop),
            _ => Err(fault(open, format!("after ~ comes how many words may stand between, 0 to {WIDEST}: \"two words\"~5"))),
        }
    }

    /// Reads up to the next space, parenthesis or mark, and says what it is.
    fn word(&mut self) -> Result<()> {
        let at = self.at;
        while let Some(c) = self.peek(0) {
            if c.is_whitespace() || matches!(c, '(' | ')' | '"') {
                break;
            }
            self.at += 1;
            if c == ':' && self.field_before(at).is_some() {
                break;
            }
        }
        let word: String = self.chars[at..self.at].iter().collect();
        let kind = match (word.as_str(), self.field_before(at)) {
            (_, Some(field)) => self.value(field)?,
            ("AND" | "&&", _) => Kind::And,
            ("OR" | "||", _) => Kind::Or,
            ("NOT", _) => Kind::Not("NOT"),
            _ => Kind::Leaf(None, plain(&word, at)?),
        };
        self.push(at, kind);
        Ok(())
    }

    /// The field whose name and colon stand between `start` and here, where a value is glued to it.
    fn field_before(&self, start: usize) -> Option<Name> {
        let name: String = self.chars[start..self.at].iter().collect();
        let glued = self.peek(0).is_some_and(|next| !next.is_whitespace() && next != ')');
        name.strip_suffix(':').filter(|_| glued).and_then(Name::of)
    }

    fn value(&mut self, field: Name) -> Result<Kind> {
        let at = self.at;
        let test = match self.peek(0) {
            Some('(') => return Ok(Kind::Group(field)),
            Some('"') => self.phrase()?,
            Some('[') if field == Name::Date => self.range()?,
            _ => {
                while self.peek(0).is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"')) {
                    self.at += 1;
                }
                let word: String = self.chars[at..self.at].iter().collect();
                compared(field, &word).map_or_else(|| plain(&word, at), Ok)?
            }
        };
        Ok(Kind::Leaf(Some(field), test))
    }

    /// Reads `[2020-01 TO 2020-06]`.
    fn range(&mut self) -> Result<Test> {
        let open = self.at;
        let rest = &self.chars[open..];
        let Some(length) = rest.iter().position(|c| *c == ']') else {
            return Err(fault(open, "the bracket [ is never closed: write date:[2020-01 TO 2020-06]"));
        };
        let inside: String = rest[1..length].iter().collect();
        self.at += length + 1;
        let end = |text: &str| (text != "*").then(|| (text.to_owned(), true));
        match inside.split_whitespace().collect::<Vec<_>>()[..] {
            [from, "TO", to] => Ok(Test::Range { from: end(from), to: end(to) }),
            _ => Err(fault(open, "a range has two ends: write date:[2020-01 TO 2020-06]")),
        }
    }
}

/// `>=2020` and the like, for dates.
fn compared(field: Name, word: &str) -> Option<Test> {
    let (low, included) = match (word.strip_prefix(">="), word.strip_prefix("<=")) {
        (Some(value), _) => (true, Some(value)),
        (_, Some(value)) => (false, Some(value)),
        _ => (word.starts_with('>'), None),
    };
    let excluded = word.strip_prefix(['<', '>']);
    let end = included.map(|value| (value, true)).or(excluded.map(|value| (value, false)));
    let (value, included) = end.filter(|_| field == Name::Date)?;
    let end = Some((value.to_owned(), included));
    Some(if low { Test::Range { from: end, to: None } } else { Test::Range { from: None, to: end } })
}

/// A word, a prefix, or an error about what this version does not know.
fn plain(word: &str, at: usize) -> Result<Test> {
    if word == "*" {
        return Ok(Test::All);
    }
    if let Some(start) = word.strip_suffix('*').filter(|start| !start.contains('*')) {
        let letters = start.chars().filter(|c| c.is_alphanumeric()).count();
        let simple = start.chars().all(|c| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}'));
        return match (letters, simple) {
            (2.., true) => Ok(Test::Prefix(start.to_owned())),
            (2.., false) => Err(fault(at, format!("* works after a word of letters and digits only, not after “{start}”"))),
            _ => Err(fault(at, "* needs at least two letters in front of it: tax*")),
        };
    }
    if word.contains('*') && word.chars().any(char::is_alphanumeric) {
        return Err(fault(at, format!("* works at the end of a word only: tax*. To search for “{word}” as it is, put it between marks")));
    }
    let tail = |mark| word.rsplit_once(mark).is_some_and(|(head, tail): (&str, &str)| !head.is_empty() && is_number(tail));
    let unknown = match () {
        () if tail('~') => "fuzzy search (~1)",
        () if tail('^') => "weighting (^2)",
        () if word.len() > 2 && word.starts_with('/') && word.ends_with('/') => "a regular expression (/…/)",
        () => return Ok(Test::Word(word.to_owned())),
    };
    Err(fault(at, format!("{unknown} is not understood here: leave it out, or put “{word}” between marks to search for it as it is")))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}
