//! Names in their order. Comes in: the column of speakers or claimants. Goes out: for each document the place of its name among all names.

use super::Reader;
use super::collect::Names;
use super::compile::Target;
use super::cursor::hash;
use crate::error::{Error, Result};
use crate::index::tokens;
use crate::index::who::Who;
use std::sync::Arc;
use tantivy::columnar::StrColumn;

/// Letters of a name that decide its place, in bytes: a name has the same place in every index, so that cursors hold.
const LETTERS: usize = 14;

/// The places of the names of `target`'s documents; documents without a name come last.
///
/// # Errors
/// [`Error::Usage`] for articles, which many people speak in.
pub(super) fn names(reader: &Reader, target: Target) -> Result<Names> {
    let column = match target {
        Target::Articles => {
            return Err(Error::Usage("an article has no one speaker: sort quotes or claims by speaker, articles by date".into()));
        }
        Target::Quotations => "speaker_who",
        Target::Claims => "claimant_who",
    };
    let mut segments: Vec<Option<(StrColumn, Vec<u128>)>> = Vec::new();
    for segment in reader.searcher.segment_readers() {
        let column = segment.fast_fields().str(column)?;
        segments.push(column.map(|column| places(&column).map(|places| (column, places))).transpose()?);
    }
    Ok(Arc::new(move |segment, doc| {
        let Some(Some((column, places))) = segments.get(segment as usize) else { return u128::MAX };
        column.term_ords(doc).next().and_then(|ord| places.get(ord as usize)).copied().unwrap_or(u128::MAX)
    }))
}

/// By number of the column's value.
fn places(column: &StrColumn) -> tantivy::Result<Vec<u128>> {
    let mut places = Vec::new();
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        let value = String::from_utf8_lossy(stream.key());
        places.push(Who::decode(&value).filter(Who::is_named).and_then(|who| who.name.map(place)).unwrap_or(u128::MAX));
    }
    Ok(places)
}

/// The first letters of the folded name as a number, in the order of the alphabet; two bytes of its hash tell longer ones apart.
fn place(name: &str) -> u128 {
    let folded = tokens::fold(name);
    let letters = folded.bytes().chain(std::iter::repeat(0)).take(LETTERS);
    let number = letters.fold(0_u128, |number, byte| number << 8 | u128::from(byte));
    number << 16 | u128::from(hash(&[folded.as_bytes()]) & 0xFFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_alphabet_whatever_their_case_and_accents() {
        let mut names = ["Žofia Tarn", "ada quill", "Moira O’Brien", "Ada Quill the Younger", "Bo"];
        names.sort_by_key(|name| place(name));
        assert_eq!(names, ["ada quill", "Ada Quill the Younger", "Bo", "Moira O’Brien", "Žofia Tarn"]);
        assert_eq!(place("Žofia"), place("zofia"));
        assert_ne!(place("Bartholomew Quill"), place("Bartholomew Tarn"));
    }
}
