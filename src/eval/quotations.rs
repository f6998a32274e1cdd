//! Quotations against gold. Comes in: gold articles and predictions. Goes out: a table of figures by kind, and every error.
//!
//! The method is that of `score/quotations.py` (see eval/README.md); figures agree with it to the third decimal.

use super::align::{self, Pair};
use super::brat::{Attributed, GoldArticle};
use super::metrics::{Count, Counts, Metrics};
use super::predicted::{PredictedQuotation, Predictions};
use super::sheet::Sheet;
use super::spans::Spans;
use crate::quotation::QuotationKind;
use rayon::prelude::*;
use serde::Serialize;
use std::fmt;

/// Content that shares less than this is another quotation.
const LEAST_OVERLAP: f64 = 0.5;

/// Figures of a gold set.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationReport {
    /// Over all kinds.
    pub all: Metrics,
    /// Content wholly between marks.
    pub direct: Metrics,
    /// Partly.
    pub mixed: Metrics,
    /// Not at all.
    pub indirect: Metrics,
    /// Everything that went wrong, by article and place.
    #[serde(skip)]
    pub errors: Vec<QuotationError>,
}

/// What kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// No prediction touches the gold.
    Missed,
    /// One does, but shares too little.
    Boundary,
    /// Found, with another source.
    Source,
    /// Found, with no source though the gold has one.
    NoSource,
    /// A prediction that touches no gold.
    Spurious,
}

/// One error.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationError {
    /// Stem of the article.
    pub doc: String,
    /// What went wrong.
    #[serde(rename = "type")]
    pub fault: Fault,
    /// Whether the gold's cue is one of speech.
    pub speech: Option<bool>,
    /// What the annotator marked.
    pub gold: Option<Shown>,
    /// What was predicted there.
    pub pred: Option<Shown>,
}

/// An attribution in words.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Where the content starts, in code points.
    pub start: usize,
    /// Content.
    pub content: String,
    /// Source.
    pub source: Option<String>,
    /// Cue.
    pub cue: Option<String>,
    /// By the marks in the text.
    pub kind: QuotationKind,
    /// Rules that decided, for predictions.
    pub why: Vec<String>,
}

/// Scores `predictions` against `gold`. Articles that no prediction names count as empty, articles that nobody annotated are left out.
pub fn score(gold: &[GoldArticle], predictions: &Predictions) -> QuotationReport {
    let nothing = Vec::new();
    let scored = gold.par_iter().filter_map(|article| {
        let attributions = article.attributions.as_ref()?;
        let predicted = predictions.get(&article.stem).map_or(&nothing, |found| &found.quotations);
        Some(Scoring::new(&article.text, attributions, predicted).run(&article.stem))
    });
    let scored: Vec<([Counts; 3], Vec<QuotationError>)> = scored.collect();
    let mut kinds = [Counts::default(); 3];
    let mut errors = Vec::new();
    for (counts, mut found) in scored {
        kinds.iter_mut().zip(&counts).for_each(|(sum, part)| *sum += part);
        errors.append(&mut found);
    }
    let mut all = Counts::default();
    kinds.iter().for_each(|kind| all += kind);
    let of = |kind: QuotationKind| Metrics::from(&kinds[kind as usize]);
    QuotationReport {
        all: Metrics::from(&all),
        direct: of(QuotationKind::Direct),
        mixed: of(QuotationKind::Mixed),
        indirect: of(QuotationKind::Indirect),
        errors,
    }
}

/// A gold or predicted attribution with what is compared.
struct Side<'a> {
    raw: Attributed,
    why: &'a [String],
    tokens: Vec<u32>,
    words: Vec<u32>,
    kind: QuotationKind,
    /// Content other than white space, in code points.
    size: usize,
    has_source: bool,
    speech: bool,
}

impl<'a> Side<'a> {
    fn new(sheet: &Sheet, raw: Attributed, why: &'a [String]) -> Option<Side<'a>> {
        let raw = Attributed { content: raw.content.clipped(sheet.length()), ..raw };
        let words = sheet.word_tokens(&raw.content);
        let size = sheet.dense_size(&raw.content);
        (size > 0).then(|| Side {
            why,
            tokens: sheet.tokens(&raw.content).into_iter().collect(),
            kind: sheet.kind(&words),
            words,
            size,
            has_source: !sheet.tokens(&raw.source).is_empty(),
            speech: sheet.is_speech(&raw.cue),
            raw,
        })
    }
}

/// One article being scored.
struct Scoring<'a> {
    sheet: Sheet<'a>,
    golds: Vec<Side<'a>>,
    predictions: Vec<Side<'a>>,
    counts: [Counts; 3],
}

