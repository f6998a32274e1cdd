//! Reads a query. Comes in: its pieces. Goes out: a tree in which words are bound by AND, AND binds tighter than OR, and NOT tightest.

use super::field::Name;
use super::token::{Kind, Token, scan};
use super::tree::{Leaf, Node, Test};
use super::{fault, tree};
use crate::error::Result;

/// Deepest nesting of parentheses and NOT.
const DEEPEST: usize = 32;
/// Most words and phrases.
const MOST: usize = 256;
/// Most of those for which every word of the index must be looked at.
const MOST_PATTERNS: usize = 32;

/// The tree of a query, or `None` where it holds no word at all.
///
/// # Errors
/// [`crate::error::Error::Query`] names the character at which the query cannot be read, and how to mend it.
pub(crate) fn parse(query: &str) -> Result<Option<Node>> {
    read(query).map_err(|error| super::located(error, query))
}

fn read(query: &str) -> Result<Option<Node>> {
    let tokens = scan(query)?;
    check_size(&tokens)?;
    let mut parser = Parser { tokens: &tokens, next: 0, depth: 0 };
    let node = parser.any(None)?;
    match parser.peek() {
        Some(token) => Err(fault(token.at, "this ) closes nothing: take it out, or put ( where the group starts")),
        None => Ok(node),
    }
}

