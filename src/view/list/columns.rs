//! Which columns there are, what they are called and how wide they stand.

use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::super::Words;

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Rank among the areas that count; always shown.
    Rank,
    /// Rank inside the division.
    Local,
    /// Name and whereabouts; always shown.
    Name,
    /// Inhabitants.
    Population,
    /// What each part of the index adds.
    Parts,
    /// The score.
    Score,
    /// Ranks from 5 to 95 % of the draws.
    Band,
    /// Chance of being in the list.
    Chance,
    /// Share of the weight that rests on data.
    Coverage,
    /// Tier.
    Tier,
    /// Rank in each period.
    Trend,
    /// An indicator, by position.
    Indicator(usize),
    /// What one top node of the index adds, by position; no column of its own, but sorted by.
    Part(usize),
}

/// What is shown unless readers choose otherwise.
pub fn default_columns() -> Vec<Column> {
    use Column::{Band, Chance, Parts, Population, Score};
    vec![Column::Rank, Column::Name, Population, Parts, Score, Band, Chance]
}

/// The columns that can be shown or hidden, with their names: first the fixed ones, then every indicator.
pub fn chooser(snapshot: &Snapshot, words: Words) -> Vec<(Column, String)> {
    use Column::{Band, Chance, Coverage, Local, Parts, Population, Score, Tier, Trend};
    let fixed = [Local, Population, Parts, Score, Band, Chance, Coverage, Tier, Trend];
    let fixed = fixed.into_iter().filter(|own| *own != Trend || snapshot.periods.len() > 1);
    let indicators = (0..snapshot.indicators.len()).filter(|at| Some(*at) != snapshot.population);
    fixed
        .chain(indicators.map(Column::Indicator))
        .map(|own| (own, column_name(own, snapshot, words)))
        .collect()
}

/// The name in the heading.
pub fn column_name(column: Column, snapshot: &Snapshot, words: Words) -> String {
    let key = match column {
        Column::Rank => Msg::Rank,
        Column::Local => Msg::ListLocal,
        Column::Name => Msg::Name,
        Column::Population => Msg::Population,
        Column::Parts | Column::Part(_) => Msg::Contributions,
        Column::Score => Msg::Score,
        Column::Band => Msg::ListBand,
        Column::Chance => Msg::ListChance,
        Column::Coverage => Msg::Coverage,
        Column::Tier => Msg::Tier,
        Column::Trend => Msg::ListTrend,
        Column::Indicator(at) => {
            return snapshot.indicators.get(at).map(|own| words.label(&own.name)).unwrap_or_default();
        }
    };
    words.say(key).to_owned()
}

/// Identifier of the indicator that a filter on the column filters by.
pub fn filterable(column: Column, snapshot: &Snapshot) -> Option<&str> {
    let at = match column {
        Column::Population => snapshot.population?,
        Column::Indicator(at) => at,
        _ => return None,
    };
    snapshot.indicators.get(at).map(|own| own.id.as_str())
}

/// What the filter of a column is called.
pub fn filter_label(column: Column, snapshot: &Snapshot, words: Words) -> String {
    words.fill_one(Msg::ListFilter, &column_name(column, snapshot, words))
}

/// Widths of the grid's tracks, and the width in pixels below which the table scrolls sideways. `spread`: each part of
/// the index has a column of its own.
pub fn template(columns: &[Column], spread: bool) -> (String, u32) {
    let (mut tracks, mut least) = (String::new(), 20);
    for column in columns {
        let (pixels, share) = match column {
            Column::Rank => (74, 0.0),
            Column::Local | Column::Tier => (56, 0.0),
            Column::Name => (118, 1.25),
            Column::Population => (94, 0.0),
            Column::Parts if spread => (226, 4.0),
            Column::Parts => (118, 2.3),
            Column::Score => (54, 0.0),
            Column::Chance | Column::Coverage => (58, 0.0),
            Column::Band | Column::Trend => (74, 0.8),
            Column::Indicator(_) | Column::Part(_) => (96, 0.0),
        };
        tracks.push_str(&if share > 0.0 {
            format!(" minmax({pixels}px, {share}fr)")
        } else {
            format!(" {pixels}px")
        });
        least += pixels + 7;
    }
    tracks.push_str(" 26px");
    (tracks, least + 26)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_snapshot;

    #[test]
    fn every_column_has_a_name_and_a_track() {
        let snapshot = small_snapshot();
        let all = chooser(&snapshot, Words::default());
        assert_eq!(all.len(), 9 + 5);
        assert!(all.iter().all(|own| !own.1.is_empty()));
        let columns: Vec<Column> = all.iter().map(|own| own.0).collect();
        let (tracks, least) = template(&columns, false);
        assert_eq!(tracks.matches("px").count(), columns.len() + 1);
        assert!(least > template(&default_columns(), false).1);
        assert!(template(&columns, true).1 > least);
    }

    #[test]
    fn numbers_of_the_data_can_be_filtered() {
        let snapshot = small_snapshot();
        assert_eq!(filterable(Column::Population, &snapshot), Some("pop"));
        assert_eq!(filterable(Column::Indicator(3), &snapshot), Some("unemployment"));
        assert_eq!(filterable(Column::Score, &snapshot), None);
        // By its name: nobody reads identifiers.
        let label = filter_label(Column::Indicator(3), &snapshot, Words::default());
        assert!(label.contains("نرخ بیکاری") && !label.contains("unemployment"), "{label}");
    }
}
