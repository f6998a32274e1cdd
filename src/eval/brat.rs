//! Quotations gold in brat's form. Comes in: PolNeAR's `text/*.txt` and `attributions/STEM_ANNOTATOR.ann`, or brat's own `STEM.txt` beside `STEM.ann`. Goes out: articles with their attributions.

use super::spans::Spans;
use crate::error::{Error, Result};
use regex::Regex;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static SPAN_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(T\d+)\t[\w-]+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)").expect("the pattern is constant"));
static EVENT_LINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^E\d+\t(.*)$").expect("the pattern is constant"));

/// One annotated attribution; spans in code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributed {
    /// What is reported; never empty.
    pub content: Spans,
    /// Who reports; empty where nobody is marked.
    pub source: Spans,
    /// In which word; empty where none is marked.
    pub cue: Spans,
}

/// One article of the gold.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    /// The text file's name without `.txt`.
    pub stem: String,
    /// The text file.
    pub path: PathBuf,
    /// Its text, unchanged.
    pub text: String,
    /// What the first annotator marked; `None` where nobody read the article, which is then not scored.
    pub attributions: Option<Vec<Attributed>>,
}

/// Reads the gold in `dir`, by stem.
///
/// The first annotator that `metadata.tsv` (in `DIR/../data` or `DIR/..`) lists for an article counts, else the first by name.
///
/// # Errors
/// A folder or file that cannot be read, or is not UTF-8.
pub fn read(dir: &Path) -> Result<Vec<GoldArticle>> {
    if !dir.join("text").is_dir() {
        return read_flat(dir);
    }
    let first = first_annotators(dir)?;
    let annotated = annotation_files(&dir.join("attributions"))?;
    let mut articles = Vec::new();
    for path in super::files(&dir.join("text"), "txt")? {
        let stem = stem(&path);
        let readers = annotated.get(&stem);
        let listed = first.get(&stem).into_iter().flatten();
        let chosen = readers.and_then(|readers| listed.clone().find_map(|who| readers.get(who)).or_else(|| readers.values().next()));
        let attributions = chosen.map(|path| super::read_text(path).map(|ann| parse(&ann))).transpose()?;
        articles.push(GoldArticle { text: super::read_text(&path)?, stem, path, attributions });
    }
    Ok(articles)
}

/// Texts and annotations side by side, as brat keeps them and `sayso export --format brat` writes them.
fn read_flat(dir: &Path) -> Result<Vec<GoldArticle>> {
    let mut articles = Vec::new();
    for path in super::files(dir, "txt")? {
        let annotation = path.with_extension("ann");
        let attributions = annotation.is_file().then(|| super::read_text(&annotation)).transpose()?.map(|ann| parse(&ann));
        articles.push(GoldArticle { stem: stem(&path), text: super::read_text(&path)?, path, attributions });
    }
    Ok(articles)
}

/// The attributions of one `.ann` file: an `E` line each that has content. Lines of any other shape are passed over.
pub fn parse(ann: &str) -> Vec<Attributed> {
    let mut spans: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let mut events = Vec::new();
    for line in ann.split('\n') {
        if let Some((_, [name, offsets])) = SPAN_LINE.captures(line).map(|found| found.extract()) {
            spans.insert(name, pairs(offsets));
        } else if let Some((_, [arguments])) = EVENT_LINE.captures(line).map(|found| found.extract()) {
            events.push(arguments);
        }
    }
    let attributed = |arguments: &str| {
        let role = |wanted: &str| {
            let named = arguments.split_whitespace().filter_map(|argument| argument.split_once(':'));
            let named = named.filter(|(role, _)| role.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase() == wanted);
            Spans::new(named.filter_map(|(_, name)| spans.get(name)).flatten().copied())
        };
        Attributed { content: role("content"), source: role("source"), cue: role("cue") }
    };
    events.into_iter().map(attributed).filter(|found| !found.content.is_empty()).collect()
}

/// `12 30;40 44` as pairs.
fn pairs(offsets: &str) -> Vec<(usize, usize)> {
    let pair = |part: &str| part.split_once(' ').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    offsets.split(';').filter_map(pair).collect()
}

/// For each stem, the annotators in the order that `metadata.tsv` lists them; nothing where there is no such file.
fn first_annotators(dir: &Path) -> Result<HashMap<String, Vec<String>>> {
    let whole = std::path::absolute(dir).map_err(|error| Error::file(dir, error))?;
    let compartment = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let places = whole.parent().map(|parent| [parent.join("data/metadata.tsv"), parent.join("metadata.tsv")]);
    let Some(path) = places.into_iter().flatten().find(|path| path.is_file()) else { return Ok(HashMap::new()) };
    let bad = |reason: String| Error::Gold(format!("{}: {reason}", path.display()));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .flexible(true)
        .from_path(&path)
        .map_err(|error| bad(error.to_string()))?;
    let headers = reader.headers().map_err(|error| bad(error.to_string()))?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name).ok_or_else(|| bad(format!("has no column {name}")));
    let (part, file, who) = (column("compartment")?, column("filename")?, column("annotators")?);
    let mut out = HashMap::new();
    for row in reader.records() {
        let row = row.map_err(|error| bad(error.to_string()))?;
        if let (Some(found), Some(file), Some(who)) = (row.get(part), row.get(file), row.get(who))
            && found == compartment
        {
            out.insert(file.to_owned(), who.split('|').map(str::to_owned).collect());
        }
    }
    Ok(out)
}

/// Annotation files by stem and annotator.
fn annotation_files(dir: &Path) -> Result<BTreeMap<String, BTreeMap<String, PathBuf>>> {
    let mut out: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for path in super::files(dir, "ann")? {
        let name = stem(&path);
        let (article, annotator) = name.rsplit_once('_').unwrap_or(("", &name));
        out.entry(article.to_owned()).or_default().insert(annotator.to_owned(), path);
    }
    Ok(out)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_may_be_discontinuous_and_stray_lines_are_passed_over() {
        let ann = "T1\tSource 0 9\tIla Brand\nT2\tCue 10 14\tsaid\nT3\tContent 30 40;15 20\tsome text\nthat runs on\nT9 broken\n\
                   T4\tContent 50 55\tmore\nT5\tDiscuss 1 2\tx\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T4\nE2\tSource:T1\n";
        let found = parse(ann);
        assert_eq!(found.len(), 1, "an event without content is dropped");
        assert_eq!(found[0].content, Spans::new([(15, 20), (30, 40), (50, 55)]));
        assert_eq!((&found[0].source, &found[0].cue), (&Spans::new([(0, 9)]), &Spans::new([(10, 14)])));
    }

    #[test]
    fn the_first_listed_annotator_is_the_gold() {
        let dir = tempfile::tempdir().unwrap();
        let split = dir.path().join("dev");
        for folder in ["dev/text", "dev/attributions", "data"] {
            std::fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
        write("dev/text/a_b.txt", "Ila Brand spoke.");
        write("dev/text/c.txt", "Nobody read this.");
        write("dev/attributions/a_b_x1.ann", "");
        write("dev/attributions/a_b_y2.ann", "T1\tContent 0 3\tIla\nE1\tContent:T1\n");
        write("data/metadata.tsv", "compartment\tfilename\tannotators\ntrain\ta_b\tx1\ndev\ta_b\ty2|x1\n");
        let gold = read(&split).unwrap();
        assert_eq!(gold[0].attributions.as_ref().map(Vec::len), Some(1));
        assert_eq!((gold[1].stem.as_str(), &gold[1].attributions), ("c", &None));
    }
}
