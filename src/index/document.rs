//! An annotated article as documents. Comes in: the article with its tags. Goes out: one document for it, one for each quotation and claim.

use super::fingerprint::Forms;
use super::schema::{AUTHOR, Fields, kind};
use super::who::{Alias, Who};
use super::wording::Wording;
use crate::annotated::AnnotatedArticle;
use crate::article::{Article, ArticleId, Place};
use crate::claim::{Claim, Party};
use crate::error::Result;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::speaker::{Speaker, SpeakerKind};
use std::collections::BTreeSet;
use tantivy::TantivyDocument;
use tantivy::schema::Field;

/// About what a quotation, claim or place takes, in bytes.
const SMALL: usize = 512;

/// A hash of what an article's id leaves out. Two copies of one article differ in it where, say, only one names its authors.
pub fn details(article: &Article) -> u64 {
    let mut hasher = blake3::Hasher::new();
    let single = [&article.record_id, &article.section, &article.url, &article.language].map(|part| part.as_deref());
    for part in single.into_iter().chain(article.authors.iter().map(|author| Some(author.as_str()))) {
        let part = part.unwrap_or("");
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// Documents that belong together, and about how many bytes they take.
pub(super) struct Batch {
    pub(super) documents: Vec<TantivyDocument>,
    pub(super) bytes: usize,
}

/// The documents of an article: its quotations, its claims, the place it was found in, then itself.
///
/// The stored record names no place: those are documents of their own, and change without the article.
pub(super) fn of_article(fields: &Fields, mut tagged: AnnotatedArticle, extractor: u64) -> Result<Batch> {
    let nowhere = Place { path: String::new(), record: None };
    let place = std::mem::replace(&mut tagged.article.place, nowhere);
    let maker = Maker { fields, tagged: &tagged };
    let quotations = tagged.quotations.iter().enumerate().map(|(position, quotation)| maker.quotation(position, quotation));
    let claims = tagged.claims.iter().enumerate().map(|(position, claim)| maker.claim(position, claim));
    let mut documents: Vec<TantivyDocument> = quotations.chain(claims).collect();
    documents.push(of_place(fields, &place, tagged.article.id, details(&tagged.article)));
    let mut aliases = TantivyDocument::new();
    Maker { fields, tagged: &tagged }.add_aliases(&mut aliases);
    let body = std::mem::take(&mut tagged.article.body);
    let record = serde_json::to_vec(&tagged)?;
    let mut document = Maker { fields, tagged: &tagged }.article(extractor, body.len() + record.len() + 1024);
    let forms = Forms::of([body.as_str()]);
    document.add_text(fields.body_form, forms.words);
    for part in forms.fingerprint.into_iter().flat_map(|print| print.encode()) {
        document.add_u64(fields.fingerprint, part);
    }
    document.add_text(fields.body, &body);
    document.add_bytes(fields.record, &record);
    for (field, value) in aliases.field_values() {
        document.add_field_value(field, value);
    }
    let bytes = body.len() + record.len() + SMALL * documents.len();
    documents.push(document);
    Ok(Batch { documents, bytes })
}

/// The document that says where an article was found.
pub(super) fn of_place(fields: &Fields, place: &Place, id: ArticleId, details: u64) -> TantivyDocument {
    let mut document = TantivyDocument::with_capacity(place.path.len() + 64);
    document.add_text(fields.kind, kind::PLACE);
    document.add_u64(fields.found, id.0);
    document.add_u64(fields.details, details);
    document.add_text(fields.path, &place.path);
    if let Some(number) = place.record {
        document.add_u64(fields.number, number);
    }
    document
}

struct Maker<'a> {
    fields: &'a Fields,
    tagged: &'a AnnotatedArticle,
}

impl Maker<'_> {
    fn article(&self, extractor: u64, capacity: usize) -> TantivyDocument {
        let (fields, article) = (self.fields, &self.tagged.article);
        let mut document = self.document(kind::ARTICLE, capacity);
        document.add_u64(fields.details, details(article));
        document.add_u64(fields.extractor, extractor);
        let single = [
            (fields.headline, &article.headline),
            (fields.section, &article.section),
            (fields.url, &article.url),
            (fields.record_id, &article.record_id),
            (fields.language, &article.language),
        ];
        for (field, value) in single {
            add_some(&mut document, field, value.as_deref());
        }
        add_some(&mut document, fields.headline_form, article.headline.as_deref());
        for author in &article.authors {
            document.add_text(fields.author, author);
        }
        for topic in &self.tagged.topics {
            document.add_text(fields.topic, &topic.label);
            document.add_text(fields.topic_label, &topic.label);
        }
        document
    }

    /// Acronyms that the article uses for the bodies among its speakers. The body must still be in place.
    fn add_aliases(&self, document: &mut TantivyDocument) {
        for speaker in self.tagged.speakers.iter().filter(|speaker| speaker.kind == SpeakerKind::Organization) {
            let Some(name) = speaker.name.as_deref() else { continue };
            let texts = speaker.mentions.iter().filter_map(|mention| self.words(mention.span));
            let acronyms: BTreeSet<&str> = texts.filter(|text| *text != name && is_acronym(text)).collect();
            for short in acronyms {
                document.add_text(self.fields.alias, Alias { name, short }.encode());
            }
        }
    }

    fn quotation(&self, position: usize, quotation: &Quotation) -> TantivyDocument {
        let fields = self.fields;
        let mut document = self.document(kind::QUOTATION, SMALL);
        document.add_u64(fields.position, position as u64);
        document.add_u64(fields.weight, weight(quotation.confidence, &quotation.content));
        document.add_text(fields.form, quotation.kind.as_str());
        if quotation.is_speech() {
            document.add_u64(fields.listed, 1);
        }
        self.add_content(&mut document, &quotation.content);
        if let Some(cue) = &quotation.cue {
            document.add_text(fields.cue, &cue.lemma);
            add_some(&mut document, fields.cue, self.words(cue.span));
            document.add_text(fields.cue_class, cue.class.as_str());
        }
        let resolved = quotation.speaker.as_ref();
        if let Some(speaker) = resolved.and_then(|resolved| self.tagged.speakers.get(resolved.speaker.0 as usize)) {
            add_some(&mut document, fields.speaker, speaker.name.as_deref());
            document.add_text(fields.speaker_kind, speaker.kind.as_str());
            document.add_text(fields.speaker_who, Who::of(speaker).encode());
            add_some(&mut document, fields.role, speaker.role.as_deref());
        }
        for topic in &quotation.topics {
            document.add_text(fields.topic, topic);
            document.add_text(fields.topic_label, topic);
        }
        document
    }

    fn claim(&self, position: usize, claim: &Claim) -> TantivyDocument {
        let fields = self.fields;
        let mut document = self.document(kind::CLAIM, SMALL);
        document.add_u64(fields.position, position as u64);
        document.add_u64(fields.weight, weight(claim.confidence, &claim.proposition));
        if claim.is_likely() {
            document.add_u64(fields.listed, 1);
        }
        document.add_text(fields.status, claim.status.as_str());
        self.add_content(&mut document, &claim.proposition);
        self.add_parties(&mut document, claim.claimant, fields.claimant, fields.claimant_who);
        let contesters = claim.challenges.iter().filter_map(|challenge| challenge.contester);
        self.add_parties(&mut document, contesters, fields.contester, fields.contester_who);
        document.add_text(fields.wording, Wording::of(&self.tagged.article, &claim.proposition).encode());
        document
    }

    /// What article, quotation and claim share.
    fn document(&self, kind: &str, capacity: usize) -> TantivyDocument {
        let (fields, article) = (self.fields, &self.tagged.article);
        let mut document = TantivyDocument::with_capacity(capacity);
        document.add_text(fields.kind, kind);
        document.add_u64(fields.article, article.id.0);
        add_some(&mut document, fields.publisher, article.publisher.as_deref());
        if let Some((from, to)) = article.published.as_ref().map(|date| date.day_range()) {
            document.add_i64(fields.day_from, from);
            document.add_i64(fields.day_to, to);
        }
        document
    }

    fn add_content(&self, document: &mut TantivyDocument, spans: &[Span]) {
        for words in spans.iter().filter_map(|span| self.words(*span)) {
            document.add_text(self.fields.content, words);
        }
        let forms = Forms::of(spans.iter().filter_map(|span| self.words(*span)));
        document.add_text(self.fields.content_form, forms.words);
        document.add_u64(self.fields.content_hash, forms.hash);
    }

    /// Each party once, in text order.
    fn add_parties(&self, document: &mut TantivyDocument, parties: impl IntoIterator<Item = Party>, names: Field, column: Field) {
        let mut added = Vec::new();
        for party in parties {
            let Some(speaker) = self.tagged.speakers.get(party.speaker.0 as usize) else { continue };
            if added.contains(&speaker.id) {
                continue;
            }
            added.push(speaker.id);
            add_some(document, names, party_name(speaker));
            document.add_text(column, Who::of(speaker).encode());
        }
    }

    fn words(&self, span: Span) -> Option<&str> {
        self.tagged.article.body.get(span.start..span.end)
    }
}

fn party_name(speaker: &Speaker) -> Option<&str> {
    if speaker.kind == SpeakerKind::Author { Some(AUTHOR) } else { speaker.name.as_deref() }
}

/// A sure quotation of some length before a doubtful scrap of two words, which BM25 alone would prefer for being short.
fn weight(confidence: f32, spans: &[Span]) -> u64 {
    let bytes: usize = spans.iter().map(|span| span.len()).sum();
    let length = bytes as f32 / (bytes + 30) as f32;
    (confidence.clamp(0.0, 1.0) * length * 1000.0).round() as u64
}

/// One word of two to eight letters, all of them capitals but for an "s" or "of the" in the middle: "FBI", "N.H.S.", "DoJ".
fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| *c != '.');
    let (mut capitals, mut others) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            capitals += 1;
        } else if c.is_alphanumeric() {
            others += 1;
        } else {
            return false;
        }
    }
    (2..=8).contains(&capitals) && others < capitals
}

fn add_some(document: &mut TantivyDocument, field: Field, value: Option<&str>) {
    if let Some(value) = value {
        document.add_text(field, value);
    }
}
