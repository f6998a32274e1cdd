//! Text with its tags marked in place. Comes in: a body and spans with styles. Goes out: a string with brackets and colours, tags closed in the order they were opened.

use super::screen::{DIM, paint};
use anstyle::Style;
use sayso::span::Span;

/// A span to mark.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Where, in bytes.
    pub span: Span,
    /// Written before it, dimmed.
    pub open: String,
    /// Written after it, dimmed.
    pub close: &'static str,
    /// How its text looks.
    pub style: Style,
}

impl Tag {
    /// A tag in brackets, under a name: `[q1 …]`.
    pub fn named(span: Span, name: String, style: Style) -> Tag {
        Tag { span, open: format!("[{name} "), close: "]", style }
    }

    /// A tag that only a style shows.
    pub fn styled(span: Span, style: Style) -> Tag {
        Tag { span, open: String::new(), close: "", style }
    }
}

/// The part `range` of `body` with `tags` marked; control characters are made visible.
///
/// Tags that cross are cut where the outer one ends and go on after it, as HTML would have it.
pub fn marked(body: &str, range: Span, tags: &[Tag]) -> String {
    let mut tags: Vec<Tag> = tags.iter().filter_map(|tag| clipped(body, tag, range)).collect();
    tags.sort_by_key(|tag| (tag.span.start, std::cmp::Reverse(tag.span.end)));
    let mut cuts: Vec<usize> = tags.iter().flat_map(|tag| [tag.span.start, tag.span.end]).chain([range.start, range.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut writer = Writer { out: String::new(), open: Vec::new() };
    let mut tags = tags.into_iter().peekable();
    for (place, cut) in cuts.iter().enumerate() {
        writer.close_at(*cut);
        while let Some(tag) = tags.next_if(|tag| tag.span.start == *cut) {
            writer.open(tag);
        }
        if let Some(next) = cuts.get(place + 1) {
            writer.text(Span::new(*cut, *next).of(body));
        }
    }
    writer.out
}

/// The tag within the range; none where they do not meet.
fn clipped(body: &str, tag: &Tag, range: Span) -> Option<Tag> {
    let start = tag.span.start.max(range.start);
    let end = tag.span.end.min(range.end);
    let meets = start < end && body.get(start..end).is_some();
    meets.then(|| Tag { span: Span::new(start, end), ..tag.clone() })
}

struct Writer {
    out: String,
    open: Vec<Tag>,
}

impl Writer {
    fn close_at(&mut self, at: usize) {
        let Some(outermost) = self.open.iter().position(|tag| tag.span.end == at) else { return };
        let closed = self.open.split_off(outermost);
        for tag in closed.iter().rev() {
            self.sign(tag.close);
        }
        for tag in closed.into_iter().filter(|tag| tag.span.end > at) {
            self.open(tag);
        }
    }

    fn open(&mut self, tag: Tag) {
        self.sign(&tag.open);
        self.open.push(tag);
    }

    fn sign(&mut self, sign: &str) {
        if !sign.is_empty() {
            self.out.push_str(&paint(DIM, sign));
        }
    }

    fn text(&mut self, text: &str) {
        for tag in &self.open {
            self.out.push_str(&tag.style.render().to_string());
        }
        let visible = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{FFFD}' } else { c };
        self.out.extend(text.chars().filter(|c| *c != '\r').map(visible));
        if !self.open.is_empty() {
            self.out.push_str(&anstyle::Reset.render().to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(body: &str, tags: &[(usize, usize, &str)]) -> String {
        let tags: Vec<Tag> = tags.iter().map(|tag| Tag::named(Span::new(tag.0, tag.1), tag.2.into(), Style::new())).collect();
        anstream::adapter::strip_str(&marked(body, Span::new(0, body.len()), &tags)).to_string()
    }

    #[test]
    fn nested_tags_close_inside_out() {
        assert_eq!(plain("one two three", &[(0, 7, "q1"), (4, 7, "claim1")]), "[q1 one [claim1 two]] three");
    }

    #[test]
    fn crossing_tags_are_cut_and_go_on() {
        assert_eq!(plain("ab cd ef", &[(0, 5, "q1"), (3, 8, "claim1")]), "[q1 ab [claim1 cd]][claim1  ef]");
    }

    #[test]
    fn a_tag_that_does_not_fit_the_body_is_left_out() {
        assert_eq!(plain("é", &[(1, 2, "q1"), (5, 9, "q2")]), "é");
    }
}
