//! Columns: one entry per area, values that their indicator can have, indicators that have values.

use super::keys::Keys;
use super::references::ingredients;
use super::report::{Report, plain};
use crate::snapshot::entries::Entries;
use crate::snapshot::{Column, Finding, Indicator, Measure, Place, Polarity, Rule, SnapshotFile};

pub(super) fn check(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    check_area_columns(file, report);
    for (at, indicator) in file.indicators.iter().enumerate() {
        check_definition(at, indicator, report);
    }
    let codes = &file.areas.code;
    for (id, by_period) in file.values.iter() {
        let indicator = keys.indicators.get(id).map(|at| &file.indicators[at]);
        if indicator.is_some_and(|indicator| matches!(indicator.measure, Measure::Ratio { .. })) {
            let place = Place::at(format!("values.{id}")).of_indicator(id);
            report.add(Finding::new(Rule::RatioWithValues, place, by_period.0.len().to_string(), "0"));
        }
        let bounds = indicator.map(Bounds::of).unwrap_or_default();
        Columns { member: "values", id, by_period, codes }.check(&bounds, report);
    }
    for (id, by_period) in file.standard_errors.iter() {
        Columns { member: "standard_errors", id, by_period, codes }.check(&Bounds::STANDARD_ERROR, report);
    }
    check_presence(file, keys, report);
}

fn check_area_columns(file: &SnapshotFile, report: &mut Report) {
    let areas = &file.areas;
    let n_areas = areas.code.len();
    let optional = [
        ("name_en", areas.name_en.len()),
        ("division", areas.division.len()),
        ("kind", areas.kind.len()),
        ("lon", areas.lon.len()),
        ("lat", areas.lat.len()),
    ];
    let present = optional.into_iter().filter(|(_, length)| *length > 0);
    for (member, length) in std::iter::once(("name", areas.name.len())).chain(present) {
        if length != n_areas {
            let place = Place::at(format!("areas.{member}"));
            report.add(Finding::new(Rule::ColumnLength, place, length.to_string(), n_areas.to_string()));
        }
    }
}

fn check_definition(at: usize, indicator: &Indicator, report: &mut Report) {
    let place = |member: &str| Place::at(format!("indicators[{at}].{member}")).of_indicator(&indicator.id);
    if let Measure::Rate { per, .. } | Measure::Ratio { per, .. } = &indicator.measure
        && (*per <= 0.0 || !per.is_finite())
    {
        report.add(Finding::new(Rule::InvalidPer, place("measure.per"), plain(*per), "> 0"));
    }
    if indicator.decimals > 9 {
        report.add(Finding::new(
            Rule::TooManyDecimals,
            place("decimals"),
            indicator.decimals.to_string(),
            "≤ 9",
        ));
    }
    if let Some([low, high]) = indicator.range
        && low > high
    {
        report.add(Finding::new(Rule::RangeReversed, place("range"), interval(low, high), "min ≤ max"));
    }
}

/// The columns of one indicator under one member of the file.
struct Columns<'a> {
    member: &'static str,
    id: &'a str,
    by_period: &'a Entries<Column>,
    codes: &'a [String],
}

impl Columns<'_> {
    fn check(&self, bounds: &Bounds, report: &mut Report) {
        for (period, column) in self.by_period.iter() {
            let place = |entry: &str| {
                let path = format!("{}.{}.{period}{entry}", self.member, self.id);
                Place::at(path).of_indicator(self.id).of_period(period)
            };
            if column.len() != self.codes.len() {
                let (found, expected) = (column.len().to_string(), self.codes.len().to_string());
                report.add(Finding::new(Rule::ColumnLength, place(""), found, expected));
            }
            let breaches = column.raw().iter().enumerate();
            let breaches = breaches.filter_map(|(at, value)| Some((bounds.breach(*value)?, at)));
            report.add_cells(breaches, |rule, at| {
                let mut place = place(&format!("[{at}]"));
                if let Some(code) = self.codes.get(at) {
                    place = place.of_area(code);
                }
                Finding::new(rule, place, plain(column.raw()[at]), bounds.expected(rule))
            });
        }
    }
}

