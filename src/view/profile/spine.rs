//! Every indicator of one area against all areas: the spine chart and its table twin.

use super::change::{change_text, spark};
use crate::aggregate::{base, combine, quantile};
use crate::case::Case;
use crate::chart::spine::{Model, Quarter, Row};
use crate::insight::Position;
use crate::score::NodeValue;
use crate::snapshot::{Indicator, Polarity, Snapshot};
use crate::sorting::ascend;
use crate::text::Msg;
use crate::view::Words;
use crate::view::measure::by_domain;
use crate::view::part_names::data_name;
use crate::view::position_text::worse_text;
use crate::view::profile_scale::ProfileScale;

/// One indicator of the area, as the table says it.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorLine {
    /// Name.
    pub name: String,
    /// Name of its domain; empty for context indicators.
    pub domain: String,
    /// Whether it is scored in the present index.
    pub is_scored: bool,
    /// Value with unit.
    pub value: String,
    /// Standard error, period and filling remarks, where they apply.
    pub remark: String,
    /// The value as it went into the scale, where outliers were treated or the gap filled; empty where it is the same.
    pub treated: String,
    /// Value on the common scale.
    pub scaled: String,
    /// What it adds to the score.
    pub contribution: String,
    /// Value of the area's division.
    pub local: String,
    /// Value of the whole.
    pub whole: String,
    /// The worst and the best value of an area, and the median; low, middle and high for context indicators.
    pub range: [String; 3],
    /// Where the area stands, in words; empty without a value and for context indicators.
    pub position: String,
    /// Change since the measurement before, or why there is none.
    pub change: String,
    /// Points of a line over the periods in a box of 84 by 26, from left to right; `None` with fewer than two values.
    pub spark: Option<Vec<[f64; 2]>>,
}

/// The spine chart with its twin.
#[derive(Debug, Clone, PartialEq)]
pub struct SpineView {
    /// The picture.
    pub model: Model,
    /// For each of its rows the position of the indicator's line; `None` for headings.
    pub line_of: Vec<Option<usize>>,
    /// Indicators with a direction, by domain, then those without.
    pub lines: Vec<IndicatorLine>,
    /// Of how many areas the range is.
    pub title: String,
    /// Names of the division and of the whole.
    pub heads: [String; 2],
}

/// What is compared with: the areas of the innermost division and of the outermost one, or of the whole data set.
struct Around {
    names: [String; 2],
    /// The same without the level.
    short: [String; 2],
    members: [Vec<usize>; 2],
}

impl Around {
    fn of(snapshot: &Snapshot, area: usize, words: Words) -> Self {
        let tree = &snapshot.divisions;
        let units: Vec<u32> =
            snapshot.areas.division[area].map(|unit| tree.lineage(unit).collect()).unwrap_or_default();
        let (inner, outer) = (units.first().copied(), units.last().copied());
        let within = |unit: u32| {
            let inside = tree.within(&[unit]);
            let is_in = |at: &usize| snapshot.areas.division[*at].is_some_and(|own| inside[own as usize]);
            (0..snapshot.n_areas()).filter(is_in).collect()
        };
        let name = |unit| words.division(snapshot, unit);
        let short = |unit: u32| words.label(&tree.units[unit as usize].name);
        let outer = outer.filter(|outer| Some(*outer) != inner);
        Self {
            names: [
                inner.map(name).unwrap_or_default(),
                outer.map_or_else(|| words.say(Msg::SpineWhole).to_owned(), name),
            ],
            short: [
                inner.map(short).unwrap_or_default(),
                outer.map_or_else(|| words.say(Msg::SpineWhole).to_owned(), short),
            ],
            members: [
                inner.map(within).unwrap_or_default(),
                outer.map_or_else(|| (0..snapshot.n_areas()).collect(), within),
            ],
        }
    }
}

/// All that a line is made from.
struct Maker<'a> {
    case: &'a Case,
    scale: &'a ProfileScale,
    area: usize,
    words: Words,
    leaves: &'a [&'a NodeValue],
    around: Around,
}

