//! Writes what the tagger sees of every token, for `training/train.py`. Comes in: a folder of text files. Goes out, on standard output: a line
//! `# STEM` for each file, then one for each token (start and end in code points, vocabulary key, features, tab-separated), a blank line after each chunk.

use sayso::extract::attribution;
use sayso::model::features;
use sayso::text::{CodePoints, Text};
use std::io::{BufWriter, Write};

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).ok_or_else(|| anyhow::anyhow!("usage: features FOLDER"))?;
    let mut files: Vec<_> = std::fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in files {
        let body = std::fs::read_to_string(&path)?;
        writeln!(out, "# {}", path.file_stem().unwrap_or_default().to_string_lossy())?;
        write(&body, &mut out)?;
    }
    Ok(())
}

fn write(body: &str, out: &mut impl Write) -> anyhow::Result<()> {
    let text = Text::new(body);
    let points = CodePoints::new(body);
    let hints = attribution::hints(&text);
    for chunk in features::chunks(&text) {
        for (index, values) in chunk.clone().zip(features::features(&text, &hints, chunk.clone())) {
            let (start, end) = points.of_span(text.tokens[index].span);
            write!(out, "{start}\t{end}\t{}", features::vocabulary_key(text.lower(index)))?;
            values.iter().try_for_each(|value| write!(out, "\t{value}"))?;
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
