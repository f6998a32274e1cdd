//! What the model of "he" and "she" is asked, for training/pronouns.py. Comes in: a folder of texts. Goes out, one JSON object a line: path, and `asked`, for every such
//! source where it stands (code points) and its candidates with their names and signs.

use anyhow::Context;
use sayso::article::Article;
use sayso::extract::attribution;
use sayso::extract::speakers::{Cast, Signs};
use sayso::text::{CodePoints, Text};
use std::io::Write;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).context("usage: pronoun_signs FOLDER")?;
    let mut paths: Vec<_> = std::fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let body = std::fs::read_to_string(path)?;
        let (text, points) = (Text::new(&body), CodePoints::new(&body));
        let attributions = attribution::find(&text);
        let cast = Cast::gather(&text, &Article::of_body(path.display().to_string(), body.as_str()), &attributions);
        let candidate = |(name, signs): &(Option<String>, Signs)| serde_json::json!({"name": name, "signs": signs.to_vec()});
        let asked = cast.asked(&text, &attributions);
        let asked = asked.iter().map(|asked| serde_json::json!({"at": points.of_span(asked.pronoun).0, "c": asked.candidates.iter().map(candidate).collect::<Vec<_>>()}));
        writeln!(out, "{}", serde_json::json!({"path": path.display().to_string(), "asked": asked.collect::<Vec<_>>()}))?;
    }
    Ok(())
}
