//! Paragraphs that trafilatura ran together. Comes in: its text, and the text of the whole page. Goes out: the text with the page's own breaks.
//!
//! On short pages trafilatura 0.6 falls back to the bare text of `<article>`, without even a space between two paragraphs. Who says what depends
//! on paragraphs, so each one that does not stand so in the page is cut where the page's blocks end.

use std::collections::BTreeSet;

/// Paragraphs that are looked into: run-together ones are long and few, and each costs a pass over the page.
const MOST: usize = 50;

/// `text` with every paragraph that is a row of the page's blocks cut into them. Both are paragraphs with blank lines between.
pub(super) fn paragraphs(text: &str, page: &str) -> String {
    let blocks: Vec<(&str, String)> =
        page.split("\n\n").map(|block| (block, squeeze(block))).filter(|(_, squeezed)| !squeezed.is_empty()).collect();
    let known: BTreeSet<&str> = blocks.iter().map(|(_, squeezed)| squeezed.as_str()).collect();
    let mut left = MOST;
    let mut cut: Vec<&str> = Vec::new();
    for paragraph in text.split("\n\n") {
        let squeezed = squeeze(paragraph);
        let parts = if known.contains(squeezed.as_str()) || left == 0 {
            None
        } else {
            left -= 1;
            blocks_of(&squeezed, &blocks)
        };
        match parts {
            Some(parts) => cut.extend(parts),
            None => cut.push(paragraph),
        }
    }
    cut.join("\n\n")
}

/// The blocks, in page order, that `squeezed` consists of; others may stand between them (pictures, advertisements).
fn blocks_of<'a>(squeezed: &str, blocks: &[(&'a str, String)]) -> Option<Vec<&'a str>> {
    let first = blocks.iter().position(|(_, block)| squeezed.starts_with(block.as_str()))?;
    let mut parts = Vec::new();
    let mut rest = squeezed;
    for (block, words) in &blocks[first..] {
        if let Some(after) = rest.strip_prefix(words.as_str()) {
            parts.push(*block);
            rest = after;
        }
        if rest.is_empty() {
            return Some(parts);
        }
    }
    None
}

/// Without spaces: what is compared is words, however the two walks wrote what is between them.
fn squeeze(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_is_several_blocks_is_cut() {
        let page = "Menu\n\n“No,” said Tarn.\n\nAdvertisement\n\nHe left.\nLate.\n\nFooter";
        assert_eq!(paragraphs("“No,” said Tarn.He left. Late.", page), "“No,” said Tarn.\n\nHe left.\nLate.");
        assert_eq!(paragraphs("“No,” said Tarn.\n\nHe left. Late.", page), "“No,” said Tarn.\n\nHe left. Late.");
        assert_eq!(paragraphs("Something else.", page), "Something else.");
    }
}
