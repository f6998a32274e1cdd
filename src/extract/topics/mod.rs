//! Labels what an article and its quotations are about. Comes in: a text. Goes out: key phrases, and IPTC's subjects.
//!
//! Candidates are runs of content words; they are weighed by frequency, length, position, headline and capitals, in the manner of YAKE
//! (Campos et al. 2020) but without its word co-occurrence statistics: on 56 news articles YAKE (yake-rust 1.0.3) finds .444 of the topics
//! that two readers gave, at 10.5 µs a word; this finds .722 (dev: .703) at 1.1 µs.

mod phrases;
mod rank;
mod subjects;

pub use subjects::subjects;

use crate::quotation::Quotation;
use crate::text::Text;
use crate::topic::Topic;
use phrases::{Key, Phrases};
use rank::Ranked;
use std::collections::HashMap;

/// Topics of an article.
const ARTICLE: usize = 15;
/// Topics of a quotation.
const QUOTATION: usize = 4;
/// Own key phrases of a quotation that touches no topic of the article.
const OWN: usize = 2;

/// The topics of a text, most central first; fills in the topics of each quotation.
pub fn label(text: &Text, headline: Option<&str>, quotations: &mut [Quotation]) -> Vec<Topic> {
    let body = headline_tokens(text, headline);
    let phrases = Phrases::gather(text, body);
    let ranked = rank::rank(text, &phrases, headline, quotations);
    let topics = rank::distinct(&phrases, &ranked, ARTICLE);
    let places: HashMap<Key, usize> = topics.iter().enumerate().map(|(place, found)| (found.key, place)).collect();
    for quotation in quotations {
        quotation.topics = of_quotation(text, &phrases, quotation, &topics, &places, &ranked);
    }
    let top = topics.first().map_or(1.0, |first| first.score);
    topics.iter().map(|found| Topic { label: words(text, &phrases, found.key), score: found.score / top }).collect()
}

/// How many tokens the body's own headline line takes, where it is in title case.
fn headline_tokens(text: &Text, headline: Option<&str>) -> usize {
    let first = text.paragraphs.first().cloned().unwrap_or(0..0);
    let bare = |line: &str| line.trim().trim_end_matches('.').to_owned();
    let same = !first.is_empty() && headline.is_some_and(|headline| bare(headline) == bare(text.span(&first).of(text.body)));
    let long = first.clone().filter(|&index| text.lower(index).len() > 3);
    let (upper, all) =
        long.fold((0, 0), |(upper, all), index| (upper + usize::from(!text.word(index).starts_with(char::is_lowercase)), all + 1));
    if same && upper * 4 >= all * 3 { first.end } else { 0 }
}

fn words(text: &Text, phrases: &Phrases, key: Key) -> String {
    phrases.stats.get(&key).map_or_else(String::new, |stat| text.span(&stat.label).of(text.body).to_owned())
}

/// The article's topics that the content names, in its order; else its own best phrases.
fn of_quotation(
    text: &Text,
    phrases: &Phrases,
    quotation: &Quotation,
    topics: &[Ranked],
    places: &HashMap<Key, usize>,
    ranked: &HashMap<Key, f32>,
) -> Vec<String> {
    let mut found: Vec<usize> = Vec::new();
    let mut own: Vec<Ranked> = Vec::new();
    for range in quotation.content.iter().map(|span| text.tokens_in(*span)) {
        for phrase in range.clone().flat_map(|start| phrases.from(text, start)).filter(|phrase| phrase.end <= range.end) {
            let key = phrases.key(&phrase);
            match (places.get(&key), ranked.get(&key)) {
                (Some(&place), _) if !found.contains(&place) => found.push(place),
                (None, Some(&score)) if !own.iter().any(|other| other.key == key) => own.push(Ranked { key, score }),
                _ => {}
            }
        }
    }
    if found.is_empty() {
        own.sort_by(rank::order);
        let best = own.into_iter().map(|found| (found.key, found.score)).collect();
        return rank::distinct(phrases, &best, OWN).iter().map(|found| words(text, phrases, found.key)).collect();
    }
    found.truncate(QUOTATION);
    found.into_iter().map(|place| words(text, phrases, topics[place].key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotation::QuotationKind;
    use crate::span::Span;

    fn labels(body: &str, headline: Option<&str>) -> Vec<String> {
        label(&Text::new(body), headline, &mut []).into_iter().map(|topic| topic.label).collect()
    }

    fn quotation(body: &str, content: &str) -> Quotation {
        let start = body.find(content).unwrap();
        let content = vec![Span::new(start, start + content.len())];
        let kind = QuotationKind::Indirect;
        Quotation {
            id: String::new(),
            kind,
            content,
            quoted: vec![],
            cue: None,
            source: None,
            speaker: None,
            topics: vec![],
            confidence: 1.0,
            why: vec![],
        }
    }

    const FERRY: &str = "The council debated ferry safety on Monday. Ferry safety has been poor since the Osten Harbour Board cut inspections. \
        The Osten Harbour Board said on Tuesday that ferry safety was a priority. Many people said it was late.";

    #[test]
    fn what_is_named_often_comes_first_and_everyday_words_never() {
        let found = labels(FERRY, None);
        assert_eq!(found[..2], ["Osten Harbour Board", "ferry safety"], "{found:?}");
        assert!(!found.iter().any(|label| label.contains("Tuesday") || label.contains("people") || label.contains("said")), "{found:?}");
    }

    #[test]
    fn a_name_is_never_cut_in_two() {
        let found = labels("Divers met the Osten Harbour Board. The Osten Harbour Board was late.", None);
        assert!(!found.iter().any(|label| label == "Osten Harbour" || label == "Harbour Board"), "{found:?}");
    }

    #[test]
    fn singular_and_plural_are_one_topic() {
        let found = labels("A tax return was lost. The tax returns were found. One more tax return came.", None);
        assert_eq!(found.iter().filter(|label| label.starts_with("tax return")).count(), 1, "{found:?}");
    }

    #[test]
    fn the_headline_lifts_a_phrase() {
        let body = "The river flood came at night. The bridge repair came at night.";
        assert_eq!(labels(body, Some("Bridge repair delayed"))[0], "bridge repair");
        assert_eq!(labels(body, Some("River flood surprises town"))[0], "river flood");
    }

    #[test]
    fn scores_fall_from_one_and_no_text_has_no_topics() {
        let topics = label(&Text::new(FERRY), None, &mut []);
        assert_eq!(topics[0].score, 1.0);
        assert!(topics.windows(2).all(|pair| pair[0].score >= pair[1].score) && topics.len() <= ARTICLE);
        assert!(label(&Text::new(""), Some("Title"), &mut []).is_empty());
    }

    #[test]
    fn a_quotation_takes_the_articles_topics_that_it_names() {
        let mut quotations = [quotation(FERRY, "ferry safety was a priority")];
        label(&Text::new(FERRY), None, &mut quotations);
        assert_eq!(quotations[0].topics, ["ferry safety", "priority"]);
    }
}
