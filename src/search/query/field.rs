//! Names of fields. Comes in: the word before a colon. Goes out: which field is meant, and where it lives.

/// A field that a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// Words of the headline.
    Headline,
    /// Words of the body.
    Body,
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
    /// direct, indirect, mixed.
    Kind,
    /// A cue's lemma, form or class.
    Cue,
    /// alleged, unverified, disputed, refuted.
    Status,
    /// Words of the name of somebody who advances a claim.
    Claimant,
    /// Words of the name of somebody who contests a claim; `author` is the article.
    Contester,
}

impl Name {
    /// Every field, in the order the documentation lists them.
    pub(crate) const ALL: [Name; 14] = [
        Name::Headline,
        Name::Body,
        Name::Publisher,
        Name::Author,
        Name::Date,
        Name::Language,
        Name::Section,
        Name::Topic,
        Name::Speaker,
        Name::Kind,
        Name::Cue,
        Name::Status,
        Name::Claimant,
        Name::Contester,
    ];

    /// The word before the colon.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Name::Headline => "headline",
            Name::Body => "body",
            Name::Publisher => "publisher",
            Name::Author => "author",
            Name::Date => "date",
            Name::Language => "language",
            Name::Section => "section",
            Name::Topic => "topic",
            Name::Speaker => "speaker",
            Name::Kind => "kind",
            Name::Cue => "cue",
            Name::Status => "status",
            Name::Claimant => "claimant",
            Name::Contester => "contester",
        }
    }

    /// The field of this name, in any case; `None` for any other word, which is then text.
    pub(crate) fn of(word: &str) -> Option<Name> {
        Name::ALL.into_iter().find(|name| name.as_str().eq_ignore_ascii_case(word))
    }
}
