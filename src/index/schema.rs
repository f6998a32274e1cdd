//! What the index holds, field by field. Comes in: nothing. Goes out: tantivy's schema and its fields by name.
//!
//! One index; every document has a `kind`:
//!
//! | kind | one for each | reached by |
//! |---|---|---|
//! | `article` | article | `article` (its id) |
//! | `quotation` | quotation | `article`, `position` in [`AnnotatedArticle::quotations`](crate::annotated::AnnotatedArticle) |
//! | `claim` | contested claim | `article`, `position` in `AnnotatedArticle::claims` |
//! | `place` | (path, record) in which an article was found | `path`, `found` (the article's id) |
//! | `file` | file that was read to its end | `path` |
//!
//! "terms" below are what can be searched; "column" is a fast field, which can be counted and sorted by without loading a document.
//! Only article documents store text: `body` once, and in `record` the rest of the [`AnnotatedArticle`](crate::annotated::AnnotatedArticle)
//! as JSON with an empty body and an empty place. Whatever else must be shown is reached through them.

use super::tokens;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};

/// Version of everything on disk. Raise it with any change to fields, tokenizers or the stored JSON.
pub const FORMAT: u32 = 6;

/// Values of the field `kind`.
pub mod kind {
    /// An article with its tags.
    pub const ARTICLE: &str = "article";
    /// A quotation.
    pub const QUOTATION: &str = "quotation";
    /// A contested claim.
    pub const CLAIM: &str = "claim";
    /// Where an article was found.
    pub const PLACE: &str = "place";
    /// A file that was read.
    pub const FILE: &str = "file";
}

/// The term in `claimant` and `contester` for the article's own voice.
pub const AUTHOR: &str = "author";

/// Every field of the index. In brackets: which kinds carry it.
#[derive(Clone, Debug)]
pub struct Fields {
    /// `all`: Term: a value of [`kind`].
    pub kind: Field,
    /// `article, quotation, claim`: Term and u64 column: the article's id. An article is deleted with its records by this term.
    pub article: Field,
    /// `quotation, claim`: u64 column: position in the article's list.
    pub position: Field,
    /// `quotation, claim`: u64 column, 0 to 1000: how much the record is worth to somebody who looks for its words.
    pub weight: Field,

    /// `article`: Prose terms with positions.
    pub headline: Field,
    /// `article`: Prose terms with positions; stored.
    pub body: Field,
    /// `article`: Form terms: the words of the headline as they stand, in lower case without accents, for patterns; no positions.
    pub headline_form: Field,
    /// `article`: Form terms of the body.
    pub body_form: Field,
    /// `article`: u64 column, two of them: what near-identical bodies share ([`Fingerprint`](super::fingerprint::Fingerprint)).
    pub fingerprint: Field,
    /// `article`: Stored: `AnnotatedArticle` as JSON, its body and place empty. `file`: Stored where there are any: skipped records as JSON.
    pub record: Field,
    /// `article`: Name terms: authors.
    pub author: Field,
    /// `article`: Name terms and str column.
    pub section: Field,
    /// `article`: Term: the address as given.
    pub url: Field,
    /// `article`: Term: the dump's own id as given.
    pub record_id: Field,
    /// `article`: Term and str column: ISO 639-1 code; none where unknown.
    pub language: Field,
    /// `article, quotation, claim`: Name terms and str column (the name as given); none where unknown.
    pub publisher: Field,
    /// `article, quotation, claim`: i64 column, `YYYYMMDD`: first day the date can mean; none without a date.
    pub day_from: Field,
    /// `article, quotation, claim`: i64 column, `YYYYMMDD`: last day the date can mean; none without a date.
    pub day_to: Field,

    /// `quotation, claim`: Prose terms with positions: the words of the content or proposition, each span a value of its own.
    pub content: Field,
    /// `quotation, claim`: Form terms of the content.
    pub content_form: Field,
    /// `quotation, claim`: u64 column: hash of the words of the content; copies of one article share it.
    pub content_hash: Field,
    /// `article, quotation`: Prose terms of its own topics. Those of a record's article are reached through the article: a dozen labels
    /// again on each of its records would cost more than all the rest of them.
    pub topic: Field,
    /// `article, quotation`: str column, many: labels of its own topics, as given.
    pub topic_label: Field,
    /// `article`: str column, many: short names that the article gives its bodies, as an [`Alias`](super::who::Alias).
    pub alias: Field,
    /// `quotation`: Name terms: the speaker's name.
    pub speaker: Field,
    /// `quotation`: str column: the speaker as a [`Who`](super::who::Who); none where nobody is resolved.
    pub speaker_who: Field,
    /// `quotation`: Term and str column: [`SpeakerKind::as_str`](crate::speaker::SpeakerKind::as_str) of the speaker.
    pub speaker_kind: Field,
    /// `quotation`: Prose terms with positions: the speaker's role.
    pub role: Field,
    /// `quotation`: Name terms with positions: the cue's lemma, and the cue as it stands.
    pub cue: Field,
    /// `quotation`: Term and str column: [`CueClass::as_str`](crate::quotation::CueClass::as_str).
    pub cue_class: Field,
    /// `quotation`: Term and str column: direct, indirect or mixed.
    pub form: Field,
    /// `quotation, claim`: u64 term and column: 1 where it is listed though not all are asked for ([`Quotation::is_speech`](crate::quotation::Quotation::is_speech),
    /// [`Claim::is_likely`](crate::claim::Claim::is_likely)), none elsewhere.
    pub listed: Field,

