//! Words as the index knows them. Comes in: text. Goes out: terms with their positions and spans, by the index's own tokenizers.

use crate::index::tokens;
use crate::span::Span;
use std::cell::RefCell;
use tantivy::tokenizer::TextAnalyzer;

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// As the index has it: folded, and stemmed in prose.
    pub term: String,
    /// Its number in the text; words too long to be indexed are counted too.
    pub position: usize,
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The words of a text, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words(pub Vec<Word>);

impl Words {
    /// True where there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their terms, in order.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.term.as_str())
    }

    /// The last term, and the words before it.
    pub(crate) fn split_last(&self) -> Option<(&str, Words)> {
        let (last, rest) = self.0.split_last()?;
        Some((&last.term, Words(rest.to_vec())))
    }
}

thread_local! {
    static ANALYZERS: RefCell<[Option<TextAnalyzer>; 2]> = RefCell::new([tokens::manager().get(tokens::PROSE), tokens::manager().get(tokens::NAME)]);
}

/// The words of `text` as the tokenizer of this name ([`tokens::PROSE`] or [`tokens::NAME`]) has them.
pub(crate) fn words(tokenizer: &str, text: &str) -> Words {
    let mut words = Vec::new();
    ANALYZERS.with_borrow_mut(|[prose, name]| {
        let analyzer = if tokenizer == tokens::PROSE { prose } else { name };
        if let Some(analyzer) = analyzer {
            analyzer.token_stream(text).process(&mut |token| {
                let span = Span::new(token.offset_from, token.offset_to);
                words.push(Word { term: token.text.clone(), position: token.position, span });
            });
        }
    });
    Words(words)
}
