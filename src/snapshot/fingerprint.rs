//! Quick names of data sets, under which work on them is remembered.

use std::hash::{DefaultHasher, Hasher};

use xxhash_rust::xxh3::xxh3_64;

/// A quick name of a file's bytes: XXH3 (64 bits) in lower-case hexadecimal, which its specification fixes for all versions
/// and machines. Not the SHA-256: that takes longer than the first ranking may.
pub fn fingerprint(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// The name that the page gave the same bytes before version 0.2, by the hasher of the standard library. Another compiler
/// may change that one: then what was remembered under it is not found any more, and nothing else is lost.
pub fn former_fingerprint(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    // As the page hashed a slice: its length in the 32 bits of WebAssembly goes first.
    hasher.write_u32(bytes.len() as u32);
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values of XXH3_64bits with seed 0.
    #[test]
    fn a_name_is_that_of_the_specification() {
        assert_eq!(fingerprint(b""), "2d06800538d394c2");
        assert_eq!(fingerprint(b"a"), "e6c632b61e964e1f");
        assert_eq!(fingerprint(b"abc"), "78af5f94892f3950");
    }

    /// As the page of version 0.1 named them.
    #[test]
    fn a_former_name_is_the_one_that_was_given() {
        assert_eq!(former_fingerprint(b""), "cc2247b79ac48af0");
        assert_eq!(former_fingerprint(b"abc"), "78fa4f1a9bf0affc");
    }
}
