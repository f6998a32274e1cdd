//! Numbers, names and dates as people read them. Comes in: values. Goes out: short phrases; what is not known is said so.

use sayso::article::Article;
use sayso::speaker::{Speaker, SpeakerKind};

/// A number with its thousands separated: 12,345.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// "1 quotation", "2,000 quotations", "1 article", "0 articles".
pub fn count(number: usize, noun: &str) -> String {
    let number_words = thousands(number);
    match noun.strip_suffix('y') {
        _ if number == 1 => format!("{number_words} {noun}"),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{number_words} {stem}ies"),
        _ => format!("{number_words} {noun}s"),
    }
}

/// "2020-01-02 to 2021", or what is known of it.
pub fn dates(first: Option<&str>, last: Option<&str>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) | (_, Some(day)) => day.to_owned(),
        (None, None) => "no date".into(),
    }
}

/// Bytes in the unit that suits: 900 B, 12.3 kB, 4.5 MB.
pub fn bytes(number: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if number < 1000 {
        return format!("{number} B");
    }
    let mut value = number as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", units[unit])
}

/// A confidence between 0 and 1 as a share.
pub fn sure(confidence: f32) -> String {
    format!("{:.0}% sure", f64::from(confidence) * 100.0)
}

/// Who speaks, with the role; `source` is how the text refers to them.
pub fn speaker(speaker: Option<&Speaker>, source: Option<&str>) -> String {
    let unnamed = || match source {
        Some(source) => format!("speaker not named (“{}”)", clean(source)),
        None => "speaker not named".to_owned(),
    };
    let Some(speaker) = speaker else { return unnamed() };
    let name = speaker.name.as_deref().map(clean);
    match (speaker.kind, name) {
        (SpeakerKind::Author, _) => "the article itself".into(),
        (SpeakerKind::None, _) | (_, None) => unnamed(),
        (SpeakerKind::Unnamed, Some(name)) => format!("{name} (not named)"),
        (_, Some(name)) => match &speaker.role {
            Some(role) => format!("{name} ({})", clean(role)),
            None => name,
        },
    }
}

/// When, where and under which headline: "2025-03-04 · The Tarn Courier · Bridge closed".
pub fn origin(article: &Article) -> String {
    [date(article), publisher(article), headline(article)].join(" · ")
}

/// The date, as precise as it is known.
pub fn date(article: &Article) -> String {
    article.published.as_ref().map_or_else(|| "no date".into(), |date| clean(&date.text))
}

/// The outlet.
pub fn publisher(article: &Article) -> String {
    article.publisher.as_deref().map_or_else(|| "no publisher".into(), clean)
}

/// The headline.
pub fn headline(article: &Article) -> String {
    article.headline.as_deref().map_or_else(|| "no headline".into(), clean)
}

/// One line without control characters: an article must not be able to steer the reader's terminal.
pub fn clean(text: &str) -> String {
    let visible = |c: char| if c.is_control() && !c.is_whitespace() { '\u{FFFD}' } else { c };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(visible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_nouns_agree() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(12_000, "article"), "12,000 articles");
        assert_eq!(count(2, "story"), "2 stories");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_250_000), "1.2 MB");
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[2J\n b"), "a\u{FFFD}[2J b");
    }

    #[test]
    fn nobody_is_called_unknown() {
        assert_eq!(speaker(None, None), "speaker not named");
        assert_eq!(speaker(None, Some("she")), "speaker not named (“she”)");
    }
}
