//! Who works in the invented places: kinds of area, offices, agencies, programmes, targets.

use super::DemoSpec;
use super::model::{Factors, period_id};
use super::places::Place;
use super::random::Random;
use super::tables;
use crate::snapshot::{Label, Named, Office, Programme, ProgrammeRecord, Target};

/// Above this number of areas no single works are invented.
const MOST_AREAS_WITH_WORK: usize = 2_000;

/// Kinds of area.
pub(super) fn kinds() -> Vec<Named> {
    [
        ("target", "محلهٔ هدف", "Target neighbourhood"),
        ("worn_fabric", "بافت فرسوده", "Worn-out fabric"),
        ("informal", "سکونتگاه غیررسمی", "Informal settlement"),
        ("joined_village", "روستای پیوسته به شهر", "Village joined to a town"),
    ]
    .map(|(id, fa, en)| Named { id: id.to_owned(), name: Label::both(fa, en) })
    .to_vec()
}

/// Kind of each area: the more deprived, the likelier a target or informal.
pub(super) fn assign_kinds(factors: &Factors, seed: u64) -> Vec<&'static str> {
    let mut random = Random::new(seed, "kinds");
    let mut choose = |need: &f64| match (*need, random.unit()) {
        (need, draw) if need > 0.5 => {
            if draw < 0.65 {
                "target"
            } else {
                "informal"
            }
        }
        (need, draw) if need > -0.4 => match draw {
            draw if draw < 0.45 => "target",
            draw if draw < 0.85 => "worn_fabric",
            _ => "joined_village",
        },
        (_, draw) => {
            if draw < 0.5 {
                "worn_fabric"
            } else {
                "joined_village"
            }
        }
    };
    factors.need.iter().map(&mut choose).collect()
}

fn is_target(kind: &str) -> bool {
    matches!(kind, "target" | "informal")
}

/// Offices in about half of the target neighbourhoods; some serve the next one too.
pub(super) fn offices(places: &[Place], kinds: &[&str], seed: u64) -> Vec<Office> {
    let mut random = Random::new(seed, "offices");
    let mut offices: Vec<Office> = Vec::new();
    let mut is_served = vec![false; places.len()];
    for (at, place) in places.iter().enumerate() {
        if !is_target(kinds[at]) || is_served[at] || !random.chance(0.42) {
            continue;
        }
        let next = (at + 1).min(places.len() - 1);
        let has_two =
            next > at && places[next].group == place.group && is_target(kinds[next]) && random.chance(0.35);
        let mut areas = vec![place.code.clone()];
        if has_two {
            areas.push(places[next].code.clone());
            is_served[next] = true;
        }
        let (year, month, day) = (2021 + random.below(4), 1 + random.below(12), 1 + random.below(28));
        let name = |language: &str, name: &str| format!("{language}{name}");
        let en = place.name.en.as_deref().map(|en| name("Social transformation office, ", en));
        offices.push(Office {
            id: format!("office-{:03}", offices.len() + 1),
            name: Label { fa: name("دفتر تحول اجتماعی ", &place.name.fa), en },
            areas,
            opened: Some(format!("{year}-{month:02}-{day:02}")),
        });
    }
    offices
}

/// Executive agencies.
pub(super) fn agencies() -> Vec<Named> {
    tables::agencies().into_iter().map(|(id, name)| Named { id: id.to_owned(), name }).collect()
}

/// Programmes of the agencies; one for a domain that has no indicator serves no domain.
pub(super) fn programmes(entries: &[tables::Entry]) -> Vec<Programme> {
    let has_domain = |id: &str| entries.iter().any(|entry| entry.domain == id);
    let programme = |it: tables::ProgrammeEntry| Programme {
        id: it.id.to_owned(),
        name: it.name,
        agency: it.agency.to_owned(),
        domain: has_domain(it.domain).then(|| it.domain.to_owned()),
        level: Some(it.level),
        approach: Some(it.approach),
        unit: Some(it.unit),
    };
    tables::programmes().into_iter().map(programme).collect()
}

/// What programmes planned and did; late reports are missing from the newest period.
pub(super) fn records(
    spec: &DemoSpec,
    places: &[Place],
    kinds: &[&str],
    n_periods: usize,
) -> Vec<ProgrammeRecord> {
    if places.len() > MOST_AREAS_WITH_WORK {
        return Vec::new();
    }
    let is_small = places.len() <= 200;
    let (coverage, first_period) = if is_small { (0.4, 0) } else { (0.15, n_periods.saturating_sub(2)) };
    let mut records = Vec::new();
    for programme in tables::programmes() {
        let mut random = Random::new(spec.seed, programme.id);
        // Some agencies reach everywhere, others hardly anywhere: gaps and overlaps to be seen.
        let reach = coverage * (0.5 + random.unit());
        for (place, _) in places.iter().zip(kinds).filter(|(_, kind)| is_target(kind)) {
            if !random.chance(reach) {
                continue;
            }
            for period in first_period..n_periods {
                let (plan, success) = (0.6 + 0.8 * random.unit(), 0.35 + 0.75 * random.unit());
                let planned = random.whole(programme.typical * plan).max(1.0);
                let done = random.whole(planned * success);
                let is_late = period + 1 == n_periods && random.chance(0.15);
                records.push(ProgrammeRecord {
                    programme: programme.id.to_owned(),
                    area: place.code.clone(),
                    period: period_id(period),
                    planned: Some(planned),
                    done: (!is_late).then_some(done),
                });
            }
        }
    }
    records
}

/// Targets for the coming year, those of indicators that the file has.
pub(super) fn targets(ids: &[&str], division: Option<&str>) -> Vec<Target> {
    let target = |indicator: &str, value, division: Option<&str>| Target {
        indicator: indicator.to_owned(),
        period: "زمستان ۱۴۰۴".to_owned(),
        value,
        area: None,
        division: division.map(str::to_owned),
    };
    [
        target("unemployment_rate", 11.0, None),
        target("out_of_school_rate", 2.5, None),
        target("uninsured_pct", 6.0, None),
        target("trust", 58.0, None),
        target("unsafe_housing_pct", 20.0, division),
    ]
    .into_iter()
    .filter(|target| ids.contains(&target.indicator.as_str()))
    .collect()
}
