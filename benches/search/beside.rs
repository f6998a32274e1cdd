//! Other tools on the same texts, for scale. Comes in: the articles of an index. Goes out: a table of SQLite's FTS5 and ripgrep.

use super::tasks::Task;
use super::{at, cpu};
use rusqlite::{Connection, params};
use sayso::error::Result;
use sayso::search::Reader;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Times that each is asked: both take long.
const REPEAT: usize = 3;

/// Prints the table: of FTS5 milliseconds of processor time, of ripgrep on the clock with its start.
pub fn table(reader: &Reader, scratch: &Path, rows: &[(&str, Vec<&Task>)]) -> Result<()> {
    let (database, lines) = (Connection::open_in_memory().map_err(std::io::Error::other)?, scratch.join("articles.txt"));
    load(reader, &database, &lines)?;
    println!("{:<10}{:>9}{:>9}{:>9}{:>9}", "beside", "p50 fts5", "p99", "p50 rg", "p99");
    for (name, tasks) in rows {
        let (mut fts, mut rg) = (Vec::new(), Vec::new());
        for task in (0..REPEAT).flat_map(|_| tasks).filter(|task| !task.fts.is_empty()) {
            let begin = cpu();
            best(&database, &task.fts).map_err(std::io::Error::other)?;
            fts.push((cpu() - begin) * 1e3);
            let begin = Instant::now();
            if let Ok(output) = Command::new("rg").args(["-ic", &task.pattern]).arg(&lines).output() {
                assert!(output.status.code().is_some_and(|code| code < 2), "rg {}", task.pattern);
                rg.push(begin.elapsed().as_secs_f64() * 1e3);
            }
        }
        let cells = [at(&mut fts, 0.5), at(&mut fts, 0.99), at(&mut rg, 0.5), at(&mut rg, 0.99)];
        let cell = |time: &f64| if time.is_nan() { format!("{:>9}", "–") } else { format!("{time:>9.2}") };
        println!("{name:<10}{}", cells.iter().map(cell).collect::<String>());
    }
    Ok(())
}

/// Headlines and bodies into an FTS5 table with stems, and one a line into a file.
fn load(reader: &Reader, database: &Connection, lines: &Path) -> Result<()> {
    let run = |statement: &str| database.execute_batch(statement).map_err(std::io::Error::other);
    run("CREATE VIRTUAL TABLE articles USING fts5(headline, body, tokenize='porter unicode61 remove_diacritics 2'); BEGIN;")?;
    let mut insert = database.prepare("INSERT INTO articles VALUES (?1, ?2)").map_err(std::io::Error::other)?;
    let mut out = BufWriter::new(std::fs::File::create(lines)?);
    reader.for_each(&mut |annotated, _| {
        let (headline, body) = (annotated.article.headline.as_deref().unwrap_or(""), &annotated.article.body);
        insert.execute(params![headline, body]).map_err(std::io::Error::other)?;
        Ok(writeln!(out, "{headline} {}", body.replace(['\n', '\r'], " "))?)
    })?;
    out.flush()?;
    Ok(run("INSERT INTO articles(articles) VALUES ('optimize'); COMMIT;")?)
}

/// The best 20, and their number.
fn best(database: &Connection, query: &str) -> rusqlite::Result<usize> {
    let mut page = database.prepare_cached("SELECT rowid FROM articles WHERE articles MATCH ?1 ORDER BY rank LIMIT 20")?;
    let found = page.query_map([query], |row| row.get::<_, i64>(0))?.count();
    let mut count = database.prepare_cached("SELECT count(*) FROM articles WHERE articles MATCH ?1")?;
    Ok(found.max(count.query_row([query], |row| row.get::<_, i64>(0))? as usize))
}
