//! A linear model over named features. Comes in: a table of weights, the features of a case. Goes out: how likely the case is.
//!
//! A row is `model, feature, weight`; one table holds several models (see `data/model/README.md`).

use super::logistic;
use rustc_hash::FxHashMap;

/// Weight of a feature that every case has.
const BIAS: &str = "bias";
/// The probability from which a case is taken.
const THRESHOLD: &str = "threshold";

/// Weights of named features.
#[derive(Debug, Default)]
pub struct Linear {
    weights: FxHashMap<&'static str, f32>,
    bias: f32,
    threshold: f32,
}

impl Linear {
    /// The rows of `table` that belong to the model `name`; rows that cannot be read are left out.
    pub fn read(table: &'static str, name: &str) -> Linear {
        let mut linear = Linear::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(model), Some(feature), Some(weight)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let Ok(weight) = weight.parse::<f32>() else { continue };
            match feature {
                _ if model != name => {}
                BIAS => linear.bias = weight,
                THRESHOLD => linear.threshold = weight,
                _ => drop(linear.weights.insert(feature, weight)),
            }
        }
        linear
    }

    /// How likely a case with these features is, 0 to 1. Features that were not learned say nothing; the order of the sum is that of the list.
    pub fn probability<Feature: AsRef<str>>(&self, features: &[Feature]) -> f32 {
        let weight = |feature: &Feature| self.weights.get(feature.as_ref()).copied().unwrap_or(0.0);
        logistic(self.bias + features.iter().map(weight).sum::<f32>())
    }

    /// The probability from which a case is taken.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "#model\tfeature\tweight\nkeep\tbias\t-1\nkeep\tthreshold\t0.4\nkeep\tnegated\t3\nother\tnegated\t-9\nkeep\tbroken\tx\n";

    #[test]
    fn a_model_sums_its_own_weights_and_ignores_what_it_does_not_know() {
        let keep = Linear::read(TABLE, "keep");
        assert!((keep.probability(&["negated", "unheard of"]) - logistic(2.0)).abs() < 1e-6);
        assert!((keep.probability(&["broken"]) - logistic(-1.0)).abs() < 1e-6);
        assert!((keep.threshold() - 0.4).abs() < 1e-6);
    }
}
