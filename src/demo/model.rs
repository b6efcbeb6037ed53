//! What is measured in the invented places: one common factor of deprivation, effects of divisions and
//! domains, and chance, so that indicators hang together as real ones do.

use std::collections::HashMap;

use super::places::Place;
use super::random::{Random, grow};
use super::tables::{CountEntry, Entry, Rhythm, Shape};
use crate::snapshot::{Column, Entries, Polarity};

/// What drives the values of each area.
pub(super) struct Factors {
    /// Common factor, about −2 (well off) to 2 (deprived).
    pub need: Vec<f64>,
    /// Factor of each domain by area.
    by_domain: HashMap<&'static str, Vec<f64>>,
    /// Persons.
    pub population: Vec<f64>,
    seed: u64,
    n_periods: usize,
}

/// Values by indicator and period.
#[derive(Default)]
pub(super) struct Measured {
    pub values: Vec<(String, Entries<Column>)>,
    pub errors: Vec<(String, Entries<Column>)>,
}

impl Factors {
    /// Draws the factors of all places.
    pub fn draw(places: &[Place], entries: &[Entry], (seed, n_periods): (u64, usize)) -> Self {
        let n_groups = places.iter().map(|place| place.group + 1).max().unwrap_or_default();
        let mut random = Random::new(seed, "need");
        let groups: Vec<f64> = (0..n_groups).map(|_| random.normal()).collect();
        let need = places.iter().map(|place| 0.5 * groups[place.group] + 0.85 * random.normal()).collect();
        let mut by_domain = HashMap::new();
        for entry in entries {
            let mut random = Random::new(seed, entry.domain);
            by_domain.entry(entry.domain).or_insert_with(|| places.iter().map(|_| random.normal()).collect());
        }
        let mut random = Random::new(seed, "population");
        let population = places.iter().map(|_| (6_000.0 * grow(0.5 * random.normal())).round()).collect();
        Self { need, by_domain, population, seed, n_periods }
    }

    fn n_areas(&self) -> usize {
        self.need.len()
    }

    /// Periods in which something of this rhythm is collected.
    fn periods(&self, rhythm: Rhythm) -> Vec<usize> {
        let all = 0..self.n_periods;
        match rhythm {
            Rhythm::Quarterly => all.collect(),
            Rhythm::Survey if self.n_periods > 1 => all.skip(1).step_by(2).collect(),
            Rhythm::Survey | Rhythm::Once => all.take(1).collect(),
        }
    }

    /// How each area stands in one indicator and period; positive raises the value.
    fn standing(&self, entry: &Entry, period: usize) -> Vec<f64> {
        let own = (1.0 - entry.load * entry.load - 0.09).max(0.05).sqrt();
        let sign = if entry.polarity == Polarity::LowersNeed { -1.0 } else { 1.0 };
        // The area's own part stays over time; the drift and a little chance do not.
        let mut lasting = Random::new(self.seed, entry.id);
        let drift = 0.05 * lasting.normal() * period as f64;
        let mut passing = Random::new(self.seed ^ (period as u64 + 1), entry.id);
        let domain = &self.by_domain[entry.domain];
        let stand = |(need, domain): (&f64, &f64)| {
            let fixed = entry.load * need + 0.3 * domain + own * lasting.normal();
            sign * (fixed + drift + 0.1 * passing.normal())
        };
        self.need.iter().zip(domain).map(stand).collect()
    }

    /// Which areas did not report: a few here and there, and now and then a whole division.
    fn silent(&self, entry: &Entry, period: usize, groups: &[usize]) -> Vec<bool> {
        let mut random = Random::new(self.seed ^ (1000 + period as u64), entry.id);
        let n_groups = groups.iter().max().map_or(0, |last| last + 1);
        let chance = if entry.shape == Shape::Survey { 0.1 } else { 0.025 };
        let silent_groups: Vec<bool> = (0..n_groups).map(|_| random.chance(chance)).collect();
        groups.iter().map(|group| silent_groups[*group] || random.chance(0.012)).collect()
    }
}

