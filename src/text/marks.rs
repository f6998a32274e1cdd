//! What stands between quotation marks. Comes in: a paragraph. Goes out: regions, marks included, nested ones left out.
//!
//! The rules are those by which PolNeAR's scorer tells direct from indirect (shared/score/quotations.py, "KINDS"), so that both agree:
//! “ opens, ” closes, straight " toggles, `` and '' likewise; single marks count where they open after a space or bracket and close
//! before one, outside double marks. A region that is not closed runs to the end of its paragraph, as print leaves the mark off where
//! the next paragraph goes on with the same speech.

use crate::span::Span;

/// The kind of marks around a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkStyle {
    /// “…”, "…", ``…''.
    Double,
    /// ‘…’, '…'.
    Single,
    /// «…».
    Guillemet,
}

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The marks and what is between them.
    pub span: Span,
    /// What is between the marks.
    pub inner: Span,
    /// The kind of marks.
    pub style: MarkStyle,
    /// False where the paragraph ends before a closing mark.
    pub closed: bool,
    /// Number of its paragraph.
    pub paragraph: u32,
}

/// The regions of the paragraph `span`, numbered `paragraph`, in text order.
pub(super) fn regions(body: &str, span: Span, paragraph: u32) -> Vec<Region> {
    if !span.of(body).contains(['"', '“', '”', '«', '»', '\'', '‘', '’', '`', '„']) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = span.of(body).char_indices().map(|(at, c)| (span.start + at, c)).collect();
    let scan = Scan { chars: &chars, end: span.end, paragraph };
    let mut found = scan.double();
    let single = scan.single(&found);
    found.retain(|region| !single.iter().any(|outer| outer.span.contains(region.span)));
    found.extend(single);
    found.sort_by_key(|region| region.span);
    found
}

struct Scan<'a> {
    chars: &'a [(usize, char)],
    end: usize,
    paragraph: u32,
}

struct Open {
    at: usize,
    width: usize,
    curly: bool,
    style: MarkStyle,
    /// A straight mark has opened inside curly ones.
    nested: bool,
}

