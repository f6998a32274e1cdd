//! One article that a careful reader tagged. Comes in: its gold file, and what the extractor finds in it. Goes out: how many statements, pronouns and contested claims come out right.
//!
//! The gold is JSON: `doc` (the text file beside it), `statements` (content, source, speaker; `hard` ones are not required) and `claims`
//! (`optional` ones are not required).

use super::align;
use super::claim_gold::{GoldClaim, Reading};
use super::claims::{LEAST_OVERLAP, fit};
use super::names::is_one_of;
use super::predicted::{Named, Predicted};
use super::spans::Spans;
use super::words::is_pronoun;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// The gold of one article.
#[derive(Debug, Deserialize)]
pub struct PassageGold {
    doc: String,
    statements: Vec<Statement>,
    #[serde(default)]
    claims: Vec<TaggedClaim>,
}

#[derive(Debug, Deserialize)]
struct Statement {
    content: Spans,
    #[serde(default)]
    source: Spans,
    speaker: Option<Tagged>,
    #[serde(default)]
    text: Words,
    #[serde(default)]
    hard: bool,
}

#[derive(Debug, Deserialize)]
struct Tagged {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Words {
    source: Option<String>,
    content: Option<String>,
}

#[derive(Debug, Deserialize)]
struct TaggedClaim {
    #[serde(flatten)]
    reading: Reading,
    #[serde(default)]
    optional: bool,
}

/// How many came out right.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PassageReport {
    /// Statements that are required.
    pub statements: usize,
    /// Those found, at least half of their text, under the right name.
    pub statements_right: usize,
    /// Pronouns that stand as a source.
    pub pronouns: usize,
    /// Those that are the source of a quotation with the right name.
    pub pronouns_right: usize,
    /// Required claims that somebody contests.
    pub contested: usize,
    /// Those found with the right contester.
    pub contested_right: usize,
    /// What came out wrong, in words.
    #[serde(skip)]
    pub wrong: Vec<String>,
}

/// Reads the gold file.
///
/// # Errors
/// A file that cannot be read, or is of another form.
pub fn read(path: &Path) -> Result<PassageGold> {
    let text = super::read_text(path)?;
    serde_json::from_str(&text).map_err(|error| Error::Gold(format!("{}: {error}", path.display())))
}

impl PassageGold {
    /// The text file, for gold that was read from `path`.
    pub fn text_file(&self, path: &Path) -> PathBuf {
        path.with_file_name(&self.doc)
    }

    /// Compares.
    pub fn score(&self, found: &Predicted) -> PassageReport {
        let mut report = PassageReport::default();
        self.statements(found, &mut report);
        self.pronouns(found, &mut report);
        self.contested(found, &mut report);
        report
    }

    fn statements(&self, found: &Predicted, report: &mut PassageReport) {
        let overlap = |gold: usize, quotation: usize| self.statements[gold].content.overlap(&found.quotations[quotation].content);
        let pairs = align::by_overlap(self.statements.len(), found.quotations.len(), LEAST_OVERLAP, overlap);
        for (number, statement) in self.statements.iter().enumerate().filter(|(_, statement)| !statement.hard) {
            let pair = pairs.iter().find(|pair| pair.gold == number);
            let quotation = pair.map(|pair| &found.quotations[pair.predicted]);
            let name = quotation.and_then(|quotation| quotation.speaker.as_ref()?.name.as_deref());
            report.statements += 1;
            if statement.is_by(name) {
                report.statements_right += 1;
            } else {
                let what = if quotation.is_some() { format!("by {}", name.unwrap_or("nobody")) } else { "not found".to_owned() };
                let content = statement.text.content.as_deref().unwrap_or_default();
                report.wrong.push(format!("{what}, not by {}: {content}", statement.name().unwrap_or("nobody")));
            }
        }
    }

    fn pronouns(&self, found: &Predicted, report: &mut PassageReport) {
        let is_pronominal =
            |statement: &&Statement| statement.text.source.as_deref().is_some_and(|source| is_pronoun(&source.to_lowercase()));
        let mut statements: Vec<&Statement> = self.statements.iter().filter(is_pronominal).collect();
        statements.dedup_by(|one, other| one.source == other.source);
        for statement in statements {
            let here = found.quotations.iter().filter(|quotation| quotation.source.touches(&statement.source));
            let right = { here }.any(|quotation| statement.is_by(quotation.speaker.as_ref().and_then(|speaker| speaker.name.as_deref())));
            report.pronouns += 1;
            report.pronouns_right += usize::from(right);
            if !right {
                report.wrong.push(format!(
                    "“{}” is {}",
                    statement.text.source.as_deref().unwrap_or_default(),
                    statement.name().unwrap_or("nobody")
                ));
            }
        }
    }

