//! A speaker as one value of a column, so that speakers are counted without loading articles. Comes in: a speaker of an article. Goes out: `kind`, name and role in one string, and back.

use crate::speaker::{Speaker, SpeakerKind, is_described};

const KINDS: [SpeakerKind; 6] =
    [SpeakerKind::Person, SpeakerKind::Organization, SpeakerKind::Group, SpeakerKind::Unnamed, SpeakerKind::Author, SpeakerKind::None];

/// Kind, name and role of a speaker, as one article gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who<'a> {
    /// What it is.
    pub kind: SpeakerKind,
    /// The name; `None` for the article's own voice.
    pub name: Option<&'a str>,
    /// The role.
    pub role: Option<&'a str>,
}

impl<'a> Who<'a> {
    /// What a column holds of `speaker`.
    pub fn of(speaker: &'a Speaker) -> Who<'a> {
        Who { kind: speaker.kind, name: speaker.name.as_deref(), role: speaker.role.as_deref() }
    }

    /// True for persons and organizations with a name: those that are counted and listed as speakers.
    pub fn is_named(&self) -> bool {
        self.name.is_some_and(|name| !is_described(name)) && matches!(self.kind, SpeakerKind::Person | SpeakerKind::Organization)
    }

    /// The column's value: the three parts with tabs between them.
    pub fn encode(&self) -> String {
        let part = |text: Option<&str>| text.unwrap_or("").replace('\t', " ");
        format!("{}\t{}\t{}", self.kind.as_str(), part(self.name), part(self.role))
    }

    /// Reads a column's value; `None` for what [`Who::encode`] did not write.
    pub fn decode(value: &'a str) -> Option<Who<'a>> {
        let mut parts = value.split('\t');
        let kind = parts.next()?;
        let kind = KINDS.into_iter().find(|known| known.as_str() == kind)?;
        let mut part = || parts.next().filter(|text| !text.is_empty());
        Some(Who { kind, name: part(), role: part() })
    }
}

/// A short name of a body, as one article uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alias<'a> {
    /// The fullest name the article gives.
    pub name: &'a str,
    /// The acronym.
    pub short: &'a str,
}

impl<'a> Alias<'a> {
    /// The column's value: both with a tab between them.
    pub fn encode(&self) -> String {
        format!("{}\t{}", self.name.replace('\t', " "), self.short)
    }

    /// Reads a column's value; `None` for what [`Alias::encode`] did not write.
    pub fn decode(value: &'a str) -> Option<Alias<'a>> {
        let (name, short) = value.split_once('\t')?;
        Some(Alias { name, short })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_comes_back_from_a_column() {
        for (name, role) in [(Some("Ada Quill"), Some("mayor")), (Some("Ada Quill"), None), (None, None)] {
            let who = Who { kind: SpeakerKind::Person, name, role };
            assert_eq!(Who::decode(&who.encode()), Some(who));
        }
        assert_eq!(Who::decode("nobody"), None);
    }
}
