//! Which words of a text a query means. Comes in: the tree of a query and a text. Goes out: spans of the words, phrases only where they stand whole.
//!
//! Tantivy's own snippets mark every single word of a phrase (shared/STACK.md); here a phrase is marked as one span where its words stand in
//! a row, and a near phrase word by word where they stand near.

use super::compile::is_text;
use super::query::{Leaf, Name, Node, Test};
use super::text::{Word, Words, words};
use crate::index::tokens;
use crate::span::Span;

/// What is looked for in the text: one entry a word or phrase of the query, without those under NOT.
pub(super) struct Marker {
    patterns: Vec<Pattern>,
}

enum Pattern {
    /// Terms with their distance from the first, and how far they may stray.
    Row { terms: Vec<(usize, String)>, slop: usize },
    /// The beginning of a term, or a term.
    Start { start: String, whole: Option<String> },
}

/// Words that one pattern of the query found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    /// Number of the pattern.
    pub pattern: usize,
    /// The words.
    pub span: Span,
}

impl Marker {
    /// What `node` looks for in the running text of the documents searched.
    pub(super) fn of(node: Option<&Node>) -> Marker {
        let mut patterns = Vec::new();
        if let Some(node) = node {
            gather(node, &mut patterns);
        }
        Marker { patterns }
    }

    /// All matches in `text`, which starts at byte `offset` of the body, by place.
    pub(super) fn matches(&self, text: &str, offset: usize) -> Vec<Match> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let words = words(tokens::PROSE, text);
        let mut matches = Vec::new();
        for (pattern, sought) in self.patterns.iter().enumerate() {
            let shifted = |span: Span| Match { pattern, span: Span::new(span.start + offset, span.end + offset) };
            matches.extend(sought.find(&words).into_iter().map(shifted));
        }
        matches.sort_by_key(|found| (found.span, found.pattern));
        matches
    }
}

/// The spans of matches, those that overlap joined.
pub(super) fn joined(matches: &[Match]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for found in matches {
        match spans.last_mut() {
            Some(last) if found.span.start < last.end => *last = last.cover(found.span),
            _ => spans.push(found.span),
        }
    }
    spans
}

fn gather(node: &Node, patterns: &mut Vec<Pattern>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| gather(node, patterns)),
        Node::Not(_) => {}
        Node::Leaf(leaf) => patterns.extend(pattern(leaf)),
    }
}

fn pattern(leaf: &Leaf) -> Option<Pattern> {
    if !is_text(leaf.field) || leaf.field == Some(Name::Headline) {
        return None;
    }
    let row = |text: &str, slop: u32| {
        let Words(words) = words(tokens::PROSE, text);
        let first = words.first()?.position;
        let terms = words.into_iter().map(|word| (word.position - first, word.term)).collect();
        Some(Pattern::Row { terms, slop: slop as usize })
    };
    match &leaf.test {
        Test::Word(text) => row(text, 0),
        Test::Phrase { text, slop } => row(text, *slop),
        Test::Prefix(start) => {
            let whole = words(tokens::PROSE, start).0.pop().map(|word| word.term);
            Some(Pattern::Start { start: tokens::fold(start), whole })
        }
        Test::All | Test::Range { .. } => None,
    }
}

impl Pattern {
    fn find(&self, words: &Words) -> Vec<Span> {
        match self {
            Pattern::Start { start, whole } => {
                let fits = |word: &&Word| word.term.starts_with(start.as_str()) || whole.as_deref() == Some(&word.term);
                words.0.iter().filter(fits).map(|word| word.span).collect()
            }
            Pattern::Row { terms, slop: 0 } => rows(terms, words),
            Pattern::Row { terms, slop } => near(terms, *slop, words),
        }
    }
}

/// Where the terms stand in a row.
fn rows(terms: &[(usize, String)], words: &Words) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (start, first) in words.0.iter().enumerate() {
        let row = words.0.get(start..start + terms.len()).unwrap_or_default();
        let fits = |(word, (distance, term)): (&Word, &(usize, String))| word.term == *term && word.position == first.position + distance;
        if let Some(last) = row.last()
            && row.iter().zip(terms).all(fits)
        {
            found.push(first.span.cover(last.span));
        }
    }
    found
}

/// Where every term stands at most `slop` from its place beside the first, as tantivy counts it; each word a span of its own.
fn near(terms: &[(usize, String)], slop: usize, words: &Words) -> Vec<Span> {
    let Some((_, first)) = terms.first() else { return Vec::new() };
    let mut found = Vec::new();
    for anchor in words.0.iter().filter(|word| word.term == *first) {
        let nearest = |(distance, term): &(usize, String)| {
            let place = anchor.position + distance;
            let from = words.0.partition_point(|word| word.position + slop < place);
            let reach = words.0.get(from..).unwrap_or_default().iter().take_while(|word| word.position <= place + slop);
            reach.filter(|word| word.term == *term).min_by_key(|word| word.position.abs_diff(place))
        };
        let group: Option<Vec<Span>> = terms.iter().map(|term| nearest(term).map(|word| word.span)).collect();
        found.extend(group.unwrap_or_default());
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::super::query::parse;
    use super::*;

    fn marked<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let node = parse(query).unwrap();
        joined(&Marker::of(node.as_ref()).matches(text, 0)).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_marked_in_every_inflection() {
        assert_eq!(marked("tax", "Taxes, a tax, the TAXED and taxis"), ["Taxes", "tax", "TAXED"]);
        assert_eq!(marked("cafe", "The Cafés close"), ["Cafés"]);
    }

    #[test]
    fn a_phrase_is_marked_only_where_it_stands_whole() {
        let text = "A tax cut is a cut. The cut tax. No tax, cut!";
        assert_eq!(marked("\"tax cut\"", text), ["tax cut", "tax, cut"]);
        assert_eq!(marked("O'Brien", "O’Brien and Brien"), ["O’Brien"]);
    }

    #[test]
    fn near_words_are_marked_each_and_far_ones_are_not() {
        let text = "tax on the rich was cut. One two three four five six tax.";
        assert_eq!(marked("\"tax cut\"~4", text), ["tax", "cut"]);
        assert_eq!(marked("\"tax cut\"~3", text), [""; 0]);
    }

    #[test]
    fn beginnings_are_marked_and_what_is_excluded_is_not() {
        assert_eq!(marked("gover* NOT tax headline:cut", "Government taxes cut governors"), ["Government", "governors"]);
    }
}
