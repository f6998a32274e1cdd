//! The query as it was understood. Comes in: the parser's reading. Goes out: a tree that the compiler runs and that prints as the interpreted query.

use super::field::Name;
use std::fmt;

/// A query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This, its score multiplied.
    Boost(Box<Node>, f32),
    /// A single test.
    Leaf(Leaf),
}

impl Node {
    /// Every test but those under NOT, in the order of the query.
    pub(crate) fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().flat_map(Node::leaves).collect(),
            Node::Not(_) => Vec::new(),
            Node::Boost(node, _) => node.leaves(),
            Node::Leaf(leaf) => vec![leaf],
        }
    }
}

/// One test on one field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leaf {
    /// The field named, or `None` for the text.
    pub field: Option<Name>,
    /// What it must hold.
    pub test: Test,
    /// 0-based code point of the query at which it stands.
    pub at: usize,
}

/// What a field must hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// Anything at all.
    All,
    /// This word; one that the tokenizer cuts in two ("O'Brien") is a phrase.
    Word(String),
    /// These words as they stand: no stems, case and accents kept.
    Exact(String),
    /// A word with `*` for any letters and `?` for one.
    Glob(String),
    /// A word at most `slips` letters away from this one.
    Fuzzy {
        /// The word.
        word: String,
        /// 1 or 2.
        slips: u8,
    },
    /// A word that the expression matches from end to end.
    Regex(String),
    /// These words in a row, or within `slop` words of each other.
    Phrase {
        /// Between the marks.
        text: String,
        /// How many words may come between.
        slop: u32,
    },
    /// `field:>=value` and the like, or `field:[from TO to]`; a missing end is open.
    Range {
        /// Lowest value and whether it is included.
        from: Option<(String, bool)>,
        /// Highest value and whether it is included.
        to: Option<(String, bool)>,
    },
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::And(nodes) => join(f, nodes, " AND "),
            Node::Or(nodes) => join(f, nodes, " OR "),
            Node::Not(node) => write!(f, "NOT {}", Nested(node)),
            Node::Boost(node, times) if matches!(**node, Node::Not(_) | Node::Boost(..)) => write!(f, "({node})^{times}"),
            Node::Boost(node, times) => write!(f, "{}^{times}", Nested(node)),
            Node::Leaf(leaf) => leaf.fmt(f),
        }
    }
}

struct Nested<'a>(&'a Node);

impl fmt::Display for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Node::And(_) | Node::Or(_) => write!(f, "({})", self.0),
            node => node.fmt(f),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, nodes: &[Node], with: &str) -> fmt::Result {
    for (place, node) in nodes.iter().enumerate() {
        if place > 0 {
            f.write_str(with)?;
        }
        write!(f, "{}", Nested(node))?;
    }
    Ok(())
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{}:", field.as_str())?;
        }
        self.test.fmt(f)
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Test::All => f.write_str("*"),
            Test::Word(word) if is_plain(word) => f.write_str(word),
            Test::Word(text) | Test::Phrase { text, slop: 0 } => write!(f, "{}", Marked(text)),
            Test::Exact(text) if is_plain(text) => write!(f, "={text}"),
            Test::Exact(text) => write!(f, "={}", Marked(text)),
            Test::Glob(word) => f.write_str(word),
            Test::Fuzzy { word, slips } => write!(f, "{word}~{slips}"),
            Test::Regex(expression) => write!(f, "/{expression}/"),
            Test::Phrase { text, slop } => write!(f, "{}~{slop}", Marked(text)),
            Test::Range { from: Some(end), to: None } if is_comparable(end) => write!(f, "{}{}", if end.1 { ">=" } else { ">" }, end.0),
            Test::Range { from: None, to: Some(end) } if is_comparable(end) => write!(f, "{}{}", if end.1 { "<=" } else { "<" }, end.0),
            Test::Range { from, to } => {
                let value = |end: &Option<(String, bool)>| end.as_ref().map_or("*".to_owned(), |(value, _)| value.clone());
                let closed = |end: &Option<(String, bool)>| end.as_ref().is_none_or(|(_, included)| *included);
                let (open, close) = (if closed(from) { '[' } else { '{' }, if closed(to) { ']' } else { '}' });
                write!(f, "{open}{} TO {}{close}", value(from), value(to))
            }
        }
    }
}

/// True for the end of a range that reads as itself behind `>`: one with none of the signs at which a comparison ends, and no `=` that would
/// be taken for that of `>=`. Any other was typed in brackets.
fn is_comparable((value, included): &(String, bool)) -> bool {
    !value.contains(['(', ')', '"', '^']) && (*included || !value.starts_with('='))
}

/// True for a word that reads as itself without marks.
fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric) && !matches!(word, "AND" | "OR" | "NOT")
}

/// Text between marks.
struct Marked<'a>(&'a str);

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
