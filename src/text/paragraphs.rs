//! Where paragraphs start and end. Comes in: a body. Goes out: spans without the line breaks between them.

use crate::span::Span;

/// Lines of hard-wrapped text (mail, wire copy) are at most this long, in bytes.
const WRAP: usize = 100;

/// The paragraphs of a body, blank ones left out.
///
/// A line is a paragraph, as news texts are stored; in hard-wrapped text blank lines separate paragraphs instead.
pub(super) fn split(body: &str) -> Vec<Span> {
    let lines = lines(body);
    let paragraphs = if is_hard_wrapped(body, &lines) { join_lines(body, &lines) } else { lines };
    paragraphs.into_iter().map(|span| span.trim(body)).filter(|span| !span.is_empty()).collect()
}

/// Lines without their breaks: "\n", "\r" or "\r\n".
fn lines(body: &str) -> Vec<Span> {
    let bytes = body.as_bytes();
    let mut spans = Vec::new();
    let mut start = 0;
    for (end, byte) in body.bytes().enumerate() {
        let second = byte == b'\n' && end > 0 && bytes[end - 1] == b'\r';
        if second {
            start = end + 1;
        } else if byte == b'\n' || byte == b'\r' {
            spans.push(Span::new(start, end));
            start = end + 1;
        }
    }
    spans.push(Span::new(start, body.len()));
    spans
}

/// True where most lines stop short of a sentence's end and go on, in lower case, on the next line.
fn is_hard_wrapped(body: &str, lines: &[Span]) -> bool {
    let mut broken = 0;
    let mut full = 0;
    for pair in lines.windows(2) {
        let (line, next) = (pair[0].of(body).trim_end(), pair[1].of(body));
        if line.len() < WRAP / 2 || next.trim().is_empty() {
            continue;
        }
        let ended = line.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', '…']);
        full += 1;
        broken += usize::from(line.len() <= WRAP && !ended && next.starts_with(char::is_lowercase));
    }
    full >= 6 && broken * 2 >= full
}

fn join_lines(body: &str, lines: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines {
        let blank = line.of(body).trim().is_empty();
        match joined.last_mut() {
            Some(last) if open && !blank => *last = last.cover(*line),
            _ if !blank => joined.push(*line),
            _ => {}
        }
        open = !blank;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(body: &str) -> Vec<&str> {
        split(body).into_iter().map(|span| span.of(body)).collect()
    }

    #[test]
    fn every_line_is_a_paragraph_with_any_line_ending() {
        assert_eq!(texts("One.\nTwo.\r\n\r\nThree."), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let line = "the council met on a long and windy evening to hear what the mayor had";
        let body = format!("{}\n\n{}", [line; 8].join("\n"), [line; 8].join("\n"));
        assert_eq!(split(&body).len(), 2);
        let dos = body.replace('\n', "\r\n");
        assert_eq!(split(&dos).len(), 2);
    }
}
