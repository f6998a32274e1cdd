//! schema.org, for search engines and fact-checkers. Comes in: contested claims. Goes out: JSON-LD, `Claim`s or empty drafts of `ClaimReview`.
//!
//! A `Claim` has its claimant as `author` and its article under `appearance` (schema.org/Claim); the words that contest it stand under `comment`,
//! with who says them. A review judges, which sayso does not: rating, reviewer and text of a draft are left empty.

use super::Exporter;
use super::contract::{AUTHOR, ClaimRecord, Contract, Metadata, PartyRecord};
use super::json_list::JsonList;
use crate::article::Place;
use crate::error::Result;
use crate::speaker::SpeakerKind;
use serde_json::{Value, json};
use std::io::Write;

/// What is made of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `Claim`.
    Claim,
    /// `ClaimReview` without a verdict.
    Review,
}

/// The format.
pub struct Claims<W> {
    list: JsonList<W>,
    shape: Shape,
}

impl<W: Write> Claims<W> {
    /// Opens the graph.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn begin(out: W, shape: Shape) -> Result<Claims<W>> {
        Ok(Claims { list: JsonList::begin(out, "{\"@context\":\"https://schema.org\",\"@graph\":[")?, shape })
    }
}

impl<W: Write> Exporter for Claims<W> {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let metadata = contract.metadata(places);
        for one in &contract.annotated().claims {
            let record = contract.claim(one);
            let value = if self.shape == Shape::Claim { claim(&record, &metadata) } else { review(&record, &metadata) };
            self.list.add(&value)?;
        }
        Ok(contract.annotated().claims.len())
    }

    fn end(self: Box<Self>) -> Result<()> {
        self.list.end("}")
    }
}

fn claim(record: &ClaimRecord, article: &Metadata) -> Value {
    let challenge = |challenge: &super::contract::ChallengeRecord| {
        let author = challenge.contester.as_ref().and_then(|party| agent(party, article));
        without_nulls(json!({"@type": "Comment", "author": author, "text": challenge.evidence.text}))
    };
    without_nulls(json!({
        "@type": "Claim",
        "@id": format!("urn:sayso:{}", record.id),
        "text": record.text,
        "author": record.claimant.as_ref().and_then(|party| agent(party, article)),
        "creativeWorkStatus": record.status.as_str(),
        "comment": record.challenges.iter().map(challenge).collect::<Vec<_>>(),
        "appearance": appearance(article),
    }))
}

/// A draft: the reviewer fills in `author`, `reviewBody` and `reviewRating`.
fn review(record: &ClaimRecord, article: &Metadata) -> Value {
    json!({
        "@type": "ClaimReview",
        "claimReviewed": record.text,
        "itemReviewed": claim(record, article),
        "author": Value::Null,
        "datePublished": Value::Null,
        "url": Value::Null,
        "reviewBody": Value::Null,
        "reviewRating": Value::Null,
    })
}

fn agent(party: &PartyRecord, article: &Metadata) -> Option<Value> {
    if party.name == Some(AUTHOR) {
        return article.publisher.map(|publisher| json!({"@type": "Organization", "name": publisher}));
    }
    let kind = if party.kind == SpeakerKind::Person { "Person" } else { "Organization" };
    party.name.map(|name| json!({"@type": kind, "name": name}))
}

fn appearance(article: &Metadata) -> Value {
    without_nulls(json!({
        "@type": "NewsArticle",
        "@id": format!("urn:sayso:{}", article.id),
        "headline": article.headline,
        "url": article.url,
        "datePublished": article.published,
        "publisher": article.publisher.map(|name| json!({"@type": "Organization", "name": name})),
        "author": article.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect::<Vec<_>>(),
    }))
}

/// JSON-LD leaves out what is not known.
fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    value
}

#[cfg(test)]
mod tests {
    use crate::export::{Format, What, exported};
    use serde_json::Value;

    fn first(format: Format) -> Value {
        let page: Value = serde_json::from_str(&exported(What::Claims, format)).unwrap();
        assert_eq!(page["@context"], "https://schema.org");
        page["@graph"][0].clone()
    }

    #[test]
    fn a_claim_has_its_claimant_and_where_it_appears() {
        let claim = first(Format::SchemaOrg);
        assert_eq!((&claim["@type"], &claim["author"]["name"]), (&"Claim".into(), &"Ada Quill".into()));
        assert_eq!(claim["appearance"]["author"][1]["name"], "Cy Marr");
        assert_eq!(claim["comment"][0]["text"], "no evidence");
    }

    #[test]
    fn a_review_is_an_empty_draft() {
        let review = first(Format::ClaimReview);
        assert_eq!(review["claimReviewed"], "bridge is safe");
        assert!(["reviewRating", "reviewBody", "author"].iter().all(|field| review[field].is_null()));
        assert_eq!(review["itemReviewed"]["@type"], "Claim");
    }
}
