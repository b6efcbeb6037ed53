//! Whether a recipe agrees with itself.

use std::collections::HashSet;

use super::import_rule::ImportRule;
use super::issue::Issue;
use super::recipe::{IndicatorColumn, Recipe};
use crate::snapshot::Measure;

impl Recipe {
    /// What contradicts itself inside the recipe.
    pub(super) fn issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        let mut complain = |place: String, found: &str, expected: &str| {
            issues.push(Issue::new(ImportRule::Recipe).column(place).found(found).expected(expected));
        };
        self.check_references(&mut complain);
        self.check_indicators(&mut complain);
        issues
    }

    fn check_references(&self, complain: &mut impl FnMut(String, &str, &str)) {
        if self.periods.is_empty() {
            complain("periods".to_owned(), "0", "≥ 1");
        }
        if self.time.period.is_none() && self.time.column.is_none() {
            complain("time".to_owned(), "", "period | column");
        }
        if !self.cells.delimiter.is_ascii() {
            complain("cells.delimiter".to_owned(), &self.cells.delimiter.to_string(), "ASCII");
        }
        let fixed = self.time.period.iter().chain(self.joins.iter().filter_map(|join| join.period.as_ref()));
        for period in fixed.filter(|id| self.period_idx(id).is_none()) {
            complain("time.period".to_owned(), period, "periods.id");
        }
        let tables = 1..=1 + self.joins.len();
        for (place, table) in self.named_tables().filter(|(_, table)| !tables.contains(table)) {
            complain(place, &table.to_string(), &format!("{}…{}", tables.start(), tables.end()));
        }
        for division in &self.divisions {
            if !self.levels.iter().any(|level| level.id == division.level) {
                complain("divisions.level".to_owned(), &division.level, "levels.id");
            }
        }
    }

    /// Every number of a table that the recipe names, with its place.
    fn named_tables(&self) -> impl Iterator<Item = (String, usize)> + '_ {
        let divisions =
            self.divisions.iter().map(|own| (format!("divisions.{}.table", own.level), own.table));
        let indicators =
            self.indicators.iter().map(|own| (format!("indicators.{}.table", own.id), own.table));
        let corrections =
            self.corrections.iter().map(|own| (format!("corrections.{}.table", own.area), own.table));
        let areas = std::iter::once(("areas.table".to_owned(), self.areas.table));
        let all = areas.chain(divisions).chain(indicators).chain(corrections);
        all.filter_map(|(place, table)| Some((place, table?)))
    }

    fn check_indicators(&self, complain: &mut impl FnMut(String, &str, &str)) {
        let mut seen = HashSet::new();
        for indicator in &self.indicators {
            let IndicatorColumn { id, column, scale, .. } = indicator;
            if !seen.insert(id.as_str()) {
                complain("indicators.id".to_owned(), id, "unique");
            }
            let is_ratio = matches!(indicator.measure, Measure::Ratio { .. });
            match column {
                Some(column) if is_ratio => complain(format!("indicators.{id}.column"), column, "—"),
                None if !is_ratio => complain(format!("indicators.{id}.column"), "", "column"),
                _ => {}
            }
            if !scale.is_finite() || *scale == 0.0 {
                complain(format!("indicators.{id}.scale"), &scale.to_string(), "≠ 0");
            }
            let known = |id: &str| self.indicators.iter().any(|other| other.id == id);
            for reference in references(&indicator.measure).into_iter().flatten().filter(|id| !known(id)) {
                complain(format!("indicators.{id}.measure"), reference, "indicators.id");
            }
        }
        if let Some(population) = self.population.as_deref().filter(|id| !seen.contains(id)) {
            complain("population".to_owned(), population, "indicators.id");
        }
    }
}

fn references(measure: &Measure) -> [Option<&str>; 2] {
    match measure {
        Measure::Count => [None, None],
        Measure::Rate { denominator, .. } => [Some(denominator), None],
        Measure::Mean { weight } => [weight.as_deref(), None],
        Measure::Ratio { numerator, denominator, .. } => [Some(numerator), Some(denominator)],
    }
}

#[cfg(test)]
mod tests {
    use super::super::recipe::tests::SMALL;
    use super::*;

    #[test]
    fn names_every_contradiction() {
        let text = SMALL
            .replace("population = \"pop\"", "population = \"people\"")
            .replace("period = \"1402\"", "period = \"1403\"")
            .replace("{ kind = \"count\" }", "{ kind = \"rate\", denominator = \"all\", per = 100.0 }")
            .replace("column = \"pop\"\n", "");
        let found: Vec<String> =
            Recipe::parse(&text).unwrap().issues().into_iter().map(|issue| issue.found).collect();
        assert_eq!(found, ["1403", "", "all", "people"]);
    }
}