/// The spine chart of an area.
pub fn spine_view(
    case: &Case,
    leaves: &[&NodeValue],
    (area, scale): (usize, &ProfileScale),
    words: Words,
) -> SpineView {
    let snapshot = &*case.snapshot;
    let around = Around::of(snapshot, area, words);
    let maker = Maker { case, scale, area, words, leaves, around };
    let mut view = SpineView {
        model: Model::default(),
        line_of: Vec::new(),
        lines: Vec::new(),
        title: words.fill(
            Msg::SpineTitle,
            &[("n", &words.int(snapshot.n_areas())), ("unit", &words.area_level(snapshot))],
        ),
        heads: maker.around.names.clone(),
    };
    let [local, whole] = maker.around.short.clone();
    view.model.titles = [words.say(Msg::SpineOwn).to_owned(), String::new(), local, whole];
    view.model.ends = [Msg::SpineWorse, Msg::Median, Msg::SpineBetter].map(|key| words.say(key).to_owned());
    let mut last = None;
    for at in by_domain(snapshot) {
        let indicator = &snapshot.indicators[at];
        let (line, row) = maker.line(at);
        if indicator.polarity != Polarity::Context {
            if last != Some(&indicator.domain) {
                view.model.rows.push(Row { label: line.domain.clone(), is_head: true, ..Row::default() });
                view.line_of.push(None);
                last = Some(&indicator.domain);
            }
            view.model.rows.push(row);
            view.line_of.push(Some(view.lines.len()));
        }
        view.lines.push(line);
    }
    view
}

/// Values on the axis of one row: 0.5 is the median, and the farther end reaches its side.
struct Axis {
    median: f64,
    /// Axis per unit of the indicator, positive towards better; 0 where all values are equal.
    per_unit: f64,
    ends: (f64, f64),
}

impl Axis {
    fn of(sorted: &[f64], polarity: Polarity) -> Option<Self> {
        let (low, high) = (*sorted.first()?, *sorted.last()?);
        let median = quantile(sorted, 0.5)?;
        let far = (median - low).max(high - median);
        let sign = if polarity == Polarity::RaisesNeed { -1.0 } else { 1.0 };
        Some(Self { median, per_unit: if far > 0.0 { 0.5 * sign / far } else { 0.0 }, ends: (low, high) })
    }

    /// The place of a value; `None` beyond all areas, as the sum of a count is.
    fn place(&self, value: f64) -> Option<f64> {
        let is_within = (self.ends.0..=self.ends.1).contains(&value);
        is_within.then_some(0.5 + (value - self.median) * self.per_unit)
    }

    fn spread(&self, sorted: &[f64]) -> Option<[f64; 4]> {
        let quarter = |share| self.place(quantile(sorted, share)?);
        let mut places = [self.place(self.ends.0)?, quarter(0.25)?, quarter(0.75)?, self.place(self.ends.1)?];
        ascend(&mut places);
        (self.per_unit != 0.0).then_some(places)
    }
}

