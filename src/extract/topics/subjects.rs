//! Which of IPTC's 17 subjects an article is about. Comes in: headline and body. Goes out: at most two subjects, with how likely each is.
//!
//! IPTC Media Topics, top level (<https://iptc.org/standards/media-topics/>), by a softmax over the words of the headline and the first 5,000 bytes of the body:
//! `data/model/subjects.tsv`, described and measured in `data/model/SUBJECTS.md`. English only. All sums are of whole numbers, the rest is plain
//! arithmetic in one order: the same on every machine.

use crate::topic::Topic;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How often a word of the headline counts.
const HEAD: usize = 3;
/// How much of the body is read, in bytes.
const BODY: usize = 5_000;
/// What a word counts by how often it occurs: 10 (1 + ln n), nine times at most.
const TIMES: [i64; 10] = [0, 10, 17, 21, 24, 26, 28, 29, 31, 32];
/// Letters of a word.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=20;
/// Weights are whole numbers: hundredths.
const SCALE: f64 = 100.0;
/// Least likelihood of a subject that is told: below it none is.
const LEAST: f64 = 0.3;
/// Most subjects of an article.
const MOST: usize = 2;

/// Names of the subjects, their biases, and the weights of each word.
struct Weights {
    names: Vec<&'static str>,
    biases: Vec<i64>,
    words: FxHashMap<&'static str, Vec<i16>>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("../../../data/model/subjects.tsv")));

impl Weights {
    fn read(table: &'static str) -> Weights {
        let mut rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
        let names: Vec<&str> = rows.next().map_or(Vec::new(), |row| row.skip(1).collect());
        let biases = rows.next().map_or(Vec::new(), |row| row.skip(1).filter_map(|number| number.parse().ok()).collect());
        let word = |mut row: std::str::Split<'static, char>| {
            let word = row.next()?;
            let weights: Vec<i16> = row.filter_map(|number| number.parse().ok()).collect();
            (weights.len() == names.len()).then_some((word, weights))
        };
        let words = rows.filter_map(word).collect();
        Weights { names, biases, words }
    }
}

/// The subjects of a text that are likely enough, the likeliest first.
pub fn subjects(headline: Option<&str>, body: &str) -> Vec<Topic> {
    let mut found = ranked(headline, body);
    found.truncate(MOST);
    found.retain(|(_, likely)| *likely >= LEAST);
    let hundredths = |likely: f64| ((likely * 100.0).round() / 100.0) as f32;
    found.into_iter().map(|(name, likely)| Topic { label: name.to_owned(), score: hundredths(likely) }).collect()
}

/// Every subject with its likelihood, the likeliest first; none for a text without known words.
fn ranked(headline: Option<&str>, body: &str) -> Vec<(&'static str, f64)> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for (text, times) in [(headline.unwrap_or("").as_bytes(), HEAD), (body.as_bytes().get(..BODY).unwrap_or(body.as_bytes()), 1)] {
        for word in text.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| LETTERS.contains(&word.len())) {
            let word: String = word.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
            *counts.entry(word).or_default() += times;
        }
    }
    let weights = &*WEIGHTS;
    let mut sums = vec![0_i64; weights.names.len()];
    let mut squares = 0_i64;
    for (word, count) in &counts {
        let Some(row) = weights.words.get(word.as_str()) else { continue };
        let value = TIMES.get((*count).min(TIMES.len() - 1)).copied().unwrap_or(0);
        squares += value * value;
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += value * i64::from(*weight));
    }
    if squares == 0 {
        return Vec::new();
    }
    let norm = (squares as f64).sqrt();
    let scores: Vec<f64> = sums.iter().zip(&weights.biases).map(|(sum, bias)| (*sum as f64 / norm + *bias as f64) / SCALE).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| libm::exp(score - most)).collect();
    let all: f64 = powers.iter().sum();
    let mut found: Vec<(&str, f64)> = weights.names.iter().copied().zip(powers.iter().map(|power| power / all)).collect();
    found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(headline: &str, body: &str) -> String {
        subjects(Some(headline), body).first().map_or(String::new(), |topic| topic.label.clone())
    }

    #[test]
    fn the_table_has_all_17_subjects_and_a_weight_for_each() {
        assert_eq!((WEIGHTS.names.len(), WEIGHTS.biases.len()), (17, 17));
        assert!(WEIGHTS.words.len() > 4_000);
    }

    #[test]
    fn everyday_news_finds_its_subject() {
        let vote = "The senate of Oststadt voted on the bill on Monday. The governor said the election campaign would go on, and that voters would decide.";
        assert_eq!(first("Senators vote on election bill", vote), "politics and government");
        let flu =
            "Doctors at the hospital said that patients with the virus were treated with a new vaccine. The disease spread in the winter.";
        assert_eq!(first("Hospital treats virus patients", flu), "health");
        let court = "The judge sentenced the man to prison for murder. Police had arrested him in May, and prosecutors charged him with two killings.";
        assert_eq!(first("Man sentenced for murder", court), "crime, law and justice");
    }

    #[test]
    fn where_no_word_is_known_nothing_is_said() {
        assert!(subjects(None, "").is_empty());
        assert!(subjects(Some("Zzyzx"), "Qwxyz qwxyz. Žluťoučký kůň").is_empty());
    }
}