impl<'a> Scoring<'a> {
    fn new(text: &'a str, gold: &'a [Attributed], predicted: &'a [PredictedQuotation]) -> Scoring<'a> {
        let sheet = Sheet::new(text);
        let golds = gold.iter().filter_map(|gold| Side::new(&sheet, gold.clone(), &[])).collect();
        let bare = |found: &PredictedQuotation| Attributed {
            content: found.content.clone(),
            source: found.source.clone(),
            cue: found.cue.clone(),
        };
        let predictions = predicted.iter().filter_map(|found| Side::new(&sheet, bare(found), &found.why)).collect();
        Scoring { sheet, golds, predictions, counts: Default::default() }
    }

    fn run(mut self, doc: &str) -> ([Counts; 3], Vec<QuotationError>) {
        let pairs = self.pair();
        self.count_tokens();
        self.count_records(&pairs);
        pairs.iter().for_each(|pair| self.count_pair(*pair));
        self.count_exact();
        let errors = self.errors(&pairs, doc);
        (self.counts, errors)
    }

    fn pair(&self) -> Vec<Pair> {
        let overlap = |gold: usize, predicted: usize| {
            let (gold, predicted) = (&self.golds[gold], &self.predictions[predicted]);
            if !gold.raw.content.touches(&predicted.raw.content) {
                return 0.0;
            }
            let shared = self.shared(gold, predicted);
            shared as f64 / (gold.size + predicted.size - shared) as f64
        };
        align::by_overlap(self.golds.len(), self.predictions.len(), LEAST_OVERLAP, overlap)
    }

    /// Code points other than white space in the content of both.
    fn shared(&self, gold: &Side, predicted: &Side) -> usize {
        self.sheet.dense_size(&gold.raw.content.common(&predicted.raw.content))
    }

    fn add(&mut self, kind: QuotationKind, count: Count) {
        self.counts[kind as usize][count] += 1.0;
    }

    /// A gold token counts under the kind of its gold, a false one under that of its prediction.
    fn count_tokens(&mut self) {
        let gold = token_kinds(self.sheet.token_count(), &self.golds);
        let predicted = token_kinds(self.sheet.token_count(), &self.predictions);
        for (gold, predicted) in gold.into_iter().zip(predicted) {
            if let Some(kind) = gold {
                self.add(kind, Count::GoldTokens);
            }
            if let (Some(kind), Some(_)) = (gold, predicted) {
                self.add(kind, Count::SharedTokens);
            }
            if let Some(kind) = gold.or(predicted).filter(|_| predicted.is_some()) {
                self.add(kind, Count::PredictedTokens);
            }
        }
    }

    fn count_records(&mut self, pairs: &[Pair]) {
        for number in 0..self.golds.len() {
            let (kind, speech) = (self.golds[number].kind, self.golds[number].speech);
            self.add(kind, Count::Gold);
            if speech {
                self.add(kind, Count::Speech);
            }
        }
        for number in 0..self.predictions.len() {
            let pair = pairs.iter().find(|pair| pair.predicted == number);
            let kind = pair.map_or(self.predictions[number].kind, |pair| self.golds[pair.gold].kind);
            self.add(kind, Count::Predicted);
        }
    }

    fn count_pair(&mut self, pair: Pair) {
        let (gold, predicted) = (&self.golds[pair.gold], &self.predictions[pair.predicted]);
        let right = self.source_right(gold, predicted);
        let neither = !gold.has_source && !predicted.has_source;
        let cued = !gold.raw.cue.is_empty() && !predicted.raw.cue.is_empty();
        let found = [
            (Count::Partial, true),
            (Count::SpeechFound, gold.speech),
            (Count::Sourced, gold.has_source),
            (Count::SourceGiven, gold.has_source && predicted.has_source),
            (Count::SourceRight, right),
            (Count::SourceNamed, right || self.source_named(gold, predicted)),
            (Count::EndToEnd, right || neither),
            (Count::SpeechRight, gold.speech && (right || neither)),
            (Count::Cued, cued),
            (Count::CueRight, cued && self.meets(&gold.raw.cue, &predicted.raw.cue)),
        ];
        let kind = gold.kind;
        found.into_iter().filter(|(_, holds)| *holds).for_each(|(count, _)| self.add(kind, count));
        self.counts[kind as usize][Count::Overlap] += pair.overlap;
    }

    /// True where a word that identifies the gold is predicted.
    fn meets(&self, gold: &Spans, predicted: &Spans) -> bool {
        !self.sheet.heads(gold).is_disjoint(&self.sheet.tokens(predicted))
    }

    fn source_right(&self, gold: &Side, predicted: &Side) -> bool {
        gold.has_source && predicted.has_source && self.meets(&gold.raw.source, &predicted.raw.source)
    }

    fn source_named(&self, gold: &Side, predicted: &Side) -> bool {
        let names = |side: &Side| self.sheet.names(&side.raw.source);
        gold.has_source && predicted.has_source && !names(gold).is_disjoint(&names(predicted))
    }

    fn count_exact(&mut self) {
        let words = |side: &Side| side.words.clone();
        let matched = align::by_key(self.golds.iter().map(words), self.predictions.iter().map(words));
        for (gold, _) in &matched {
            self.add(self.golds[*gold].kind, Count::Exact);
        }
        for number in 0..self.predictions.len() {
            let pair = matched.iter().find(|(_, predicted)| *predicted == number);
            let kind = pair.map_or(self.predictions[number].kind, |(gold, _)| self.golds[*gold].kind);
            self.add(kind, Count::ExactPredicted);
        }
    }

    fn errors(&self, pairs: &[Pair], doc: &str) -> Vec<QuotationError> {
        let error = |fault, gold: Option<&Side>, predicted: Option<&Side>| QuotationError {
            doc: doc.to_owned(),
            fault,
            speech: gold.map(|gold| gold.speech),
            gold: gold.map(|side| self.show(side)),
            pred: predicted.map(|side| self.show(side)),
        };
        let golds = self.golds.iter().enumerate().filter_map(|(number, gold)| {
            let Some(pair) = pairs.iter().find(|pair| pair.gold == number) else {
                let near = self.nearest(gold);
                let fault = if near.is_some() { Fault::Boundary } else { Fault::Missed };
                return Some(error(fault, Some(gold), near));
            };
            let found = &self.predictions[pair.predicted];
            let wrong = gold.has_source && !self.source_right(gold, found);
            let fault = if found.has_source { Fault::Source } else { Fault::NoSource };
            wrong.then(|| error(fault, Some(gold), Some(found)))
        });
        let spurious = self.predictions.iter().enumerate().filter_map(|(number, found)| {
            let known = pairs.iter().any(|pair| pair.predicted == number) || self.golds.iter().any(|gold| self.shared(gold, found) > 0);
            (!known).then(|| error(Fault::Spurious, None, Some(found)))
        });
        golds.chain(spurious).collect()
    }

    /// The first of the predictions that share most with `gold`, where any shares something.
    fn nearest(&self, gold: &Side) -> Option<&Side<'a>> {
        let shared = self.predictions.iter().map(|found| (self.shared(gold, found), found)).filter(|(shared, _)| *shared > 0);
        shared.rev().max_by_key(|(shared, _)| *shared).map(|(_, found)| found)
    }