/// Measures everything; `counts` and `entries` come out in this order.
pub(super) fn measure(
    factors: &Factors,
    places: &[Place],
    counts: &[CountEntry],
    entries: &[Entry],
) -> Measured {
    let mut known = Known::from([("population", vec![(0, factors.population.clone())])]);
    let population = Entries(vec![(period_id(0), Column::new(factors.population.clone()))]);
    let mut measured =
        Measured { values: vec![("population".to_owned(), population)], ..Measured::default() };
    for (count, share) in counts.iter().filter_map(|count| Some((count, count.share?))) {
        let columns = count_people(factors, count, share);
        let by_period =
            columns.iter().map(|(period, column)| (period_id(*period), Column::new(column.clone())));
        measured.values.push((count.id.to_owned(), Entries(by_period.collect())));
        known.insert(count.id, columns);
    }
    let groups: Vec<usize> = places.iter().map(|place| place.group).collect();
    for entry in entries {
        measure_entry(&mut measured, (factors, &groups), entry, &known);
    }
    measured
}

/// Columns of the counts by the period from which they are in force.
type Known = HashMap<&'static str, Vec<(usize, Vec<f64>)>>;

fn in_force<'a>(known: &'a Known, id: &str, period: usize) -> Option<&'a [f64]> {
    let columns = known.get(id)?.iter().rev();
    columns.clone().find(|(from, _)| *from <= period).map(|(_, column)| column.as_slice())
}

fn count_people(factors: &Factors, count: &CountEntry, share: f64) -> Vec<(usize, Vec<f64>)> {
    let mut random = Random::new(factors.seed, count.id);
    let mut one = |people: &f64| {
        let expected = share * people * grow(0.12 * random.normal());
        random.whole(expected).max(1.0)
    };
    let mut column = || factors.population.iter().map(&mut one).collect();
    factors.periods(count.rhythm).into_iter().map(|period| (period, column())).collect()
}

fn measure_entry(
    measured: &mut Measured,
    (factors, groups): (&Factors, &[usize]),
    entry: &Entry,
    known: &Known,
) {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for period in factors.periods(entry.rhythm) {
        let silent = factors.silent(entry, period, groups);
        let standing = factors.standing(entry, period);
        let mut random = Random::new(factors.seed ^ (77 + period as u64), entry.id);
        let below = in_force(known, entry.of, period);
        let mut column = vec![f64::NAN; factors.n_areas()];
        let mut error = vec![f64::NAN; factors.n_areas()];
        for (area, value) in column.iter_mut().enumerate().filter(|(area, _)| !silent[*area]) {
            let below = below.map_or(f64::NAN, |column| column[area]);
            *value = value_of(entry, standing[area], below, &mut random);
            error[area] = round(18.0 / (60.0 + 180.0 * random.unit()).sqrt(), 2);
        }
        values.push((period_id(period), Column::new(column)));
        errors.push((period_id(period), Column::new(error)));
    }
    let id = if entry.shape == Shape::Ratio { entry.part } else { entry.id };
    measured.values.push((id.to_owned(), Entries(values)));
    if entry.shape == Shape::Survey {
        measured.errors.push((id.to_owned(), Entries(errors)));
    }
}

fn value_of(entry: &Entry, standing: f64, below: f64, random: &mut Random) -> f64 {
    let factor = grow(entry.spread * standing);
    match entry.shape {
        Shape::Rate => round(share(entry, factor), entry.decimals),
        Shape::Ratio => random.whole(below * share(entry, factor) / entry.per).min(part_limit(entry, below)),
        Shape::Mean => round(entry.typical * factor, entry.decimals).min(mean_limit(entry)),
        Shape::Survey => round((entry.typical + entry.spread * standing).clamp(4.0, 96.0), entry.decimals),
        Shape::Count => random.whole(entry.typical * below / 1_000.0 * factor),
    }
}

/// A share of the whole that nears but never reaches it.
fn share(entry: &Entry, factor: f64) -> f64 {
    let odds = entry.typical / (entry.per - entry.typical) * factor;
    entry.per * odds / (1.0 + odds)
}

/// The unemployed are among the active; only where the upper count is no part is there no limit.
fn part_limit(entry: &Entry, below: f64) -> f64 {
    if entry.per > 100.0 { f64::INFINITY } else { below }
}

fn mean_limit(entry: &Entry) -> f64 {
    if entry.unit.fa == "٪" { 100.0 } else { f64::INFINITY }
}

/// Key of a period.
pub(super) fn period_id(period: usize) -> String {
    format!("1403-{}", period + 1)
}

pub(super) fn round(value: f64, decimals: u8) -> f64 {
    let unit = (0..decimals).fold(1.0, |unit, _| unit * 10.0);
    (value * unit).round() / unit
}
