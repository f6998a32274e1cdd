//! Claims, speakers and topics against gold. Comes in: gold and predictions. Goes out: figures and every error.
//!
//! The method is that of `score/claims_speakers.py` (see eval/README.md); figures agree with it to the third decimal.

use super::claim_gold::{ClaimGold, GoldClaim, GoldDoc, GoldSpeaker, Reading};
use super::metrics::{Accuracy, share};
use super::names::{fold, is_one_of};
use super::predicted::{Named, Predicted, PredictedClaim, PredictedQuotation, Predictions};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// Text that shares less than this is another claim or quotation.
pub const LEAST_OVERLAP: f64 = 0.5;
/// More topics than this are not read.
const TOPICS_READ: usize = 15;

/// Figures of a claims gold, named as the scorer names them; accuracies are 0 to 1, 0 where there was nothing to be right about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClaimReport {
    /// Articles of the gold.
    pub articles: usize,
    /// Those without a line in the predictions.
    pub articles_missing: usize,
    /// Share of the predicted claims that are in the gold.
    pub claim_precision: f64,
    /// Share of the claims that every annotator marked that are found.
    pub claim_recall: f64,
    /// Their harmonic mean.
    pub claim_f1: f64,
    /// Share of the found ones with a right status.
    pub claim_status_accuracy: f64,
    /// Share of the found and contested ones with a right contester.
    pub contester_accuracy: f64,
    /// Share of the found ones with a claimant that have the right one.
    pub claimant_accuracy: f64,
    /// Share of the found attributions of a named speaker that have the right name.
    pub speaker_accuracy_when_found: f64,
    /// Share of all attributions of a named speaker that are found with the right name.
    pub speaker_end_to_end_recall: f64,
    /// Share of the predictions with a named speaker that are right.
    pub speaker_end_to_end_precision: f64,
    /// Share of the found attributions with a right type of speaker.
    pub speaker_type_accuracy: f64,
    /// Share of the topics that both annotators gave that one of the first 15 predicted ones matches.
    pub topic_recall_at_15: f64,
    /// Everything that went wrong, by article.
    #[serde(skip)]
    pub errors: Vec<ClaimError>,
}

/// What kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimFault {
    /// A claim that no annotator marked.
    FalseClaim,
    /// A claim that all marked and that was not found.
    MissedClaim,
    /// Found with another status.
    WrongStatus,
    /// Found, contested by somebody else or by nobody.
    WrongContester,
    /// Found, advanced by somebody else or by nobody.
    WrongClaimant,
    /// A found quotation of a named speaker with another name or none.
    WrongSpeaker,
}

/// One error. Offsets are code points.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimError {
    /// Stem of the article.
    pub doc: String,
    /// What went wrong.
    #[serde(rename = "type")]
    pub fault: ClaimFault,
    /// Where the claim or content is.
    pub spans: Vec<(usize, usize)>,
    /// Where the evidence or source is.
    pub evidence: Vec<(usize, usize)>,
    /// What would be right: statuses or names.
    pub gold: Vec<Option<String>>,
    /// What was predicted.
    pub pred: Vec<Option<String>>,
    /// Rules that decided.
    pub why: Vec<String>,
}

/// Scores `predictions` against `gold`.
pub fn score(gold: &ClaimGold, predictions: &Predictions) -> ClaimReport {
    let mut tally = Tally::default();
    let nothing = Predicted::default();
    for (doc, gold) in &gold.docs {
        let found = predictions.get(doc).unwrap_or(&nothing);
        tally.claims(doc, gold, found);
        tally.speakers(doc, gold, found);
        tally.topics(gold, found);
    }
    let missing = gold.docs.keys().filter(|doc| !predictions.contains_key(*doc)).count();
    ClaimReport { articles: gold.docs.len(), articles_missing: missing, ..tally.report() }
}

/// How many of how many.
#[derive(Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    fn value(&self) -> f64 {
        share(self.right as f64, self.of as f64).unwrap_or(0.0)
    }
}

