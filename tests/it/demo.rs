//! The demonstration data: reproducible, sound, and alike to what offices hold.

use std::collections::HashSet;
use std::path::Path;

use negah::demo::{DemoKind, DemoSpec, generate};
use negah::ingest::write_snapshot;
use negah::snapshot::{Limits, Measure, Polarity, Snapshot, open};

const SEED: u64 = 1403;

fn snapshot(spec: &DemoSpec) -> Snapshot {
    open(&write_snapshot(&generate(spec)), &Limits::DEFAULT).unwrap()
}

/// Compares with the committed file; `NEGAH_WRITE_SEEDS=1` writes it anew.
fn check_seed(name: &str, areas: usize) -> usize {
    let bytes = write_snapshot(&generate(&DemoSpec::new(areas, SEED)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    if std::env::var_os("NEGAH_WRITE_SEEDS").is_some() {
        std::fs::write(&path, &bytes).unwrap();
    }
    let committed = std::fs::read(&path).unwrap_or_default();
    assert!(bytes == committed, "{name} is not what the generator makes: run with NEGAH_WRITE_SEEDS=1");
    bytes.len()
}

#[test]
fn the_committed_files_are_what_the_generator_makes() {
    let size = check_seed("demo.snapshot.json", 64);
    assert!(size < 250_000, "the page embeds it: {size} bytes");
    check_seed("national-330.snapshot.json", 330);
}

#[test]
fn the_province_has_the_promised_shape() {
    let it = snapshot(&DemoSpec::new(64, SEED));
    let in_domains = it.indicators.iter().filter(|indicator| indicator.domain.is_some());
    assert_eq!((it.n_areas(), in_domains.clone().count(), it.domains.len()), (64, 24, 6));
    assert_eq!((it.periods.len(), it.kinds.len(), it.agencies.len(), it.programmes.len()), (4, 4, 18, 12));
    assert_eq!(it.divisions.units.iter().filter(|unit| unit.level == 1).count(), 8);
    assert!(it.boundaries.iter().all(Option::is_some) && it.header.synthetic);
    for domain in &it.domains {
        let n_in =
            in_domains.clone().filter(|indicator| indicator.domain.as_ref() == Some(&domain.id)).count();
        assert_eq!(n_in, 4, "{}", domain.id);
    }
    let capacities = in_domains.filter(|indicator| indicator.capacity);
    assert!(
        capacities.clone().count() == 3 && capacities.clone().all(|it| it.polarity == Polarity::LowersNeed)
    );
    assert!(it.areas.code.iter().all(|code| code.starts_with("01") && code.len() == 6));
}

#[test]
fn names_repeat_only_across_divisions() {
    let it = snapshot(&DemoSpec::new(64, SEED));
    let names: HashSet<_> = it.areas.name.iter().collect();
    assert_eq!(names.len(), 62);
    for areas in [64, 330, 5_000] {
        let it = snapshot(&DemoSpec::new(areas, SEED));
        let within: HashSet<_> = it.areas.name.iter().zip(&it.areas.division).collect();
        let codes: HashSet<_> = it.areas.code.iter().collect();
        assert_eq!((within.len(), codes.len()), (areas, areas));
    }
}

#[test]
fn values_are_possible_ones() {
    for spec in [DemoSpec::new(64, SEED), DemoSpec { indicators: 40, ..DemoSpec::new(330, 7) }] {
        let it = snapshot(&spec);
        for (at, indicator) in it.indicators.iter().enumerate() {
            let [low, high] = indicator.range.unwrap_or([0.0, f64::INFINITY]);
            for period in 0..it.periods.len() {
                let Some(column) = it.column(at, period) else { continue };
                assert!(column.present().all(|value| value >= low && value <= high), "{}", indicator.id);
                let is_count = indicator.measure == Measure::Count;
                assert!(!is_count || column.present().all(|value| value.fract() == 0.0), "{}", indicator.id);
                let differing: HashSet<_> = column.present().map(f64::to_bits).collect();
                assert!(differing.len() > 2, "{} is all but constant", indicator.id);
            }
            assert!(it.column_in_force(at, 3).is_some(), "{} has no value", indicator.id);
        }
    }
}

#[test]
fn gaps_are_few_and_sit_in_whole_divisions() {
    for areas in [64, 330] {
        let it = snapshot(&DemoSpec::new(areas, SEED));
        let (mut missing, mut all) = (0, 0);
        let columns = (0..it.indicators.len()).filter(|at| it.indicators[*at].domain.is_some());
        for column in columns.flat_map(|at| (0..4).map(move |period| (at, period))) {
            let Some(column) = it.column(column.0, column.1) else { continue };
            missing += column.missing();
            all += column.len();
            assert!(column.missing() * 3 < column.len());
        }
        let share = missing as f64 / all as f64;
        assert!((0.02..0.045).contains(&share), "{areas}: {share}");
    }
}

#[test]
fn surveys_carry_standard_errors_where_they_have_values() {
    let it = snapshot(&DemoSpec::new(64, SEED));
    for id in ["trust", "wellbeing"] {
        let at = it.indicator_idx(id).unwrap();
        assert!(it.column(at, 0).is_none() && it.column(at, 2).is_none());
        for period in [1, 3] {
            let (values, errors) = (it.column(at, period).unwrap(), it.standard_error(at, period).unwrap());
            let alike = (0..64).all(|area| values.get(area).is_some() == errors.get(area).is_some());
            assert!(alike && errors.present().all(|error| error > 0.5 && error < 3.0), "{id}");
        }
    }
}

fn correlation(it: &Snapshot, one: &str, other: &str) -> f64 {
    let column = |id| it.column_in_force(it.indicator_idx(id).unwrap(), 3).unwrap().1;
    let (one, other) = (column(one), column(other));
    let pairs: Vec<(f64, f64)> =
        (0..it.n_areas()).filter_map(|area| Some((one.get(area)?, other.get(area)?))).collect();
    let n = pairs.len() as f64;
    let mean = |take: fn(&(f64, f64)) -> f64| pairs.iter().map(take).sum::<f64>() / n;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let moment = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
    let both = moment(&|pair| (pair.0 - x) * (pair.1 - y));
    both / (moment(&|pair| (pair.0 - x).powi(2)) * moment(&|pair| (pair.1 - y).powi(2))).sqrt()
}

#[test]
fn indicators_hang_together_but_do_not_repeat_each_other() {
    let it = snapshot(&DemoSpec::new(330, SEED));
    assert!(correlation(&it, "relief_households_pct", "illiteracy_pct") > 0.4);
    assert!(correlation(&it, "relief_households_pct", "household_income") < -0.4);
    assert!(correlation(&it, "mosque_rate", "relief_households_pct").abs() < 0.3);
    let ids: Vec<&str> =
        it.indicators.iter().filter(|it| it.domain.is_some()).map(|it| it.id.as_str()).collect();
    for (at, one) in ids.iter().enumerate() {
        for other in &ids[at + 1..] {
            let r = correlation(&it, one, other);
            assert!(r.abs() < 0.9, "{one} {other}: {r}");
        }
    }
}

#[test]
fn offices_serve_about_half_of_the_target_neighbourhoods() {
    for areas in [64, 330] {
        let it = snapshot(&DemoSpec::new(areas, SEED));
        let is_target = |area: &usize| matches!(it.areas.kind[*area], Some(0 | 2));
        let targets: Vec<usize> = (0..areas).filter(is_target).collect();
        let served = targets.iter().filter(|area| it.areas.office[**area]).count();
        let share = served as f64 / targets.len() as f64;
        assert!((0.35..0.65).contains(&share), "{areas}: {served} of {}", targets.len());
        assert_eq!(served, it.areas.office.iter().filter(|office| **office).count());
    }
}

#[test]
fn works_refer_to_what_exists() {
    let file = generate(&DemoSpec::new(64, SEED));
    let codes: HashSet<_> = file.areas.code.iter().collect();
    let (programmes, periods): (HashSet<_>, HashSet<_>) =
        (file.programmes.iter().map(|it| &it.id).collect(), file.periods.iter().map(|it| &it.id).collect());
    assert!(file.records.len() > 200);
    assert!(file.records.iter().all(|record| codes.contains(&record.area)
        && programmes.contains(&record.programme)
        && periods.contains(&record.period)));
    assert!(file.offices.iter().flat_map(|office| &office.areas).all(|code| codes.contains(code)));
    assert!(file.targets.iter().all(|it| file.indicators.iter().any(|one| one.id == it.indicator)));
}

#[test]
fn large_ones_are_points_in_one_period() {
    let it = snapshot(&DemoSpec { indicators: 40, ..DemoSpec::new(5_000, 1) });
    let in_domains = it.indicators.iter().filter(|indicator| indicator.domain.is_some()).count();
    assert_eq!((it.n_areas(), in_domains, it.periods.len()), (5_000, 40, 1));
    assert_eq!(it.divisions.units.len(), 31);
    assert!(it.boundaries.is_empty() && it.records.is_empty() && it.areas.point.iter().all(Option::is_some));
}

#[test]
fn any_size_and_seed_works() {
    for areas in [0, 1, 7, 31, 129] {
        for kind in [DemoKind::Province, DemoKind::National] {
            let spec = DemoSpec { areas, seed: 9, indicators: 3, kind };
            assert_eq!(snapshot(&spec).n_areas(), areas.max(1), "{spec:?}");
        }
    }
    let [one, other] = [1, 2].map(|seed| write_snapshot(&generate(&DemoSpec::new(64, seed))));
    assert_ne!(one, other);
}
