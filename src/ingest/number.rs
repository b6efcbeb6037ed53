//! Numbers as people write them in tables.

use super::recipe::CellRules;

/// A factor for every value of a column; a power of ten shifts the decimal mark and does not round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    factor: f64,
    /// `k` when the factor is 10ᵏ.
    exponent: Option<i32>,
}

impl Scale {
    pub fn new(factor: f64) -> Self {
        let exponent = (-12..=12).find(|exponent| format!("1e{exponent}").parse() == Ok(factor));
        Self { factor, exponent }
    }

    fn parse(self, plain: &str) -> Option<f64> {
        match self.exponent.filter(|_| !plain.contains('e')) {
            Some(0) => plain.parse().ok(),
            Some(exponent) => format!("{plain}e{exponent}").parse().ok(),
            None => plain.parse::<f64>().ok().map(|value| value * self.factor),
        }
    }
}

/// What stands for a missing value in the cells of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MissingCodes<'a> {
    rules: &'a CellRules,
    /// The codes that are numbers: every spelling of the number is the code, as readers of statistical tables take it.
    numbers: Vec<f64>,
}

impl<'a> MissingCodes<'a> {
    pub fn new(rules: &'a CellRules) -> Self {
        let numbers = rules.missing.iter().filter_map(|code| parse_number(code, rules, Scale::new(1.0)));
        Self { rules, numbers: numbers.collect() }
    }

    /// Whether a cell stands for a missing value.
    pub fn matches(&self, cell: &str) -> bool {
        let is_number = |cell: &str| {
            parse_number(cell, self.rules, Scale::new(1.0)).is_some_and(|value| self.numbers.contains(&value))
        };
        self.rules.missing.iter().any(|code| code == cell) || !self.numbers.is_empty() && is_number(cell)
    }
}

/// Reads one cell, `None` when it is not a finite number.
///
/// Persian and Arabic digits, `٫` and `٬` are understood; separators must stand between groups of three.
pub(super) fn parse_number(cell: &str, rules: &CellRules, scale: Scale) -> Option<f64> {
    let value =
        if is_simple(cell, rules) { scale.parse(cell) } else { scale.parse(&plain_number(cell, rules)?) };
    value.filter(|value| value.is_finite())
}

/// Nearly every cell of a large table: ASCII digits with at most one point, no other mark.
fn is_simple(cell: &str, rules: &CellRules) -> bool {
    let bytes = cell.strip_prefix('-').unwrap_or(cell).as_bytes();
    let is_plain = bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let begins_and_ends = bytes.first().zip(bytes.last());
    is_plain
        && rules.decimal == '.'
        && begins_and_ends.is_some_and(|(first, last)| first.is_ascii_digit() && last.is_ascii_digit())
        && bytes.iter().filter(|byte| **byte == b'.').count() < 2
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
        parse_number(cell, &CellRules::default(), Scale::new(1.0))
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
        assert_eq!(parse_number("1.234,5", &rules, Scale::new(1.0)), Some(1234.5));
        assert_eq!(parse_number("1.23", &rules, Scale::new(1.0)), None);
    }

    #[test]
    fn a_missing_code_that_is_a_number_is_every_spelling_of_it() {
        let missing = ["", "NA", "-999"].map(str::to_owned).to_vec();
        let rules = CellRules { missing, ..CellRules::default() };
        let codes = MissingCodes::new(&rules);
        for cell in
            ["", "NA", "-999", "-999.0", "-999.0000", "\u{2212}999", "−۹۹۹٫۰", "-9.99e2", "\u{200e}−٩٩٩"]
        {
            assert!(codes.matches(cell), "{cell}");
        }
        for cell in ["999", "-999.5", "-99", "na", "0", "—"] {
            assert!(!codes.matches(cell), "{cell}");
        }
    }

    #[test]
    fn powers_of_ten_do_not_round() {
        let rules = CellRules::default();
        assert_eq!(parse_number("0.022", &rules, Scale::new(100.0)), Some(2.2));
        assert_eq!(parse_number("8735.453", &rules, Scale::new(1000.0)), Some(8_735_453.0));
        assert_eq!(parse_number("3", &rules, Scale::new(0.01)), Some(0.03));
        assert_eq!(parse_number("3", &rules, Scale::new(2.5)), Some(7.5));
    }
}