impl Maker<'_> {
    fn line(&self, at: usize) -> (IndicatorLine, Row) {
        let (words, indicator) = (self.words, &self.case.snapshot.indicators[at]);
        let in_force = self.case.snapshot.column_in_force(at, self.case.outcome.period);
        let value = in_force.and_then(|(_, column)| column.get(self.area));
        let sorted = self.scale.values(at);
        let directed = indicator.polarity != Polarity::Context;
        let standing =
            value.filter(|_| directed).map(|value| Position::among_sorted(sorted, value, indicator.polarity));
        let [local, whole] = self.aggregates(at);
        let leaf = self.leaves.iter().find(|leaf| leaf.id == indicator.id);
        let mut ends = [0.0, 0.5, 1.0].map(|share| words.value(indicator, quantile(sorted, share)));
        if indicator.polarity == Polarity::RaisesNeed {
            ends.swap(0, 2);
        }
        let line = IndicatorLine {
            name: words.label(&indicator.name),
            domain: indicator
                .domain
                .as_deref()
                .map(|id| data_name(&self.case.snapshot, id, words))
                .unwrap_or_default(),
            is_scored: leaf.is_some(),
            value: words.value(indicator, value),
            remark: self.remark(at),
            treated: self.treated(at, value),
            scaled: leaf.map_or_else(String::new, |leaf| words.score(leaf.value)),
            contribution: leaf
                .map_or_else(String::new, |leaf| words.score(leaf.value.map(|_| leaf.contribution))),
            local: self.aggregate_text(indicator, local, 0),
            whole: self.aggregate_text(indicator, whole, 1),
            range: ends,
            position: standing.map_or_else(String::new, |own| worse_text(own, &self.case.snapshot, words)),
            change: change_text(&self.case.snapshot, (self.area, at), self.case.outcome.period, words),
            spark: spark(&self.case.snapshot, (self.area, at)),
        };
        let axis = Axis::of(sorted, indicator.polarity);
        let place = |value: Option<f64>| axis.as_ref()?.place(value?);
        let row = Row {
            label: line.name.clone(),
            is_head: false,
            figures: self.figures(indicator, [value, local, whole]),
            spread: axis.as_ref().and_then(|axis| axis.spread(sorted)),
            places: [place(value), place(local), place(whole)],
            quarter: standing.map(|own| Quarter::of(own.place())),
            remark: self.row_remark(axis.as_ref()),
        };
        (line, row)
    }

    /// Own figure, unit, division and whole: a sign of per cent stays with its number.
    fn figures(&self, indicator: &Indicator, values: [Option<f64>; 3]) -> [String; 4] {
        let unit = words_of_unit(indicator, self.words);
        let text = |value: Option<f64>| match unit.as_str() {
            "" => self.words.value(indicator, value),
            _ => self.words.number(value, indicator.decimals),
        };
        let [own, local, whole] = values.map(text);
        [own, unit, local, whole]
    }

    /// Why there is no bar or no mark.
    fn row_remark(&self, axis: Option<&Axis>) -> String {
        let key = match axis {
            None => Msg::SpineNoValues,
            Some(axis) if axis.per_unit == 0.0 => Msg::SpineAllEqual,
            Some(_) => return String::new(),
        };
        self.words.say(key).to_owned()
    }

    /// Values of the division and of the whole, by what the indicator measures.
    fn aggregates(&self, at: usize) -> [Option<f64>; 2] {
        let Some((in_force, column)) = self.case.snapshot.column_in_force(at, self.case.outcome.period)
        else {
            return [None; 2];
        };
        let base = base(&self.case.snapshot, &self.case.snapshot.indicators[at], in_force);
        [0, 1].map(|which| combine(column.raw(), &base, self.around.members[which].iter().copied()).value)
    }

    fn aggregate_text(&self, indicator: &Indicator, value: Option<f64>, which: usize) -> String {
        if self.around.members[which].is_empty() {
            return self.words.number(None, 0);
        }
        self.words.value(indicator, value)
    }

    /// The value that was scaled where it is not the snapshot's own.
    fn treated(&self, at: usize, value: Option<f64>) -> String {
        let leaf = self.case.outcome.matrix.leaves.iter().find(|leaf| leaf.indicator == at);
        let used = leaf.and_then(|leaf| leaf.scaled_from(&self.case.snapshot).get(self.area).copied());
        let used = used.filter(|used| !used.is_nan() && Some(*used) != value);
        used.map_or_else(String::new, |used| {
            self.words.number(Some(used), self.case.snapshot.indicators[at].decimals.max(1))
        })
    }

    fn remark(&self, at: usize) -> String {
        let (snapshot, words) = (&self.case.snapshot, self.words);
        let Some((period, column)) = snapshot.column_in_force(at, self.case.outcome.period) else {
            return words.say(Msg::SpineNoValues).to_owned();
        };
        let error = snapshot.standard_error(at, period).and_then(|column| column.get(self.area));
        let decimals = snapshot.indicators[at].decimals;
        let error =
            error.map(|error| words.fill_one(Msg::StandardError, &words.number(Some(error), decimals)));
        let older = (period != self.case.outcome.period)
            .then(|| words.fill_one(Msg::PeriodOther, &words.label(&snapshot.periods[period].name)));
        let gap = column.get(self.area).is_none().then(|| {
            let leaf = self.case.outcome.matrix.leaves.iter().find(|leaf| leaf.indicator == at);
            let filled = leaf.is_some_and(|leaf| leaf.filled.binary_search(&(self.area as u32)).is_ok());
            words.say(if filled { Msg::ProfileFilled } else { Msg::ProfileGap }).to_owned()
        });
        let parts: Vec<String> = [gap, error, older].into_iter().flatten().collect();
        words.list(&parts)
    }
}

