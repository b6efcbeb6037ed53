//! Numbers, names and sentences for one reader.

use std::collections::HashSet;

use crate::snapshot::{Indicator, Label, Snapshot};
use crate::text::{
    JalaliDate, Language, Msg, NumberFormat, decimals_beside, fill, format_percent, ordinal,
    to_persian_digits,
};

/// Names that several areas have: shown alone they would not say which.
pub fn repeated_names(snapshot: &Snapshot) -> HashSet<&str> {
    let mut met = HashSet::new();
    snapshot.areas.name.iter().map(String::as_str).filter(|name| !met.insert(*name)).collect()
}

/// Speaks to a reader in one language. Copied freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    /// The reader's language.
    pub language: Language,
}

impl Words {
    /// A text of the interface.
    pub fn say(self, key: Msg) -> &'static str {
        key.text(self.language)
    }

    /// A text of the interface with its placeholders filled.
    pub fn fill(self, key: Msg, values: &[(&str, &str)]) -> String {
        fill(self.say(key), values)
    }

    /// [`Words::fill`] with values made for it.
    pub fn filled(self, key: Msg, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.fill(key, &values)
    }

    /// A text with one unnamed placeholder.
    pub fn fill_one(self, key: Msg, value: &str) -> String {
        fill(self.say(key), &[("", value)])
    }

    /// A label of the data.
    pub fn label(self, label: &Label) -> String {
        label.get(self.language).to_owned()
    }

    /// How many there are of something, in words: the first text for one of it, the second otherwise. Both have one
    /// unnamed placeholder; Persian does not put what is counted into the plural, English does.
    pub fn counted(self, n: usize, (one, many): (Msg, Msg)) -> String {
        self.fill_one(if n == 1 { one } else { many }, &self.int(n))
    }

    /// A number with its sign, `+` too; zero has none.
    pub fn signed(self, value: f64, decimals: u8) -> String {
        let text = self.number(Some(value.abs()), decimals);
        let is_nothing = text.chars().all(|letter| !matches!(letter, '1'..='9' | '۱'..='۹'));
        match (is_nothing, value < 0.0) {
            (true, _) => text,
            (false, true) => self.number(Some(value), decimals),
            (false, false) if self.language == Language::Fa => format!("\u{200E}+{text}"),
            (false, false) => format!("+{text}"),
        }
    }

    /// A number with a fixed count of decimals; missing is a dash.
    pub fn number(self, value: Option<f64>, decimals: u8) -> String {
        NumberFormat::new(self.language, decimals).format_option(value)
    }

    /// A whole number.
    pub fn int(self, value: usize) -> String {
        self.number(Some(value as f64), 0)
    }

    /// A share of 0 to 1 as whole per cent; never as 0 % or 100 % where it is neither: see [`format_percent`].
    pub fn percent(self, share: Option<f64>) -> String {
        share.map_or_else(|| self.number(None, 0), |share| format_percent(share, 0, self.language))
    }

    /// A share of 0 to 1 as per cent, with one decimal where whole per cent would not be true.
    pub fn exact_percent(self, share: Option<f64>) -> String {
        let whole = |share: f64| (share * 100.0 - (share * 100.0).round()).abs() < 0.05;
        share.map_or_else(
            || self.number(None, 0),
            |share| format_percent(share, u8::from(!whole(share)), self.language),
        )
    }

    /// A figure and the bar it is compared with, in at least so many decimals and in as many as tell them apart; the bar
    /// as it is written down, if it is. See [`decimals_beside`].
    pub fn beside(self, figure: Option<f64>, bar: Option<f64>, decimals: u8) -> [String; 2] {
        let of = |own: Option<f64>| own.unwrap_or(f64::NAN);
        let (own, limit) = decimals_beside(of(figure), of(bar), decimals);
        [self.number(figure, own), self.number(bar, limit)]
    }

    /// A figure with as many decimals, at least those given, as tell it from each of the bars it is compared with.
    pub fn among(self, figure: Option<f64>, bars: &[f64], decimals: u8) -> String {
        let own = figure.unwrap_or(f64::NAN);
        let needed = bars.iter().map(|bar| decimals_beside(own, *bar, decimals).0);
        self.number(figure, needed.max().unwrap_or(decimals))
    }

    /// An indicator's value with its unit, in as many decimals as tell it from each of the bars it is compared with.
    pub fn value_among(self, indicator: &Indicator, value: Option<f64>, bars: &[f64]) -> String {
        let number = self.among(value, bars, indicator.decimals);
        if value.is_none() { number } else { self.with_unit(indicator, number) }
    }

    /// [`Words::beside`] in an indicator's unit and decimals.
    pub fn values_beside(self, indicator: &Indicator, figure: Option<f64>, bar: Option<f64>) -> [String; 2] {
        let [own, limit] = self.beside(figure, bar, indicator.decimals);
        [
            if figure.is_some() { self.with_unit(indicator, own) } else { own },
            if bar.is_some() { self.with_unit(indicator, limit) } else { limit },
        ]
    }

    /// A score, one decimal.
    pub fn score(self, score: Option<f64>) -> String {
        self.number(score, 1)
    }

    /// «سوم» or "3rd".
    pub fn ordinal(self, rank: u32) -> String {
        ordinal(rank as usize, self.language)
    }

    /// An indicator's value with its unit, rounded to its decimals.
    pub fn value(self, indicator: &Indicator, value: Option<f64>) -> String {
        let number = self.number(value, indicator.decimals);
        if value.is_none() { number } else { self.with_unit(indicator, number) }
    }

    /// A number that is written already with an indicator's unit.
    fn with_unit(self, indicator: &Indicator, number: String) -> String {
        match indicator.unit.get(self.language) {
            "" => number,
            unit @ ("٪" | "%") => format!("{number}{unit}"),
            unit => format!("{number} {unit}"),
        }
    }

    /// A number of inhabitants.
    pub fn people(self, people: f64) -> String {
        self.fill_one(Msg::People, &self.number(Some(people), 0))
    }

    /// Inhabitants of several areas as far as they are known, with the number of those of which they are not.
    pub fn people_known(self, total: Option<f64>, unknown: usize) -> String {
        let Some(total) = total else { return self.say(Msg::PeopleNotKnown).to_owned() };
        self.with_unknown(self.people(total), unknown)
    }

    /// A text about people, with the number of areas of unknown population where there are any.
    pub fn with_unknown(self, text: String, unknown: usize) -> String {
        match unknown {
            0 => text,
            n => format!("{text} {}", self.fill_one(Msg::PeopleUnknown, &self.int(n))),
        }
    }

    /// The name of an area.
    pub fn area(self, snapshot: &Snapshot, area: usize) -> String {
        let areas = &snapshot.areas;
        let english =
            areas.name_en.get(area).and_then(Option::as_ref).filter(|_| self.language == Language::En);
        english.or_else(|| areas.name.get(area)).cloned().unwrap_or_default()
    }

    /// The name of an area, with its division where `repeated` (see [`repeated_names`]) has the name.
    pub fn area_apart(self, snapshot: &Snapshot, area: usize, repeated: &HashSet<&str>) -> String {
        let name = self.area(snapshot, area);
        let shared = snapshot.areas.name.get(area).is_some_and(|own| repeated.contains(own.as_str()));
        let division = if shared { self.division_of(snapshot, area) } else { String::new() };
        if division.is_empty() { name } else { format!("{name} ({division})") }
    }

    /// Where an area lies: level and name of its division, and of the one above.
    pub fn whereabouts(self, snapshot: &Snapshot, area: usize) -> String {
        let tree = &snapshot.divisions;
        let Some(Some(unit)) = snapshot.areas.division.get(area) else { return String::new() };
        let parts: Vec<String> = tree.lineage(*unit).take(2).map(|at| self.division(snapshot, at)).collect();
        parts.join(self.say(Msg::ListAnd))
    }

    /// Level and name of the division an area lies in directly.
    pub fn division_of(self, snapshot: &Snapshot, area: usize) -> String {
        let unit = snapshot.areas.division.get(area).copied().flatten();
        unit.map(|unit| self.division(snapshot, unit)).unwrap_or_default()
    }

    /// Level and name of a division, the level left out where the name says it already.
    pub fn division(self, snapshot: &Snapshot, unit: u32) -> String {
        let Some(found) = snapshot.divisions.units.get(unit as usize) else { return String::new() };
        let name = self.label(&found.name);
        let level = snapshot
            .divisions
            .levels
            .get(found.level)
            .map(|level| self.label(&level.name))
            .unwrap_or_default();
        match self.language {
            Language::Fa if !level.is_empty() && !name.starts_with(&level) => format!("{level} {name}"),
            _ => name,
        }
    }

    /// What one ranked area is called.
    pub fn area_level(self, snapshot: &Snapshot) -> String {
        self.label(&snapshot.header.area_level)
    }

    /// A noun as another word follows it: «محلهٔ نخست», «شهرستان نخست»; English is as it was.
    ///
    /// A silent he takes the sign, one that is heard (after a long vowel, and in «ده») does not.
    pub fn ezafe(self, noun: &str) -> String {
        let mut ending = noun.chars().rev();
        let (last, before) = (ending.next(), ending.next());
        let heard = matches!(before, Some('ا' | 'و')) || noun.split(' ').next_back() == Some("ده");
        match last {
            Some('ه') if self.language == Language::Fa && !heard => format!("{noun}\u{654}"),
            Some('ا' | 'و') if self.language == Language::Fa => format!("{noun}ی"),
            _ => noun.to_owned(),
        }
    }

    /// A day in the reader's calendar; a bare year or other text stays as it is.
    pub fn date(self, text: &str) -> String {
        match (JalaliDate::from_iso(text), self.language) {
            (Ok(date), Language::Fa) => date.long(self.language),
            (Err(_), Language::Fa) => to_persian_digits(text),
            (_, Language::En) => text.to_owned(),
        }
    }

    /// Parts of a sentence joined by commas, «و» or "and" before the last.
    pub fn list_and(self, parts: &[String]) -> String {
        match parts.split_last() {
            Some((last, before @ [_, ..])) => {
                self.fill(Msg::ListLast, &[("list", &self.list(before)), ("last", last)])
            }
            _ => self.list(parts),
        }
    }

    /// Parts of a sentence joined by commas.
    pub fn list(self, parts: &[String]) -> String {
        parts.join(self.say(Msg::ListAnd))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_told_apart_from_its_bar() {
        let words = Words { language: Language::En };
        assert_eq!(words.beside(Some(59.996), Some(60.0), 2), ["59.996", "60.00"]);
        assert_eq!(words.beside(Some(200.0 / 3.0), Some(66.7), 0), ["66.67", "66.7"]);
        assert_eq!(words.beside(Some(66.66), Some(66.68), 1), ["66.66", "66.68"]);
        assert_eq!(words.beside(Some(61.99999999999999), Some(62.0), 1), ["62.0", "62.0"]);
        assert_eq!(words.beside(Some(70.0), Some(60.0), 0), ["70", "60"]);
        assert_eq!(words.beside(None, Some(66.7), 0), ["—", "66.7"]);
        assert_eq!(words.beside(Some(1.0 / 3.0), Some(1.0 / 3.0 - 1e-5), 2), ["0.33333", "0.33332"]);
    }

    #[test]
    fn signs_are_written_and_nothing_has_none() {
        let words = Words { language: Language::En };
        assert_eq!(
            [words.signed(1.25, 1), words.signed(-3.0, 0), words.signed(-0.01, 1)],
            ["+1.3", "-3", "0.0"]
        );
        assert_eq!(Words::default().signed(2.0, 0), "\u{200E}+۲");
    }

    #[test]
    fn a_noun_before_another_word_has_its_sign() {
        let words = Words::default();
        let told = ["محله", "ناحیه", "شهرستان", "گروه", "ده", "حوزه", "روستا", "ناحیهٔ آماری کوچک"]
            .map(|noun| words.ezafe(noun));
        assert_eq!(told, ["محلهٔ", "ناحیهٔ", "شهرستان", "گروه", "ده", "حوزهٔ", "روستای", "ناحیهٔ آماری کوچک"]);
        assert_eq!(Words { language: Language::En }.ezafe("محله"), "محله");
    }

    #[test]
    fn english_counts_one_thing_in_the_singular() {
        let words = Words { language: Language::En };
        let text = |n| words.counted(n, (Msg::RemarkOne, Msg::RemarkMany));
        assert_eq!([text(0), text(1), text(2)], ["0 remarks", "1 remark", "2 remarks"]);
    }
}
