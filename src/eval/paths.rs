//! How often each way to a name is right. Comes in: gold and predictions. Goes out: names given and names right, by the rule that led to them.

use super::claim_gold::{ClaimGold, GoldSpeaker};
use super::claims::LEAST_OVERLAP;
use super::metrics::share;
use super::names::is_one_of;
use super::predicted::{PredictedQuotation, PredictedSpeaker, Predictions};
use crate::speaker::is_described;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Names given to quotations that are found with the right source, and how many of them are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Given {
    /// Names of people and bodies.
    pub given: usize,
    /// Of them right.
    pub right: usize,
}

/// The ways to a name, by the rule that decided.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct PathReport {
    /// By rule.
    pub paths: BTreeMap<String, Given>,
}

impl PathReport {
    /// Adds what `predictions` say to the attributions of `gold`.
    pub fn add(&mut self, gold: &ClaimGold, predictions: &Predictions) {
        for (doc, gold) in &gold.docs {
            let Some(found) = predictions.get(doc) else { continue };
            let mut used = vec![false; found.quotations.len()];
            for attribution in gold.speakers.iter().filter(|attribution| !attribution.content.is_empty()) {
                let overlap =
                    |number: &usize| found.quotations.get(*number).map_or(0.0, |quotation| quotation.content.overlap(&attribution.content));
                let free = (0..used.len()).filter(|number| !used.get(*number).copied().unwrap_or(true) && overlap(number) >= LEAST_OVERLAP);
                let Some(best) = free.max_by(|one, other| overlap(one).total_cmp(&overlap(other)).then(other.cmp(one))) else { continue };
                used[best] = true;
                self.quotation(attribution, &found.quotations[best]);
            }
        }
    }

    fn quotation(&mut self, gold: &GoldSpeaker, found: &PredictedQuotation) {
        let same_source = found.source.touches(&gold.source) || (found.source.is_empty() && gold.source.is_empty());
        let Some((path, name)) = found.speaker.as_ref().filter(|_| same_source).and_then(named) else { return };
        let given = self.paths.entry(path.to_owned()).or_default();
        given.given += 1;
        given.right += usize::from(gold.is_named() && is_one_of(Some(name), gold.names.iter().map(Option::as_deref)));
    }
}

/// The rule and the name, where somebody is named rather than described.
fn named(speaker: &PredictedSpeaker) -> Option<(&str, &str)> {
    let named = matches!(speaker.kind.as_deref(), Some("person" | "organization"));
    let name = speaker.name.as_deref().filter(|name| named && !is_described(name))?;
    Some((speaker.why.first()?, name))
}

impl fmt::Display for PathReport {
    /// As `data/model/names.tsv` has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = Given::default();
        for (path, given) in &self.paths {
            writeln!(f, "{path}\t{}\t{}", given.given, given.right)?;
            all = Given { given: all.given + given.given, right: all.right + given.right };
        }
        let of = share(all.right as f64, all.given as f64).unwrap_or(0.0);
        writeln!(f, "# {} of {} names right: {of:.3}", all.right, all.given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_counted_by_the_rule_that_gave_them() {
        let attribution = |at: usize, name: &str| json!({"content": [[at, at + 10]], "source": [[at + 12, at + 14]], "names": [name], "types": ["person"]});
        let docs = json!({"a": {"speakers": [attribution(0, "Tom Reyl"), attribution(100, "Ila Brand"), attribution(200, "Ila Brand")]}});
        let gold: ClaimGold = serde_json::from_value(json!({"docs": docs})).unwrap();
        let found = |at: usize, source: usize, name: &str| json!({"content": [[at, at + 10]], "source": [[source, source + 2]], "speaker": {"name": name, "type": "person", "why": ["name"]}});
        // The second name is wrong; the third quotation has another source, so that its name is not this rule's doing.
        let quotations = [found(0, 12, "Tom Reyl"), found(100, 112, "Tom Reyl"), found(200, 300, "Tom Reyl")];
        let predictions = Predictions::from([("a".to_owned(), serde_json::from_value(json!({"quotations": quotations})).unwrap())]);
        let mut report = PathReport::default();
        report.add(&gold, &predictions);
        assert_eq!(report.paths.get("name"), Some(&Given { given: 2, right: 1 }));
        assert!(report.to_string().starts_with("name\t2\t1\n"));
    }
}
