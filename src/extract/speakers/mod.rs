//! Resolves sources to speakers within one article. Comes in: attributions. Goes out: a cast of speakers, and who speaks each quotation.

use crate::article::Article;
use crate::extract::attribution::Attribution;
use crate::mention::{Form, Mention};
use crate::speaker::{Resolved, Speaker, SpeakerId, SpeakerKind};
use crate::text::Text;

/// Everybody in one article who can say something.
#[derive(Debug, Default)]
pub struct Cast {
    speakers: Vec<Speaker>,
}

impl Cast {
    /// Collects the people and bodies that the article names.
    pub fn gather(_text: &Text, _article: &Article, _attributions: &[Attribution]) -> Cast {
        Cast::default()
    }

    /// The speaker of every attribution, in the same order; `None` where nobody can be told.
    pub fn resolve_all(&mut self, text: &Text, attributions: &[Attribution]) -> Vec<Option<Resolved>> {
        attributions.iter().map(|attribution| attribution.source.map(|source| self.resolve(text, source))).collect()
    }

    /// Who the words of one mention mean. Always answers: a new speaker is added where no known one fits.
    pub fn resolve(&mut self, text: &Text, mention: Mention) -> Resolved {
        let name = mention.span.of(text.body);
        let known = self.speakers.iter().position(|speaker| speaker.name.as_deref() == Some(name));
        let place = known.unwrap_or_else(|| {
            let id = SpeakerId(self.speakers.len() as u32);
            let kind = if mention.form == Form::Named { SpeakerKind::Person } else { SpeakerKind::Unnamed };
            self.speakers.push(Speaker { id, name: Some(name.to_owned()), kind, role: None, mentions: vec![mention] });
            self.speakers.len() - 1
        });
        Resolved { speaker: SpeakerId(place as u32), via: Vec::new(), confidence: 0.5, why: vec!["same words".into()] }
    }

    /// The article's own voice.
    pub fn author(&mut self) -> SpeakerId {
        let known = self.speakers.iter().position(|speaker| speaker.kind == SpeakerKind::Author);
        let place = known.unwrap_or_else(|| {
            let id = SpeakerId(self.speakers.len() as u32);
            self.speakers.push(Speaker { id, name: None, kind: SpeakerKind::Author, role: None, mentions: Vec::new() });
            self.speakers.len() - 1
        });
        SpeakerId(place as u32)
    }

    /// The speakers, by id.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// The speakers, by id, when all is resolved.
    pub fn into_speakers(self) -> Vec<Speaker> {
        self.speakers
    }
}
