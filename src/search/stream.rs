//! Everything, one article at a time. Comes in: the index. Goes out: articles in the order of their first places, whatever the order they were indexed in.

use super::ask::Question;
use super::facets::Docs;
use super::request::Request;
use super::{Reader, load};
use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::Result;
use rustc_hash::{FxHashMap, FxHashSet};

/// Gives every article to `f`. Memory holds the places of all and the text of one.
pub(super) fn for_each(reader: &Reader, f: &mut dyn FnMut(&AnnotatedArticle, &[Place]) -> Result<()>) -> Result<()> {
    let mut seen = FxHashSet::default();
    for (_, id) in places(reader)? {
        if seen.insert(id)
            && let Some(loaded) = load::article(reader, id)?
        {
            f(&loaded.article, &loaded.places)?;
        }
    }
    Ok(())
}

/// Gives every article that `request` finds to `f`, in the same order: of quotations and claims those alone that it finds, copies each.
pub(super) fn for_each_of(reader: &Reader, request: &Request, f: &mut dyn FnMut(&AnnotatedArticle, &[Place]) -> Result<()>) -> Result<()> {
    let found = found(reader, &reader.about(request)?)?;
    let mut seen = FxHashSet::default();
    for (_, id) in places(reader)? {
        let Some(positions) = found.get(&id).filter(|_| seen.insert(id)) else { continue };
        let Some(loaded) = load::article(reader, id)? else { continue };
        match request {
            Request::Articles(_) => f(&loaded.article, &loaded.places)?,
            Request::Quotations(_) => {
                let mut article = (*loaded.article).clone();
                article.quotations = chosen(article.quotations, positions);
                f(&article, &loaded.places)?;
            }
            Request::Claims(_) => {
                let mut article = (*loaded.article).clone();
                article.claims = chosen(article.claims, positions);
                f(&article, &loaded.places)?;
            }
        }
    }
    Ok(())
}

/// The records at `positions`, which ascend.
fn chosen<T>(records: Vec<T>, positions: &[u64]) -> Vec<T> {
    let wanted = |place: usize| positions.binary_search(&(place as u64)).is_ok();
    records.into_iter().enumerate().filter(|(place, _)| wanted(*place)).map(|(_, record)| record).collect()
}

/// By article, the positions of the records that a question finds, ascending.
fn found(reader: &Reader, question: &Question) -> Result<FxHashMap<u64, Vec<u64>>> {
    let mut found: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
    for (number, docs) in reader.searcher.search(&*question.query, &Docs)? {
        let Some(columns) = reader.columns.get(number as usize) else { continue };
        for doc in docs {
            let Some(id) = columns.article.first(doc) else { continue };
            found.entry(id).or_default().extend(columns.position.first(doc));
        }
    }
    found.values_mut().for_each(|positions| positions.sort_unstable());
    Ok(found)
}

/// Every place with the id of its article, sorted.
fn places(reader: &Reader) -> Result<Vec<(Place, u64)>> {
    let mut places = Vec::new();
    for segment in reader.searcher.segment_readers() {
        let columns = segment.fast_fields();
        let (Some(found), Some(paths)) = (columns.column_opt::<u64>("found")?, columns.str("path")?) else { continue };
        let numbers = columns.column_opt::<u64>("number")?;
        let mut path = String::new();
        for doc in segment.doc_ids_alive() {
            let (Some(id), Some(ord)) = (found.first(doc), paths.term_ords(doc).next()) else { continue };
            path.clear();
            paths.ord_to_str(ord, &mut path)?;
            places.push((Place { path: path.clone(), record: numbers.as_ref().and_then(|numbers| numbers.first(doc)) }, id));
        }
    }
    places.sort_unstable();
    Ok(places)
}
