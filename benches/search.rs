//! How fast sayso answers beside tantivy alone, on the same index in one run. Comes in: an index, or real articles to make one of. Goes out: a table.
//!
//! ```text
//! cargo bench --bench search -- [--index DIR | --articles N] [--repeat N] [--only NAME]
//! ```
//! *raw*: tantivy's best 20 and their number. *shown*: the same with its documents and snippets, which is what sayso gives. *sayso*: a page of 20 with
//! snippets, all matches marked and copies folded. Milliseconds of processor time; each query runs in turn on either side. *cold*: `sayso search`, from the
//! start of the process to its end, milliseconds on the clock.

use sayso::error::Result;
use sayso::index::folder::{Opened, open};
use sayso::pipeline::{IndexRequest, index};
use sayso::search::{ArticleRequest, Facet, Listing, Page, QuotationRequest, Reader};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, FuzzyTermQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Searcher, TantivyDocument, Term};

/// Words of a day's news, frequent and rare; stems as the index has them.
const WORDS: [(&str, &str); 8] = [
    ("court", "court"),
    ("election", "elect"),
    ("water", "water"),
    ("hospital", "hospit"),
    ("harvest", "harvest"),
    ("bridge", "bridg"),
    ("police", "polic"),
    ("glacier", "glacier"),
];

/// What is asked for.
const NAMES: [&str; 7] = ["term", "phrase", "boolean", "prefix", "fuzzy", "speaker", "faceted"];

struct Raw {
    searcher: Searcher,
    fields: sayso::index::schema::Fields,
}

/// Asks a reader, and says how many hits there were.
type Ask = dyn Fn(&Reader) -> Result<usize>;

/// What is measured: its name, sayso's side, tantivy's side.
struct Task {
    name: &'static str,
    own: Box<Ask>,
    raw: Box<dyn Query>,
    fields: Vec<Field>,
    facet: bool,
}

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().collect();
    let value = |flag: &str| given.iter().position(|word| word == flag).and_then(|at| given.get(at + 1)).cloned();
    let repeat: usize = value("--repeat").and_then(|text| text.parse().ok()).unwrap_or(20);
    let scratch = tempfile::tempdir()?;
    let folder = match value("--index") {
        Some(folder) => PathBuf::from(folder),
        None => build(scratch.path(), value("--articles").and_then(|text| text.parse().ok()).unwrap_or(1_000))?,
    };
    let reader = Reader::open(&folder)?;
    let Opened { index, fields } = open(&folder)?;
    let raw = Raw { searcher: index.reader()?.searcher(), fields };
    let stats = reader.stats()?;
    println!("{} articles, {} quotations", stats.articles, stats.quotations.iter().sum::<usize>());
    println!("{:<10}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}", "", "raw p50", "shown", "sayso", "raw p99", "shown", "sayso", "of shown");
    let tasks = tasks(&raw);
    let only = value("--only");
    for name in NAMES.into_iter().filter(|name| only.as_deref().is_none_or(|only| only == *name)) {
        let tasks: Vec<&Task> = tasks.iter().filter(|task| task.name == name).collect();
        measure(name, &tasks, &reader, &raw, repeat)?;
    }
    cold(&folder)
}

fn measure(name: &str, tasks: &[&Task], reader: &Reader, raw: &Raw, repeat: usize) -> Result<()> {
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..=repeat {
        for task in tasks {
            let sides: [&dyn Fn() -> Result<usize>; 3] = [&|| raw.best(task), &|| raw.shown(task), &|| (task.own)(reader)];
            for (side, times) in sides.iter().zip(&mut times) {
                let begin = cpu();
                side()?;
                // The first round only warms the caches.
                if round > 0 {
                    times.push((cpu() - begin) * 1e3);
                }
            }
        }
    }
    let at = |times: &mut Vec<f64>, share: f64| {
        times.sort_by(f64::total_cmp);
        times[((times.len() - 1) as f64 * share) as usize]
    };
    let [p50, p99] = [0.5, 0.99].map(|share| times.each_mut().map(|times| at(times, share)));
    let cells = p50.iter().chain(&p99).map(|time| format!("{time:>9.3}")).collect::<String>();
    println!("{name:<10}{cells}{:>9.2}", p50[2] / p50[1]);
    Ok(())
}

