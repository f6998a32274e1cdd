//! Figures on real data, printed and held by floors. Comes in: ../shared (or the folder that SAYSO_SHARED names). Skips where it is missing.

use super::{Found, Options, Raw, Skipped, open, walk};
use crate::article::Article;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A folder or file of the shared data, or `None` with a printed sentence.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SAYSO_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let whole = root.join(path);
    if !whole.exists() {
        println!("skipped: {} is not there", whole.display());
    }
    whole.exists().then_some(whole)
}

fn read_all(found: &[Found]) -> (Vec<Article>, Vec<Skipped>) {
    let options = Options::default();
    let raws = found.iter().flat_map(|found| match open(found, &options) {
        Ok(records) => records.collect(),
        Err(skipped) => vec![Err(skipped)],
    });
    let (mut articles, mut skipped) = (Vec::new(), Vec::new());
    for raw in raws {
        match raw.and_then(|raw| raw.read(&options)) {
            Ok(article) => articles.push(article),
            Err(reason) => skipped.push(reason),
        }
    }
    (articles, skipped)
}

/// 4-grams of words, with their counts: the measure of the benchmark's own evaluate.py.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty()).collect();
    let mut counts = BTreeMap::new();
    let size = words.len().clamp(1, 4);
    words.windows(size).for_each(|shingle| *counts.entry(shingle.to_vec()).or_insert(0) += 1);
    counts
}

/// Shares of the predicted and of the gold shingles that are in the other.
fn precision_and_recall(predicted: &str, gold: &str) -> (f64, f64) {
    let (predicted, gold) = (shingles(predicted), shingles(gold));
    let total = |counts: &BTreeMap<Vec<&str>, usize>| counts.values().sum::<usize>().max(1) as f64;
    let common: usize = predicted.iter().map(|(shingle, count)| count.min(gold.get(shingle).unwrap_or(&0))).sum();
    (common as f64 / total(&predicted), common as f64 / total(&gold))
}

/// "night.Nobody"
fn is_glued(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(4).any(|four| four[0].is_lowercase() && four[1] == '.' && four[2].is_uppercase() && four[3].is_lowercase())
}

#[test]
#[ignore = "takes seconds in release: cargo test --release --lib ingest::measured -- --ignored --nocapture"]
fn bodies_of_pages_are_found() {
    let Some(root) = shared("corpora/html-scrapinghub") else { return };
    let gold: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(root.join("ground-truth.json")).unwrap()).unwrap();
    let (found, _) = walk(&[root.join("html")], None, None).unwrap();
    let start = Instant::now();
    let (articles, skipped) = read_all(&found);
    let seconds = start.elapsed().as_secs_f64();
    let (mut precision, mut recall) = (0.0, 0.0);
    for (name, page) in &gold {
        let body = articles.iter().find(|article| article.place.path.contains(name.as_str())).map_or("", |article| &article.body);
        let (p, r) = precision_and_recall(body, page["articleBody"].as_str().unwrap());
        if std::env::var_os("SAYSO_PAGES").is_some() && p.min(r) < 0.8 {
            println!("{name} precision {p:.2} recall {r:.2} {}", page["url"]);
        }
        (precision, recall) = (precision + p, recall + r);
    }
    (precision, recall) = (precision / gold.len() as f64, recall / gold.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    let has = |what: fn(&Article) -> bool| articles.iter().filter(|article| what(article)).count();
    println!("{} pages in {seconds:.1} s: F1 {f1:.3}, precision {precision:.3}, recall {recall:.3}; not read {skipped:?}", gold.len());
    println!(
        "headline {}, date {}, authors {}, publisher {}, section {}, url {}, more than one paragraph {}",
        has(|article| article.headline.is_some()),
        has(|article| article.published.is_some()),
        has(|article| !article.authors.is_empty()),
        has(|article| article.publisher.is_some()),
        has(|article| article.section.is_some()),
        has(|article| article.url.is_some()),
        has(|article| article.body.contains("\n\n")),
    );
    let glued = articles.iter().flat_map(|article| article.body.split_whitespace()).filter(|word| is_glued(word)).count();
    println!("words that look run together: {glued}");
    assert!(f1 >= 0.94, "F1 {f1:.3}");
}

#[test]
#[ignore = "takes seconds in release: cargo test --release --lib ingest::measured -- --ignored --nocapture"]
fn a_dump_is_read_whole_and_fast() {
    let Some(dump) = shared("corpora/allsides-20k.jsonl.zst") else { return };
    let options = Options::default();
    let (found, _) = walk(&[dump], None, None).unwrap();
    let start = Instant::now();
    let raws: Vec<Raw> = open(&found[0], &options).unwrap().map(Result::unwrap).collect();
    let opened = start.elapsed().as_secs_f64();
    let (count, bytes) = (raws.len(), raws.iter().map(Raw::bytes).sum::<usize>() as f64 / 1e6);
    let start = Instant::now();
    let read: Vec<Result<Article, Skipped>> = raws.into_iter().map(|raw| raw.read(&options)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut languages = BTreeMap::new();
    read.iter().flatten().for_each(|article| *languages.entry(article.language.clone().unwrap_or_default()).or_insert(0) += 1);
    let skipped: Vec<String> = read.iter().filter_map(|read| read.as_ref().err()).map(Skipped::to_string).collect();
    let dated = read.iter().flatten().filter(|article| article.published.is_some()).count();
    println!("{count} records, {bytes:.1} MB: open {:.0} MB/s, read {:.0} MB/s on one thread", bytes / opened, bytes / seconds);
    println!("with a date {dated}; languages {languages:?}; skipped {}: {:?}", skipped.len(), &skipped[..skipped.len().min(10)]);
    for article in read.iter().flatten().filter(|article| !article.is_english()).take(20) {
        println!("{:?} {:?}", article.language, article.headline);
    }
    assert_eq!(count, 19_850);
    assert_eq!(read.iter().flatten().count(), count - skipped.len());
    assert!(skipped.len() <= 20);
}

#[test]
#[ignore = "looks at real articles: cargo test --release --lib ingest::measured -- --ignored --nocapture"]
fn most_texts_of_an_archive_have_a_headline_and_a_date() {
    let Some(folder) = shared("gold/polnear/dev/text") else { return };
    let (found, _) = walk(&[folder], None, None).unwrap();
    let (articles, skipped) = read_all(&found);
    let without: Vec<&str> =
        articles.iter().filter(|article| article.headline.is_none()).map(|article| article.body.lines().next().unwrap_or("")).collect();
    let dated = articles.iter().filter(|article| article.published.is_some()).count();
    println!("{} articles, {} skipped, {dated} dated, {} without a headline:", articles.len(), skipped.len(), without.len());
    without.iter().take(30).for_each(|line| println!("  {line:.150}"));
    assert!(without.len() * 20 <= articles.len() && dated == articles.len());
}
