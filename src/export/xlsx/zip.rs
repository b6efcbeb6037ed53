//! A ZIP archive of a few files, deflated (APPNOTE.TXT, PKWARE, 6.3.10, method 8; RFC 1951).
//!
//! The same content gives the same bytes, natively and in a browser. This module must not know of spreadsheets.

use miniz_oxide::deflate::compress_to_vec;

/// What reads archives without encryption, with deflated members.
const VERSION: u16 = 20;
/// Bit 11: names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Deflated.
const DEFLATED: u16 = 8;
/// Stored as it is, where deflating gains nothing.
const STORED: u16 = 0;
/// 1980-01-01 00:00, the first day that the format can tell: the same content gives the same bytes.
const DAY: u16 = 0x0021;
/// How hard to look for repetitions, 0 to 10: above 4, the workbook of the demonstration (59 kB) becomes at most 8 % smaller.
const LEVEL: u8 = 4;

/// What an archive without the extension ZIP64 cannot hold: 4 GiB or 65,535 members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than a ZIP archive holds (4 GiB, 65,535 members)")]
pub(super) struct ArchiveFull;

/// An archive being written; each member is compressed as it comes, so that only one has to be in memory as text.
#[derive(Debug, Default)]
pub(super) struct Archive {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: usize,
}

impl Archive {
    /// Adds a file.
    ///
    /// # Errors
    /// When the file or the archive so far is larger than 32 bits can tell.
    pub(super) fn add(&mut self, name: &str, content: &str) -> Result<(), ArchiveFull> {
        let content = content.as_bytes();
        let packed = compress_to_vec(content, LEVEL);
        let (method, body) =
            if packed.len() < content.len() { (DEFLATED, packed.as_slice()) } else { (STORED, content) };
        let position = word(self.out.len())?;
        let head = file_head(name, method, (content, body))?;
        self.out.extend(b"PK\x03\x04");
        self.out.extend(&head);
        self.out.extend(name.as_bytes());
        self.out.extend(body);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&head);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(position.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
        Ok(())
    }

    /// The archive's bytes.
    ///
    /// # Errors
    /// When there are more members or bytes than the directory can tell.
    pub(super) fn finish(self) -> Result<Vec<u8>, ArchiveFull> {
        let Self { mut out, directory, count } = self;
        let count = short(count)?;
        let (start, length) = (word(out.len())?, word(directory.len())?);
        out.extend(&directory);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(length.to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend([0; 2]);
        Ok(out)
    }
}

/// A number in 32 bits; the largest one says "see ZIP64" and is no number.
fn word(number: usize) -> Result<u32, ArchiveFull> {
    u32::try_from(number).ok().filter(|own| *own < u32::MAX).ok_or(ArchiveFull)
}

/// A number in 16 bits; the largest one says "see ZIP64" and is no number.
fn short(number: usize) -> Result<u16, ArchiveFull> {
    u16::try_from(number).ok().filter(|own| *own < u16::MAX).ok_or(ArchiveFull)
}

/// What stands in a file's own head and in the directory alike.
fn file_head(name: &str, method: u16, (content, body): (&[u8], &[u8])) -> Result<Vec<u8>, ArchiveFull> {
    let mut head = Vec::with_capacity(26);
    for own in [VERSION, UTF8, method, 0, DAY] {
        head.extend(own.to_le_bytes());
    }
    head.extend(crc32(content).to_le_bytes());
    head.extend(word(body.len())?.to_le_bytes());
    head.extend(word(content.len())?.to_le_bytes());
    head.extend(short(name.len())?.to_le_bytes());
    head.extend([0; 2]);
    Ok(head)
}

/// CRC-32 of ISO 3309 with the reversed polynomial 0xEDB88320.
fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (at, slot) in table.iter_mut().enumerate() {
        *slot = (0..8).fold(at as u32, |x, _| if x & 1 == 1 { 0xEDB8_8320 ^ (x >> 1) } else { x >> 1 });
    }
    !bytes.iter().fold(u32::MAX, |crc, byte| table[((crc ^ u32::from(*byte)) & 0xFF) as usize] ^ (crc >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_checksum() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn the_directory_tells_where_each_file_lies() {
        let mut archive = Archive::default();
        archive.add("a.txt", "سلام").unwrap();
        archive.add("b/c.txt", &"نگاه ".repeat(1_000)).unwrap();
        let bytes = archive.finish().unwrap();
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
        assert_eq!(u16::from_le_bytes([bytes[end + 10], bytes[end + 11]]), 2);
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let start = word(end + 16);
        assert_eq!(&bytes[start..start + 4], b"PK\x01\x02");
        assert_eq!(&bytes[30..35], b"a.txt");
        assert_eq!(&bytes[35..43], "سلام".as_bytes(), "too short to gain: stored");
        assert!(bytes.len() < 500, "9,000 bytes of repetition: {}", bytes.len());
        // The second member lies where the directory says, and inflates to what it was.
        let second = word(start + 46 + 5 + 42);
        let (packed, whole, name) = (word(second + 18), word(second + 22), 7);
        let body = &bytes[second + 30 + name..second + 30 + name + packed];
        let text = miniz_oxide::inflate::decompress_to_vec(body).unwrap();
        assert_eq!((text.len(), text.as_slice()), (whole, "نگاه ".repeat(1_000).as_bytes()));
    }

    #[test]
    fn what_32_and_16_bits_cannot_tell_is_an_error_and_never_cut() {
        assert_eq!(word(u32::MAX as usize), Err(ArchiveFull));
        assert_eq!(word(u32::MAX as usize - 1), Ok(u32::MAX - 1));
        assert_eq!(short(65_535), Err(ArchiveFull));
        let mut archive = Archive::default();
        (0..65_534).for_each(|at| archive.add(&at.to_string(), "").unwrap());
        assert!(Archive { count: archive.count, ..Archive::default() }.finish().is_ok());
        archive.add("one more", "").unwrap();
        assert_eq!(archive.finish(), Err(ArchiveFull));
        assert_eq!(Archive::default().add(&"n".repeat(70_000), ""), Err(ArchiveFull));
    }
}
