//! What the benches measure with. Comes in: the real articles of `../shared` where they are, else `corpus/` repeated. Goes out: articles, CPU seconds.

use sayso::article::Article;
use sayso::error::Result;
use sayso::ingest::{self, Options};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::time::Duration;

/// Articles made of `corpus/` where there are no real ones.
const REPEATED: usize = 5_000;

/// Writes the articles to measure with to `file`; says where they are from.
///
/// # Errors
/// Where they cannot be read or written.
pub fn write(file: &Path, limit: Option<usize>) -> Result<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("SAYSO_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let real = shared.join("corpora/allsides-20k.jsonl.zst");
    let mut out = BufWriter::new(zstd::Encoder::new(std::fs::File::create(file)?, 3)?.auto_finish());
    if real.exists() {
        let lines = BufReader::new(zstd::Decoder::new(std::fs::File::open(&real)?)?).lines();
        for line in lines.take(limit.unwrap_or(usize::MAX)) {
            writeln!(out, "{}", line?)?;
        }
        return Ok("allsides-20k".into());
    }
    let corpus = read(&here.join("corpus"))?;
    for number in 0..limit.unwrap_or(REPEATED) {
        let Some(article) = corpus.get(number % corpus.len().max(1)) else { break };
        let title = article.headline.as_deref().unwrap_or("");
        let line = serde_json::json!({ "title": format!("{title} ({number})"), "text": article.body, "publisher": article.publisher });
        writeln!(out, "{line}")?;
    }
    Ok("corpus/ repeated".into())
}

/// The articles of a file or folder.
///
/// # Errors
/// Where it cannot be walked.
pub fn read(path: &Path) -> Result<Vec<Article>> {
    let options = Options::default();
    let (found, _) = ingest::walk(&[path.to_owned()], None, None)?;
    let records = found.iter().filter_map(|found| ingest::open(found, &options).ok()).flatten();
    Ok(records.filter_map(|raw| raw.and_then(|raw| raw.read(&options)).ok()).collect())
}

/// CPU seconds of this process so far, over all threads.
#[cfg(unix)]
pub fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default().as_secs_f64()
}

/// Not counted on this system.
#[cfg(not(unix))]
pub fn cpu_seconds() -> f64 {
    0.0
}