#[derive(Default)]
struct Tally {
    found: usize,
    false_claims: usize,
    missed: usize,
    status: Share,
    contester: Share,
    claimant: Share,
    /// Attributions of named speakers, and those named right.
    named: Share,
    /// The same of the attributions that are found.
    named_found: Share,
    /// Predictions that name a speaker, and those that are right.
    naming: Share,
    speaker_type: Share,
    topics: Share,
    errors: Vec<ClaimError>,
}

impl Tally {
    fn report(self) -> ClaimReport {
        let count = |number: usize| number as f64;
        let claims = Accuracy::of(count(self.found), count(self.found + self.false_claims), count(self.found + self.missed));
        ClaimReport {
            claim_precision: claims.p,
            claim_recall: claims.r,
            claim_f1: claims.f1,
            claim_status_accuracy: self.status.value(),
            contester_accuracy: self.contester.value(),
            claimant_accuracy: self.claimant.value(),
            speaker_accuracy_when_found: self.named_found.value(),
            speaker_end_to_end_recall: self.named.value(),
            speaker_end_to_end_precision: self.naming.value(),
            speaker_type_accuracy: self.speaker_type.value(),
            topic_recall_at_15: self.topics.value(),
            errors: self.errors,
            ..ClaimReport::default()
        }
    }

    /// Each predicted claim, in order, takes the free gold claim that it fits best.
    fn claims(&mut self, doc: &str, gold: &GoldDoc, predicted: &Predicted) {
        let mut free: Vec<&GoldClaim> = gold.claims.iter().collect();
        for claim in &predicted.claims {
            match best(free.iter().map(|gold| fit(claim, gold))) {
                None => {
                    self.false_claims += 1;
                    self.errors.push(ClaimError::of_claim(doc, ClaimFault::FalseClaim, claim));
                }
                Some(number) => {
                    let gold = free.remove(number);
                    if gold.required {
                        self.found_claim(doc, claim, gold);
                    }
                }
            }
        }
        for gold in free.into_iter().filter(|gold| gold.required) {
            self.missed += 1;
            self.errors.push(ClaimError::of_gold(doc, gold));
        }
    }

    fn found_claim(&mut self, doc: &str, claim: &PredictedClaim, gold: &GoldClaim) {
        self.found += 1;
        let statuses = gold.readings.iter().map(|reading| Some(reading.status.as_str())).collect();
        let status = claim.status.as_deref();
        let right = statuses_hold(&statuses, status);
        self.status.add(right);
        self.note(right, doc, ClaimFault::WrongStatus, claim, &statuses, &[status]);

        let wanted = names(gold, |reading| reading.contester.as_ref());
        let contesters = claim.contesters.iter().flatten().map(|named| named.as_ref().and_then(Named::name)).collect();
        // Nobody is an answer too: right where an annotator knows of nobody either.
        let contesters: Vec<_> = if claim.contesters.iter().flatten().next().is_none() { vec![None] } else { contesters };
        if wanted.iter().any(Option::is_some) {
            let right = contesters.iter().any(|name| answers(*name, &wanted));
            self.contester.add(right);
            self.note(right, doc, ClaimFault::WrongContester, claim, &wanted, &contesters);
        }

        let wanted = names(gold, |reading| reading.claimant.as_ref());
        if wanted.iter().any(Option::is_some) {
            let claimant = claim.claimant.as_ref().and_then(Named::name);
            let right = answers(claimant, &wanted);
            self.claimant.add(right);
            self.note(right, doc, ClaimFault::WrongClaimant, claim, &wanted, &[claimant]);
        }
    }

    fn note(&mut self, right: bool, doc: &str, fault: ClaimFault, claim: &PredictedClaim, gold: &Names, pred: &[Option<&str>]) {
        if !right {
            let owned = |name: &Option<&str>| name.map(str::to_owned);
            let (gold, pred) = (gold.iter().map(owned).collect(), pred.iter().map(owned).collect());
            self.errors.push(ClaimError { gold, pred, ..ClaimError::of_claim(doc, fault, claim) });
        }
    }

