//! A database file for Datasette and SQL. Comes in: articles. Goes out: tables of articles, places, quotations, claims and topics, with full-text search.

use super::Exporter;
use super::contract::Contract;
use super::flat::{self, Cell, Column, Kind};
use crate::article::Place;
use crate::error::{Error, Result};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// What the flat rows do not hold.
const TABLES: &str = "
CREATE TABLE places (article TEXT NOT NULL REFERENCES articles(article), place TEXT NOT NULL);
CREATE TABLE article_topics (article TEXT NOT NULL REFERENCES articles(article), topic TEXT NOT NULL, score REAL NOT NULL);
CREATE TABLE quotation_topics (quotation TEXT NOT NULL REFERENCES quotations(id), topic TEXT NOT NULL);
CREATE TABLE challenges (claim TEXT NOT NULL REFERENCES claims(id), contester TEXT, contester_type TEXT, evidence TEXT NOT NULL);
";

/// Indexes and search, made once all rows are in.
const INDEXES: &str = "
CREATE INDEX quotations_speaker ON quotations(speaker);
CREATE INDEX quotations_article ON quotations(article);
CREATE INDEX quotation_topics_topic ON quotation_topics(topic);
CREATE INDEX claims_article ON claims(article);
CREATE INDEX challenges_claim ON challenges(claim);
CREATE INDEX articles_published ON articles(published);
CREATE VIRTUAL TABLE articles_fts USING fts5(headline, body, content='articles', content_rowid='rowid');
CREATE VIRTUAL TABLE quotations_fts USING fts5(content, speaker, content='quotations', content_rowid='rowid');
CREATE VIRTUAL TABLE claims_fts USING fts5(claim, content='claims', content_rowid='rowid');
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
INSERT INTO quotations_fts(quotations_fts) VALUES ('rebuild');
INSERT INTO claims_fts(claims_fts) VALUES ('rebuild');
COMMIT;
";

/// The format. The file gets its name when everything is in it.
pub struct Sqlite {
    connection: Connection,
    unfinished: TempPath,
    path: PathBuf,
}

impl Sqlite {
    /// Makes the tables in a temporary file beside `path`.
    ///
    /// # Errors
    /// A file that is there already, or a folder that cannot be written to.
    pub fn create(path: &Path) -> Result<Sqlite> {
        if path.exists() {
            return Err(Error::file(path, "is there already: name another file, or delete it"));
        }
        let unfinished = super::unfinished(path)?.into_temp_path();
        let connection = Connection::open(&unfinished).map_err(failure)?;
        // Until it is finished the file is nobody's: a crash loses it whole, so no journal is kept.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;").map_err(failure)?;
        let articles = flat::columns(super::What::Articles, true);
        for (table, columns) in [("articles", articles), ("quotations", beside(&flat::QUOTATION)), ("claims", beside(&flat::CLAIM))] {
            connection.execute_batch(&definition(table, &columns)).map_err(failure)?;
        }
        connection.execute_batch(TABLES).map_err(failure)?;
        Ok(Sqlite { connection, unfinished, path: path.to_owned() })
    }

    fn insert(&self, table: &str, cells: &[Cell]) -> Result<()> {
        let places = vec!["?"; cells.len()].join(",");
        let mut statement = self.connection.prepare_cached(&format!("INSERT INTO {table} VALUES ({places})")).map_err(failure)?;
        statement.execute(params_from_iter(cells)).map_err(failure).map(drop)
    }

    fn link(&self, statement: &str, values: &[&dyn ToSql]) -> Result<()> {
        self.connection.prepare_cached(statement).and_then(|mut statement| statement.execute(values)).map_err(failure).map(drop)
    }
}

impl Exporter for Sqlite {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let record = contract.article(places, true);
        let id = &record.metadata.id;
        for row in flat::rows(super::What::Articles, &record) {
            self.insert("articles", &row)?;
        }
        for place in &record.metadata.paths {
            self.link("INSERT INTO places VALUES (?, ?)", params![id, place])?;
        }
        for topic in &record.topics {
            self.link("INSERT INTO article_topics VALUES (?, ?, ?)", params![id, topic.label, topic.score])?;
        }
        for quotation in &record.quotations {
            self.insert("quotations", &[flat::quotation(quotation), vec![id.clone().into()]].concat())?;
            for topic in quotation.topics {
                self.link("INSERT INTO quotation_topics VALUES (?, ?)", params![quotation.id, topic])?;
            }
        }
        for claim in &record.claims {
            self.insert("claims", &[flat::claim(claim), vec![id.clone().into()]].concat())?;
            for challenge in &claim.challenges {
                let contester = challenge.contester.as_ref();
                let (name, kind) = (contester.and_then(|party| party.name), contester.map(|party| party.kind.as_str()));
                self.link("INSERT INTO challenges VALUES (?, ?, ?, ?)", params![claim.id, name, kind, challenge.evidence.text])?;
            }
        }
        Ok(record.quotations.len() + record.claims.len())
    }

    fn end(self: Box<Self>) -> Result<()> {
        self.connection.execute_batch(INDEXES).map_err(failure)?;
        self.connection.close().map_err(|(_, error)| failure(error))?;
        self.unfinished.persist_noclobber(&self.path).map_err(|error| Error::file(&self.path, error.error))
    }
}

/// The record's own columns, and the id of its article.
fn beside(own: &[Column]) -> Vec<Column> {
    own.iter().copied().chain([("article", Kind::Text)]).collect()
}

/// The first column is the key; `article` names the article of a record.
fn definition(table: &str, columns: &[Column]) -> String {
    let column = |(place, (name, kind)): (usize, &Column)| {
        let kind = match kind {
            Kind::Text => "TEXT",
            Kind::Whole => "INTEGER",
            Kind::Real => "REAL",
        };
        let rule = match (place, *name) {
            (0, _) => " PRIMARY KEY NOT NULL",
            (_, "article") => " NOT NULL REFERENCES articles(article)",
            _ => "",
        };
        format!("\"{name}\" {kind}{rule}")
    };
    format!("CREATE TABLE {table} ({});", columns.iter().enumerate().map(column).collect::<Vec<_>>().join(", "))
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Whole(number) => ToSqlOutput::Owned(Value::Integer(i64::try_from(*number).unwrap_or(i64::MAX))),
            Cell::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
        })
    }
}

fn failure(error: rusqlite::Error) -> Error {
    Error::Write(std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use crate::export::{Export, Format, sample};
    use rusqlite::Connection;

    #[test]
    fn a_quotation_is_found_by_its_words_and_belongs_to_its_article() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.db");
        let mut export = Export::create(&path, Format::Sqlite).unwrap();
        assert_eq!(export.add(&sample(), &[sample().article.place]).unwrap(), 3);
        assert!(!path.exists(), "unfinished");
        export.end().unwrap();
        let database = Connection::open(&path).unwrap();
        let found: (String, String) = database
            .query_row(
                "SELECT quotations.speaker, articles.headline FROM quotations_fts JOIN quotations ON quotations.rowid = quotations_fts.rowid \
                 JOIN articles USING (article) WHERE quotations_fts MATCH 'bridge'",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!(found, ("Ada Quill".into(), "=Bridge, \"safe\"".into()));
        let challenges: i64 =
            database.query_row("SELECT count(*) FROM challenges WHERE contester = 'author'", [], |row| row.get(0)).unwrap();
        assert_eq!(challenges, 2);
        assert!(Export::create(&path, Format::Sqlite).is_err(), "it is never written over");
    }
}
