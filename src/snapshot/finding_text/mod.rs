//! The wording of findings: one sentence pattern per rule and language, filled with what was found where.

mod english;
mod persian;

use super::finding::{Finding, Place};
use super::rule::Rule;
use crate::text::Language;

/// A rule's wording: the rule, its title, and the pattern of its sentences.
///
/// Patterns may hold `{found}` and `{expected}`, `{bare}` (the expectation without its leading sign),
/// and the same names with `#`, which are numbers and take the digits of the language.
type Wording = (Rule, &'static str, &'static str);

fn wording(rule: Rule, language: Language) -> Option<&'static Wording> {
    let table: &[Wording] = match language {
        Language::Fa => persian::WORDINGS,
        Language::En => english::WORDINGS,
    };
    table.iter().find(|(known, _, _)| *known == rule)
}

impl Rule {
    /// A short heading for findings of this rule.
    pub fn title(self, language: Language) -> &'static str {
        wording(self, language).map_or(self.code(), |(_, title, _)| title)
    }
}

impl Finding {
    /// Whole sentences for the office that supplied the data: where, what is wrong and what to do.
    ///
    /// Persian text isolates quotations, so that codes and paths keep their own direction.
    pub fn text(&self, language: Language) -> String {
        let pattern = wording(self.rule, language).map_or("{found}", |(_, _, pattern)| pattern);
        let mut out = match language {
            Language::Fa => persian_place(&self.place),
            Language::En => english_place(&self.place),
        };
        fill(&mut out, pattern, |name| self.piece(name, language));
        if self.more > 0 {
            out += &match language {
                Language::Fa => {
                    format!(
                        " افزون بر این، {} مورد همانند دیگر نیز یافت شد.",
                        number(&self.more.to_string(), language)
                    )
                }
                Language::En => format!(" {} more cases like this were found.", self.more),
            };
        }
        out
    }

    fn piece(&self, name: &str, language: Language) -> String {
        let (name, is_number) = name.strip_suffix('#').map_or((name, false), |bare| (bare, true));
        let text = match name {
            "found" => self.found.as_str(),
            "bare" => self.expected.trim_start_matches(['≤', '≥', '≠', '∈', '>', '<', ' ']),
            _ => self.expected.as_str(),
        };
        if is_number { number(text, language) } else { quotation(text, language) }
    }
}

/// One pass, so that braces inside a quotation stay what they are.
fn fill(out: &mut String, pattern: &str, piece: impl Fn(&str) -> String) {
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        *out += before;
        *out += &piece(name);
        rest = tail;
    }
    *out += rest;
}

fn persian_place(place: &Place) -> String {
    let mut parts = Vec::new();
    if !place.path.is_empty() {
        parts.push(format!("نشانی \u{2066}{}\u{2069}", place.path));
    }
    let mut named = |noun: &str, id: &Option<String>| {
        parts.extend(id.as_ref().map(|id| format!("{noun} «\u{2068}{id}\u{2069}»")));
    };
    named("محدودهٔ دارای کد", &place.area);
    named("شاخص", &place.indicator);
    named("دورهٔ", &place.period);
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join("، ")) }
}

fn english_place(place: &Place) -> String {
    let mut parts = Vec::new();
    if !place.path.is_empty() {
        parts.push(format!("At {}", place.path));
    }
    let mut named = |noun: &str, id: &Option<String>| {
        parts.extend(id.as_ref().map(|id| format!("{noun} “{id}”")));
    };
    named("area", &place.area);
    named("indicator", &place.indicator);
    named("period", &place.period);
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
}

/// Text from the file, which may run in either direction.
fn quotation(text: &str, language: Language) -> String {
    match language {
        Language::Fa => format!("\u{2068}{text}\u{2069}"),
        Language::En => text.to_owned(),
    }
}

fn number(text: &str, language: Language) -> String {
    match language {
        Language::Fa => format!("\u{2066}{}\u{2069}", persian_digits(text)),
        Language::En => text.to_owned(),
    }
}

/// Figures as a Persian reader writes them; the 1 of a formula's `G1` is part of a name and stays.
fn persian_digits(text: &str) -> String {
    let mut before = ' ';
    let mut written = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        match letter {
            '0'..='9' if before.is_ascii_alphabetic() => written.push(letter),
            '0'..='9' => written.push_str(&crate::text::to_persian_digits(letter.encode_utf8(&mut [0; 4]))),
            '.' => written.push('٫'),
            '%' => written.push('٪'),
            other => written.push(other),
        }
        before = letter;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_its_wording_in_both_languages() {
        for language in [Language::Fa, Language::En] {
            let mut titles = BTreeSet::new();
            for rule in Rule::ALL {
                let (_, title, pattern) = wording(*rule, language).unwrap();
                assert!(titles.insert(title), "{title} is the title of two rules");
                assert!(pattern.ends_with('.') && !title.ends_with('.'), "{rule:?}");
                let finding = Finding::new(*rule, Place::at("p"), "FOUND", "≤ EXPECTED");
                let text = finding.text(language);
                assert!(!text.contains(['{', '}', '#']), "{text}");
                assert!(!text.contains(['ي', 'ى', 'ك']) || *rule == Rule::MixedLetters, "{text}");
            }
        }
        assert_eq!(persian::WORDINGS.len(), Rule::ALL.len());
        assert_eq!(english::WORDINGS.len(), Rule::ALL.len());
    }

    #[test]
    fn says_where_what_and_what_to_do() {
        let place = Place::at("values.shops.1402[3]").of_area("0012").of_indicator("shops").of_period("1402");
        let mut finding = Finding::new(Rule::NegativeCount, place, "-3.5", "≥ 0");
        finding.more = 12;
        assert_eq!(
            finding.text(Language::En),
            "At values.shops.1402[3], area “0012”, indicator “shops”, period “1402”: \
             the count is -3.5, but a count cannot be below 0. \
             Please give the right number, or null where it is not known. 12 more cases like this were found."
        );
        assert_eq!(
            finding.text(Language::Fa).replace(['\u{2066}', '\u{2068}', '\u{2069}'], ""),
            "نشانی values.shops.1402[3]، محدودهٔ دارای کد «0012»، شاخص «shops»، دورهٔ «1402»: \
             تعداد -۳٫۵ ثبت شده است، در حالی که تعداد نمی‌تواند کمتر از ۰ باشد. \
             خواهشمند است مقدار درست را ثبت و در صورت نبود اطلاع، مقدار null درج فرمایید. \
             افزون بر این، ۱۲ مورد همانند دیگر نیز یافت شد."
        );
    }

    #[test]
    fn braces_in_the_data_stay_data() {
        let finding = Finding::new(Rule::EmptyName, Place::at(""), "", "");
        assert!(!finding.text(Language::En).starts_with("At"));
        let finding = Finding::new(Rule::UnknownKind, Place::at("x"), "{expected}", "∈ kinds[].id");
        assert!(finding.text(Language::En).contains("“{expected}”"));
    }
}
