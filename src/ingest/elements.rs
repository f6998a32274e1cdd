//! The objects in a stream of JSON, without parsing them. Comes in: one object, a list, objects one after another, or an object that holds a
//! list under a name that dumps use. Goes out: the bytes of one object after another, each bounded.

use super::names;
use memchr::memchr2;
use std::io::{self, BufRead};

/// What a read found.
#[derive(Debug, PartialEq)]
pub(super) enum Element {
    /// The bytes of a value; `alone` where it is the only one of its file.
    Value { bytes: Vec<u8>, alone: bool },
    /// A value beyond the bound; it has been passed over.
    TooLong,
    /// The rest cannot be read, for this reason.
    Broken(&'static str),
    /// The end of the stream.
    End,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Between values at the top.
    Top,
    /// In a list of values, with this many objects open around it.
    List { within: usize },
    /// After the end, or after what cannot be read.
    Done,
}

/// Reads elements.
pub(super) struct Elements {
    input: Box<dyn BufRead + Send>,
    bound: usize,
    place: Place,
    given: u64,
}

/// A value being copied: its bytes as far as they are within the bound.
#[derive(Default)]
struct Copy {
    bytes: Vec<u8>,
    length: usize,
}

const CUT: &str = "ends in the middle of a record";
const NOT_JSON: &str = "is not valid JSON";
const NO_OBJECTS: &str = "is a list of other things than articles";

impl Elements {
    /// Elements of at most `bound` bytes each.
    pub(super) fn new(input: Box<dyn BufRead + Send>, bound: usize) -> Elements {
        Elements { input, bound, place: Place::Top, given: 0 }
    }

    /// The next element.
    pub(super) fn next(&mut self) -> io::Result<Element> {
        loop {
            self.skip_between()?;
            let byte = self.peek()?;
            match (self.place, byte) {
                (Place::Done, _) => return Ok(Element::End),
                (Place::Top, None) => return Ok(Element::End),
                (Place::Top, Some(b'[')) => {
                    self.take()?;
                    self.place = Place::List { within: 0 };
                }
                (Place::Top, Some(b'{')) => {
                    if let Some(element) = self.object()? {
                        return Ok(element);
                    }
                }
                (Place::List { within }, Some(b']')) => {
                    self.take()?;
                    self.place = Place::Top;
                    if within > 0 && !self.close(within)? {
                        return Ok(self.broken(CUT));
                    }
                }
                (Place::List { .. }, None) => return Ok(self.broken(CUT)),
                (Place::List { .. }, Some(b'{' | b'[')) => return self.element(),
                (Place::List { .. }, Some(_)) if self.given == 0 => return Ok(self.broken(NO_OBJECTS)),
                (Place::List { .. }, Some(_)) => return self.element(),
                (Place::Top, Some(_)) => return Ok(self.broken(NOT_JSON)),
            }
        }
    }

    fn broken(&mut self, reason: &'static str) -> Element {
        self.place = Place::Done;
        Element::Broken(reason)
    }

    /// One element of a list.
    fn element(&mut self) -> io::Result<Element> {
        let mut copy = Copy::default();
        if !self.value(&mut copy)? {
            return Ok(self.broken(CUT));
        }
        if copy.length == 0 {
            return Ok(self.broken(NOT_JSON));
        }
        Ok(self.give(copy, false))
    }

    fn give(&mut self, copy: Copy, alone: bool) -> Element {
        self.given += 1;
        if copy.length > self.bound { Element::TooLong } else { Element::Value { bytes: copy.bytes, alone } }
    }

