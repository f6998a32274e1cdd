//! The same questions to both sides. Comes in: words of a day's news. Goes out: what sayso is asked, and the query that tantivy runs for the same.

use sayso::error::Result;
use sayso::index::schema::Fields;
use sayso::search::{ArticleRequest, Facet, Listing, Page, QuotationRequest, Reader, Request};
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

/// Last names that many bear.
const SPEAKERS: [&str; 8] = ["smith", "johnson", "brown", "king", "wilson", "miller", "davis", "clark"];

/// What is asked for.
pub const NAMES: [&str; 7] = ["term", "phrase", "boolean", "prefix", "fuzzy", "speaker", "faceted"];

/// Asks a reader, and says how many hits there were.
type Ask = dyn Fn(&Reader) -> Result<usize>;

/// What is measured: its name, sayso's side, tantivy's side, and what FTS5 and ripgrep are asked.
pub struct Task {
    pub name: &'static str,
    pub ids: Box<Ask>,
    pub page: Box<Ask>,
    /// The same asked of the program.
    pub typed: Vec<String>,
    raw: Box<dyn Query>,
    fields: Vec<Field>,
    /// An FTS5 query; empty where it has none.
    pub fts: String,
    /// An expression for ripgrep, likewise.
    pub pattern: String,
}

/// Every task.
pub fn tasks(fields: &Fields) -> Vec<Task> {
    let text = [fields.headline, fields.body];
    let mut tasks = Vec::new();
    let mut add = |name, query: String, raw: Box<dyn Query>, fts: String, pattern: String| {
        tasks.push(articles(name, query, raw, text.to_vec(), fts, pattern));
    };
    let either = |make: &dyn Fn(Field) -> Box<dyn Query>| -> Box<dyn Query> { Box::new(BooleanQuery::union(Vec::from(text.map(make)))) };
    let word =
        |stem: &'static str| either(&|field| Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs)));
    for (place, (typed, stem)) in WORDS.into_iter().enumerate() {
        let (other, other_stem) = WORDS[(place + 1) % WORDS.len()];
        add("term", typed.into(), word(stem), typed.into(), format!(r"\b{stem}"));
        let union = BooleanQuery::union(vec![word(stem), word(other_stem)]);
        add("boolean", format!("{typed} OR {other}"), Box::new(union), format!("{typed} OR {other}"), format!(r"\b({stem}|{other_stem})"));
        let both = BooleanQuery::intersection(vec![word(stem), word(other_stem)]);
        let lines = format!(r"\b{stem}.*\b{other_stem}|\b{other_stem}.*\b{stem}");
        add("boolean", format!("{typed} {other}"), Box::new(both), format!("{typed} {other}"), lines);
        let forms = [fields.headline_form, fields.body_form];
        let start: String = typed.chars().take(4).collect();
        let prefix =
            forms.map(|field| Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, &start), 0, false)) as Box<dyn Query>);
        add("prefix", format!("{start}*"), Box::new(BooleanQuery::union(Vec::from(prefix))), format!("{start}*"), format!(r"\b{start}"));
        let near = forms.map(|field| Box::new(FuzzyTermQuery::new(Term::from_field_text(field, typed), 1, true)) as Box<dyn Query>);
        add("fuzzy", format!("{typed}~1"), Box::new(BooleanQuery::union(Vec::from(near))), String::new(), String::new());
    }
    for [one, other, typed] in [
        ["suprem", "court", "supreme court"],
        ["white", "hous", "white house"],
        ["last", "week", "last week"],
        ["unit", "state", "united states"],
    ] {
        let row = |field| {
            Box::new(PhraseQuery::new(vec![Term::from_field_text(field, one), Term::from_field_text(field, other)])) as Box<dyn Query>
        };
        add("phrase", format!("\"{typed}\""), either(&row), format!("\"{typed}\""), format!(r"\b{one}\w*\s+{other}"));
    }
    for ((typed, stem), name) in WORDS.into_iter().zip(SPEAKERS) {
        tasks.push(speaker(fields, typed, stem, name));
        tasks.push(faceted(&text, typed, word(stem)));
    }
    tasks
}

