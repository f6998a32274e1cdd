//! From counts to figures. Comes in: what was counted in each article. Goes out: precision, recall, F1 and shares.

use serde::Serialize;
use std::ops::{AddAssign, Index, IndexMut};

/// What is counted over quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Gold attributions.
    Gold,
    /// Predictions.
    Predicted,
    /// Tokens in gold content.
    GoldTokens,
    /// Tokens in predicted content.
    PredictedTokens,
    /// Tokens in both.
    SharedTokens,
    /// Partial matches.
    Partial,
    /// Their overlaps, added up.
    Overlap,
    /// Exact matches.
    Exact,
    /// Predictions, those that match exactly under the kind of their gold.
    ExactPredicted,
    /// Partial matches whose gold has a source.
    Sourced,
    /// Those of them with a predicted source.
    SourceGiven,
    /// Those with the right one.
    SourceRight,
    /// Those with the right one, or the same name elsewhere.
    SourceNamed,
    /// Partial matches where both have a cue.
    Cued,
    /// Those with the same.
    CueRight,
    /// Partial matches with the right source, or with none in both.
    EndToEnd,
    /// Gold attributions with a cue of speech.
    Speech,
    /// Those found.
    SpeechFound,
    /// Those found with the right source.
    SpeechRight,
}

const COUNTS: usize = Count::SpeechRight as usize + 1;

/// Counts of one kind of quotation; articles add up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts([f64; COUNTS]);

impl Index<Count> for Counts {
    type Output = f64;

    fn index(&self, count: Count) -> &f64 {
        &self.0[count as usize]
    }
}

impl IndexMut<Count> for Counts {
    fn index_mut(&mut self, count: Count) -> &mut f64 {
        &mut self.0[count as usize]
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, part)| *sum += part);
    }
}

/// Precision, recall and their harmonic mean, 0 to 1; 0 where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Accuracy {
    /// Share of the predictions that are right.
    pub p: f64,
    /// Share of the gold that is found.
    pub r: f64,
    /// 2pr / (p + r).
    pub f1: f64,
}

impl Accuracy {
    /// From numbers of right ones, of predictions and of gold records.
    pub fn of(right: f64, predicted: f64, gold: f64) -> Accuracy {
        let p = share(right, predicted).unwrap_or(0.0);
        let r = share(right, gold).unwrap_or(0.0);
        Accuracy { p, r, f1: share(2.0 * p * r, p + r).unwrap_or(0.0) }
    }
}

/// `part / whole`, or `None` of nothing.
pub fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// The figures of one kind of quotation, named as the PolNeAR scorer names them. Shares are 0 to 1, `None` where there is nothing to share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Metrics {
    /// Gold attributions.
    pub gold: f64,
    /// Predictions; those that match count under the kind of their gold, others under their own.
    pub pred: f64,
    /// Over the tokens of content.
    pub token: Accuracy,
    /// Over quotations that share at least half of their characters.
    pub partial: Accuracy,
    /// Over quotations with the same words.
    pub exact: Accuracy,
    /// Share of partial matches with a gold source whose predicted source shares a word that identifies it.
    pub source_acc: Option<f64>,
    /// The same, or a capitalised word as text.
    pub source_lex: Option<f64>,
    /// Share of partial matches with a gold source that have any predicted source.
    pub source_given: Option<f64>,
    /// Share of partial matches with two cues whose cues agree.
    pub cue_acc: Option<f64>,
    /// Over quotations with partial content and the right source, or none in both.
    pub e2e: Accuracy,
    /// Mean overlap of the partial matches.
    pub mean_iou: Option<f64>,
    /// Gold attributions with a cue of speech.
    pub speech_gold: f64,
    /// Share of those that are found.
    pub speech_recall: Option<f64>,
    /// Share of those that are found with the right source.
    pub speech_e2e_recall: Option<f64>,
}

impl From<&Counts> for Metrics {
    fn from(counts: &Counts) -> Metrics {
        use Count::*;
        let accuracy = |right: Count| Accuracy::of(counts[right], counts[Predicted], counts[Gold]);
        let share = |part: Count, whole: Count| share(counts[part], counts[whole]);
        Metrics {
            gold: counts[Gold],
            pred: counts[Predicted],
            token: Accuracy::of(counts[SharedTokens], counts[PredictedTokens], counts[GoldTokens]),
            partial: accuracy(Partial),
            exact: Accuracy::of(counts[Exact], counts[ExactPredicted], counts[Gold]),
            source_acc: share(SourceRight, Sourced),
            source_lex: share(SourceNamed, Sourced),
            source_given: share(SourceGiven, Sourced),
            cue_acc: share(CueRight, Cued),
            e2e: accuracy(EndToEnd),
            mean_iou: share(Overlap, Partial),
            speech_gold: counts[Speech],
            speech_recall: share(SpeechFound, Speech),
            speech_e2e_recall: share(SpeechRight, Speech),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_predicted_scores_zero_and_nothing_to_share_is_none() {
        let metrics = Metrics::from(&Counts::default());
        assert_eq!((metrics.partial, metrics.source_acc), (Accuracy::default(), None));
        assert_eq!(Accuracy::of(1.0, 2.0, 4.0), Accuracy { p: 0.5, r: 0.25, f1: 1.0 / 3.0 });
    }

    #[test]
    fn counts_of_articles_add_up() {
        let mut sum = Counts::default();
        let mut part = Counts::default();
        part[Count::SpeechRight] = 2.0;
        sum += &part;
        sum += &part;
        assert_eq!((sum[Count::SpeechRight], sum[Count::Gold]), (4.0, 0.0));
    }
}