    /// Each gold attribution, in order, takes the free quotation that shares most with it.
    fn speakers(&mut self, doc: &str, gold: &GoldDoc, predicted: &Predicted) {
        self.naming.of += predicted.quotations.iter().filter(|quotation| names_somebody(quotation)).count();
        let mut used = vec![false; predicted.quotations.len()];
        for attribution in gold.speakers.iter().filter(|attribution| !attribution.content.is_empty()) {
            let overlap = |(number, quotation): (usize, &PredictedQuotation)| {
                let overlap = quotation.content.overlap(&attribution.content);
                if used[number] || overlap < LEAST_OVERLAP { 0.0 } else { overlap }
            };
            let found = best(predicted.quotations.iter().enumerate().map(overlap));
            let quotation = found.and_then(|number| predicted.quotations.get(number));
            if let Some(number) = found {
                used[number] = true;
            }
            self.speaker(doc, attribution, quotation);
        }
    }

    fn speaker(&mut self, doc: &str, gold: &GoldSpeaker, found: Option<&PredictedQuotation>) {
        let speaker = found.and_then(|quotation| quotation.speaker.as_ref());
        let name = speaker.and_then(|speaker| speaker.name.as_deref());
        let right = is_one_of(name, gold.names.iter().map(Option::as_deref));
        if gold.is_named() {
            self.named.add(right);
        }
        let Some(quotation) = found else { return };
        let kind = speaker.and_then(|speaker| speaker.kind.as_deref()).unwrap_or("none");
        self.speaker_type.add(gold.types.iter().any(|other| other == kind));
        if gold.is_named() {
            self.named_found.add(right);
            self.naming.right += usize::from(right && names_somebody(quotation));
            if !right {
                self.errors.push(ClaimError::of_speaker(doc, gold, quotation, name));
            }
        }
    }

    fn topics(&mut self, gold: &GoldDoc, predicted: &Predicted) {
        let words = |label: &str| fold(label).into_iter().collect::<BTreeSet<String>>();
        let labels = predicted.topics.iter().take(TOPICS_READ).map(|topic| words(topic.name().unwrap_or_default()));
        let labels: Vec<BTreeSet<String>> = labels.filter(|label| !label.is_empty()).collect();
        for topic in &gold.topics.both {
            let topic = words(topic);
            let matches = |label: &BTreeSet<String>| topic.is_subset(label) || label.is_subset(&topic);
            self.topics.add(!topic.is_empty() && labels.iter().any(matches));
        }
    }
}

type Names<'a> = BTreeSet<Option<&'a str>>;

fn statuses_hold(statuses: &Names, status: Option<&str>) -> bool {
    status.is_some() && statuses.contains(&status)
}

/// The different names that annotators give; `None` where one gives none.
fn names<'a>(gold: &'a GoldClaim, of: impl Fn(&'a Reading) -> Option<&'a Named>) -> Names<'a> {
    gold.readings.iter().map(|reading| of(reading).and_then(Named::name)).collect()
}

/// True where `name` is wanted, or is missing and an annotator gives none either.
fn answers(name: Option<&str>, wanted: &Names) -> bool {
    (name.is_none() && wanted.contains(&None)) || is_one_of(name, wanted.iter().copied())
}

fn names_somebody(quotation: &PredictedQuotation) -> bool {
    let kind = quotation.speaker.as_ref().and_then(|speaker| speaker.kind.as_deref());
    matches!(kind, Some("person" | "organization"))
}

/// The place of the highest value above 0, the first of equals.
fn best(values: impl Iterator<Item = f64>) -> Option<usize> {
    let better = |best: Option<(usize, f64)>, (number, value): (usize, f64)| match best {
        Some((_, highest)) if value <= highest => best,
        _ => (value > 0.0).then_some((number, value)),
    };
    values.enumerate().fold(None, better).map(|(number, _)| number)
}

/// How well a prediction fits a gold claim: the overlap of their words from a half on, or a half where words and evidence both touch.
pub fn fit(claim: &PredictedClaim, gold: &GoldClaim) -> f64 {
    let fits = |reading: &Reading| {
        let overlap = claim.spans.overlap(&reading.claim);
        let touches = claim.spans.touches(&reading.claim) && claim.evidence.touches(&reading.evidence);
        if overlap >= LEAST_OVERLAP {
            overlap
        } else if touches {
            LEAST_OVERLAP
        } else {
            0.0
        }
    };
    gold.readings.iter().map(fits).fold(0.0, f64::max)
}

