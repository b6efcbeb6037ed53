//! The order of the Persian alphabet.
//!
//! Code points are not in that order: پ چ ژ گ come after all letters Persian shares with
//! Arabic, and ي differs from ی. Numbers in names count as numbers.

use super::fold::fold_keeping_madda;
use super::letters::ALPHABET;

/// The weight of each class of sign; the classes sort in this order. Every sign encodes to
/// bytes that are no prefix of another's, so that comparing keys compares sign by sign.
const END: u8 = 0x00;
const SPACE: u8 = 0x01;
const PUNCTUATION: u8 = 0x02;
const NUMBER: u8 = 0x03;
const PERSIAN: u8 = 0x10;
const LATIN: u8 = 0x80;
const OTHER: u8 = 0x81;

/// A key whose byte order is the order a Persian reader expects of names.
///
/// - Word by word: a space sorts before any letter, so «شهر ری» precedes «شهران»
/// - numbers by value, before letters: «محلهٔ ۲» precedes «محلهٔ ۱۰»
/// - Persian letters in alphabetical order, آ before ا, whatever keyboard typed them (see
///   [`fold`](super::fold())); then Latin letters without regard to case; then other scripts
/// - names that differ only in what folding removes are kept apart by their characters, so
///   equal keys mean equal names and sorting is the same everywhere
///
/// ```
/// use negah::text::collation_key;
///
/// let mut names = ["Kan", "گلها", "محله ۱۰", "كن", "پونک", "محله ۲", "آبشار", "ابوذر", "تجریش"];
/// names.sort_by_cached_key(|name| collation_key(name));
/// assert_eq!(names, ["آبشار", "ابوذر", "پونک", "تجریش", "كن", "گلها", "محله ۲", "محله ۱۰", "Kan"]);
/// ```
pub fn collation_key(text: &str) -> Vec<u8> {
    let folded = fold_keeping_madda(text);
    let mut key = Vec::with_capacity(folded.len() + text.len() + 1);
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (sign, after) = rest.split_at(digits.max(c.len_utf8()));
        if digits > 0 {
            push_number(&mut key, sign)
        } else {
            push_sign(&mut key, c)
        }
        rest = after;
    }
    key.push(END);
    key.extend_from_slice(text.as_bytes());
    key
}

/// The count of digits before the digits: a longer number is a larger one.
fn push_number(key: &mut Vec<u8>, digits: &str) {
    let digits = digits.trim_start_matches('0');
    key.push(NUMBER);
    let mut count = digits.len();
    while count >= usize::from(u8::MAX) {
        key.push(u8::MAX);
        count -= usize::from(u8::MAX);
    }
    key.push(u8::try_from(count).unwrap_or(u8::MAX));
    key.extend_from_slice(digits.as_bytes());
}

fn push_sign(key: &mut Vec<u8>, c: char) {
    if c == ' ' {
        key.push(SPACE);
    } else if let Some(place) = ALPHABET.chars().position(|letter| letter == c) {
        key.push(PERSIAN + u8::try_from(place).unwrap_or(u8::MAX - PERSIAN));
    } else {
        let class = match c {
            'a'..='z' => LATIN,
            _ if c.is_alphanumeric() => OTHER,
            _ => PUNCTUATION,
        };
        let [_, high, middle, low] = u32::from(c).to_be_bytes();
        key.extend([class, high, middle, low]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Holds when `names` is in order and a shuffled copy sorts back to it.
    fn check(names: &[&str]) {
        let mut sorted: Vec<&str> = names.iter().rev().copied().collect();
        sorted.sort_by_cached_key(|name| collation_key(name));
        assert_eq!(sorted, names);
    }

    #[test]
    fn the_alphabet_is_in_order() {
        let letters: Vec<String> = ALPHABET.chars().map(String::from).collect();
        check(&letters.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn letters_peculiar_to_persian_stand_in_their_place() {
        check(&[
            "باغ",
            "پونک",
            "تجریش",
            "جردن",
            "چیتگر",
            "حکمت",
            "زرگنده",
            "ژاله",
            "سنایی",
            "کن",
            "گلها",
            "لویزان",
        ]);
    }

    #[test]
    fn waw_precedes_heh_precedes_yeh() {
        check(&["نیاوران", "ونک", "هرندی", "یافت‌آباد"]);
    }

    #[test]
    fn arabic_keyboards_do_not_move_a_name() {
        check(&["قلهک", "كوهسار", "کیانشهر", "گرگان"]);
        check(&["هفت‌حوض", "ياخچي‌آباد", "یوسف‌آباد"]);
    }

    #[test]
    fn alef_with_madda_leads() {
        check(&["آبشار", "آهنگ", "ابوذر", "اتابک"]);
        check(&["آبشار", "ابشار"]);
    }

    #[test]
    fn word_by_word() {
        check(&["شهر", "شهر ری", "شهر زیبا", "شهران"]);
    }

    #[test]
    fn numbers_by_value_in_any_digits() {
        check(&["فاز ۱", "فاز 2", "فاز ٣", "فاز ۱۰", "فاز ۱۰ شرقی", "فاز ۱۱", "فاز ۱۰۰", "فاز یک"]);
        check(&["۲ب", "۰۱۰", "۱۰ب"]);
    }

    #[test]
    fn very_long_numbers_still_compare() {
        let nines = "9".repeat(255);
        let one_more = format!("1{}", "0".repeat(255));
        let longer = format!("1{}", "0".repeat(600));
        check(&["9", &nines, &one_more, &longer]);
    }

    #[test]
    fn persian_before_latin_before_others() {
        check(&["", "(کن)", "۱۲", "یزد", "abadan", "Tehran", "Бам"]);
    }

    proptest! {
        #[test]
        fn equal_keys_mean_equal_names(a in "[آ-ی۰-۹0-9a-c ‌]{0,6}", b in "[آ-ی۰-۹0-9a-c ‌]{0,6}") {
            prop_assert_eq!(collation_key(&a) == collation_key(&b), a == b);
        }

        #[test]
        fn numbers_sort_by_value(a in 0_u64..20_000, b in 0_u64..20_000) {
            let key = |n: u64| collation_key(&format!("محله {n} شرقی"));
            prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b));
        }

        #[test]
        fn a_name_precedes_its_own_continuation(name in "[آ-ی]{0,6}", more in "[آ-ی]{1,4}") {
            prop_assume!(!super::super::fold(&more).is_empty());
            let continued = format!("{name}{more}");
            prop_assert!(collation_key(&name) < collation_key(&continued));
        }
    }
}
