//! Which characters the bytes of a file mean. Comes in: bytes, and the charset a page declares. Goes out: text, or why it is none.
//!
//! In this order: byte order mark, UTF-16 by its pattern of NULs, valid UTF-8, damaged UTF-8, the declared charset, chardetng's guess.

use chardetng::EncodingDetector;
use encoding_rs::{Decoder, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, Read};

/// A text with more undecodable places than this, and more than one in [`DAMAGE_RATE`] bytes, is not read.
const DAMAGE: usize = 3;
const DAMAGE_RATE: usize = 1000;
/// Bytes that a guess is made from.
const GUESSED_FROM: usize = 64 << 10;

/// The text that `bytes` mean; `declared` gives the charset label that the text itself states, and is asked only where that matters.
///
/// A byte order mark is not part of the text. Nothing is copied where the bytes are UTF-8 already.
pub(super) fn decode(bytes: Vec<u8>, declared: impl FnOnce(&[u8]) -> Option<&'static Encoding>) -> Result<String, String> {
    if let Some(encoding) = utf16(&bytes) {
        return whole(encoding, &bytes);
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err("is binary data, not text".into());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(from_valid(text)),
        Err(error) => error.into_bytes(),
    };
    if let Some(lossy) = damaged_utf8(&bytes)? {
        return Ok(lossy);
    }
    let named = declared(&bytes).filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8);
    whole(named.unwrap_or_else(|| guess(&bytes)), &bytes)
}

/// Valid UTF-8 is the text, but for a byte order mark and for ISO-2022-JP, which hides in ASCII behind escapes.
fn from_valid(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains("\u{1b}$") {
        let (japanese, _, failed) = ISO_2022_JP.decode(text.as_bytes());
        if !failed {
            return japanese.into_owned();
        }
    }
    text
}

/// UTF-16 by its mark, or by zero bytes in every other place as Latin letters have them.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |place: usize| start.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    match pairs {
        0 | 1 => None,
        _ if odd * 2 > pairs && even == 0 => Some(UTF_16LE),
        _ if even * 2 > pairs && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Text that is UTF-8 but for a few broken places, which become U+FFFD; `None` where it is another encoding.
///
/// Read in another charset, its good characters would turn into mojibake.
fn damaged_utf8(bytes: &[u8]) -> Result<Option<String>, String> {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if good < 2 || good < broken * 2 {
        return Ok(None);
    }
    refuse_damage(broken, bytes.len())?;
    Ok(Some(from_valid(String::from_utf8_lossy(bytes).into_owned())))
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, String> {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let broken = text.chars().filter(|letter| *letter == '\u{fffd}').count();
    refuse_damage(broken, bytes.len())?;
    let controls = text.chars().filter(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}')).count();
    if text.contains('\0') || controls * 50 > text.len() {
        return Err("is binary data, not text".into());
    }
    Ok(text.into_owned())
}

fn refuse_damage(broken: usize, length: usize) -> Result<(), String> {
    if broken > DAMAGE && broken * DAMAGE_RATE > length {
        return Err(format!("has {broken} places that cannot be decoded as text"));
    }
    Ok(())
}

/// The likeliest encoding of bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    // The start of a long text can be plain ASCII: guess from around the first byte that is not.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(1024);
    let part = &bytes[first..bytes.len().min(first + GUESSED_FROM)];
    let mut detector = EncodingDetector::new();
    detector.feed(part, true);
    detector.guess(None, false)
}

/// Turns a stream of UTF-16 into UTF-8.
pub(super) struct Utf16 {
    decoder: Decoder,
    input: Box<dyn BufRead + Send>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl Utf16 {
    /// Reads `input` as `encoding`, without its byte order mark.
    pub(super) fn new(encoding: &'static Encoding, input: Box<dyn BufRead + Send>) -> Utf16 {
        Utf16 { decoder: encoding.new_decoder_with_bom_removal(), input, ready: Vec::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let chunk = self.input.fill_buf()?;
        self.ended = chunk.is_empty();
        let room = self.decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(chunk.len() * 3 + 16);
        self.ready.resize(room, 0);
        let (_, read, written, _) = self.decoder.decode_to_utf8(chunk, &mut self.ready, self.ended);
        self.ready.truncate(written);
        self.given = 0;
        self.input.consume(read);
        Ok(())
    }
}

impl Read for Utf16 {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let part = &self.ready[self.given..];
        let length = part.len().min(out.len());
        out[..length].copy_from_slice(&part[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(bytes: &[u8]) -> Result<String, String> {
        decode(bytes.to_vec(), |_| None)
    }

    fn utf16_bytes(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn marks_are_not_part_of_the_text() {
        assert_eq!(plain(b"\xef\xbb\xbfNaval base").unwrap(), "Naval base");
        assert_eq!(plain(&[&b"\xff\xfe"[..], &utf16_bytes("“Né”")].concat()).unwrap(), "“Né”");
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zeros() {
        assert_eq!(plain(&utf16_bytes("The mayor said “no”.")).unwrap(), "The mayor said “no”.");
    }

    #[test]
    fn windows_1252_is_guessed_and_marks_survive() {
        let bytes = b"\x93We will not yield,\x94 said Ren\xe9e Dufour, the mayor\x92s aide \x96 twice.";
        assert_eq!(plain(bytes).unwrap(), "“We will not yield,” said Renée Dufour, the mayor’s aide – twice.");
    }

    #[test]
    fn a_declared_charset_is_used_where_the_bytes_are_not_utf8() {
        let declared = |_: &[u8]| Encoding::for_label(b"iso-8859-2");
        assert_eq!(decode(b"\xb9koda".to_vec(), declared).unwrap(), "škoda");
        assert_eq!(decode("škoda".into(), declared).unwrap(), "škoda");
    }

    #[test]
    fn a_broken_place_in_utf8_does_not_turn_the_rest_into_mojibake() {
        let bytes = ["“Né”, “più” – “was”".as_bytes(), b"\xff", b" end"].concat();
        assert_eq!(plain(&bytes).unwrap(), "“Né”, “più” – “was”\u{fffd} end");
    }

    #[test]
    fn binary_data_is_refused() {
        assert!(plain(b"abc\0\x01\x02").is_err());
        assert!(plain(&(1..=255).cycle().take(4000).map(|byte: u8| byte).collect::<Vec<u8>>()).is_err());
    }

    #[test]
    fn a_replacement_character_that_stood_there_stays() {
        assert_eq!(
            plain("caf\u{fffd} \u{fffd}\u{fffd}\u{fffd}\u{fffd}".as_bytes()).unwrap(),
            "caf\u{fffd} \u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn a_stream_of_utf16_is_read_as_utf8() {
        let bytes: Vec<u8> = [&b"\xff\xfe"[..], &utf16_bytes(&"“é” and 𝕏. ".repeat(40_000))].concat();
        let mut text = String::new();
        Utf16::new(UTF_16LE, Box::new(io::BufReader::new(io::Cursor::new(bytes)))).read_to_string(&mut text).unwrap();
        assert_eq!(text, "“é” and 𝕏. ".repeat(40_000));
    }
}
