//! Prints pairs of articles that are compared as possible copies, to be judged by a reader. Comes in: the folder of an index, how many pairs of each
//! likeness. Goes out: how many pairs there are of each likeness, then some of them: the bits in which their fingerprints differ, the share of runs of
//! three words that they have in common, where each was found, how each begins and ends.
//!
//! ```text
//! cargo run --release --example copies -- INDEX [PAIRS]
//! ```

use sayso::article::ArticleId;
use sayso::index::fingerprint::Fingerprint;
use sayso::index::folder::open;
use sayso::search::{Found, Reader};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// Most bits in which the fingerprints of a pair differ; half of 64 is chance.
const MOST: u32 = 24;
/// Characters shown of each beginning and end.
const SHOWN: usize = 160;

fn main() -> anyhow::Result<()> {
    let mut given = std::env::args().skip(1);
    let folder = given.next().ok_or_else(|| anyhow::anyhow!("usage: copies INDEX [PAIRS]"))?;
    let wanted: usize = given.next().map_or(Ok(6), |text| text.parse())?;
    let prints = prints(Path::new(&folder))?;
    let mut pairs: BTreeMap<u32, Vec<(u64, u64)>> = BTreeMap::new();
    for (place, (one, print)) in prints.iter().enumerate() {
        for (other, twin) in &prints[place + 1..] {
            let bits = print.distance(*twin);
            if bits <= MOST && print.keys().iter().zip(twin.keys()).any(|(one, other)| *one == other) {
                pairs.entry(bits).or_default().push((*one, *other));
            }
        }
    }
    println!("{} articles with a fingerprint", prints.len());
    for (bits, pairs) in &pairs {
        println!("{bits} bits: {} pairs", pairs.len());
    }
    let reader = Reader::open(Path::new(&folder))?;
    for (bits, pairs) in &pairs {
        let step = pairs.len().div_ceil(wanted).max(1);
        for (one, other) in pairs.iter().step_by(step) {
            show(&reader, *bits, *one, *other)?;
        }
    }
    Ok(())
}

/// The fingerprints of all articles, by id.
fn prints(folder: &Path) -> anyhow::Result<Vec<(u64, Fingerprint)>> {
    let mut prints = Vec::new();
    for segment in open(folder)?.index.reader()?.searcher().segment_readers() {
        let columns = segment.fast_fields();
        let (Some(values), Some(ids)) = (columns.column_opt::<u64>("fingerprint")?, columns.column_opt::<u64>("article")?) else {
            continue;
        };
        for doc in segment.doc_ids_alive() {
            prints.extend(ids.first(doc).zip(Fingerprint::decode(values.values_for_doc(doc))));
        }
    }
    prints.sort_unstable_by_key(|(id, _)| *id);
    Ok(prints)
}

fn show(reader: &Reader, bits: u32, one: u64, other: u64) -> anyhow::Result<()> {
    let found = [one, other].map(|id| reader.find(&ArticleId(id).to_string()));
    let [Ok(Found::One { article: one, .. }), Ok(Found::One { article: other, .. })] = found else { return Ok(()) };
    let [runs, twins] = [&one, &other].map(|article| runs(&article.article.body));
    let common = runs.intersection(&twins).count();
    let share = |of: usize| common * 100 / of.max(1);
    println!(
        "\n== {bits} bits: {} % of all runs in common, {} % of the first's, {} % of the second's; {} and {} runs",
        share(runs.len() + twins.len() - common),
        share(runs.len()),
        share(twins.len()),
        runs.len(),
        twins.len()
    );
    for article in [&one, &other] {
        let article = &article.article;
        let text = article.body.split_whitespace().collect::<Vec<_>>().join(" ");
        let (head, tail): (String, String) = (text.chars().take(SHOWN).collect(), text.chars().rev().take(SHOWN).collect());
        let about = [article.publisher.as_deref(), article.published.as_ref().map(|date| date.text.as_str()), article.headline.as_deref()];
        println!("{} {}", article.id, about.map(|part| part.unwrap_or("–")).join(" · "));
        println!("   {head} […] {}", tail.chars().rev().collect::<String>());
    }
    Ok(())
}

/// The runs of three words of a text, in lower case.
fn runs(body: &str) -> HashSet<String> {
    let words: Vec<String> = body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(3).map(|run| run.join(" ")).collect()
}