    /// An object at the top: itself an element, or the wrapper of a list, which is entered (`None`).
    fn object(&mut self) -> io::Result<Option<Element>> {
        let mut copy = Copy::default();
        let mut open = 0;
        loop {
            self.copy_spaces(&mut copy)?;
            match self.peek()? {
                None => return Ok(Some(self.broken(CUT))),
                Some(b'{') if open == 0 => {
                    self.copy_byte(&mut copy)?;
                    open = 1;
                }
                Some(b'}') => {
                    self.copy_byte(&mut copy)?;
                    open -= 1;
                    if open == 0 {
                        self.skip_between()?;
                        let alone = self.given == 0 && self.peek()?.is_none();
                        return Ok(Some(self.give(copy, alone)));
                    }
                }
                Some(b'"') => {
                    let from = copy.bytes.len();
                    if !self.string(&mut copy)? {
                        return Ok(Some(self.broken(CUT)));
                    }
                    let key = names::plain(&String::from_utf8_lossy(copy.bytes.get(from..).unwrap_or_default()));
                    if self.enters_list(&mut copy, &key)? {
                        self.place = Place::List { within: open };
                        return Ok(None);
                    }
                    if open == 1 && names::is_wrapper(&key) && self.peek()? == Some(b'{') {
                        self.copy_byte(&mut copy)?;
                        open = 2;
                    }
                }
                Some(b',' | b':') => self.copy_byte(&mut copy)?,
                Some(_) => {
                    let before = copy.length;
                    if !self.value(&mut copy)? {
                        return Ok(Some(self.broken(CUT)));
                    }
                    if copy.length == before {
                        return Ok(Some(self.broken(NOT_JSON)));
                    }
                }
            }
        }
    }

    /// After a key: steps over `: [` where the key names a list of objects.
    fn enters_list(&mut self, copy: &mut Copy, key: &str) -> io::Result<bool> {
        self.copy_spaces(copy)?;
        if self.peek()? != Some(b':') {
            return Ok(false);
        }
        self.copy_byte(copy)?;
        self.copy_spaces(copy)?;
        if !names::is_list(key) || self.peek()? != Some(b'[') {
            return Ok(false);
        }
        self.copy_byte(copy)?;
        self.copy_spaces(copy)?;
        if self.peek()? == Some(b'{') {
            return Ok(true);
        }
        // Another kind of list: its bracket is already copied, so is the rest.
        self.balanced(copy, 1)?;
        Ok(false)
    }

    /// Copies one value; false where the stream ends within it.
    fn value(&mut self, copy: &mut Copy) -> io::Result<bool> {
        match self.peek()? {
            Some(b'"') => self.string(copy),
            Some(b'{' | b'[') => {
                self.copy_byte(copy)?;
                self.balanced(copy, 1)
            }
            _ => self.scalar(copy),
        }
    }

    /// Copies until `depth` brackets are closed.
    fn balanced(&mut self, copy: &mut Copy, mut depth: usize) -> io::Result<bool> {
        while depth > 0 {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let mut used = 0;
            let mut at_string = false;
            for byte in chunk {
                match byte {
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    b'"' => at_string = true,
                    _ => {}
                }
                if at_string {
                    break;
                }
                used += 1;
                if depth == 0 {
                    break;
                }
            }
            copy.extend(&chunk[..used], self.bound);
            self.input.consume(used);
            if at_string && !self.string(copy)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Copies a string, from mark to mark.
    fn string(&mut self, copy: &mut Copy) -> io::Result<bool> {
        self.copy_byte(copy)?;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let found = memchr2(b'"', b'\\', chunk);
            let used = found.map_or(chunk.len(), |place| place + 1);
            let stop = found.map(|place| chunk[place]);
            copy.extend(&chunk[..used], self.bound);
            self.input.consume(used);
            match stop {
                Some(b'"') => return Ok(true),
                Some(_) if self.peek()?.is_none() => return Ok(false),
                Some(_) => self.copy_byte(copy)?,
                None => {}
            }
        }
    }

    /// Copies a number or a word.
    fn scalar(&mut self, copy: &mut Copy) -> io::Result<bool> {
        while let Some(byte) = self.peek()? {
            if matches!(byte, b',' | b':' | b'}' | b']' | b'{' | b'[' | b'"') || byte.is_ascii_whitespace() {
                return Ok(true);
            }
            self.copy_byte(copy)?;
        }
        Ok(false)
    }

    /// Passes over what is left of the objects around a list.
    fn close(&mut self, within: usize) -> io::Result<bool> {
        let mut nothing = Copy { bytes: Vec::new(), length: self.bound };
        self.balanced(&mut nothing, within)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn take(&mut self) -> io::Result<()> {
        self.input.fill_buf()?;
        self.input.consume(1);
        Ok(())
    }

    fn copy_byte(&mut self, copy: &mut Copy) -> io::Result<()> {
        let Some(byte) = self.peek()? else { return Ok(()) };
        copy.extend(&[byte], self.bound);
        self.input.consume(1);
        Ok(())
    }

    fn copy_spaces(&mut self, copy: &mut Copy) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.copy_byte(copy)?;
        }
        Ok(())
    }

