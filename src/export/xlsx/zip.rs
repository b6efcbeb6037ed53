//! A ZIP archive of a few small files, stored as they are (APPNOTE.TXT, PKWARE, 6.3.10, methods 0).
//!
//! Spreadsheets read stored parts as well as deflated ones, and a compressor would weigh more than all the rest of this
//! folder. This module must not know of spreadsheets.

/// Archives without encryption or compression; names are UTF-8.
const VERSION: u16 = 20;
/// Bit 11: names are UTF-8.
const UTF8: u16 = 1 << 11;
/// 1980-01-01 00:00, the first day that the format can tell: the same content gives the same bytes.
const DAY: u16 = 0x0021;

/// Writes an archive of these files: name, content.
///
/// Sizes and positions are 32 bits wide: what all files together hold must stay below 4 GiB.
pub(super) fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in files {
        let position = out.len() as u32;
        out.extend(b"PK\x03\x04");
        let head = file_head(name, content.as_bytes());
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&head);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(position.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, start) = (files.len() as u16, out.len() as u32);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What stands in a file's own head and in the directory alike.
fn file_head(name: &str, content: &[u8]) -> Vec<u8> {
    let mut head = Vec::with_capacity(26);
    for word in [VERSION, UTF8, 0, 0, DAY] {
        head.extend(word.to_le_bytes());
    }
    head.extend(crc32(content).to_le_bytes());
    head.extend((content.len() as u32).to_le_bytes());
    head.extend((content.len() as u32).to_le_bytes());
    head.extend((name.len() as u16).to_le_bytes());
    head.extend([0; 2]);
    head
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
        let bytes = zip(&[("a.txt", "سلام".to_owned()), ("b/c.txt", String::new())]);
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
        assert_eq!(u16::from_le_bytes([bytes[end + 10], bytes[end + 11]]), 2);
        let start = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
        assert_eq!(&bytes[start..start + 4], b"PK\x01\x02");
        assert_eq!(&bytes[30..35], b"a.txt");
        assert_eq!(&bytes[35..43], "سلام".as_bytes());
    }
}
