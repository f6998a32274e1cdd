//! Words as the index knows them. Comes in: text. Goes out: terms with their positions and spans, by the index's own tokenizers.

use crate::index::tokens;
use crate::span::Span;
use std::cell::RefCell;
use tantivy::tokenizer::TextAnalyzer;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Word<'w> {
    /// As the index has it: folded, and stemmed in prose.
    pub term: &'w str,
    /// Its number in the text; words too long to be indexed are counted too.
    pub position: usize,
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The words of a text, in order. Terms lie in one string: a body has a thousand of them, and a page of hits twenty bodies.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    terms: String,
    words: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    start: usize,
    end: usize,
    position: usize,
    span: Span,
}

impl Words {
    /// True where there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word of this number in the list.
    pub(crate) fn get(&self, number: usize) -> Option<Word<'_>> {
        self.words.get(number).map(|entry| self.word(entry))
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Word<'_>> + Clone {
        self.words.iter().map(|entry| self.word(entry))
    }

    /// Their terms, in order.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|word| word.term)
    }

    /// How many stand before `position`.
    pub(crate) fn before(&self, position: usize) -> usize {
        self.words.partition_point(|entry| entry.position < position)
    }

    fn word(&self, entry: &Entry) -> Word<'_> {
        Word { term: self.terms.get(entry.start..entry.end).unwrap_or(""), position: entry.position, span: entry.span }
    }
}

thread_local! {
    static ANALYZERS: RefCell<[Option<TextAnalyzer>; 2]> = RefCell::new([tokens::manager().get(tokens::PROSE), tokens::manager().get(tokens::NAME)]);
}

/// The words of `text` as the tokenizer of this name ([`tokens::PROSE`] or [`tokens::NAME`]) has them.
pub(crate) fn words(tokenizer: &str, text: &str) -> Words {
    let mut words = Words::default();
    ANALYZERS.with_borrow_mut(|[prose, name]| {
        let analyzer = if tokenizer == tokens::PROSE { prose } else { name };
        if let Some(analyzer) = analyzer {
            analyzer.token_stream(text).process(&mut |token| {
                let start = words.terms.len();
                words.terms.push_str(&token.text);
                let span = Span::new(token.offset_from, token.offset_to);
                words.words.push(Entry { start, end: words.terms.len(), position: token.position, span });
            });
        }
    });
    words
}
