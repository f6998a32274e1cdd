//! What an index holds already, read from its columns. Comes in: an open index. Goes out: files and articles that need not be read again, orphans, totals.

use super::folder::Opened;
use super::schema::{Fields, kind};
use super::writer::FileRecord;
use crate::article::Place;
use crate::error::Result;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::{IndexRecordOption, Term, Value};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument};

/// What is known of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// [`super::document::details`] of the copy that is indexed.
    pub details: u64,
    /// Version of the extractor it went through, 0 for none.
    pub extractor: u64,
}

/// A place with the article that was found there.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRecord {
    /// Where.
    pub place: Place,
    /// The article's id.
    pub id: u64,
    /// [`super::document::details`] of the copy found there.
    pub details: u64,
}

/// Counts over a whole index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Articles.
    pub articles: usize,
    /// Of these, in another language than English.
    pub other_language: usize,
    /// Of these, without a date.
    pub without_date: usize,
    /// Quotations.
    pub quotations: usize,
    /// Contested claims.
    pub claims: usize,
    /// Files.
    pub files: usize,
}

/// A view of the index as of its last commit.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
}

impl Snapshot {
    /// The index as it is now.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn of(opened: &Opened) -> Result<Snapshot> {
        let reader = opened.index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        Ok(Snapshot { searcher: reader.searcher(), fields: opened.fields.clone() })
    }

    /// Every file that was read to its end, sorted by path.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn files(&self) -> Result<Vec<FileRecord>> {
        let mut files = Vec::new();
        self.each_segment(kind::FILE, |segment, documents| {
            let columns = segment.fast_fields();
            let paths = columns.str("path")?;
            let (size, modified) = (columns.u64("size")?, columns.i64("modified")?);
            let (options, extractor) = (columns.u64("options")?, columns.u64("extractor")?);
            let store = segment.get_store_reader(8)?;
            for document in documents {
                let stored: TantivyDocument = store.get(document)?;
                let skipped = stored.get_first(self.fields.record).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
                files.push(FileRecord {
                    path: text_of(paths.as_ref(), document)?,
                    size: size.first(document).unwrap_or(0),
                    modified: modified.first(document).unwrap_or(0),
                    options: options.first(document).unwrap_or(0),
                    extractor: extractor.first(document).unwrap_or(0),
                    skipped: skipped.unwrap_or_default(),
                });
            }
            Ok(())
        })?;
        files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }

    /// Every article.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn articles(&self) -> Result<FxHashMap<u64, Known>> {
        let mut articles = FxHashMap::default();
        self.each_segment(kind::ARTICLE, |segment, documents| {
            let ids = segment.fast_fields().u64("article")?;
            let details = segment.fast_fields().u64("details")?;
            let extractor = segment.fast_fields().u64("extractor")?;
            for document in documents {
                let known = Known { details: details.first(document).unwrap_or(0), extractor: extractor.first(document).unwrap_or(0) };
                articles.extend(ids.first(document).map(|id| (id, known)));
            }
            Ok(())
        })?;
        Ok(articles)
    }

    /// Calls `each` with every place.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn each_place(&self, mut each: impl FnMut(PlaceRecord)) -> Result<()> {
        self.each_segment(kind::PLACE, |segment, documents| {
            let columns = segment.fast_fields();
            let (ids, details, numbers) = (columns.u64("found")?, columns.u64("details")?, columns.u64("number")?);
            let paths = columns.str("path")?;
            for document in documents {
                let Some(id) = ids.first(document) else { continue };
                let place = Place { path: text_of(paths.as_ref(), document)?, record: numbers.first(document) };
                each(PlaceRecord { place, id, details: details.first(document).unwrap_or(0) });
            }
            Ok(())
        })
    }

    /// Ids of articles that no place is left for, sorted.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn orphans(&self) -> Result<Vec<u64>> {
        let mut placed = FxHashSet::default();
        self.each_segment(kind::PLACE, |segment, documents| {
            let ids = segment.fast_fields().u64("found")?;
            placed.extend(documents.filter_map(|document| ids.first(document)));
            Ok(())
        })?;
        let mut orphans: Vec<u64> = self.articles()?.into_keys().filter(|id| !placed.contains(id)).collect();
        orphans.sort_unstable();
        Ok(orphans)
    }

    /// Counts over the whole index.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn totals(&self) -> Result<Totals> {
        let (quotations, claims, files) = (self.count(kind::QUOTATION)?, self.count(kind::CLAIM)?, self.count(kind::FILE)?);
        let mut totals = Totals { quotations, claims, files, ..Totals::default() };
        self.each_segment(kind::ARTICLE, |segment, documents| {
            let language = segment.fast_fields().str("language")?;
            let english = language.as_ref().map(|column| column.dictionary().term_ord("en")).transpose()?.flatten();
            let day: Column<i64> = segment.fast_fields().i64("day_from")?;
            for document in documents {
                let language = language.as_ref().and_then(|column| column.term_ords(document).next());
                totals.articles += 1;
                totals.other_language += usize::from(language.is_some() && language != english);
                totals.without_date += usize::from(day.first(document).is_none());
            }
            Ok(())
        })?;
        Ok(totals)
    }

    fn count(&self, kind: &str) -> Result<usize> {
        let mut count = 0;
        self.each_segment(kind, |_, documents| {
            count += documents.count();
            Ok(())
        })?;
        Ok(count)
    }

    /// Calls `each` for every segment with its living documents of a kind.
    fn each_segment(&self, kind: &str, mut each: impl FnMut(&SegmentReader, &mut dyn Iterator<Item = DocId>) -> Result<()>) -> Result<()> {
        let term = Term::from_field_text(self.fields.kind, kind);
        for segment in self.searcher.segment_readers() {
            let postings = segment.inverted_index(self.fields.kind)?.read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let mut living = std::iter::from_fn(move || {
                let document = postings.doc();
                postings.advance();
                (document != TERMINATED).then_some(document)
            })
            .filter(|document| segment.alive_bitset().is_none_or(|alive| alive.is_alive(*document)));
            each(segment, &mut living)?;
        }
        Ok(())
    }
}

fn text_of(column: Option<&StrColumn>, document: DocId) -> Result<String> {
    let mut text = String::new();
    if let Some((column, ordinal)) = column.and_then(|column| Some((column, column.term_ords(document).next()?))) {
        column.ord_to_str(ordinal, &mut text)?;
    }
    Ok(text)
}