impl Scan<'_> {
    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(_, c)| *c)
    }

    fn byte(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.end, |(at, _)| *at)
    }

    fn opens(&self, index: usize) -> bool {
        index == 0 || self.at(index - 1).is_some_and(|c| c.is_whitespace() || "([{—–-".contains(c))
    }

    fn region(&self, open: &Open, close: usize, width: usize) -> Region {
        let closed = width > 0;
        let span = Span::new(self.byte(open.at), self.byte(close + width));
        let start = self.byte(open.at + open.width).min(span.end);
        let inner = Span::new(start, self.byte(close).max(start));
        Region { span, inner, style: open.style, closed, paragraph: self.paragraph }
    }

    fn double(&self) -> Vec<Region> {
        let mut found = Vec::new();
        let mut open: Option<Open> = None;
        let mut index = 0;
        let starts_word = |index: usize| self.opens(index) && self.at(index + 1).is_some_and(char::is_alphanumeric);
        while let Some(c) = self.at(index) {
            let twin = self.at(index + 1) == Some(c) && (c == '`' || c == '\'');
            let width = if twin { 2 } else { 1 };
            let style = if c == '«' { MarkStyle::Guillemet } else { MarkStyle::Double };
            let start = |curly| Some(Open { at: index, width, curly, style, nested: false });
            let close = match (c, &open) {
                ('“' | '«' | '„', None) => {
                    open = start(true);
                    false
                }
                ('`', None) if twin => {
                    open = start(true);
                    false
                }
                // “ typed for ”
                ('“', Some(_)) => !self.opens(index) && !self.at(index + 1).is_some_and(char::is_alphanumeric),
                ('”' | '»', Some(_)) => true,
                ('”', None) if self.opens(index) => {
                    open = start(true);
                    false
                }
                ('\'', Some(_)) if twin => true,
                ('\'', None) if twin && self.opens(index) => {
                    open = start(false);
                    false
                }
                ('"', None) => {
                    open = start(false);
                    false
                }
                ('"', Some(region)) if !region.curly => true,
                // Straight marks inside curly ones: a pair is nested, a lone closing one was typed for ”.
                ('"', Some(region)) => {
                    let lone = !region.nested && !starts_word(index);
                    let nested = !lone && !region.nested;
                    if let Some(region) = &mut open {
                        region.nested = nested;
                    }
                    lone
                }
                _ => false,
            };
            if close && let Some(region) = open.take() {
                found.push(self.region(&region, index, width));
            }
            index += width;
        }
        found.extend(open.map(|region| self.region(&region, self.chars.len(), 0)));
        found
    }

    fn single(&self, double: &[Region]) -> Vec<Region> {
        let masked = |index: usize| {
            let at = self.byte(index);
            double.iter().any(|region| region.span.start <= at && at < region.span.end)
        };
        let mut found = Vec::new();
        let mut index = 0;
        while index < self.chars.len() {
            if self.starts_single(index) && !masked(index) {
                let plain =
                    (index + 1..self.chars.len()).take_while(|&at| !masked(at)).find(|&at| self.ends_single(at) && !self.is_plural(at));
                if let Some(close) = plain.or_else(|| self.close_of_british(index, &masked)) {
                    let open = Open { at: index, width: 1, curly: true, style: MarkStyle::Single, nested: false };
                    found.push(self.region(&open, close, 1));
                    index = close;
                }
            }
            index += 1;
        }
        found
    }

    /// ‘The voters’ choice,’: the first ’ belongs to the plural, as a later one closes behind a comma or stop.
    fn is_plural(&self, index: usize) -> bool {
        let plural = self.at(index) == Some('’')
            && self.at(index - 1) == Some('s')
            && self.at(index + 1) == Some(' ')
            && self.at(index + 2).is_some_and(char::is_lowercase);
        plural && self.spoken_close(index + 1).is_some()
    }

    /// The next ’ behind a comma, stop or mark, or before a comma or stop as British papers set them, before another ‘ opens.
    fn spoken_close(&self, from: usize) -> Option<usize> {
        let rest = (from..self.chars.len()).take_while(|&at| self.at(at) != Some('‘'));
        let pause = |at: usize| {
            let inside = self.at(at - 1).is_some_and(|c| ",.!?…”\"".contains(c));
            inside || self.at(at + 1).is_some_and(|c| ",.".contains(c))
        };
        rest.into_iter().find(|&at| self.at(at) == Some('’') && self.ends_single(at) && pause(at))
    }

    /// ‘He said “no” to me,’: double marks nested in single ones, as British papers set them.
    fn close_of_british(&self, open: usize, masked: &dyn Fn(usize) -> bool) -> Option<usize> {
        let close = (self.at(open) == Some('‘')).then(|| self.spoken_close(open + 1))??;
        (!masked(close)).then_some(close)
    }

    fn starts_single(&self, index: usize) -> bool {
        let mark = self.at(index).filter(|c| matches!(c, '\'' | '‘'));
        let before = index == 0 || self.at(index - 1).is_some_and(|c| c.is_whitespace() || "([{—–-:".contains(c));
        let next = self.at(index + 1);
        let after = next.is_some_and(|c| !(c.is_whitespace() || mark == Some('\'') && c == '\''));
        mark.is_some() && before && after && !self.is_elision(index + 1)
    }

    /// '80s, 'em, 'til, 'cause, 'n, 'tis, 'twas.
    fn is_elision(&self, index: usize) -> bool {
        if self.at(index).is_some_and(|c| c.is_ascii_digit()) {
            return true;
        }
        let word: String = self.chars[index.min(self.chars.len())..]
            .iter()
            .map(|(_, c)| *c)
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .take(6)
            .collect();
        matches!(word.to_lowercase().as_str(), "em" | "til" | "cause" | "n" | "tis" | "twas")
    }

    fn ends_single(&self, index: usize) -> bool {
        let mark = self.at(index).is_some_and(|c| matches!(c, '\'' | '’'));
        let before = self.at(index - 1).is_some_and(|c| !c.is_whitespace());
        let after = self.at(index + 1).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
        mark && before && after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(body: &str) -> Vec<&str> {
        regions(body, Span::new(0, body.len()), 0).into_iter().map(|region| region.span.of(body)).collect()
    }

    #[test]
    fn curly_straight_doubled_and_angled_marks_enclose() {
        assert_eq!(quoted("“Go,” he said. \"Now.\""), ["“Go,”", "\"Now.\""]);
        assert_eq!(quoted("''I think so,'' he said (''twice'')."), ["''I think so,''", "''twice''"]);
        assert_eq!(quoted("«Nous voilà», dit-il."), ["«Nous voilà»"]);
    }

    #[test]
    fn single_marks_enclose_and_apostrophes_do_not() {
        assert_eq!(quoted("Tarn: 'I will win it'"), ["'I will win it'"]);
        assert_eq!(quoted("‘It’s late,’ she said."), ["‘It’s late,’"]);
        assert_eq!(quoted("‘It’s the voters’ choice,’ she said."), ["‘It’s the voters’ choice,’"]);
        assert!(quoted("The voters' rights don't matter, she's sure, in the '80s.").is_empty());
    }

    #[test]
    fn nested_marks_stay_inside_and_wrong_ones_close() {
        assert_eq!(quoted("“He said \"no\" to me,” she said."), ["“He said \"no\" to me,”"]);
        assert_eq!(quoted("‘He said “no” to me,’ she said."), ["‘He said “no” to me,’"]);
        assert_eq!(quoted("‘He said “no” to me’, she said. ‘Twice.’"), ["‘He said “no” to me’", "‘Twice.’"]);
        assert_eq!(quoted("It was “Mostly False.“ He left."), ["“Mostly False.“"]);
    }

    #[test]
    fn an_unclosed_region_runs_to_the_paragraphs_end() {
        let body = "He said: “We go on";
        let found = regions(body, Span::new(0, body.len()), 0);
        assert_eq!((found[0].span.of(body), found[0].closed), ("“We go on", false));
    }
}
