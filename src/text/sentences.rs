//! Where sentences end. Comes in: a paragraph and its tokens. Goes out: token ranges.
//!
//! ICU's rules (UAX 29) propose the breaks; those after an abbreviation, before a lower-case word or between a quotation and its
//! "she said" are undone. Measured against CoreNLP's sentences: F1 .981 with the merges, .916 without (shared/STACK.md).

use super::tokens::{Token, TokenKind};
use crate::span::Span;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed};
use std::ops::Range;

thread_local! {
    static SEGMENTER: SentenceSegmenterBorrowed<'static> = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
}

/// The sentences of the paragraph `span` as ranges of positions in `tokens`.
pub(super) fn split(body: &str, span: Span, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let proposed: Vec<usize> = SEGMENTER.with(|segmenter| segmenter.segment_str(span.of(body)).collect());
    let next_token = |at: usize| tokens.partition_point(|token| token.span.start < span.start + at);
    let mut breaks: Vec<usize> = proposed.into_iter().map(next_token).chain(glued(body, tokens)).collect();
    breaks.sort_unstable();
    for next in breaks {
        if next > start && next < tokens.len() && is_end(body, tokens, next) {
            sentences.push(start..next);
            start = next;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Where a capital follows a full stop without a space, as web pages lose line breaks.
fn glued<'a>(body: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = usize> + 'a {
    let touches = |pair: &[Token]| pair[0].span.end == pair[1].span.start && pair[0].span.of(body) == ".";
    tokens
        .windows(2)
        .enumerate()
        .filter(move |(_, pair)| touches(pair) && pair[1].span.of(body).starts_with(char::is_uppercase))
        .map(|(at, _)| at + 1)
}

/// True where a sentence may end before token `next`.
fn is_end(body: &str, tokens: &[Token], next: usize) -> bool {
    let following = tokens[next].span.of(body);
    if following.starts_with(char::is_lowercase) || following.starts_with([',', ';', ')', '”', '’', '»']) {
        return false;
    }
    let last = (0..next).rev().find(|&index| !is_closing(tokens[index].span.of(body))).unwrap_or(next - 1);
    let word = tokens[last].span.of(body);
    if !word.ends_with('.') || tokens[last].kind == TokenKind::Punctuation {
        return true;
    }
    // A stop inside the token: "Mr." never ends a sentence; "U.S." and "p.m." do where a sentence starter follows.
    let dotted = word.matches('.').count() > 1 || word.ends_with("m.");
    dotted && is_starter(following)
}

fn is_closing(word: &str) -> bool {
    matches!(word, "”" | "\"" | "’" | "'" | ")" | "]" | "»")
}

fn is_starter(word: &str) -> bool {
    let word = word.to_lowercase();
    let starters = [
        "the", "a", "an", "he", "she", "it", "they", "we", "i", "but", "and", "in", "on", "at", "this", "that", "there", "his", "her", "“",
        "\"",
    ];
    starters.contains(&word.as_str())
}
