//! What is scored. Comes in: annotated articles, or a file of predictions in the printed form. Goes out: spans in code points and names, by article.

use super::spans::Spans;
use crate::annotated::AnnotatedArticle;
use crate::claim::Party;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::speaker::SpeakerKind;
use crate::text::CodePoints;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Predictions by the stem of the article's file.
pub type Predictions = BTreeMap<String, Predicted>;

/// What was found in one article.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Predicted {
    /// Quotations in the order printed.
    #[serde(default, alias = "statements")]
    pub quotations: Vec<PredictedQuotation>,
    /// Claims in the order printed.
    #[serde(default)]
    pub claims: Vec<PredictedClaim>,
    /// Topics, most central first.
    #[serde(default)]
    pub topics: Vec<Named>,
}

/// A predicted quotation.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PredictedQuotation {
    /// What is reported.
    #[serde(default)]
    pub content: Spans,
    /// Who reports.
    #[serde(default)]
    pub source: Spans,
    /// In which word.
    #[serde(default)]
    pub cue: Spans,
    /// The resolved speaker.
    pub speaker: Option<PredictedSpeaker>,
    /// The rules that decided.
    #[serde(default)]
    pub why: Vec<String>,
}

/// A predicted speaker.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PredictedSpeaker {
    /// Canonical name.
    pub name: Option<String>,
    /// `person`, `organization`, …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The rules that led to the name.
    #[serde(default)]
    pub why: Vec<String>,
}

/// A predicted claim.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PredictedClaim {
    /// The proposition.
    #[serde(default, alias = "claim")]
    pub spans: Spans,
    /// The words that show the status.
    #[serde(default)]
    pub evidence: Spans,
    /// `refuted`, `disputed`, `unverified` or `alleged`.
    pub status: Option<String>,
    /// Who advances it.
    pub claimant: Option<Named>,
    /// Who contests it.
    #[serde(default)]
    pub contesters: Option<Vec<Option<Named>>>,
    /// The proposition in words.
    pub text: Option<String>,
    /// The rules that decided.
    #[serde(default)]
    pub why: Vec<String>,
}

/// A name, alone or in a record.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Named {
    /// `"Ila Brand"`.
    Bare(String),
    /// `{"name": …}` or, for topics, `{"label": …}`.
    Record {
        /// The name.
        #[serde(alias = "label")]
        name: Option<String>,
    },
}

impl Named {
    /// The name itself.
    pub fn name(&self) -> Option<&str> {
        match self {
            Named::Bare(name) => Some(name),
            Named::Record { name } => name.as_deref(),
        }
    }
}

#[derive(Deserialize)]
struct Line {
    doc: Option<String>,
    path: Option<String>,
    id: Option<String>,
    #[serde(flatten)]
    found: Predicted,
}

/// Reads predictions, one JSON object a line, an article each: what `sayso extract` prints.
///
/// # Errors
/// A file that cannot be read, or a line of another form.
pub fn read(path: &Path) -> Result<Predictions> {
    let text = super::read_text(path)?;
    let mut out = Predictions::new();
    for (number, line) in text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let bad = |reason: &dyn std::fmt::Display| Error::Gold(format!("{}, line {}: {reason}", path.display(), number + 1));
        let line: Line = serde_json::from_str(line).map_err(|error| bad(&error))?;
        let name = line.doc.or(line.path).ok_or_else(|| bad(&"has neither path nor doc"))?;
        let name = name.rsplit('/').next().unwrap_or_default();
        // A folder that `sayso export --format brat` wrote goes by ids.
        out.extend(line.id.map(|id| (id, line.found.clone())));
        out.insert(name.strip_suffix(".txt").unwrap_or(name).to_owned(), line.found);
    }
    Ok(out)
}

impl Predicted {
    /// The record as it would be printed.
    pub fn of(annotated: &AnnotatedArticle) -> Predicted {
        let points = CodePoints::new(&annotated.article.body);
        let spans = |spans: &[Span]| Spans::new(spans.iter().map(|span| points.of_span(*span)));
        let one = |span: Option<Span>| Spans::new(span.map(|span| points.of_span(span)));
        let quotation = |quotation: &crate::quotation::Quotation| PredictedQuotation {
            content: spans(&quotation.content),
            source: one(quotation.source.map(|source| source.span)),
            cue: one(quotation.cue.as_ref().map(|cue| cue.span)),
            speaker: quotation.speaker.as_ref().map(|resolved| {
                let speaker = annotated.speaker(resolved.speaker);
                PredictedSpeaker { name: speaker.name.clone(), kind: Some(speaker.kind.as_str().to_owned()), why: resolved.why.clone() }
            }),
            why: quotation.why.iter().chain(quotation.speaker.iter().flat_map(|resolved| &resolved.why)).cloned().collect(),
        };
        let party = |party: Party| {
            let speaker = annotated.speaker(party.speaker);
            // An article that speaks for itself is printed as "author".
            let author = (speaker.kind == SpeakerKind::Author).then(|| "author".to_owned());
            Named::Record { name: author.or_else(|| speaker.name.clone()) }
        };
        let claim = |claim: &crate::claim::Claim| PredictedClaim {
            spans: spans(&claim.proposition),
            evidence: spans(&claim.evidence),
            status: Some(claim.status.as_str().to_owned()),
            claimant: claim.claimant.map(party),
            contesters: Some(claim.challenges.iter().filter_map(|challenge| challenge.contester).map(|found| Some(party(found))).collect()),
            text: Some(claim.proposition.iter().map(|span| span.of(&annotated.article.body)).collect::<Vec<_>>().join(" […] ")),
            why: claim.why.clone(),
        };
        Predicted {
            quotations: annotated.quotations.iter().map(quotation).collect(),
            claims: annotated.claims.iter().map(claim).collect(),
            topics: annotated.topics.iter().map(|topic| Named::Bare(topic.label.clone())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_form_and_the_short_form_are_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let printed = r#"{"schema_version":1,"id":"00","path":"a/b.txt","quotations":[{"content":[{"start":0,"end":4,"text":"x"}],"cue":{"start":5,"end":9,"class":"neutral"},"source":null,"speaker":{"name":"Ila Brand","type":"person"}}],"claims":[{"spans":[{"start":0,"end":9}],"claimant":null,"contesters":[{"name":"author","start":null,"end":null}]}],"topics":[{"label":"tax","score":0.5}]}"#;
        std::fs::write(file.path(), format!("{printed}\n\n{{\"doc\":\"c\",\"statements\":[{{\"content\":[[1,2]]}}]}}\n")).unwrap();
        let found = read(file.path()).unwrap();
        let b = &found["b"];
        assert_eq!((&b.quotations[0].cue, &b.quotations[0].source), (&Spans::new([(5, 9)]), &Spans::default()));
        assert_eq!(b.claims[0].contesters.as_ref().unwrap()[0].as_ref().unwrap().name(), Some("author"));
        assert_eq!(b.topics[0].name(), Some("tax"));
        assert_eq!(found["c"].quotations[0].content, Spans::new([(1, 2)]));
    }

    #[test]
    fn a_broken_line_is_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "{\"doc\":\"a\"}\n{\"doc\":").unwrap();
        assert!(read(file.path()).unwrap_err().to_string().contains("line 2"));
    }
}