    fn show(&self, side: &Side) -> Shown {
        let words = |spans: &Spans| (!spans.is_empty()).then(|| self.sheet.words_of(spans));
        Shown {
            start: side.raw.content.iter().next().map_or(0, |(start, _)| start),
            content: self.sheet.words_of(&side.raw.content),
            source: words(&side.raw.source),
            cue: words(&side.raw.cue),
            kind: side.kind,
            why: side.why.to_vec(),
        }
    }
}

/// For each token, the kind of the first attribution whose content holds it.
fn token_kinds(tokens: usize, sides: &[Side]) -> Vec<Option<QuotationKind>> {
    let mut kinds = vec![None; tokens];
    for side in sides {
        for &token in &side.tokens {
            kinds[token as usize].get_or_insert(side.kind);
        }
    }
    kinds
}

impl fmt::Display for QuotationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "kind      gold  pred |  tokP  tokR tokF1 | parP  parR parF1 |  exF1 | srcAcc srcLex |  e2eP  e2eR e2eF1 | spR  spE2E"
        )?;
        for (name, row) in [("all", &self.all), ("direct", &self.direct), ("mixed", &self.mixed), ("indirect", &self.indirect)] {
            write!(f, "{name:8} {:5.0} {:5.0}", row.gold, row.pred)?;
            for accuracy in [row.token, row.partial] {
                write!(f, " | {} {} {}", percent(Some(accuracy.p)), percent(Some(accuracy.r)), percent(Some(accuracy.f1)))?;
            }
            write!(f, " | {} | {}  {}", percent(Some(row.exact.f1)), percent(row.source_acc), percent(row.source_lex))?;
            write!(f, " | {} {} {}", percent(Some(row.e2e.p)), percent(Some(row.e2e.r)), percent(Some(row.e2e.f1)))?;
            writeln!(f, " | {} {}", percent(row.speech_recall), percent(row.speech_e2e_recall))?;
        }
        Ok(())
    }
}

