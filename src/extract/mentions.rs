//! Finds references to people and bodies. Comes in: a text. Goes out: mentions with their form.

use crate::mention::{Form, Mention};
use crate::span::Span;
use crate::text::{Text, TokenKind};

/// Pronouns that can be a source.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "i",
    "we",
    "you",
    "it",
    "who",
    "him",
    "her",
    "them",
    "me",
    "us",
    "one",
    "himself",
    "herself",
    "themselves",
    "myself",
    "this",
    "that",
    "these",
    "those",
];

/// The source words at `span` as a mention, its form told from the words alone.
pub fn mention(text: &Text, span: Span) -> Mention {
    let tokens = text.tokens_in(span);
    let form = if tokens.len() == 1 && PRONOUNS.contains(&text.lower(tokens.start)) {
        Form::Pronominal
    } else if tokens.clone().any(|index| is_name_word(text, index)) {
        Form::Named
    } else {
        Form::Nominal
    };
    Mention { span, form }
}

/// True for a capitalised word that is not capitalised just for starting its sentence.
fn is_name_word(text: &Text, index: usize) -> bool {
    let word = text.word(index);
    let capital = text.tokens[index].kind == TokenKind::Word && word.starts_with(char::is_uppercase);
    capital && (text.sentence_of(index).start != index || word.chars().skip(1).any(char::is_uppercase))
}