impl ClaimError {
    fn of_claim(doc: &str, fault: ClaimFault, claim: &PredictedClaim) -> ClaimError {
        ClaimError {
            doc: doc.to_owned(),
            fault,
            spans: claim.spans.iter().collect(),
            evidence: claim.evidence.iter().collect(),
            gold: Vec::new(),
            pred: vec![claim.text.clone()],
            why: claim.why.clone(),
        }
    }

    fn of_gold(doc: &str, gold: &GoldClaim) -> ClaimError {
        let first = gold.readings.first();
        ClaimError {
            doc: doc.to_owned(),
            fault: ClaimFault::MissedClaim,
            spans: first.map(|reading| reading.claim.iter().collect()).unwrap_or_default(),
            evidence: first.map(|reading| reading.evidence.iter().collect()).unwrap_or_default(),
            gold: gold.readings.iter().map(|reading| Some(reading.status.clone())).collect(),
            pred: Vec::new(),
            why: Vec::new(),
        }
    }

    fn of_speaker(doc: &str, gold: &GoldSpeaker, quotation: &PredictedQuotation, name: Option<&str>) -> ClaimError {
        ClaimError {
            doc: doc.to_owned(),
            fault: ClaimFault::WrongSpeaker,
            spans: gold.content.iter().collect(),
            evidence: gold.source.iter().collect(),
            gold: gold.names.clone(),
            pred: vec![name.map(str::to_owned)],
            why: quotation.why.clone(),
        }
    }
}

/// The figures of who speaks, of a gold that has no others.
#[derive(Clone, Debug, Serialize)]
pub struct NameReport {
    /// As in [`ClaimReport`].
    pub articles: usize,
    /// As in [`ClaimReport`].
    pub speaker_accuracy_when_found: f64,
    /// As in [`ClaimReport`].
    pub speaker_end_to_end_recall: f64,
    /// As in [`ClaimReport`].
    pub speaker_end_to_end_precision: f64,
    /// As in [`ClaimReport`].
    pub speaker_type_accuracy: f64,
}

impl ClaimReport {
    /// The figures of who speaks.
    pub fn names(&self) -> NameReport {
        NameReport {
            articles: self.articles,
            speaker_accuracy_when_found: self.speaker_accuracy_when_found,
            speaker_end_to_end_recall: self.speaker_end_to_end_recall,
            speaker_end_to_end_precision: self.speaker_end_to_end_precision,
            speaker_type_accuracy: self.speaker_type_accuracy,
        }
    }
}

impl NameReport {
    fn shares(&self) -> [(&'static str, f64); 4] {
        [
            ("speaker_accuracy_when_found", self.speaker_accuracy_when_found),
            ("speaker_end_to_end_recall", self.speaker_end_to_end_recall),
            ("speaker_end_to_end_precision", self.speaker_end_to_end_precision),
            ("speaker_type_accuracy", self.speaker_type_accuracy),
        ]
    }
}

impl fmt::Display for NameReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "articles {}", self.articles)?;
        tell(f, &self.shares())
    }
}

impl fmt::Display for ClaimReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "articles {}\narticles_missing {}", self.articles, self.articles_missing)?;
        let shares = [
            ("claim_precision", self.claim_precision),
            ("claim_recall", self.claim_recall),
            ("claim_f1", self.claim_f1),
            ("claim_status_accuracy", self.claim_status_accuracy),
            ("contester_accuracy", self.contester_accuracy),
            ("claimant_accuracy", self.claimant_accuracy),
        ];
        tell(f, &shares)?;
        tell(f, &self.names().shares())?;
        tell(f, &[("topic_recall_at_15", self.topic_recall_at_15)])
    }
}

