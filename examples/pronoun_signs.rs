//! What the model of "he" and "she" is asked, for training/pronouns.py. Comes in: a folder of texts, or a file of JSON lines with the fields ID and text. Goes out, one JSON
//! object a line: path, and `asked`, for every such source where it stands (code points), its gender and its candidates with their names, genders and signs. Of JSON lines
//! the candidates are people of any gender: so the one of the right gender stands among others, as in an article about people of one gender.

use anyhow::Context;
use sayso::article::Article;
use sayso::extract::attribution;
use sayso::extract::speakers::{Cast, Signs};
use sayso::lexicon::names::Gender;
use sayso::text::{CodePoints, Text};
use std::io::{BufRead, Write};

fn main() -> anyhow::Result<()> {
    let from = std::env::args().nth(1).context("usage: pronoun_signs FOLDER|FILE.jsonl")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if from.ends_with(".jsonl") {
        for line in std::io::BufReader::new(std::fs::File::open(&from)?).lines() {
            let row: serde_json::Value = serde_json::from_str(&line?)?;
            let field = |name: &str| row.get(name).and_then(|value| value.as_str()).unwrap_or_default();
            writeln!(out, "{}", asked(field("ID"), field("text"), true))?;
        }
        return Ok(());
    }
    let mut paths: Vec<_> = std::fs::read_dir(&from)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        writeln!(out, "{}", asked(&path.display().to_string(), &std::fs::read_to_string(path)?, false))?;
    }
    Ok(())
}

fn asked(path: &str, body: &str, any: bool) -> serde_json::Value {
    let (text, points) = (Text::new(body), CodePoints::new(body));
    let attributions = attribution::find(&text);
    let cast = Cast::gather(&text, &Article::of_body(path.to_owned(), body), &attributions);
    let letter = |gender: Gender| match gender {
        Gender::Female => "f",
        Gender::Male => "m",
        Gender::Either => "u",
    };
    let candidate = |(name, gender, signs): &(Option<String>, Gender, Signs)| serde_json::json!({"name": name, "gender": letter(*gender), "signs": signs.iter().map(|sign| (sign * 1e4).round() / 1e4).collect::<Vec<_>>()});
    let asked = cast.asked(&text, &attributions, any);
    let asked = asked.iter().map(|asked| {
        let candidates: Vec<_> = asked.candidates.iter().map(candidate).collect();
        serde_json::json!({"at": points.of_span(asked.pronoun).0, "gender": letter(asked.gender), "c": candidates})
    });
    serde_json::json!({"path": path, "asked": asked.collect::<Vec<_>>()})
}
