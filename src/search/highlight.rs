//! Which words of a text a query means. Comes in: the tree of a query and a text. Goes out: spans of the words, phrases only where they stand whole.
//!
//! Tantivy's own snippets mark every single word of a phrase, and nothing for fuzzy words and expressions (shared/STACK.md); here a phrase
//! is marked as one span where its words stand in a row, and a near phrase word by word where they stand near.

use super::compile::Target;
use super::query::{Leaf, Name, Node};
use super::sought::{Reading, Sought};
use crate::span::Span;

/// What is looked for in the text: one entry a word or phrase of the query, without those under NOT.
pub(super) struct Marker {
    patterns: Vec<(Sought, Zone)>,
    headline: Vec<Sought>,
}

/// Where in an article a match counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Anywhere.
    Anywhere,
    /// Inside the content of a quotation.
    Inside,
    /// Outside all of them.
    Outside,
}

impl Zone {
    /// Whether a match at `span` counts in an article whose quotations have these contents.
    pub(super) fn holds(self, span: Span, contents: &[Span]) -> bool {
        match self {
            Zone::Anywhere => true,
            Zone::Inside => contents.iter().any(|content| content.contains(span)),
            Zone::Outside => !contents.iter().any(|content| content.start < span.end && span.start < content.end),
        }
    }
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
    pub(super) fn of(target: Target, node: Option<&Node>) -> Marker {
        let leaves = node.map(Node::leaves).unwrap_or_default();
        let patterns = leaves.iter().filter_map(|leaf| pattern(target, leaf)).collect();
        let in_headline = |leaf: &&&Leaf| matches!(leaf.field, None | Some(Name::Text | Name::Headline));
        let headline = leaves.iter().filter(in_headline).filter_map(|leaf| Sought::of(&leaf.test)).collect();
        Marker { patterns, headline }
    }

    /// The matched words of an article's headline, by place.
    pub(super) fn in_headline(&self, headline: &str) -> Vec<Span> {
        let reading = Reading::of(headline);
        let found = self.headline.iter().flat_map(|sought| sought.find(&reading));
        let mut matches: Vec<Match> = found.map(|span| Match { pattern: 0, span }).collect();
        matches.sort_by_key(|found| found.span);
        joined(&matches)
    }

    /// All matches in the body of an article whose quotations have these contents, by place.
    pub(super) fn in_body(&self, body: &str, contents: &[Span]) -> Vec<Match> {
        let mut matches = self.matches(body, 0);
        matches.retain(|found| self.patterns.get(found.pattern).is_some_and(|(_, zone)| zone.holds(found.span, contents)));
        matches
    }

    /// All matches in `text`, which starts at byte `offset` of the body, by place.
    pub(super) fn matches(&self, text: &str, offset: usize) -> Vec<Match> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let reading = Reading::of(text);
        let mut matches = Vec::new();
        for (pattern, (sought, _)) in self.patterns.iter().enumerate() {
            let shifted = |span: Span| Match { pattern, span: Span::new(span.start + offset, span.end + offset) };
            matches.extend(sought.find(&reading).into_iter().map(shifted));
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

fn pattern(target: Target, leaf: &Leaf) -> Option<(Sought, Zone)> {
    let zone = match (target, leaf.field) {
        (_, None | Some(Name::Text | Name::Body)) => Zone::Anywhere,
        (Target::Articles, Some(Name::Said)) => Zone::Inside,
        (Target::Articles, Some(Name::Outside)) => Zone::Outside,
        (_, Some(Name::Said)) => Zone::Anywhere,
        _ => return None,
    };
    Some((Sought::of(&leaf.test)?, zone))
}

#[cfg(test)]
mod tests {
    use super::super::query::parse;
    use super::*;

    fn marked<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let node = parse(query).unwrap();
        joined(&Marker::of(Target::Articles, node.as_ref()).matches(text, 0)).into_iter().map(|span| span.of(text)).collect()
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

    #[test]
    fn a_headline_is_marked_by_what_is_sought_in_it() {
        let node = parse("tax headline:cut said:rise -harbour").unwrap();
        let marker = Marker::of(Target::Articles, node.as_ref());
        assert_eq!(marker.in_headline("Tax cut, taxes rise in the harbour"), [Span::new(0, 3), Span::new(4, 7), Span::new(9, 14)]);
    }

    #[test]
    fn what_is_said_is_marked_inside_quotations_only() {
        let body = "The tax is new. “The tax is old.”";
        let contents = [Span::new(16, body.len())];
        let marked = |query: &str| {
            let node = parse(query).unwrap();
            let matches = Marker::of(Target::Articles, node.as_ref()).in_body(body, &contents);
            matches.into_iter().map(|found| found.span.start).collect::<Vec<_>>()
        };
        assert_eq!((marked("tax"), marked("said:tax"), marked("outside:tax")), (vec![4, 23], vec![23], vec![4]));
    }
}
