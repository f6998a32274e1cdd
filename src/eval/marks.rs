//! Where a text is quoted, by the scorer's own rule. Comes in: a text. Goes out: for each code point, whether it stands between quotation marks.
//!
//! This is a port of `quote_mask` of the PolNeAR scorer, on purpose apart from [`crate::text`]: a figure must not move
//! because the extractor reads marks in another way.

use super::sheet::{is_letter, is_space};
use regex::Regex;
use std::sync::LazyLock;

/// Words that begin with an apostrophe: 'em, 'til, '90s.
static ELISION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^['‘](?i:\d|em\b|til\b|cause\b|n\b|tis\b|twas\b)").expect("the pattern is constant"));

/// For every code point of `text`, whether it stands between quotation marks, marks included.
///
/// Paragraph by paragraph (line by line): “ opens and ” closes, straight marks toggle, `` and '' likewise; single marks count where
/// they open after a space and close before one. A region that is not closed runs to the end of its paragraph.
pub fn quoted(text: &str) -> Vec<bool> {
    let mut mask = Vec::with_capacity(text.len());
    for paragraph in text.split('\n') {
        let mut line = Line { chars: paragraph.chars().collect(), mask: Vec::new() };
        line.mask = vec![false; line.chars.len()];
        line.double();
        line.single();
        mask.append(&mut line.mask);
        mask.push(false);
    }
    mask.pop();
    mask
}

/// One paragraph.
struct Line {
    chars: Vec<char>,
    mask: Vec<bool>,
}

impl Line {
    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    /// True where a mark at `index` can open: at the start, or after a space, a bracket or a dash.
    fn opens(&self, index: usize, also: &str) -> bool {
        index.checked_sub(1).and_then(|before| self.at(before)).is_none_or(|c| is_space(c) || "([{—–-".contains(c) || also.contains(c))
    }

    fn fill(&mut self, start: usize, end: usize) {
        self.mask[start..end].fill(true);
    }

    /// Regions of double marks.
    fn double(&mut self) {
        let mut open: Option<(usize, bool)> = None;
        let mut index = 0;
        while let Some(c) = self.at(index) {
            let doubled = |mark| c == mark && self.at(index + 1) == Some(mark);
            let opens = self.opens(index, "");
            // A region ends before `end`.
            let mut close = None;
            if c == '“' || c == '«' || doubled('`') {
                match open {
                    None => open = Some((index, true)),
                    // “ typed for ”
                    Some(_) if c == '“' && !opens && !self.at(index + 1).is_some_and(is_letter) => close = Some(index + 1),
                    Some(_) => {}
                }
            } else if c == '”' || c == '»' {
                match open {
                    Some(_) => close = Some(index + 1),
                    // ” typed for “
                    None if c == '”' && opens => open = Some((index, true)),
                    None => {}
                }
            } else if doubled('\'') {
                match open {
                    Some(_) => close = Some(index + 2),
                    None if opens => open = Some((index, false)),
                    None => {}
                }
                index += 1;
            } else if c == '"' {
                match open {
                    None => open = Some((index, false)),
                    Some((_, curly)) if !curly || !self.closed_later(index) => close = Some(index + 1),
                    Some(_) => {}
                }
            }
            if let (Some(end), Some((start, _))) = (close, open) {
                self.fill(start, end);
                open = None;
            }
            index += 1;
        }
        if let Some((start, _)) = open {
            self.fill(start, self.chars.len());
        }
    }

    /// True where a ” follows before the next “: the straight mark at `index` is nested in a curly region.
    fn closed_later(&self, index: usize) -> bool {
        self.chars[index..].iter().find(|c| "“”".contains(**c)) == Some(&'”')
    }

    /// Regions of single marks outside those of double marks.
    fn single(&mut self) {
        let mut index = 0;
        while index < self.chars.len() {
            if let Some(end) = self.opens_single(index).then(|| self.single_end(index)).flatten() {
                self.fill(index, end + 1);
                index = end;
            }
            index += 1;
        }
    }

    fn opens_single(&self, index: usize) -> bool {
        let (mark, next) = (self.chars[index], self.at(index + 1));
        let shape = "'‘".contains(mark) && !self.mask[index] && self.opens(index, ":");
        let doubled = mark == '\'' && next == Some('\'');
        shape && !doubled && next.is_some_and(|next| !is_space(next)) && !self.elides(index)
    }

    fn elides(&self, index: usize) -> bool {
        let next: String = self.chars[index..].iter().take(8).collect();
        ELISION.is_match(&next)
    }

    /// Where the single mark at `index` is closed.
    fn single_end(&self, index: usize) -> Option<usize> {
        let free = (index + 1..self.chars.len()).take_while(|&at| !self.mask[at]);
        let closes = |&at: &usize| {
            let before = at > 0 && is_space(self.chars[at - 1]);
            let after = self.at(at + 1).is_some_and(|next| is_letter(next) || "'’".contains(next));
            "'’".contains(self.chars[at]) && !before && !after
        };
        { free }.find(closes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        quoted(text).iter().map(|&inside| if inside { '^' } else { '.' }).collect()
    }

    #[test]
    fn curly_straight_and_doubled_marks_make_regions() {
        assert_eq!(show("“Go,” he"), "^^^^^...");
        assert_eq!(show(r#""A b" he "C""#), "^^^^^....^^^");
        assert_eq!(show("''I'' he (''x'')"), "^^^^^.....^^^^^.");
        assert_eq!(show(r#"“a "b" c” d"#), "^^^^^^^^^..");
    }

    #[test]
    fn a_region_without_end_stops_at_the_paragraph() {
        assert_eq!(show("“One\n\nTwo “three"), "^^^^......^^^^^^");
    }

    #[test]
    fn apostrophes_do_not_quote_but_single_marks_do() {
        assert_eq!(show("voters' don't"), ".............");
        assert_eq!(show("the '90s were 'em'"), "..................");
        assert_eq!(show("Tarn: 'I won't go' x"), "......^^^^^^^^^^^^..");
    }

    #[test]
    fn a_mark_of_the_wrong_hand_is_forgiven() {
        assert_eq!(show("“False.“ He"), "^^^^^^^^...");
        assert_eq!(show("”Yes” he"), "^^^^^...");
    }
}
