//! Training and run time see the same numbers: an invented article with the features that were trained on and the scores that torch gave. Scores
//! differ a little, as run time keeps hidden states in 8 bits.

use super::features::{self, features, vocabulary_key};
use super::kernel::Kernel;
use super::*;

/// Columns: vocabulary key, features, label number, scores (training/export.py).
struct Row {
    key: &'static str,
    features: features::Features,
    label: usize,
    scores: Scores,
}

fn golden() -> (Text<'static>, Vec<Row>) {
    let read = |line: &'static str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let number = |place: usize| columns[place].parse().unwrap();
        let features = std::array::from_fn(|place| number(1 + place));
        let label = 1 + features.len();
        let scores = std::array::from_fn(|place| columns[label + 1 + place].parse().unwrap());
        Row { key: columns[0], features, label: number(label).into(), scores }
    };
    let rows = include_str!("../../data/model/golden.tsv").lines().map(read).collect();
    (Text::new(include_str!("../../training/golden/siren.txt")), rows)
}

/// The hint that the last feature was made from.
fn hint(value: u16) -> Hint {
    let Some(place) = value.checked_sub(1) else { return Hint { label: Label::OUTSIDE, confidence: 0.0 } };
    Hint { label: Label::from_index(usize::from(place) / 3 + 1), confidence: [0.5, 0.7, 0.9][usize::from(place) % 3] }
}

#[test]
fn features_scores_and_labels_are_those_of_training() {
    let (text, rows) = golden();
    let tagger = tagger().expect("the committed weights can be read");
    let hints: Vec<Hint> = rows.iter().map(|row| hint(row.features[row.features.len() - 1])).collect();
    let values = features(&text, &hints, 0..text.tokens.len());
    let chunks = features::chunks(&text);
    let scores = tagger.scores(&text, &hints, 0, text.tokens.len(), &chunks);
    let tags = tagger.tag(&text, &hints);
    assert_eq!(rows.len(), text.tokens.len());
    for (index, row) in rows.iter().enumerate() {
        let word = text.word(index);
        assert_eq!((vocabulary_key(text.lower(index)), values[index]), (row.key, row.features), "features of {word}");
        let close = scores[index].iter().zip(&row.scores).all(|(ours, torch)| (ours - torch).abs() < 0.1);
        assert!(close, "scores of {word}: {:?} and {:?}", scores[index], row.scores);
        assert_eq!(tags[index].label.index(), row.label, "label of {word}");
        let alike = (0..Label::COUNT).filter(|label| Label::from_index(*label).role() == tags[index].label.role());
        let share = alike.map(|label| row.scores[label].exp()).sum::<f32>() / row.scores.iter().map(|score| score.exp()).sum::<f32>();
        assert!((tags[index].probability - share).abs() < 0.02, "probability of {word}");
    }
}

#[test]
fn every_kernel_gives_the_same_bits() {
    let (text, rows) = golden();
    let features: Vec<features::Features> = rows.iter().map(|row| row.features).collect();
    let chunks = features::chunks(&text);
    let scores = |kernel: Kernel| {
        let mut reader = Reader::new(WEIGHTS).unwrap();
        let words: FxHashMap<&str, u32> = reader.text().unwrap().lines().zip(1..).collect();
        let words: Vec<u32> = rows.iter().map(|row| words.get(row.key).copied().unwrap_or(0)).collect();
        let scores = Network::read_for(&mut reader, kernel).unwrap().scores(&words, &features, &chunks);
        scores.iter().flatten().map(|score| score.to_bits()).collect::<Vec<u32>>()
    };
    let portable = scores(Kernel::Portable);
    for kernel in Kernel::available() {
        assert_eq!(scores(kernel), portable, "{kernel:?}");
    }
}

#[test]
fn a_chunk_is_tagged_alike_whatever_stands_around_it() {
    let tagger = tagger().expect("the committed weights can be read");
    let paragraph = "“The dam,” said Tarn, “is safe.” ".repeat(12);
    let body = [paragraph.as_str(); 6].join("\n");
    let text = Text::new(&body);
    let tags = tagger.tag(&text, &vec![Hint { label: Label::OUTSIDE, confidence: 0.0 }; text.tokens.len()]);
    let of = |paragraph: usize| &tags[text.paragraphs[paragraph].clone()];
    // The first two paragraphs are known as such; the last two are not in one product with the others.
    assert_eq!((of(2), of(2), of(2)), (of(3), of(4), of(5)));
    assert!(tagger.tag(&Text::new(" "), &[]).is_empty());
}

#[test]
fn broken_weights_are_refused() {
    assert!(Tagger::read(WEIGHTS).is_some());
    for end in [0, 8, 1000, WEIGHTS.len() / 2, WEIGHTS.len() - 1] {
        assert!(Tagger::read(&WEIGHTS[..end]).is_none(), "cut to {end} bytes");
    }
}
