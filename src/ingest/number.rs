//! Numbers as people write them in tables.

use super::recipe::CellRules;

/// Reads one cell, `None` when it is not a finite number.
///
/// Persian and Arabic digits, `٫` and `٬` are understood; separators must stand between groups of three.
/// `scale` multiplies the value; a power of ten is applied to the text, so that `0.022` × 100 is `2.2`.
pub(super) fn parse_number(cell: &str, rules: &CellRules, scale: f64) -> Option<f64> {
    let plain = plain_number(cell, rules)?;
    let value: f64 = match exponent_of(scale).filter(|_| !plain.contains('e')) {
        Some(0) => plain.parse().ok()?,
        Some(exponent) => format!("{plain}e{exponent}").parse().ok()?,
        None => plain.parse::<f64>().ok()? * scale,
    };
    value.is_finite().then_some(value)
}

/// `k` when `scale` is 10ᵏ.
fn exponent_of(scale: f64) -> Option<i32> {
    (-12..=12).find(|exponent| format!("1e{exponent}").parse() == Ok(scale))
}

/// The cell in the form `[-]digits[.digits][e[-]digits]`.
fn plain_number(cell: &str, rules: &CellRules) -> Option<String> {
    let latin: String = cell.chars().filter_map(|letter| latin_letter(letter, rules)).collect();
    let unsigned = latin.strip_prefix(['-', '+']).unwrap_or(&latin);
    let (mantissa, exponent) = match unsigned.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = ungrouped(whole)?;
    let is_number = all_digits(&whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    if !is_number || exponent.is_some_and(|text| !is_exponent(text)) {
        return None;
    }
    let sign = if latin.starts_with('-') { "-" } else { "" };
    let power = exponent.map(|text| format!("e{text}")).unwrap_or_default();
    Some(format!("{sign}{whole}.{fraction}0{power}"))
}

/// One letter in Latin writing, `,` standing for any group mark; invisible direction marks vanish.
fn latin_letter(letter: char, rules: &CellRules) -> Option<char> {
    let digit_from = |zero: char| char::from_digit(letter as u32 - zero as u32, 10);
    match letter {
        '\u{200e}' | '\u{200f}' => None,
        '۰'..='۹' => digit_from('۰'),
        '٠'..='٩' => digit_from('٠'),
        '\u{2212}' => Some('-'),
        'E' => Some('e'),
        '٫' => Some('.'),
        '٬' => Some(','),
        _ if letter == rules.decimal => Some('.'),
        _ if Some(letter) == rules.thousands => Some(','),
        '.' | ',' => Some('?'),
        _ => Some(letter),
    }
}

fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let fits = !grouped || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    fits.then(|| whole.replace(',', ""))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.len() <= 3 && all_digits(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Option<f64> {
        parse_number(cell, &CellRules::default(), 1.0)
    }

    #[test]
    fn reads_what_people_write() {
        for (cell, value) in [
            ("12", 12.0),
            ("-0.5", -0.5),
            ("+3", 3.0),
            (".5", 0.5),
            ("1e-3", 0.001),
            ("۱۲٫۵", 12.5),
            ("١٢٬٣٤٥", 12345.0),
            ("\u{2212}۷", -7.0),
            ("\u{200f}4", 4.0),
            ("37.0021", 37.0021),
            ("0.000075", 0.000_075),
        ] {
            assert_eq!(read(cell), Some(value), "{cell}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for cell in [
            "", "-", ".", "1,000", "12٬34", "1.2.3", "inf", "NaN", "0x1F", "12%", "1e", "1e999", "1 2", "۱۲-",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn follows_the_recipe_about_marks() {
        let rules = CellRules { decimal: ',', thousands: Some('.'), ..CellRules::default() };
        assert_eq!(parse_number("1.234,5", &rules, 1.0), Some(1234.5));
        assert_eq!(parse_number("1.23", &rules, 1.0), None);
    }

    #[test]
    fn powers_of_ten_do_not_round() {
        let rules = CellRules::default();
        assert_eq!(parse_number("0.022", &rules, 100.0), Some(2.2));
        assert_eq!(parse_number("8735.453", &rules, 1000.0), Some(8_735_453.0));
        assert_eq!(parse_number("3", &rules, 0.01), Some(0.03));
        assert_eq!(parse_number("3", &rules, 2.5), Some(7.5));
    }
}
