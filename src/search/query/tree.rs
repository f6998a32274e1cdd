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
    /// A single test.
    Leaf(Leaf),
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
    /// A word that starts so.
    Prefix(String),
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
            Test::Word(word) if word.chars().all(char::is_alphanumeric) => f.write_str(word),
            Test::Word(word) => write!(f, "\"{word}\""),
            Test::Prefix(start) => write!(f, "{start}*"),
            Test::Phrase { text, slop: 0 } => write!(f, "\"{text}\""),
            Test::Phrase { text, slop } => write!(f, "\"{text}\"~{slop}"),
            Test::Range { from: Some((value, included)), to: None } => write!(f, "{}{value}", if *included { ">=" } else { ">" }),
            Test::Range { from: None, to: Some((value, included)) } => write!(f, "{}{value}", if *included { "<=" } else { "<" }),
            Test::Range { from, to } => {
                let value = |end: &Option<(String, bool)>| end.as_ref().map_or("*".to_owned(), |(value, _)| value.clone());
                write!(f, "[{} TO {}]", value(from), value(to))
            }
        }
    }
}