/// What the values of an indicator may be.
struct Bounds {
    /// The least value and the rule that forbids less.
    least: (f64, Rule),
    /// The declared range; empty ranges are reported elsewhere and judge nothing.
    range: Option<[f64; 2]>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { least: (f64::NEG_INFINITY, Rule::OutOfRange), range: None }
    }
}

impl Bounds {
    const STANDARD_ERROR: Self = Self { least: (0.0, Rule::NegativeStandardError), range: None };

    /// A percentage is not negative unless a declared range says so; a rate per thousand, such as net
    /// migration, may be.
    fn of(indicator: &Indicator) -> Self {
        const PERCENT: f64 = 100.0;
        let range = indicator.range.filter(|[low, high]| low <= high);
        let least = match &indicator.measure {
            Measure::Count => (0.0, Rule::NegativeCount),
            Measure::Rate { per, .. } if range.is_none() && per.total_cmp(&PERCENT).is_eq() => {
                (0.0, Rule::NegativeRate)
            }
            _ => (f64::NEG_INFINITY, Rule::OutOfRange),
        };
        Self { least, range }
    }

    fn breach(&self, value: f64) -> Option<Rule> {
        if value < self.least.0 {
            return Some(self.least.1);
        }
        self.range.filter(|[low, high]| value < *low || value > *high).map(|_| Rule::OutOfRange)
    }

    fn expected(&self, rule: Rule) -> String {
        match (rule, self.range) {
            (Rule::OutOfRange, Some([low, high])) => interval(low, high),
            _ => format!("≥ {}", plain(self.least.0)),
        }
    }
}

pub(super) fn interval(low: f64, high: f64) -> String {
    format!("[{}, {}]", plain(low), plain(high))
}

/// Reports indicators that are scored, or that others need, but have no column to offer.
fn check_presence(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    let columns = columns_by_indicator(file, keys);
    let mut needed: Vec<bool> =
        file.indicators.iter().map(|indicator| indicator.polarity != Polarity::Context).collect();
    let used = file.indicators.iter().flat_map(|indicator| ingredients(&indicator.measure));
    let population = file.population.as_deref().map(|id| ("population", id));
    for at in used.chain(population).filter_map(|(_, id)| keys.indicators.get(id)) {
        needed[at] = true;
    }
    for (at, indicator) in file.indicators.iter().enumerate() {
        let usable = match &indicator.measure {
            Measure::Ratio { numerator, denominator, .. } => {
                let of =
                    |id: &str| keys.indicators.get(id).map(|at| columns[at].as_slice()).unwrap_or_default();
                is_computable(of(numerator), of(denominator))
            }
            _ => !columns[at].is_empty(),
        };
        if needed[at] && !usable {
            let place = Place::at(format!("values.{}", indicator.id)).of_indicator(&indicator.id);
            report.add(Finding::new(Rule::WithoutValues, place, "0", "≥ 1"));
        }
    }
}

/// For each indicator the positions of the periods in which it has a column.
fn columns_by_indicator(file: &SnapshotFile, keys: &Keys) -> Vec<Vec<usize>> {
    let mut columns = vec![Vec::new(); file.indicators.len()];
    for (id, by_period) in file.values.iter() {
        if let Some(at) = keys.indicators.get(id) {
            columns[at].extend(by_period.iter().filter_map(|(period, _)| keys.periods.get(period)));
        }
    }
    columns
}

/// A ratio needs one period with a numerator in which a denominator is in force.
fn is_computable(numerator: &[usize], denominator: &[usize]) -> bool {
    match (numerator.iter().max(), denominator.iter().min()) {
        (Some(last), Some(first)) => first <= last,
        _ => false,
    }
}
