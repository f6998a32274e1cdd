//! The bytes of a file, decompressed. Comes in: a file or standard input. Goes out: a buffered stream and its first bytes.

use super::encoding::{self, Utf16};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that the format, the encoding and the delimiter are told from.
const HEAD: usize = 16 << 10;
const BUFFER: usize = 64 << 10;

/// A stream of bytes and a copy of how it starts.
pub(super) struct Stream {
    /// The first bytes, as they come out of `input`.
    pub head: Vec<u8>,
    /// All bytes, the first included.
    pub input: Box<dyn BufRead + Send>,
}

/// Opens a file and counts what is read of it, as it lies on disk.
pub(super) fn open(path: &Path) -> io::Result<(Stream, Arc<AtomicU64>)> {
    let read = Arc::new(AtomicU64::new(0));
    let stream = from_reader(Counted { file: File::open(path)?, read: read.clone() })?;
    Ok((stream, read))
}

/// Reads on from any reader; gzip and Zstandard are known by their first bytes, whatever a name says.
pub(super) fn from_reader(reader: impl Read + Send + 'static) -> io::Result<Stream> {
    let mut packed = BufReader::with_capacity(BUFFER, reader);
    let start = packed.fill_buf()?;
    if start.starts_with(b"\x1f\x8b") {
        Stream::new(flate2::bufread::MultiGzDecoder::new(packed))
    } else if start.starts_with(b"\x28\xb5\x2f\xfd") {
        Stream::new(zstd::stream::read::Decoder::with_buffer(packed)?)
    } else {
        Stream::new(packed)
    }
}

impl Stream {
    fn new(reader: impl Read + Send + 'static) -> io::Result<Stream> {
        let mut rest = BufReader::with_capacity(BUFFER, reader);
        let mut head = Vec::with_capacity(HEAD);
        Ok(match rest.by_ref().take(HEAD as u64).read_to_end(&mut head) {
            Ok(_) => Stream { input: Box::new(Cursor::new(head.clone()).chain(rest)), head },
            Err(damage) => Stream { input: Box::new(Cursor::new(head.clone()).chain(BufReader::new(Damage(Some(damage))))), head },
        })
    }

    /// The same text in UTF-8 and without a byte order mark, where it is UTF-16; else only without the mark.
    pub(super) fn into_utf8(self) -> io::Result<Stream> {
        if let Some(utf16) = encoding::utf16(&self.head) {
            return Stream::new(Utf16::new(utf16, self.input));
        }
        let Stream { mut head, mut input } = self;
        if head.starts_with(b"\xef\xbb\xbf") {
            head.drain(..3);
            input.consume(3);
        }
        Ok(Stream { head, input })
    }
}

/// A file that tells how far it was read.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(buffer)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// Where a stream that is damaged within its first bytes goes on: the failure is met after what could be read.
struct Damage(Option<io::Error>);

impl Read for Damage {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
