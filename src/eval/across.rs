//! Who is who, and which claims are one, across articles. Comes in: a folder of invented articles with a table of what is one. Goes out: pairwise precision and
//! recall of "these are one", and B³ (Bagga and Baldwin, LREC 1998).
//!
//! The articles are indexed as `sayso index` does, in a folder that is gone afterwards, and the answers read as every command reads them.

use crate::error::{Error, Result};
use crate::pipeline::{IndexRequest, index};
use crate::search::Reader;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Something that an article has, and the group it belongs to.
type Groups = BTreeMap<Item, String>;

/// The article's own id in its dump, and the name it gives; "" where an article has one claim.
type Item = (String, String);

/// How well groups agree.
#[derive(Clone, Debug, Serialize)]
pub struct AcrossReport {
    /// Items in gold.
    pub items: usize,
    /// Share of them that were found at all.
    pub found: f64,
    /// Of the found items' pairs that are put together, the share that belong together.
    pub pair_precision: f64,
    /// Of those that belong together, the share that are put together.
    pub pair_recall: f64,
    /// Mean over items: share of its predicted group that belongs with it.
    pub b3_precision: f64,
    /// Mean over items: share of its gold group that was put with it.
    pub b3_recall: f64,
    /// Pairs wrongly put together, in words.
    #[serde(skip)]
    pub wrong: Vec<String>,
}

/// Scores the registry on the folder `dir` (`articles.jsonl`, `speakers.tsv`: article, name, whom it means).
///
/// # Errors
/// Gold that cannot be read, a folder for the index that cannot be made.
pub fn speakers(dir: &Path) -> Result<AcrossReport> {
    let predicted = indexed(dir, |reader, ids| {
        let registry = reader.registry()?;
        let mut found = Groups::new();
        for entry in registry.entries() {
            let names = registry.names(entry).filter_map(|(article, name)| Some((ids.get(&article)?.clone(), name.to_owned())));
            found.extend(names.map(|item| (item, entry.id.clone())));
        }
        Ok(found)
    })?;
    Ok(score(&gold(&dir.join("speakers.tsv"))?, &predicted))
}

/// Scores the ledger on the folder `dir` (`articles.jsonl` with one claim each, `claims.tsv`: article, which claim it is).
///
/// # Errors
/// As [`speakers`].
pub fn ledger(dir: &Path) -> Result<AcrossReport> {
    let predicted = indexed(dir, |reader, ids| {
        let ledger = reader.ledger()?;
        let mut found = Groups::new();
        for entry in ledger.entries() {
            let articles = ledger.places(entry).filter_map(|place| ids.get(&place.article));
            found.extend(articles.map(|article| ((article.clone(), String::new()), ledger.id(entry))));
        }
        Ok(found)
    })?;
    Ok(score(&gold(&dir.join("claims.tsv"))?, &predicted))
}

/// Indexes the articles and asks; `ask` gets the dump's id of every article.
fn indexed(dir: &Path, ask: impl FnOnce(&Reader, &BTreeMap<u64, String>) -> Result<Groups>) -> Result<Groups> {
    let folder = tempfile::tempdir().map_err(|error| Error::file(dir, error))?;
    let request = IndexRequest { paths: vec![dir.join("articles.jsonl")], index: folder.path().join("index"), ..IndexRequest::default() };
    index(&request, &())?;
    let reader = Reader::open(&request.index)?;
    let mut ids = BTreeMap::new();
    reader.for_each(&mut |tagged, _| {
        ids.extend(tagged.article.record_id.clone().map(|record| (tagged.article.id.0, record)));
        Ok(())
    })?;
    ask(&reader, &ids)
}

/// The last column of a table is the group; a table of two columns has no names.
fn gold(path: &Path) -> Result<Groups> {
    let text = super::read_text(path)?;
    let mut groups = Groups::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (article, name, group) = match cells[..] {
            [article, group] => (article, "", group),
            [article, name, group] => (article, name, group),
            _ => return Err(Error::Gold(format!("{}: “{line}” has {} columns, not 2 or 3", path.display(), cells.len()))),
        };
        groups.insert((article.to_owned(), name.to_owned()), group.to_owned());
    }
    Ok(groups)
}

fn score(gold: &Groups, predicted: &Groups) -> AcrossReport {
    let found: Vec<(&Item, &str, &str)> =
        gold.iter().filter_map(|(item, group)| Some((item, predicted.get(item)?.as_str(), group.as_str()))).collect();
    let (mut both, mut merged, mut same) = (0_usize, 0_usize, 0_usize);
    let [mut precision, mut recall] = [0.0, 0.0];
    let mut wrong = Vec::new();
    for (place, (item, mine, right)) in found.iter().enumerate() {
        let with = |known: &(&Item, &str, &str)| known.1 == *mine;
        let of = |known: &(&Item, &str, &str)| known.2 == *right;
        let count = |fits: &dyn Fn(&(&Item, &str, &str)) -> bool| found.iter().filter(|known| fits(known)).count() as f64;
        let shared = count(&|known| with(known) && of(known));
        precision += shared / count(&with);
        recall += shared / count(&of);
        for known in found.iter().skip(place + 1) {
            both += usize::from(with(known) && of(known));
            merged += usize::from(with(known));
            same += usize::from(of(known));
            if with(known) && !of(known) {
                wrong.push(format!("{} and {} are not one", told(item), told(known.0)));
            }
        }
    }
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let mean = |sum: f64| if found.is_empty() { 0.0 } else { sum / found.len() as f64 };
    AcrossReport {
        items: gold.len(),
        found: share(found.len(), gold.len()),
        pair_precision: share(both, merged),
        pair_recall: share(both, same),
        b3_precision: mean(precision),
        b3_recall: mean(recall),
        wrong,
    }
}

fn told((article, name): &Item) -> String {
    if name.is_empty() { article.clone() } else { format!("{name} ({article})") }
}

impl fmt::Display for AcrossReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "pairs: precision {:.3}, recall {:.3}", self.pair_precision, self.pair_recall)?;
        writeln!(f, "B³: precision {:.3}, recall {:.3}", self.b3_precision, self.b3_recall)?;
        writeln!(f, "found {:.3} of {} items", self.found, self.items)?;
        self.wrong.iter().try_for_each(|line| writeln!(f, "  {line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(items: &[(&str, &str)]) -> Groups {
        items.iter().map(|(item, group)| (((*item).to_owned(), String::new()), (*group).to_owned())).collect()
    }

    #[test]
    fn a_wrong_merge_costs_precision_and_a_double_recall() {
        let gold = groups(&[("a", "x"), ("b", "x"), ("c", "y"), ("d", "y")]);
        let same = score(&gold, &gold);
        assert_eq!((same.pair_precision, same.pair_recall, same.b3_precision, same.b3_recall, same.found), (1.0, 1.0, 1.0, 1.0, 1.0));
        let merged = score(&gold, &groups(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]));
        assert_eq!((merged.pair_precision, merged.pair_recall, merged.b3_precision, merged.b3_recall), (2.0 / 6.0, 1.0, 0.5, 1.0));
        assert_eq!(merged.wrong.len(), 4);
        let apart = score(&gold, &groups(&[("a", "1"), ("b", "2"), ("c", "3")]));
        assert_eq!((apart.pair_precision, apart.pair_recall, apart.found), (1.0, 0.0, 0.75));
    }
}
