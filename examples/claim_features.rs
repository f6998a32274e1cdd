//! Writes what the models of claims see, for `training/claims.py`. Comes in: text files, or JSON lines with ID, title and text on standard input ("-").
//! Goes out, on standard output: a line of JSON an article: its name, the claims that wordings give and the pairs of statement and answer, each with
//! spans (code points) and features.

use sayso::article::Article;
use sayso::extract::{attribution, claims, speakers::Cast};
use sayso::span::Span;
use sayso::text::{CodePoints, Text};
use std::io::{BufRead, BufWriter, Write};

fn main() -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        if path == "-" {
            for line in std::io::stdin().lock().lines() {
                let record: serde_json::Value = serde_json::from_str(&line?)?;
                let word = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
                write(word("ID"), Some(word("title")), word("text"), &mut out)?;
            }
        } else {
            let name = std::path::Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            write(name, None, std::fs::read_to_string(&path)?, &mut out)?;
        }
    }
    Ok(())
}

fn write(name: String, headline: Option<String>, body: String, out: &mut impl Write) -> anyhow::Result<()> {
    let article = Article { headline, ..Article::of_body(name.clone(), body) };
    let text = Text::new(&article.body);
    let attributions = attribution::find(&text);
    let mut cast = Cast::gather(&text, &article, &attributions);
    let quotations = sayso::extract::resolve(&text, &article, attributions, &mut cast);
    let (given, pairs) = claims::candidates(&text, article.id, &quotations, &mut cast);
    let points = CodePoints::new(&article.body);
    let spans = |spans: &[Span]| spans.iter().map(|span| points.of_span(*span)).collect::<Vec<_>>();
    let plain = |candidates: Vec<claims::Candidate>| {
        let one = |candidate: claims::Candidate| serde_json::json!({"claim": spans(&candidate.proposition), "evidence": spans(&candidate.evidence), "features": candidate.features});
        candidates.into_iter().map(one).collect::<Vec<_>>()
    };
    writeln!(out, "{}", serde_json::json!({"name": name, "claims": plain(given), "pairs": plain(pairs)}))?;
    Ok(())
}
