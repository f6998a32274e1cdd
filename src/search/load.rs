//! Articles from the store. Comes in: the id of an article. Goes out: the article with its tags, its places and its sentences, each loaded once.

use super::Reader;
use super::rank::Columns;
use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument, TantivyError, Term};

/// An article that a page of hits needs.
pub(super) struct Loaded {
    /// The article with its tags.
    pub article: Arc<AnnotatedArticle>,
    /// Every place it was found in, sorted.
    pub places: Vec<Place>,
}

/// Loads articles and remembers them for the rest of the page.
pub(super) struct Shelf<'a> {
    reader: &'a Reader,
    known: HashMap<u64, Rc<Loaded>>,
}

impl<'a> Shelf<'a> {
    /// An empty one.
    pub(super) fn new(reader: &'a Reader) -> Shelf<'a> {
        Shelf { reader, known: HashMap::new() }
    }

    /// The article of this id.
    ///
    /// # Errors
    /// [`Error::Tantivy`] where the index holds a record without its article, which a sound index never does.
    pub(super) fn article(&mut self, id: u64) -> Result<Rc<Loaded>> {
        if let Some(loaded) = self.known.get(&id) {
            return Ok(loaded.clone());
        }
        let loaded = article(self.reader, id)?.ok_or_else(|| missing(id))?;
        let loaded = Rc::new(loaded);
        self.known.insert(id, loaded.clone());
        Ok(loaded)
    }
}

fn missing(id: u64) -> Error {
    TantivyError::InternalError(format!("article {id:016x} is missing or damaged: delete the folder and run `sayso index` again")).into()
}

/// The article of this id, where the index has it.
pub(super) fn article(reader: &Reader, id: u64) -> Result<Option<Loaded>> {
    let Some(address) = address(&reader.searcher, &reader.columns, reader.fields.article, id)? else { return Ok(None) };
    let stored: TantivyDocument = reader.searcher.doc(address)?;
    let record = stored.get_first(reader.fields.record).and_then(|value| value.as_bytes()).ok_or_else(|| missing(id))?;
    let mut annotated: AnnotatedArticle = serde_json::from_slice(record)?;
    annotated.article.body = stored.get_first(reader.fields.body).and_then(|value| value.as_str()).unwrap_or("").to_owned();
    let places = places(reader, id)?;
    if let Some(first) = places.first() {
        annotated.article.place = first.clone();
    }
    Ok(Some(Loaded { article: Arc::new(annotated), places }))
}

/// Where the article's own document lies: of the documents with its id in `field` the one that has no position in a list.
pub(super) fn address(searcher: &Searcher, columns: &[Columns], field: Field, id: u64) -> Result<Option<DocAddress>> {
    let term = Term::from_field_u64(field, id);
    for (number, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(columns) = columns.get(number) else { continue };
        let found = living(segment, &term)?.into_iter().find(|doc| columns.position.first(*doc).is_none());
        if let Some(doc) = found {
            return Ok(Some(DocAddress::new(number as u32, doc)));
        }
    }
    Ok(None)
}

/// The living documents of a segment that hold `term`.
pub(super) fn living(segment: &SegmentReader, term: &Term) -> Result<Vec<DocId>> {
    let mut docs = Vec::new();
    let inverted = segment.inverted_index(term.field())?;
    if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            docs.push(postings.doc());
            postings.advance();
        }
    }
    docs.retain(|doc| !segment.is_deleted(*doc));
    Ok(docs)
}

/// Every place in which the article was found, sorted.
pub(super) fn places(reader: &Reader, id: u64) -> Result<Vec<Place>> {
    let term = Term::from_field_u64(reader.fields.found, id);
    let mut places = Vec::new();
    for segment in reader.searcher.segment_readers() {
        let docs = living(segment, &term)?;
        if docs.is_empty() {
            continue;
        }
        let numbers = segment.fast_fields().column_opt::<u64>("number")?;
        let Some(paths) = segment.fast_fields().str("path")? else { continue };
        for doc in docs {
            let mut path = String::new();
            if let Some(ord) = paths.term_ords(doc).next() {
                paths.ord_to_str(ord, &mut path)?;
            }
            places.push(Place { path, record: numbers.as_ref().and_then(|numbers| numbers.first(doc)) });
        }
    }
    places.sort();
    places.dedup();
    Ok(places)
}