/// Processor time of this thread, in seconds: neither side uses another, and what else the machine does is not counted.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn tasks(raw: &Raw) -> Vec<Task> {
    let fields = &raw.fields;
    let text = [fields.headline, fields.body];
    let mut tasks = Vec::new();
    let mut add = |name, query: String, raw: Box<dyn Query>| {
        let own = Box::new(move |reader: &Reader| {
            let request = ArticleRequest { query: query.clone(), ..ArticleRequest::default() };
            Ok(reader.articles(&request, listing())?.total)
        });
        tasks.push(Task { name, own, raw, fields: text.to_vec(), facet: false });
    };
    let either = |make: &dyn Fn(Field) -> Box<dyn Query>| -> Box<dyn Query> { Box::new(BooleanQuery::union(Vec::from(text.map(make)))) };
    let word =
        |stem: &'static str| either(&|field| Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs)));
    for (place, (typed, stem)) in WORDS.into_iter().enumerate() {
        let (other, other_stem) = WORDS[(place + 1) % WORDS.len()];
        add("term", typed.into(), word(stem));
        add("boolean", format!("{typed} OR {other}"), Box::new(BooleanQuery::union(vec![word(stem), word(other_stem)])));
        add("boolean", format!("{typed} {other}"), Box::new(BooleanQuery::intersection(vec![word(stem), word(other_stem)])));
        let forms = [fields.headline_form, fields.body_form];
        let start: String = typed.chars().take(4).collect();
        let prefix =
            forms.map(|field| Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, &start), 0, false)) as Box<dyn Query>);
        add("prefix", format!("{start}*"), Box::new(BooleanQuery::union(Vec::from(prefix))));
        let near = forms.map(|field| Box::new(FuzzyTermQuery::new(Term::from_field_text(field, typed), 1, true)) as Box<dyn Query>);
        add("fuzzy", format!("{typed}~1"), Box::new(BooleanQuery::union(Vec::from(near))));
    }
    for [one, other] in [["suprem", "court"], ["white", "hous"], ["last", "week"], ["unit", "state"]] {
        let row = |field| {
            Box::new(PhraseQuery::new(vec![Term::from_field_text(field, one), Term::from_field_text(field, other)])) as Box<dyn Query>
        };
        add("phrase", format!("\"{one} {other}\""), either(&row));
    }
    for (typed, _) in WORDS {
        tasks.push(speaker(fields, typed));
        tasks.push(faceted(&text, typed, word(WORDS.iter().find(|word| word.0 == typed).map_or("", |word| word.1))));
    }
    tasks
}

/// Quotations by whoever is called Smith.
fn speaker(fields: &sayso::index::schema::Fields, typed: &'static str) -> Task {
    let own = Box::new(move |reader: &Reader| {
        let request = QuotationRequest {
            query: format!("{typed} OR people"),
            speaker: Some("smith".into()),
            all: true,
            ..QuotationRequest::default()
        };
        Ok(reader.quotations(&request, listing())?.total)
    });
    let term =
        |field, word: &str| Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)) as Box<dyn Query>;
    let stem = WORDS.iter().find(|word| word.0 == typed).map_or("", |word| word.1);
    let words = BooleanQuery::union(vec![term(fields.content, stem), term(fields.content, "peopl")]);
    let raw = BooleanQuery::intersection(vec![Box::new(words), term(fields.speaker, "smith"), term(fields.kind, "quotation")]);
    Task { name: "speaker", own, raw: Box::new(raw), fields: Vec::new(), facet: false }
}

fn faceted(text: &[Field], typed: &'static str, raw: Box<dyn Query>) -> Task {
    let own = Box::new(move |reader: &Reader| {
        let request = ArticleRequest { query: typed.into(), ..ArticleRequest::default() };
        Ok(reader.count_articles(&request, &[Facet::Publisher])?.len())
    });
    Task { name: "faceted", own, raw, fields: text.to_vec(), facet: true }
}

fn listing() -> Listing {
    Listing { page: Page { limit: Some(20), offset: 0 }, fold: true, ..Listing::default() }
}

impl Raw {
    fn best(&self, task: &Task) -> Result<usize> {
        if task.facet {
            let wanted: Aggregations = serde_json::from_str(r#"{"by": {"terms": {"field": "publisher", "size": 1000}}}"#)?;
            self.searcher.search(&task.raw, &AggregationCollector::from_aggs(wanted, Default::default()))?;
            return Ok(1);
        }
        Ok(self.searcher.search(&task.raw, &(TopDocs::with_limit(20).order_by_score(), Count))?.1)
    }

    fn shown(&self, task: &Task) -> Result<usize> {
        if task.facet {
            return self.best(task);
        }
        let (best, count) = self.searcher.search(&task.raw, &(TopDocs::with_limit(20).order_by_score(), Count))?;
        let snippets = match task.fields.last() {
            Some(field) => Some(SnippetGenerator::create(&self.searcher, &*task.raw, *field)?),
            None => None,
        };
        for (_, address) in best {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let body = document.get_first(self.fields.body).and_then(|value| value.as_str()).unwrap_or("");
            std::hint::black_box(snippets.as_ref().map(|snippets| snippets.snippet(body)));
        }
        Ok(count)
    }
}

/// `sayso search`, from the start of the process to its end.
fn cold(folder: &Path) -> Result<()> {
    let mut times = Vec::new();
    for (typed, _) in WORDS.into_iter().cycle().take(24) {
        let begin = Instant::now();
        Command::new(env!("CARGO_BIN_EXE_sayso")).args(["search", typed, "--index"]).arg(folder).output()?;
        times.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("cold: p50 {:.1} ms, least {:.1} ms, most {:.1} ms", times[times.len() / 2], times[0], times[times.len() - 1]);
    Ok(())
}

/// An index of the first real articles, or of `corpus/`.
fn build(scratch: &Path, articles: usize) -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("SAYSO_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let real = shared.join("corpora/allsides-20k.jsonl.zst");
    let mut path = here.join("corpus");
    if real.exists() {
        path = scratch.join("articles.jsonl");
        let mut out = BufWriter::new(std::fs::File::create(&path)?);
        for line in BufReader::new(zstd::Decoder::new(std::fs::File::open(&real)?)?).lines().take(articles) {
            writeln!(out, "{}", line?)?;
        }
        out.flush()?;
    }
    let folder = scratch.join("index");
    index(&IndexRequest { paths: vec![path], index: folder.clone(), ..IndexRequest::default() }, &())?;
    Ok(folder)
}
