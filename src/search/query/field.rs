//! Names of fields. Comes in: the word before a colon. Goes out: which field is meant, or the one that it is most like.

/// A field that a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// Words of the headline or the body; of the content, of the proposition.
    Text,
    /// Words of the headline.
    Headline,
    /// Words of the body.
    Body,
    /// Words inside quotations.
    Said,
    /// Words of the body outside quotations.
    Outside,
    /// Words of the publisher's name.
    Publisher,
    /// Words of an author's name.
    Author,
    /// Day or days of publication.
    Date,
    /// ISO code of the language.
    Language,
    /// Words of the section's name.
    Section,
    /// Words of a topic.
    Topic,
    /// Words of the name of somebody quoted.
    Speaker,
    /// Words of the role of somebody quoted.
    Role,
    /// direct, indirect, mixed.
    Kind,
    /// A cue's lemma, form or class.
    Cue,
    /// A class of cues.
    Class,
    /// alleged, unverified, disputed, refuted.
    Status,
    /// Words of the name of somebody who advances a claim.
    Claimant,
    /// Words of the name of somebody who contests a claim; `author` is the article.
    Contester,
}

/// Every field with its word, in the order the documentation lists them.
const WORDS: [(Name, &str); 19] = [
    (Name::Text, "text"),
    (Name::Headline, "headline"),
    (Name::Body, "body"),
    (Name::Said, "said"),
    (Name::Outside, "outside"),
    (Name::Publisher, "publisher"),
    (Name::Author, "author"),
    (Name::Date, "date"),
    (Name::Language, "language"),
    (Name::Section, "section"),
    (Name::Topic, "topic"),
    (Name::Speaker, "speaker"),
    (Name::Role, "role"),
    (Name::Kind, "kind"),
    (Name::Cue, "cue"),
    (Name::Class, "class"),
    (Name::Status, "status"),
    (Name::Claimant, "claimant"),
    (Name::Contester, "contester"),
];

/// What users of other tools type, and what it is called here.
const ELSEWHERE: [(&str, &str); 12] = [
    ("title", "headline"),
    ("source", "publisher"),
    ("outlet", "publisher"),
    ("byline", "author"),
    ("content", "said"),
    ("quote", "said"),
    ("lang", "language"),
    ("day", "date"),
    ("published", "date"),
    ("who", "speaker"),
    ("verb", "cue"),
    ("type", "kind"),
];

impl Name {
    /// The word before the colon.
    pub(crate) fn as_str(self) -> &'static str {
        WORDS.iter().find(|(name, _)| *name == self).map_or("", |(_, word)| word)
    }

    /// The field of this name, in any case.
    pub(crate) fn of(word: &str) -> Option<Name> {
        WORDS.iter().find(|(_, known)| known.eq_ignore_ascii_case(word)).map(|(name, _)| *name)
    }

    /// Every word, in the order of the documentation.
    pub(crate) fn all() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(_, word)| *word)
    }

    /// The field that somebody who typed `word` most likely means: what it is called elsewhere, or the one spelled nearly so.
    pub(crate) fn like(word: &str) -> Option<&'static str> {
        let lower = word.to_lowercase();
        if let Some((_, known)) = ELSEWHERE.iter().find(|(other, _)| *other == lower) {
            return Some(known);
        }
        // One slip in a short word, two in a long one.
        let allowed = if lower.chars().count() > 5 { 2 } else { 1 };
        nearest(&lower, Name::all(), allowed)
    }

    /// True for fields of running text, whose words are scored and marked.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Name::Text | Name::Headline | Name::Body | Name::Said | Name::Outside)
    }
}

/// The one of `known` that at most `allowed` slips (a letter more, less, other, or two swapped) turn into `word`.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>, allowed: u8) -> Option<&'k str> {
    use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder};
    if !(3..=40).contains(&word.chars().count()) {
        return None;
    }
    let automaton = LevenshteinAutomatonBuilder::new(allowed.min(2), true).build_dfa(word);
    let slips = |known: &str| match automaton.eval(known) {
        Distance::Exact(slips) if slips > 0 => Some(slips),
        _ => None,
    };
    known.into_iter().filter_map(|known| Some((slips(known)?, known))).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_under_its_word() {
        for (name, word) in WORDS {
            assert_eq!((Name::of(&word.to_uppercase()), name.as_str()), (Some(name), word));
        }
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        assert_eq!(Name::like("speker"), Some("speaker"));
        assert_eq!(Name::like("Titel"), None);
        assert_eq!(Name::like("title"), Some("headline"));
        assert_eq!(Name::like("haedline"), Some("headline"));
        assert_eq!(Name::like("genesis"), None);
        assert_eq!(Name::like("https"), None);
        assert_eq!(Name::like("re"), None);
    }
}