fn articles(name: &'static str, query: String, raw: Box<dyn Query>, fields: Vec<Field>, fts: String, pattern: String) -> Task {
    let typed = vec!["search".into(), query.clone()];
    let request = ArticleRequest { query, ..ArticleRequest::default() };
    let asked = Request::Articles(request.clone());
    let ids = Box::new(move |reader: &Reader| hits(reader, &asked));
    let page = Box::new(move |reader: &Reader| Ok(reader.articles(&request, listing())?.total));
    Task { name, ids, page, typed, raw, fields, fts, pattern }
}

/// How many hits a page was cut from, copies each.
fn hits(reader: &Reader, asked: &Request) -> Result<usize> {
    let page = reader.ids(asked, listing())?;
    Ok(page.total + page.folded)
}

/// Has a reader read what every question needs, copies and columns: a question about nobody in particular.
pub fn warm(reader: &Reader) -> Result<usize> {
    let request = QuotationRequest { query: "people".into(), all: true, ..QuotationRequest::default() };
    hits(reader, &Request::Quotations(request))
}

/// Quotations by whoever is called `name`.
fn speaker(fields: &Fields, typed: &'static str, stem: &'static str, name: &'static str) -> Task {
    let request =
        QuotationRequest { query: format!("{typed} OR people"), speaker: Some(name.into()), all: true, ..QuotationRequest::default() };
    let asked = Request::Quotations(request.clone());
    let typed = ["quotes", &request.query, "--speaker", name, "--all"].map(str::to_owned).to_vec();
    let ids = Box::new(move |reader: &Reader| hits(reader, &asked));
    let page = Box::new(move |reader: &Reader| Ok(reader.quotations(&request, listing())?.total));
    let term =
        |field, word: &str| Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)) as Box<dyn Query>;
    let words = BooleanQuery::union(vec![term(fields.content, stem), term(fields.content, "peopl")]);
    let raw = BooleanQuery::intersection(vec![Box::new(words), term(fields.speaker, name), term(fields.kind, "quotation")]);
    Task { name: "speaker", ids, page, typed, raw: Box::new(raw), fields: Vec::new(), fts: String::new(), pattern: String::new() }
}

/// Articles counted by publisher.
fn faceted(text: &[Field], typed: &'static str, raw: Box<dyn Query>) -> Task {
    let ask = move |reader: &Reader| {
        let request = ArticleRequest { query: typed.into(), ..ArticleRequest::default() };
        Ok(reader.count_articles(&request, &[Facet::Publisher])?.len())
    };
    let (ids, page) = (Box::new(ask), Box::new(ask));
    let typed = ["search", typed, "--facets", "publisher"].map(str::to_owned).to_vec();
    Task { name: "faceted", ids, page, typed, raw, fields: text.to_vec(), fts: String::new(), pattern: String::new() }
}

fn listing() -> Listing {
    Listing { page: Page { limit: Some(20), offset: 0 }, fold: true, ..Listing::default() }
}

/// tantivy alone.
pub struct Raw {
    pub searcher: Searcher,
    pub fields: Fields,
}

impl Raw {
    /// The best 20 and their number; for counts tantivy's own aggregation.
    pub fn best(&self, task: &Task) -> Result<usize> {
        if task.name == "faceted" {
            let wanted: Aggregations = serde_json::from_str(r#"{"by": {"terms": {"field": "publisher", "size": 1000}}}"#)?;
            self.searcher.search(&task.raw, &AggregationCollector::from_aggs(wanted, Default::default()))?;
            return Ok(1);
        }
        Ok(self.searcher.search(&task.raw, &(TopDocs::with_limit(20).order_by_score(), Count))?.1)
    }

    /// The same with its documents and snippets.
    pub fn shown(&self, task: &Task) -> Result<usize> {
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