/// Hundredths in five columns, or a dash.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "  -  ".to_owned(), |share| format!("{:5.1}", 100.0 * share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const TEXT: &str = "“The dam holds,” Ila Brand said. Tom Reyl fears that it leaks.";

    fn spans(part: &str) -> Spans {
        let byte = TEXT.find(part).unwrap();
        let start = TEXT[..byte].chars().count();
        if part.is_empty() { Spans::default() } else { Spans::new([(start, start + part.chars().count())]) }
    }

    fn gold() -> Vec<GoldArticle> {
        let attributed = |content, source, cue| Attributed { content: spans(content), source: spans(source), cue: spans(cue) };
        let attributions =
            Some(vec![attributed("“The dam holds,”", "Ila Brand", "said"), attributed("that it leaks", "Tom Reyl", "fears")]);
        let article = GoldArticle { stem: "a".to_owned(), path: PathBuf::new(), text: TEXT.to_owned(), attributions };
        // An article that nobody annotated says nothing of what is predicted in it.
        vec![GoldArticle { stem: "b".to_owned(), attributions: None, ..article.clone() }, article]
    }

    fn score_of(found: &[(&str, &str)]) -> QuotationReport {
        let quotation =
            |(content, source): &(&str, &str)| PredictedQuotation { content: spans(content), source: spans(source), ..Default::default() };
        let found = super::super::predicted::Predicted { quotations: found.iter().map(quotation).collect(), ..Default::default() };
        score(&gold(), &Predictions::from([("a".to_owned(), found.clone()), ("b".to_owned(), found)]))
    }

    #[test]
    fn what_is_right_counts_under_its_kind() {
        let report = score_of(&[("“The dam holds,”", "Brand"), ("it leaks", "Tom Reyl")]);
        assert_eq!((report.direct.e2e.f1, report.indirect.e2e.f1, report.mixed.gold), (1.0, 1.0, 0.0));
        assert_eq!((report.all.exact.f1, report.errors.len()), (1.0, 0), "a leading “that” and marks do not matter");
        assert_eq!((report.all.speech_gold, report.all.speech_recall), (1.0, Some(1.0)), "fearing is not speech");
    }

    #[test]
    fn every_error_is_told_by_its_kind() {
        let report = score_of(&[("“The dam holds,”", ""), ("leaks", "Reyl"), ("fears", "Tom")]);
        let faults: Vec<Fault> = report.errors.iter().map(|error| error.fault).collect();
        assert_eq!(faults, [Fault::NoSource, Fault::Boundary, Fault::Spurious]);
        assert_eq!((report.all.partial.r, report.all.e2e.r, report.all.source_acc), (0.5, 0.0, Some(0.0)));
        let report = score_of(&[("“The dam holds,”", "Tom Reyl")]);
        let faults: Vec<Fault> = report.errors.iter().map(|error| error.fault).collect();
        assert_eq!(faults, [Fault::Source, Fault::Missed]);
    }

    #[test]
    fn the_table_shows_a_dash_for_what_cannot_be_shared() {
        let table = score_of(&[]).to_string();
        assert!(table.contains("all          2     0 |   0.0"), "{table}");
        assert!(table.lines().nth(3).is_some_and(|mixed| mixed.contains("  -  ")), "{table}");
    }
}
