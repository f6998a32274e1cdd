//! What holds across the whole corpus. Comes in: the columns of the index. Goes out: speakers, topics and counts over all articles.
//!
//! Everything is read from columns, no article is loaded. Speakers are one by their exact folded name: variants of a name are told apart.

mod columns;
mod speakers;
mod stats;
mod topics;

pub use speakers::{SpeakerRow, speakers};
pub use stats::{Stats, stats};
pub use topics::{TopicRow, topics};

use crate::quotation::CueClass;
use crate::speaker::SpeakerKind;

/// True where a cue of this class reports speech rather than thought.
pub fn is_speech(class: CueClass) -> bool {
    class != CueClass::Think
}

/// True where a speaker of this kind is listed by `speakers`: somebody with a name.
pub fn is_listed(kind: SpeakerKind) -> bool {
    matches!(kind, SpeakerKind::Person | SpeakerKind::Organization)
}
