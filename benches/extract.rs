//! How fast extraction is on one core, and what each step of it takes. Comes in: real articles where there are any, else `corpus/` repeated. Goes out: a table.
//!
//! ```text
//! cargo bench --bench extract -- [--articles N] [--repeat N]
//! ```
//! Each step is done by itself, on the same articles in turn, as `extract::annotate` does it: its seconds are CPU seconds, the least of all
//! repetitions. *whole* is `annotate` itself, so that what the steps do not add up to shows.

mod sample;

use sample::cpu_seconds;
use sayso::article::Article;
use sayso::error::Result;
use sayso::extract::{annotate, attribution, claims, mentions, speakers::Cast, topics};
use sayso::model;
use sayso::text::Text;
use std::hint::black_box;

/// The steps in the order in which they are done, and what each is.
const STEPS: [(&str, &str); 8] = [
    ("text", "tokens, sentences, paragraphs, marks"),
    ("rules", "attributions by rules, which the tagger takes for hints"),
    ("tagger", "the learned tagger"),
    ("linking", "sources, cues and contents joined"),
    ("mentions", "names"),
    ("speakers", "names joined, sources resolved"),
    ("claims", "contested claims"),
    ("topics", "key phrases"),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |flag: &str| arguments.iter().position(|word| word == flag).and_then(|at| arguments.get(at + 1)?.parse().ok());
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("articles.jsonl.zst");
    let origin = sample::write(&file, Some(value("--articles").unwrap_or(500)))?;
    let articles: Vec<Article> = sample::read(&file)?.into_iter().filter(Article::is_english).collect();
    let words: usize = articles.iter().map(|article| article.body.split_whitespace().count()).sum();
    // Weights and word lists are read at the first use.
    articles.first().cloned().map(annotate);
    let (mut steps, mut whole) = ([f64::INFINITY; STEPS.len()], f64::INFINITY);
    for _ in 0..value("--repeat").unwrap_or(3) {
        let seconds = measure(&articles);
        steps.iter_mut().zip(seconds).for_each(|(least, seconds)| *least = least.min(seconds));
        let started = cpu_seconds();
        articles.iter().for_each(|article| drop(black_box(annotate(article.clone()))));
        whole = whole.min(cpu_seconds() - started);
    }
    println!("{origin}: {} articles in English, {words} words, one core", articles.len());
    println!("{:<10}{:>8}{:>8}{:>14}", "", "cpu s", "share", "words/cpu s");
    let print = |name: &str, seconds: f64, note: &str| {
        println!("{name:<10}{seconds:>8.2}{:>7.1}%{:>14.0}  {note}", 100.0 * seconds / whole, words as f64 / seconds);
    };
    STEPS.iter().zip(steps).for_each(|((name, note), seconds)| print(name, seconds, note));
    print("whole", whole, "extract::annotate");
    Ok(())
}

/// CPU seconds of each step over all articles.
fn measure(articles: &[Article]) -> [f64; STEPS.len()] {
    let mut sums = [0.0; STEPS.len()];
    for article in articles {
        let mut at = cpu_seconds();
        let mut lap = || {
            let before = std::mem::replace(&mut at, cpu_seconds());
            at - before
        };
        let text = Text::new(&article.body);
        let text_seconds = lap();
        let hints = attribution::hints(&text);
        let rules = lap();
        black_box(model::tagger().map(|tagger| tagger.tag(&text, &hints)));
        let tagger = lap();
        let attributions = attribution::find(&text);
        // What is left over can be less than the clock tells.
        let linking = (lap() - rules - tagger).max(0.0);
        black_box(mentions::names(&text));
        let names = lap();
        let mut cast = Cast::gather(&text, article, &attributions);
        black_box(cast.resolve_all(&text, &attributions));
        let speakers = lap() - names;
        let mut quotations = annotate(article.clone()).quotations;
        lap();
        black_box(claims::find(&text, article.id, &quotations, &mut cast));
        let claims = lap();
        black_box(topics::label(&text, article.headline.as_deref(), &mut quotations));
        let taken = [text_seconds, rules, tagger, linking, names, speakers, claims, lap()];
        sums.iter_mut().zip(taken).for_each(|(sum, seconds)| *sum += seconds);
    }
    sums
}
