//! Lines of a stream, each bounded. Comes in: a buffered stream. Goes out: one line after another, without its break.

use memchr::memchr;
use std::io::{self, BufRead};

/// What a read found.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// A line, without "\n" or "\r\n".
    Whole(Vec<u8>),
    /// A line beyond the bound; it has been passed over.
    TooLong,
    /// The end of the stream.
    End,
}

/// Reads a line of at most `bound` bytes.
pub(super) fn next(input: &mut dyn BufRead, bound: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut length = 0;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(if length == 0 { Line::End } else { finish(line, length, bound) });
        }
        let found = memchr(b'\n', chunk);
        let part = &chunk[..found.unwrap_or(chunk.len())];
        length += part.len();
        if length <= bound {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(found.is_some());
        input.consume(used);
        if found.is_some() {
            return Ok(finish(line, length, bound));
        }
    }
}

fn finish(mut line: Vec<u8>, length: usize, bound: usize) -> Line {
    if length > bound {
        return Line::TooLong;
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Line::Whole(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_without_breaks_and_long_ones_are_passed_over() {
        let mut input: &[u8] = b"one\r\n\nfar too long\nlast";
        let mut next = || super::next(&mut input, 5).unwrap();
        assert_eq!(next(), Line::Whole(b"one".to_vec()));
        assert_eq!(next(), Line::Whole(Vec::new()));
        assert_eq!(next(), Line::TooLong);
        assert_eq!(next(), Line::Whole(b"last".to_vec()));
        assert_eq!(next(), Line::End);
    }
}
