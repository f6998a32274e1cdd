//! How often the subject of an article is right. Comes in: the articles of allsides-20k that training left out. Goes out: a table.
//!
//! ```text
//! SAYSO_SHARED=… cargo bench --bench topics
//! ```
//! An article's own topic, one of the corpus's 30 largest, is mapped to IPTC's subjects by `training/subjects.tsv`. *first*: the likeliest subject that is told is
//! the one that the table names first. *any*: it is one of those that the table allows. *told*: some subject is likely enough. All of all articles.

use sayso::extract::topics::subjects;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Rows of the table that are measured.
const LARGEST: usize = 30;

#[derive(Default)]
struct Share {
    all: usize,
    first: usize,
    any: usize,
    told: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("SAYSO_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let real = shared.join("corpora/allsides-20k.jsonl.zst");
    if !real.exists() {
        println!("{} is not there: nothing is measured", real.display());
        return Ok(());
    }
    let table = std::fs::read_to_string(here.join("training/subjects.tsv"))?;
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let allowed: HashMap<&str, Vec<&str>> = rows.take(LARGEST).map(|(topic, subjects)| (topic, subjects.split(';').collect())).collect();
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    for line in BufReader::new(zstd::Decoder::new(std::fs::File::open(&real)?)?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let part = |name: &str| article.get(name).and_then(Value::as_str).unwrap_or("");
        // Training took the even ones.
        let Some(right) = allowed.get(part("topic")).filter(|_| Sha256::digest(part("ID").as_bytes())[0] % 2 == 1) else { continue };
        let found = subjects(Some(part("title")), part("text"));
        let found = found.first().map(|topic| topic.label.as_str());
        for name in ["all", part("topic"), right.first().copied().unwrap_or("")] {
            let share = shares.entry(name.to_owned()).or_default();
            share.all += 1;
            share.told += usize::from(found.is_some());
            share.first += usize::from(found == right.first().copied());
            share.any += usize::from(found.is_some_and(|found| right.contains(&found)));
        }
    }
    println!("{:<42}{:>9}{:>8}{:>8}{:>8}", "", "articles", "first", "any", "told");
    let mut shares: Vec<(String, Share)> = shares.into_iter().collect();
    shares.sort_by_key(|(name, share)| (name != "all", std::cmp::Reverse(share.all)));
    for (name, share) in shares {
        let percent = |part: usize| part as f64 / share.all as f64;
        println!("{name:<42}{:>9}{:>8.3}{:>8.3}{:>8.3}", share.all, percent(share.first), percent(share.any), percent(share.told));
    }
    Ok(())
}
