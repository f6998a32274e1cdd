//! The text of a tree of elements. Comes in: a document. Goes out: text whose paragraphs are its block elements.

use trafilatura::dom::{Document, NodeId};

/// What is not text.
const SILENT: [&str; 14] =
    ["script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "math", "button", "select", "textarea", "form"];
/// What begins and ends a paragraph.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// The text, paragraphs separated by "\n\n"; `<br>` is "\n". Spaces are as a browser shows them.
pub(super) fn text(document: &Document) -> String {
    let mut writer = Writer::default();
    // A stack of its own: pages nest deeper than a thread's stack is.
    let mut stack = vec![Step::Enter(document.root())];
    while let Some(step) = stack.pop() {
        match step {
            Step::Break => writer.want(2),
            Step::Enter(node) if document.is_text(node) => writer.words(&document.text_content(node)),
            Step::Enter(node) => enter(document, node, &mut writer, &mut stack),
        }
    }
    writer.text
}

enum Step {
    Enter(NodeId),
    Break,
}

fn enter(document: &Document, node: NodeId, writer: &mut Writer, stack: &mut Vec<Step>) {
    let name = document.tag_name(node);
    if SILENT.contains(&name) {
        return;
    }
    match name {
        "br" => writer.line_break(),
        "td" | "th" => writer.space = true,
        _ => {}
    }
    if BLOCKS.contains(&name) {
        writer.want(2);
        stack.push(Step::Break);
    }
    stack.extend(document.child_nodes(node).into_iter().rev().map(Step::Enter));
}

/// Text as it grows; breaks and spaces are written when the next word comes.
#[derive(Default)]
struct Writer {
    text: String,
    breaks: usize,
    space: bool,
}

impl Writer {
    fn want(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
    }

    fn line_break(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
    }

    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            // Invisible: zero-width space, joiner marks, soft hyphen.
            if matches!(letter, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}') {
                continue;
            }
            if letter.is_whitespace() {
                self.space = true;
                continue;
            }
            if self.text.is_empty() {
                self.breaks = 0;
                self.space = false;
            }
            match self.breaks {
                0 if self.space => self.text.push(' '),
                breaks => self.text.extend(std::iter::repeat_n('\n', breaks)),
            }
            self.breaks = 0;
            self.space = false;
            self.text.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        text(&Document::parse(html))
    }

    #[test]
    fn blocks_are_paragraphs_and_inline_elements_are_not() {
        assert_eq!(
            of("<h1>Mayor  resigns</h1><p>“I <b>will</b> go,”\n she said.<p>Nobody&nbsp;came."),
            "Mayor resigns\n\n“I will go,” she said.\n\nNobody came."
        );
        assert_eq!(of("<div>One<div>Two</div>Three</div><ul><li>a<li>b</ul>"), "One\n\nTwo\n\nThree\n\na\n\nb");
    }

    #[test]
    fn line_breaks_stay_and_two_make_a_paragraph() {
        assert_eq!(of("One<br>Two<br/>\n<br>Three"), "One\nTwo\n\nThree");
    }

    #[test]
    fn scripts_are_silent() {
        assert_eq!(of("<style>p{}</style><p>Seen<script>x()</script></p>"), "Seen");
    }
}