/// The unit, unless it is per cent.
fn words_of_unit(indicator: &Indicator, words: Words) -> String {
    Some(words.label(&indicator.unit)).filter(|unit| !["٪", "%"].contains(&unit.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::testing::{case_of, small_snapshot};
    use crate::view::profile_scale;
    use proptest::prelude::*;

    fn view(area: usize) -> SpineView {
        let snapshot = small_snapshot();
        let case = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        let node = case.outcome.explain(area);
        let scale = profile_scale(&snapshot, case.outcome.period);
        spine_view(&case, &node.leaves(), (area, &scale), Words::default())
    }

    #[test]
    fn the_division_and_the_whole_are_aggregated_by_what_is_measured() {
        let view = view(0);
        let work = &view.lines[0];
        // 110 jobless of 800 active in the county, 160 of 1800 in the province.
        assert_eq!((work.value.as_str(), work.local.as_str()), ("۲۰٫۰٪", "۱۳٫۸٪"));
        assert_eq!(work.whole, "۸٫۹٪");
        assert_eq!(work.range, ["۲۰٫۰٪", "۱۰٫۰٪", "۵٫۰٪"], "from worst to best");
        assert_eq!(view.heads[0], "شهرستان شرقی");
        let row = &view.model.rows[1];
        assert_eq!((row.places[0], row.quarter), (Some(0.0), Some(Quarter::Worst)));
    }

    #[test]
    fn headings_are_domains_and_context_has_no_row() {
        let view = view(0);
        let heads: Vec<&str> =
            view.model.rows.iter().filter(|row| row.is_head).map(|row| row.label.as_str()).collect();
        assert_eq!(heads, ["معیشت", "آموزش"]);
        assert_eq!(view.line_of.iter().flatten().count(), 3);
        assert_eq!(view.lines.len(), 6, "context indicators stand in the table");
    }

    #[test]
    fn a_missing_value_is_said_and_has_no_mark() {
        let view = view(3);
        let (line, row) = (&view.lines[0], &view.model.rows[1]);
        assert_eq!((line.value.as_str(), row.places[0], row.quarter), ("—", None, None));
        assert_eq!(line.remark, Words::default().say(Msg::ProfileGap));
        assert!(row.spread.is_some(), "the others are still shown");
    }

    proptest! {
        #[test]
        fn worse_is_always_nearer_to_the_worse_end(
            values in prop::collection::vec(-50.0..50.0_f64, 2..40), raises in any::<bool>(),
        ) {
            let polarity = if raises { Polarity::RaisesNeed } else { Polarity::LowersNeed };
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let axis = Axis::of(&sorted, polarity).unwrap();
            let places: Vec<f64> = sorted.iter().map(|value| axis.place(*value).unwrap()).collect();
            prop_assert!(places.iter().all(|place| (-1e-9..=1.0 + 1e-9).contains(place)));
            let ordered =
                places.windows(2).all(|pair| if raises { pair[0] >= pair[1] } else { pair[0] <= pair[1] });
            prop_assert!(ordered);
            let at = |value| Position::among_sorted(&sorted, value, polarity).place();
            let (low, high) = (at(sorted[0]), at(sorted[sorted.len() - 1]));
            let (better, worse) = if raises { (low, high) } else { (high, low) };
            prop_assert!(better <= worse);
        }
    }
}