fn tell(f: &mut fmt::Formatter<'_>, shares: &[(&str, f64)]) -> fmt::Result {
    shares.iter().try_for_each(|(name, value)| writeln!(f, "{name} {value:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn gold() -> ClaimGold {
        let claimant = json!({"name": "Tom Reyl", "span": [0, 8]});
        let required = json!({"required": true, "readings": [
            {"claim": [20, 60], "status": "disputed", "evidence": [80, 90], "claimant": claimant, "contester": {"name": "Ila Brand", "span": [70, 79]}},
            {"claim": [30, 60], "status": "refuted", "evidence": [80, 90], "claimant": null, "contester": {"name": "author", "span": null}}]});
        let optional = json!({"required": false, "readings": [{"claim": [200, 240], "status": "alleged", "evidence": [190, 199]}]});
        let speakers = json!([
            {"content": [[20, 60]], "names": ["Tom Reyl"], "types": ["person"]},
            {"content": [[300, 340]], "names": ["aides"], "types": ["group"]}]);
        let docs = json!({"a": {"claims": [required, optional], "speakers": speakers, "topics": {"both": ["harbour tax", "the strike"]}}, "b": {}});
        serde_json::from_value(json!({"docs": docs})).unwrap()
    }

    fn score_of(found: Value) -> ClaimReport {
        score(&gold(), &Predictions::from([("a".to_owned(), serde_json::from_value(found).unwrap())]))
    }

    fn faults(report: &ClaimReport) -> Vec<ClaimFault> {
        report.errors.iter().map(|error| error.fault).collect()
    }

    #[test]
    fn any_annotators_reading_is_right() {
        let claim = json!({"spans": [[31, 60]], "evidence": [], "status": "refuted", "claimant": null, "contesters": [{"name": "author"}]});
        let report = score_of(json!({"claims": [claim]}));
        let found = [
            report.claim_precision,
            report.claim_recall,
            report.claim_status_accuracy,
            report.contester_accuracy,
            report.claimant_accuracy,
        ];
        assert_eq!((found, report.articles_missing), ([1.0; 5], 1));
        assert_eq!(faults(&report), []);
    }

    #[test]
    fn a_claim_is_found_by_touching_words_and_evidence_or_not_at_all() {
        let touching =
            json!({"spans": [[55, 120]], "evidence": [[89, 99]], "status": "disputed", "claimant": {"name": "Reyl"}, "contesters": []});
        let report = score_of(json!({"claims": [touching, {"spans": [[55, 120]], "evidence": []}]}));
        assert_eq!((report.claim_precision, report.claim_recall), (0.5, 1.0));
        assert_eq!(faults(&report), [ClaimFault::WrongContester, ClaimFault::WrongClaimant, ClaimFault::FalseClaim]);
    }

    #[test]
    fn a_claim_that_one_annotator_marked_is_neither_right_nor_wrong() {
        let report = score_of(json!({"claims": [{"spans": [[200, 240]], "status": "refuted"}]}));
        assert_eq!((report.claim_precision, report.claim_recall), (0.0, 0.0));
        assert_eq!(faults(&report), [ClaimFault::MissedClaim]);
    }

    #[test]
    fn the_right_name_counts_once_and_a_false_one_costs_precision() {
        let by = |name: &str, kind: &str| json!({"content": [[20, 58]], "speaker": {"name": name, "type": kind}});
        let report = score_of(json!({"quotations": [by("Mr. Tom Reyl", "person"), by("Ila Brand", "person")]}));
        assert_eq!((report.speaker_end_to_end_recall, report.speaker_end_to_end_precision, report.speaker_type_accuracy), (1.0, 0.5, 1.0));
        let report = score_of(json!({"quotations": [by("Ila Brand", "group")]}));
        assert_eq!((report.speaker_accuracy_when_found, report.speaker_type_accuracy), (0.0, 0.0));
        assert_eq!(faults(&report), [ClaimFault::MissedClaim, ClaimFault::WrongSpeaker]);
    }

    #[test]
    fn a_topic_matches_when_either_phrase_holds_the_other() {
        let report = score_of(json!({"topics": [{"label": "the harbour"}, {"label": ""}, "taxes"]}));
        assert_eq!(report.topic_recall_at_15, 0.5);
    }
}