fn check_size(tokens: &[Token]) -> Result<()> {
    let tests = || tokens.iter().filter(|token| matches!(token.kind, Kind::Leaf(..)));
    let is_pattern = |test: &Test| match test {
        Test::Glob(word) => word.strip_suffix('*').is_none_or(|start| start.contains(['*', '?'])),
        Test::Fuzzy { .. } | Test::Regex(_) => true,
        _ => false,
    };
    if let Some(token) = tests().nth(MOST) {
        let sentence = format!("the query has more than {MOST} words and phrases: put those that belong together between marks");
        return Err(fault(token.at, sentence));
    }
    let mut patterns = tests().filter(|token| matches!(&token.kind, Kind::Leaf(_, test) if is_pattern(test)));
    match patterns.nth(MOST_PATTERNS) {
        Some(token) => {
            Err(fault(token.at, format!("the query has more than {MOST_PATTERNS} patterns, fuzzy words and expressions: split it")))
        }
        None => Ok(()),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, kind: &Kind) -> Option<usize> {
        let token = self.peek().filter(|token| token.kind == *kind)?;
        self.next += 1;
        Some(token.at)
    }

    /// `a OR b OR c`
    fn any(&mut self, field: Option<Name>) -> Result<Option<Node>> {
        let mut nodes = Vec::new();
        self.refuse_operator_first()?;
        nodes.extend(self.all(field)?);
        while let Some(at) = self.take(&Kind::Or) {
            self.need_operand(at, "OR")?;
            nodes.extend(self.all(field)?);
        }
        Ok(joined(nodes, Node::Or))
    }

    /// `a b AND c`
    fn all(&mut self, field: Option<Name>) -> Result<Option<Node>> {
        let mut nodes = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Close | Kind::Or => break,
                Kind::And => {
                    self.next += 1;
                    self.need_operand(token.at, "AND")?;
                }
                _ => nodes.extend(self.one(field)?),
            }
        }
        Ok(joined(nodes, Node::And))
    }

    /// `NOT a`, `(…)` or a single test. The caller has seen that there is a token.
    fn one(&mut self, field: Option<Name>) -> Result<Option<Node>> {
        let Some(token) = self.peek() else { return Ok(None) };
        self.next += 1;
        match &token.kind {
            Kind::Boost(_) => Err(fault(token.at, "^ weighs what stands right before it: tax^2")),
            Kind::Not(word) => {
                self.need_operand(token.at, word)?;
                let node = self.deeper(token.at, |parser| parser.one(field))?;
                Ok(node.map(|node| Node::Not(Box::new(node))))
            }
            Kind::Plus => {
                self.need_operand(token.at, "+")?;
                self.deeper(token.at, |parser| parser.one(field))
            }
            Kind::Group(name) => self.deeper(token.at, |parser| parser.one(Some(*name))),
            Kind::Open => self.group(token.at, field),
            Kind::Leaf(own, test) => {
                let leaf = tree::Leaf { field: own.or(field), test: test.clone(), at: token.at };
                let node = has_word(&leaf).then_some(Node::Leaf(leaf));
                Ok(self.boosted(node))
            }
            Kind::And | Kind::Or | Kind::Close => Err(fault(token.at, "a word is missing here")),
        }
    }

    fn group(&mut self, at: usize, field: Option<Name>) -> Result<Option<Node>> {
        if self.take(&Kind::Close).is_some() {
            return Err(fault(at, "the parentheses hold nothing: take them out, or put words in"));
        }
        let node = self.deeper(at, |parser| parser.any(field))?;
        match self.take(&Kind::Close) {
            Some(_) => Ok(self.boosted(node)),
            None => Err(fault(at, "this ( is never closed: add ) where the group ends")),
        }
    }

    /// What was just read, with the weight that follows it.
    fn boosted(&mut self, node: Option<Node>) -> Option<Node> {
        let Some(Kind::Boost(times)) = self.peek().map(|token| &token.kind) else { return node };
        self.next += 1;
        node.map(|node| if *times == 1.0 { node } else { Node::Boost(Box::new(node), *times) })
    }

    fn deeper<T>(&mut self, at: usize, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == DEEPEST {
            return Err(fault(at, format!("the query is nested more than {DEEPEST} deep: simplify it")));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn refuse_operator_first(&self) -> Result<()> {
        let word = match self.peek().map(|token| &token.kind) {
            Some(Kind::And) => "AND",
            Some(Kind::Or) => "OR",
            _ => return Ok(()),
        };
        Err(fault(self.peek().map_or(0, |token| token.at), operand_missing(word, "before")))
    }

    /// An operator must be followed by something it can work on.
    fn need_operand(&self, at: usize, word: &str) -> Result<()> {
        match self.peek().map(|token| &token.kind) {
            None | Some(Kind::Close | Kind::And | Kind::Or | Kind::Boost(_)) => Err(fault(at, operand_missing(word, "after"))),
            _ => Ok(()),
        }
    }
}

fn operand_missing(word: &str, side: &str) -> String {
    format!("nothing stands {side} {word}: add a word, or put \"{word}\" between marks to search for it")
}

/// False for a word of nothing but punctuation, which no text holds.
fn has_word(leaf: &Leaf) -> bool {
    match &leaf.test {
        Test::Word(text) | Test::Exact(text) | Test::Phrase { text, .. } => text.chars().any(char::is_alphanumeric),
        Test::All | Test::Glob(_) | Test::Fuzzy { .. } | Test::Regex(_) | Test::Range { .. } => true,
    }
}

fn joined(mut nodes: Vec<Node>, with: fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(with(nodes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(query: &str) -> String {
        match parse(query) {
            Ok(Some(node)) => node.to_string(),
            Ok(None) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn words_are_bound_by_and_and_or_binds_weaker() {
        assert_eq!(read("tax cut OR levy NOT (quill OR tarn)"), "(tax AND cut) OR (levy AND NOT (quill OR tarn))");
        assert_eq!(read("+tax && cut -levy"), "tax AND cut AND NOT levy");
        assert_eq!(read("fish and chips or peas"), "fish AND and AND chips AND or AND peas");
    }

    #[test]
    fn curly_marks_and_dashes_read_as_straight_ones() {
        assert_eq!(read("speaker:“Ada Quill” –tarn"), "speaker:\"Ada Quill\" AND NOT tarn");
        assert_eq!(read("«tax cut»~3"), "\"tax cut\"~3");
        assert_eq!(read("tax—said Tarn – twice"), "tax AND said AND Tarn AND twice");
    }

    #[test]
    fn names_addresses_and_colons_are_text() {
        assert_eq!(read("O’Brien"), "\"O'Brien\"");
        assert_eq!(read("https://example.org/a?b=c"), "\"https://example.org/a?b=c\"");
        assert_eq!(read("(https://example.org/Tarn_(town)?a=(b) OR tax)"), "\"https://example.org/Tarn_(town)?a=(b)\" OR tax");
        assert_eq!(read("https://example.org/( tax )"), "\"https://example.org/\" AND tax");
        assert_eq!(read("said: taxes"), "\"said:\" AND taxes");
        assert_eq!(read("Speaker: Tarn at 10:30"), "\"Speaker:\" AND Tarn AND at AND \"10:30\"");
        assert_eq!(read("Why? -- !!"), "\"Why?\"");
    }

    #[test]
    fn a_field_reaches_over_a_group() {
        assert_eq!(read("headline:(tax OR speaker:quill) Publisher:herald"), "(headline:tax OR speaker:quill) AND publisher:herald");
        assert_eq!(read("-speaker:tarn tax*"), "NOT speaker:tarn AND tax*");
    }

    #[test]
    fn dates_are_compared() {
        assert_eq!(read("date:[2020-01 TO 2020-06]"), "date:[2020-01 TO 2020-06]");
        assert_eq!(read("date:>=2020 date:<2021-05"), "date:>=2020 AND date:<2021-05");
        assert!(read("date:[2020").contains("character 6: the bracket [ is never closed"));
        for odd in ["date:[* TO 2020^2-1]", "date:{=2020 TO *]", "date:[(2020) TO *]", "date:>==2]0", "date:<20]2"] {
            let reading = read(odd);
            assert_eq!(read(&reading), reading, "{odd}");
        }
    }

    #[test]
    fn an_error_names_the_place_and_a_correction() {
        assert!(read("tax AND").contains("character 5: nothing stands after AND: add a word"));
        assert!(read("OR tax").contains("character 1: nothing stands before OR"));
        assert!(read("tax AND OR cut").contains("nothing stands after AND"));
        assert!(read("NOT").contains("nothing stands after NOT"));
        assert!(read("mayor \"tax cut").contains("character 7: the mark \" is never closed"));
        assert!(read("(tax").contains("character 1: this ( is never closed"));
        assert!(read("tax) cut").contains("character 4: this ) closes nothing"));
        assert!(read("tax ()").contains("hold nothing"));
        assert!(read("t*").contains("at least two letters"));
        assert!(read("\"tax cut\"~x").contains("\"two words\"~5"));
        assert!(read("\"tax cu*\"").contains("does not work inside a phrase"));
        assert!(read("speker:quill").contains("did you mean speaker:"));
        assert!(read("kind:>direct").contains("only date: takes ranges"));
    }

    #[test]
    fn an_error_shows_the_place_under_the_query() {
        assert!(read("tax AND").ends_with("\n  tax AND\n      ^"));
        let late = format!("{} OR", "tax ".repeat(60));
        let shown = read(&late);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1].chars().nth(lines[2].chars().count() - 1), Some('O'), "{shown}");
    }

    #[test]
    fn patterns_weights_and_exact_words_are_read() {
        assert_eq!(read("*card wom?n t*x* Ta*"), "*card AND wom?n AND t*x* AND Ta*");
        assert_eq!(read("taxes~ taxes~2"), "taxes~1 AND taxes~2");
        assert_eq!(read("/tax(es)?/ OR headline:/t.x/"), "/tax(es)?/ OR headline:/t.x/");
        assert_eq!(read("tax^2 (cut OR levy)^0.5 headline:tax^1"), "tax^2 AND (cut OR levy)^0.5 AND headline:tax");
        assert_eq!(read("=Tax =\"Tax Cut\" publisher:=Herald ="), "=Tax AND =\"Tax Cut\" AND publisher:=Herald");
        assert_eq!(read("date:{2020 TO 2021}"), "date:{2020 TO 2021}");
        assert_eq!(read("and/or /usr/bin he/she 1/2 x^y"), "\"and/or\" AND \"/usr/bin\" AND \"he/she\" AND \"1/2\" AND \"x^y\"");
    }

    #[test]
    fn a_hostile_query_is_refused() {
        assert!(read(&"(".repeat(3000)).contains("nested more than"));
        assert!(read(&"NOT ".repeat(900)).contains("nothing stands after") || read(&"NOT ".repeat(900)).contains("nested"));
        assert!(read(&"a ".repeat(1000)).contains("more than 256"));
        assert!(read(&"*ab ".repeat(40)).contains("more than 32"));
        assert!(read(&"a*b".repeat(17)).contains("at most 128 characters, and 16"));
        assert!(read(&format!("*{}", "ab".repeat(100))).contains("at most 128 characters"));
        assert_eq!(read(&format!("warn{}", "*".repeat(400))), "warn*");
        assert!(read(&"a".repeat(5000)).contains("shorten it"));
        assert!(read(&"headline:".repeat(400)).len() < 9000);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(query in "\\PC{0,200}") {
            let _ = parse(&query);
        }

        #[test]
        fn any_mix_of_operators_is_read_or_refused(parts in prop::collection::vec(
            prop::sample::select(vec!["(", ")", "\"", "AND", "OR", "NOT", "-", "+", "~2", "*", "tax", "headline:", "date:", "[", "TO", "]", ":", " ",
            ">=", "2020", "2020^2-1", "=2020", "(2", "date:[* TO ", "date:{", " TO *]", "“", "/", "=", "^2", "^", "?", "{", "}", "\\", "~1", "said:", "."]), 0..40
        )) {
            let query = parts.concat();
            if let Ok(Some(node)) = parse(&query) {
                // What is printed is a query that means the same.
                let printed = node.to_string();
                prop_assert_eq!(parse(&printed).unwrap().unwrap().to_string(), printed);
            }
        }
    }
}
