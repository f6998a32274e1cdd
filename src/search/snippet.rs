//! The stretch of a body that shows why it matched. Comes in: a body, its sentences and the matches. Goes out: one or two sentences, or a cut of a long one.

use super::highlight::Match;
use super::sentence::Layout;
use crate::span::Span;

/// About the length of a snippet, in bytes.
const LENGTH: usize = 240;

/// The best window from byte `from` of the body on: most patterns of the query, then most matches, then the earliest. Without matches the beginning.
pub(super) fn best(layout: &Layout, matches: &[Match], from: usize) -> Span {
    let mut rest = matches.get(matches.partition_point(|found| found.span.start < from)..).unwrap_or_default();
    let Some(first) = rest.first() else { return beginning(layout, from) };
    let mut best = (0, 0, first.span);
    while let Some(found) = rest.first() {
        let sentences = layout.sentences(layout.paragraph_at(found.span.start));
        let number = sentences.partition_point(|sentence| sentence.end <= found.span.start);
        let window = window(layout.body(), sentences, number, rest).unwrap_or(found.span);
        let (patterns, count) = weigh(window, rest);
        if (patterns, count) > (best.0, best.1) {
            best = (patterns, count, window);
        }
        // On to the first match of a later sentence.
        let end = sentences.get(number).map_or(found.span.end, |sentence| sentence.end.max(found.span.end));
        rest = rest.get(rest.partition_point(|found| found.span.start < end).max(1)..).unwrap_or_default();
    }
    best.2
}

/// Distinct patterns and matches inside `window`.
fn weigh(window: Span, matches: &[Match]) -> (usize, usize) {
    let inside: Vec<&Match> =
        matches.iter().take_while(|found| found.span.start < window.end).filter(|found| window.contains(found.span)).collect();
    let mut patterns: Vec<usize> = inside.iter().map(|found| found.pattern).collect();
    patterns.sort_unstable();
    patterns.dedup();
    (patterns.len(), inside.len())
}

/// The sentence of this number with the next one where both are short and on one line; a long one is cut around its first match.
fn window(body: &str, sentences: &[Span], number: usize, matches: &[Match]) -> Option<Span> {
    let &sentence = sentences.get(number)?;
    if sentence.len() > LENGTH * 3 / 2 {
        let first = matches.iter().map(|found| found.span).find(|span| span.end > sentence.start).unwrap_or(sentence);
        return Some(cut(body, sentence, first));
    }
    let next = sentences.get(number + 1).map(|next| sentence.cover(*next));
    let breaks = |pair: &Span| pair.of(body).contains(['\n', '\r']);
    Some(next.filter(|pair| pair.len() <= LENGTH && !breaks(pair)).unwrap_or(sentence))
}

/// About [`LENGTH`] bytes of `sentence` with `word` in the first third, cut between words.
fn cut(body: &str, sentence: Span, word: Span) -> Span {
    let start =
        if word.start < sentence.start + LENGTH / 3 { sentence.start } else { after_space(body, word.start - LENGTH / 3, word.start) };
    let end = if start + LENGTH >= sentence.end { sentence.end } else { before_space(body, word.end.max(start + LENGTH), sentence.end) };
    Span::new(start, end.max(word.end))
}

/// The first start of a word from byte `from` on, `limit` at the latest.
fn after_space(body: &str, from: usize, limit: usize) -> usize {
    let from = (from..=limit).find(|&at| body.is_char_boundary(at)).unwrap_or(limit);
    let space = body.get(from..limit).and_then(|text| text.char_indices().find(|(_, c)| c.is_whitespace()));
    space.map_or(from, |(at, c)| from + at + c.len_utf8())
}

/// The first end of a word from byte `from` on, `limit` at the latest.
fn before_space(body: &str, from: usize, limit: usize) -> usize {
    let from = (from..=limit).find(|&at| body.is_char_boundary(at)).unwrap_or(limit);
    // A "word" without end is cut, too.
    let reach = body.get(from..limit).map(|text| text.char_indices().take(LENGTH));
    let mut reach = reach.into_iter().flatten();
    let mut end = from;
    for (at, c) in &mut reach {
        if c.is_whitespace() {
            return from + at;
        }
        end = from + at + c.len_utf8();
    }
    end
}

/// The first sentence or two from byte `from` on.
fn beginning(layout: &Layout, from: usize) -> Span {
    let sentences = layout.sentences(layout.paragraph_from(from));
    match sentences.first() {
        Some(&first) if first.len() > LENGTH * 3 / 2 => cut(layout.body(), first, Span::new(first.start, first.start)),
        _ => window(layout.body(), sentences, 0, &[]).unwrap_or(Span::new(0, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::Target;
    use super::super::highlight::Marker;
    use super::super::query::parse;
    use super::*;
    use proptest::prelude::*;

    fn snippet<'a>(query: &str, body: &'a str) -> &'a str {
        let node = parse(query).unwrap();
        let layout = Layout::of(body);
        best(&layout, &Marker::of(Target::Articles, node.as_ref()).matches(body, 0), layout.end_of_headline("Harbour tax")).of(body)
    }

    #[test]
    fn the_sentence_with_most_of_the_query_is_shown() {
        let body = "The harbour is old.\nNobody there pays tax on boats, as the council of the town decided on a long and windy evening in the spring of that year, after a debate that went on until the lamps were lit and the last ferry had left for the islands. The harbour tax is new. It is low.\nThe harbour again.";
        assert_eq!(snippet("harbour tax", body), "The harbour tax is new. It is low.");
        assert!(snippet("ferry", body).ends_with("the last ferry had left for the islands."));
    }

    #[test]
    fn without_a_match_in_the_body_its_beginning_is_shown() {
        assert_eq!(snippet("headline:boats", "One. Two.\nThree."), "One. Two.");
        assert_eq!(snippet("boats", ""), "");
    }

    #[test]
    fn a_headline_that_begins_the_body_is_not_shown_again() {
        assert_eq!(snippet("harbour tax", "Harbour  tax\nBoats pay. The tax is new."), "The tax is new.");
        assert_eq!(snippet("harbour", "Harbour tax\n\nBoats pay."), "Boats pay.");
        assert_eq!(snippet("harbour", "Harbour tax"), "Harbour tax");
        assert_eq!(snippet("new", "Harbour tax is new\nBoats pay."), "Harbour tax is new");
    }

    #[test]
    fn a_sentence_without_end_is_cut_between_words() {
        let body = format!("{}harbour {}", "öl word ".repeat(200), "word ".repeat(200));
        let shown = snippet("harbour", &body);
        assert!(shown.contains("harbour") && shown.len() < 300, "{shown}");
        assert!(shown.starts_with("öl ") || shown.starts_with("word "), "{shown}");
        assert!(shown.ends_with("word"), "{shown}");
    }

    proptest! {
        #[test]
        fn any_body_gives_a_snippet_that_lies_in_it(body in "([a-zé. ]{0,60} tax[“” \n]{1,3}){0,12}") {
            let node = parse("tax").unwrap();
            let matches = Marker::of(Target::Articles, node.as_ref()).matches(&body, 0);
            let shown = best(&Layout::of(&body), &matches, 0);
            prop_assert!(body.get(shown.start..shown.end).is_some());
            prop_assert_eq!(matches.is_empty(), !shown.of(&body).contains("tax"));
        }
    }
}