    /// Passes over what stands between elements: spaces, commas, and the record separators of JSON text sequences (RFC 7464).
    fn skip_between(&mut self) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| byte.is_ascii_whitespace() || byte == b',' || byte == 0x1e) {
            self.take()?;
        }
        Ok(())
    }
}

impl Copy {
    fn extend(&mut self, part: &[u8], bound: usize) {
        self.length += part.len();
        if self.length <= bound {
            self.bytes.extend_from_slice(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(json: &str, bound: usize) -> Vec<Element> {
        let mut elements = Elements::new(Box::new(io::BufReader::with_capacity(3, io::Cursor::new(json.as_bytes().to_vec()))), bound);
        std::iter::from_fn(|| Some(elements.next().unwrap()).filter(|element| *element != Element::End)).collect()
    }

    fn value(bytes: &str, alone: bool) -> Element {
        Element::Value { bytes: bytes.as_bytes().to_vec(), alone }
    }

    #[test]
    fn one_object_is_alone_and_several_are_not() {
        assert_eq!(all(r#" {"text": "a } \" b", "n": [1, {"x": 2}]} "#, 99), [value(r#"{"text": "a } \" b", "n": [1, {"x": 2}]}"#, true)]);
        assert_eq!(all("{\"a\":1}\n{\"b\":2}", 99), [value("{\"a\":1}", false), value("{\"b\":2}", false)]);
    }

    #[test]
    fn a_list_gives_its_elements_at_the_top_and_under_known_names() {
        let both = [value("{\"a\":1}", false), value("{\"b\":2}", false)];
        assert_eq!(all("[{\"a\":1}, {\"b\":2}]", 99), both);
        assert_eq!(all(r#"{"status": "ok", "n": 2, "articles": [{"a":1},{"b":2}], "more": {"x": []}}"#, 99), both);
        assert_eq!(all(r#"{"response": {"status": "ok", "docs": [{"a":1},{"b":2}]}, "z": 1}"#, 99), both);
    }

    #[test]
    fn a_list_of_words_under_a_known_name_is_part_of_its_object() {
        let object = r#"{"items": ["a", "b"], "text": "c"}"#;
        assert_eq!(all(object, 99), [value(object, true)]);
    }

    #[test]
    fn a_large_element_is_passed_over_and_the_next_is_read() {
        let json = format!("[{{\"a\":\"{}\"}}, {{\"b\":2}}]", "x".repeat(500));
        assert_eq!(all(&json, 20), [Element::TooLong, value("{\"b\":2}", false)]);
    }

    #[test]
    fn what_ends_early_or_is_no_json_is_said_once() {
        assert_eq!(all("[{\"a\":1}, {\"b\":", 99), [value("{\"a\":1}", false), Element::Broken(CUT)]);
        assert_eq!(all("hello {", 99), [Element::Broken(NOT_JSON)]);
        assert_eq!(all("[1, 2]", 99), [Element::Broken(NO_OBJECTS)]);
        assert_eq!(all("{]", 99), [Element::Broken(NOT_JSON)]);
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(json in "[\\[\\]{}:,\"\\\\a1 ]{0,60}") {
            prop_assert!(all(&json, 20).len() <= 60);
        }
    }
}
