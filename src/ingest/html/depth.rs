//! How deeply a page nests. Comes in: HTML, or its tree. Goes out: a number of elements within one another.

use memchr::memmem;
use trafilatura::dom::{Document, NodeId};

/// What HTML never nests or closes by itself, and parts of drawings.
const UNCOUNTED: [&[u8]; 36] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source", b"track", b"wbr", b"p",
    b"li", b"dt", b"dd", b"tr", b"td", b"th", b"tbody", b"thead", b"tfoot", b"option", b"html", b"head", b"body", b"path", b"circle",
    b"rect", b"use", b"line", b"polygon", b"g", b"stop",
];

/// How many elements stand open at most, by their tags alone; scripts, styles and comments are passed over.
pub(super) fn of_tags(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut open, mut most, mut at) = (0usize, 0, 0);
    while let Some(place) = memchr::memchr(b'<', &bytes[at..]).map(|place| at + place + 1) {
        let rest = &bytes[place..];
        let closes = rest.first() == Some(&b'/');
        let name: Vec<u8> = rest
            .iter()
            .skip(usize::from(closes))
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        at = place + hidden(rest, &name);
        if name.is_empty() || at > place || UNCOUNTED.contains(&&name[..]) {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// Bytes after a `<` in which tags do not count.
fn hidden(rest: &[u8], name: &[u8]) -> usize {
    let end: &[u8] = match name {
        _ if rest.starts_with(b"!--") => b"-->",
        b"script" => b"</script",
        b"style" => b"</style",
        _ => return 0,
    };
    memmem::find(rest, end).map_or(rest.len(), |place| place + end.len())
}

/// How many elements of the tree lie within one another at most.
pub(super) fn of_tree(document: &Document) -> usize {
    let mut most = 0;
    let mut stack: Vec<(NodeId, usize)> = vec![(document.root(), 0)];
    while let Some((node, depth)) = stack.pop() {
        most = most.max(depth);
        stack.extend(document.children(node).into_iter().map(|child| (child, depth + 1)));
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_scripts_do_not_count_and_paragraphs_close_themselves() {
        let html = format!(
            "<script>{}</script><div><div>{}</div></div><!-- {} -->",
            "<div>".repeat(50),
            "<p>One<p>Two".repeat(50),
            "<div>".repeat(50)
        );
        assert_eq!(of_tags(&html), 2);
    }

    #[test]
    fn the_tree_counts_what_tags_do_not_tell() {
        let html = format!("<svg>{}", "<path>".repeat(300));
        assert!(of_tree(&Document::parse(&html)) > 300);
    }
}
