//! W3C Web Annotations. Comes in: quotations or claims. Goes out: one JSON-LD `AnnotationPage`, an annotation a line.
//!
//! Each stretch of the text is a target with two selectors: its position (code points, as the standard counts) and the words themselves with
//! what stands around them, so that it is found again in a text that has moved (Web Annotation Data Model, W3C 2017, 4.2.4 and 4.2.5).

use super::contract::Contract;
use super::json_list::JsonList;
use super::{Exporter, What};
use crate::article::Place;
use crate::error::Result;
use crate::span::Span;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

/// Code points of context before and after the words.
const CONTEXT: usize = 32;

/// The format.
pub struct Annotations<W> {
    list: JsonList<W>,
    what: What,
}

impl<W: Write> Annotations<W> {
    /// Opens the page.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn begin(out: W, what: What) -> Result<Annotations<W>> {
        let head = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[";
        Ok(Annotations { list: JsonList::begin(out, head)?, what })
    }
}

impl<W: Write> Exporter for Annotations<W> {
    fn add(&mut self, contract: &Contract, _: &[Place]) -> Result<usize> {
        let annotated = contract.annotated();
        let before = self.list.count();
        match self.what {
            What::Claims => annotated.claims.iter().try_for_each(|one| {
                let record = contract.claim(one);
                let body = described(&record, [record.status.as_str()]);
                self.list.add(&annotation(contract, &one.id, &one.proposition, body))
            })?,
            _ => annotated.quotations.iter().try_for_each(|one| {
                let record = contract.quotation(one);
                let name = record.speaker.as_ref().and_then(|speaker| speaker.name);
                let tags = [Some(record.kind.as_str()), name].into_iter().flatten().chain(record.topics.iter().map(String::as_str));
                let body = described(&record, tags);
                self.list.add(&annotation(contract, &one.id, &one.content, body))
            })?,
        }
        Ok(self.list.count() - before)
    }

    fn end(self: Box<Self>) -> Result<()> {
        let tail = format!(",\"startIndex\":0,\"total\":{}}}", self.list.count());
        self.list.end(&tail)
    }
}

/// The bodies of an annotation: tags, and the record as in JSON lines.
fn described<'t>(record: &impl Serialize, tags: impl IntoIterator<Item = &'t str>) -> Value {
    let facts = json!({"type": "Dataset", "format": "application/json", "purpose": "describing", "value": record});
    tags.into_iter().map(tag).chain([facts]).collect()
}

fn tag(words: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": words})
}

fn annotation(contract: &Contract, id: &str, spans: &[Span], body: Value) -> Value {
    let article = &contract.annotated().article;
    let source = article.url.clone().unwrap_or_else(|| format!("urn:sayso:{}", article.id));
    let target = |span: &Span| json!({"source": source, "selector": [position(contract, *span), quote(&article.body, contract, *span)]});
    json!({
        "id": format!("urn:sayso:{id}"),
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": spans.iter().map(target).collect::<Vec<_>>(),
    })
}

fn position(contract: &Contract, span: Span) -> Value {
    let piece = contract.piece(span);
    json!({"type": "TextPositionSelector", "start": piece.start, "end": piece.end})
}

fn quote(body: &str, contract: &Contract, span: Span) -> Value {
    let before = body.get(..span.start).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let suffix: String = body.get(span.end..).unwrap_or_default().chars().take(CONTEXT).collect();
    let (exact, prefix) = (contract.piece(span).text, &before[from..]);
    json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix})
}

#[cfg(test)]
mod tests {
    use crate::export::{Format, What, exported, sample};

    #[test]
    fn position_and_words_select_the_same_stretch() {
        let body: Vec<char> = sample().article.body.chars().collect();
        for (what, count) in [(What::Quotations, 2), (What::Claims, 1)] {
            let page: serde_json::Value = serde_json::from_str(&exported(what, Format::Annotations)).unwrap();
            let items = page["items"].as_array().unwrap();
            assert_eq!((items.len(), page["total"].as_u64()), (count, Some(count as u64)));
            for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()) {
                let (position, words) = (&target["selector"][0], &target["selector"][1]);
                let at = |key: &str| position[key].as_u64().unwrap() as usize;
                let whole = ["prefix", "exact", "suffix"].map(|key| words[key].as_str().unwrap());
                assert_eq!(body[at("start")..at("end")].iter().collect::<String>(), whole[1]);
                assert!(body.iter().collect::<String>().contains(&whole.concat()));
            }
        }
    }
}