    fn contested(&self, found: &Predicted, report: &mut PassageReport) {
        let contested = self.claims.iter().filter(|claim| !claim.optional && claim.reading.contester.is_some());
        for claim in contested {
            let contester = claim.reading.contester.as_ref().and_then(Named::name);
            let gold = GoldClaim { required: true, readings: vec![claim.reading.clone()] };
            let fitting = found.claims.iter().filter(|claim| fit(claim, &gold) > 0.0);
            let mut named = fitting.flat_map(|claim| claim.contesters.iter().flatten().flatten()).map(Named::name);
            let right = named.any(|name| is_one_of(name, [contester]));
            report.contested += 1;
            report.contested_right += usize::from(right);
            if !right {
                report.wrong.push(format!("a claim that {} contests is not found as such", contester.unwrap_or("somebody")));
            }
        }
    }
}

impl Statement {
    fn name(&self) -> Option<&str> {
        self.speaker.as_ref().and_then(|speaker| speaker.name.as_deref())
    }

    /// True for the gold's name; of whom the article does not name, also for the source's own words ("A spokesperson").
    fn is_by(&self, name: Option<&str>) -> bool {
        let kind = self.speaker.as_ref().and_then(|speaker| speaker.kind.as_deref());
        let words = self.text.source.as_deref().filter(|_| matches!(kind, Some("group" | "unnamed")));
        is_one_of(name, [self.name(), words])
    }
}

impl fmt::Display for PassageReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "statements_right {} of {}", self.statements_right, self.statements)?;
        writeln!(f, "pronouns_right {} of {}", self.pronouns_right, self.pronouns)?;
        writeln!(f, "contested_right {} of {}", self.contested_right, self.contested)?;
        self.wrong.iter().try_for_each(|line| writeln!(f, "  {}", line.replace('\n', " ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn gold() -> PassageGold {
        let speaker = json!({"name": "Ila Brand", "type": "person"});
        let unnamed = json!({"name": "harbour official", "type": "unnamed"});
        serde_json::from_value(json!({"doc": "a.txt", "statements": [
            {"source": [0, 9], "content": [15, 40], "speaker": speaker, "text": {"source": "Ila Brand", "content": "it is late"}},
            {"source": [50, 53], "content": [60, 80], "speaker": speaker, "text": {"source": "She"}, "hard": true},
            {"source": [90, 99], "content": [100, 120], "speaker": unnamed, "text": {"source": "a harbour official"}}],
            "claims": [{"claim": [15, 40], "status": "disputed", "evidence": [130, 150], "contester": {"name": "monitors", "span": [120, 128]}},
                {"claim": [60, 80], "status": "alleged", "contester": null, "optional": true}]}))
        .unwrap()
    }

    #[test]
    fn statements_pronouns_and_contested_claims_are_counted() {
        let found = serde_json::from_value(json!({"quotations": [
            {"content": [[16, 40]], "source": [0, 9], "speaker": {"name": "Brand", "type": "person"}},
            {"content": [[60, 80]], "source": [50, 53], "speaker": {"name": "Ila Brand", "type": "person"}},
            {"content": [[100, 118]], "source": null, "speaker": {"name": "a harbour official", "type": "unnamed"}}],
            "claims": [{"spans": [10, 20], "evidence": [140, 141], "contesters": [{"name": "Monitors"}]}]}))
        .unwrap();
        let report = gold().score(&found);
        assert_eq!((report.statements_right, report.statements), (1, 2), "a last name alone is not the right name");
        assert_eq!((report.pronouns_right, report.pronouns), (1, 1));
        assert_eq!((report.contested_right, report.contested), (1, 1));
        assert_eq!(report.wrong, ["by Brand, not by Ila Brand: it is late"]);
    }

    #[test]
    fn nothing_found_is_nothing_right() {
        let report = gold().score(&Predicted::default());
        assert_eq!((report.statements_right, report.pronouns_right, report.contested_right, report.wrong.len()), (0, 0, 0, 4));
    }
}