    /// `claim`: Term and str column: [`Status::as_str`](crate::claim::Status::as_str).
    pub status: Field,
    /// `claim`: Name terms: the claimant, [`AUTHOR`] for the article's own voice.
    pub claimant: Field,
    /// `claim`: str column: the claimant as a [`Who`](super::who::Who).
    pub claimant_who: Field,
    /// `claim`: Name terms: every contester, [`AUTHOR`] for the article's own voice.
    pub contester: Field,
    /// `claim`: str column, many: every contester as a [`Who`](super::who::Who), each once.
    pub contester_who: Field,
    /// `claim`: str column: its words and those around them as a [`Wording`](super::wording::Wording).
    pub wording: Field,

    /// `place, file`: Term and str column: the file's path, relative to the folder that holds the index folder; `-` for standard input.
    pub path: Field,
    /// `place`: Term and u64 column: id of the article found there. Not `article`, so that an article can be replaced and keep its places.
    pub found: Field,
    /// `place`: u64 column: number of the record; none in a file of one article.
    pub number: Field,
    /// `file`: u64 column, bytes.
    pub size: Field,
    /// `file`: i64 column, nanoseconds since 1970.
    pub modified: Field,
    /// `file`: u64 column: hash of the options it was read with.
    pub options: Field,
    /// `article, place`: u64 column: hash of what the article's id leaves out (authors, address, section, language, the dump's id).
    pub details: Field,
    /// `article, file`: u64 column: version of the extractor, 0 for none.
    pub extractor: Field,
}

/// The schema, and the handles of its fields.
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let builder = &mut schema;
    let prose = || text(tokens::PROSE, true);
    let name = || text(tokens::NAME, false);
    let label = || STRING | FAST;
    let form =
        || TextOptions::default().set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokens::NAME).set_fieldnorms(false));
    let fields = Fields {
        kind: builder.add_text_field("kind", STRING),
        article: builder.add_u64_field("article", INDEXED | FAST),
        position: builder.add_u64_field("position", FAST),
        weight: builder.add_u64_field("weight", FAST),
        headline: builder.add_text_field("headline", prose()),
        body: builder.add_text_field("body", prose() | STORED),
        headline_form: builder.add_text_field("headline_form", form()),
        body_form: builder.add_text_field("body_form", form()),
        fingerprint: builder.add_u64_field("fingerprint", FAST),
        record: builder.add_bytes_field("record", STORED),
        author: builder.add_text_field("author", name()),
        section: builder.add_text_field("section", name().set_fast(RAW)),
        url: builder.add_text_field("url", STRING),
        record_id: builder.add_text_field("record_id", STRING),
        language: builder.add_text_field("language", label()),
        publisher: builder.add_text_field("publisher", name().set_fast(RAW)),
        day_from: builder.add_i64_field("day_from", FAST),
        day_to: builder.add_i64_field("day_to", FAST),
        content: builder.add_text_field("content", prose()),
        content_form: builder.add_text_field("content_form", form()),
        content_hash: builder.add_u64_field("content_hash", FAST),
        topic: builder.add_text_field("topic", prose()),
        topic_label: column(builder, "topic_label"),
        alias: column(builder, "alias"),
        speaker: builder.add_text_field("speaker", name()),
        speaker_who: column(builder, "speaker_who"),
        speaker_kind: builder.add_text_field("speaker_kind", label()),
        role: builder.add_text_field("role", text(tokens::PROSE, false)),
        cue: builder.add_text_field("cue", name()),
        cue_class: builder.add_text_field("cue_class", label()),
        form: builder.add_text_field("form", label()),
        listed: builder.add_u64_field("listed", INDEXED | FAST),
        status: builder.add_text_field("status", label()),
        claimant: builder.add_text_field("claimant", name()),
        claimant_who: column(builder, "claimant_who"),
        contester: builder.add_text_field("contester", name()),
        contester_who: column(builder, "contester_who"),
        wording: column(builder, "wording"),
        path: builder.add_text_field("path", label()),
        found: builder.add_u64_field("found", INDEXED | FAST),
        number: builder.add_u64_field("number", FAST),
        size: builder.add_u64_field("size", FAST),
        modified: builder.add_i64_field("modified", FAST),
        options: builder.add_u64_field("options", FAST),
        details: builder.add_u64_field("details", FAST),
        extractor: builder.add_u64_field("extractor", FAST),
    };
    (schema.build(), fields)
}

const RAW: &str = "raw";

/// Text with positions; `ranked` where hits are scored by its length.
fn text(tokenizer: &str, ranked: bool) -> TextOptions {
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(positions).set_fieldnorms(ranked);
    TextOptions::default().set_indexing_options(indexing)
}

fn column(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(name, TextOptions::default().set_fast(RAW))
}
