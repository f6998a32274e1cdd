//! Everything, one article at a time. Comes in: the index. Goes out: articles in the order of their first places, whatever the order they were indexed in.

use super::{Reader, load};
use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::Result;
use rustc_hash::FxHashSet;

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
