//! One fault after the other, and what must be said of it.

use negah::snapshot::wire::{Named, Period, Polarity, Target};
use negah::snapshot::{Column, Entries, Geometry, Label, Measure, SnapshotFile};

/// The column of an indicator in a period, as numbers that can be changed.
pub fn change(file: &mut SnapshotFile, id: &str, period: &str, change: impl FnOnce(&mut Vec<f64>)) {
    let (_, by_period) = file.values.0.iter_mut().find(|(known, _)| known == id).unwrap();
    let (_, column) = by_period.0.iter_mut().find(|(known, _)| known == period).unwrap();
    let mut values = column.raw().to_vec();
    change(&mut values);
    *column = Column::new(values);
}

pub fn ring<'a>(file: &'a mut SnapshotFile, code: &str) -> &'a mut Vec<[f64; 2]> {
    let (_, geometry) = file.boundaries.0.iter_mut().find(|(known, _)| known == code).unwrap();
    match geometry {
        Geometry::Polygon(rings) => &mut rings[0],
        Geometry::MultiPolygon(_) => unreachable!("the sample holds polygons"),
    }
}

/// Lets trust follow literacy but for the first few areas, of which it turns the order round.
pub fn like_literacy(file: &mut SnapshotFile, reversed: usize) {
    let mut literacy: Vec<f64> = Vec::new();
    change(file, "literacy", "1402", |values| literacy.clone_from(values));
    literacy[..reversed].reverse();
    change(file, "trust", "1402", |values| *values = literacy.iter().map(|percent| percent / 25.0).collect());
}

pub fn named(id: &str) -> Named {
    Named { id: id.into(), name: Label::fa("نام") }
}

fn nothing_left(f: &mut SnapshotFile) {
    let areas = &mut f.areas;
    areas.code.clear();
    areas.name.clear();
    areas.name_en.clear();
    areas.division.clear();
    areas.kind.clear();
    areas.lon.clear();
    areas.lat.clear();
    f.population = None;
    f.indicators.clear();
    f.periods.clear();
    (f.values, f.standard_errors, f.boundaries) =
        (Entries::default(), Entries::default(), Entries::default());
    f.records.clear();
    f.offices.clear();
    f.targets.clear();
}

pub type Case = (fn(&mut SnapshotFile), &'static [&'static str]);

/// What is done to the good file, and all that must be said about it.
pub const CASES: &[Case] = &[
    (|_| {}, &[]),
    // Sizes.
    (|f| f.levels.extend((0..30).map(|at| named(&format!("level{at}")))), &["over-limit levels"]),
    (|f| f.title = Label::fa("x".repeat(20_001)), &["text-too-long title"]),
    (nothing_left, &["no-areas areas.code", "no-periods periods", "no-indicators indicators"]),
    // Keys.
    (
        |f| f.areas.code[8] = "0001".into(),
        &["duplicate-area-code areas.code[8]", "unknown-area boundaries.0009"],
    ),
    (|f| f.divisions.push(f.divisions[3].clone()), &["duplicate-division-code divisions[4].code"]),
    (|f| f.indicators.push(f.indicators[0].clone()), &["duplicate-indicator indicators[9].id"]),
    (
        |f| f.periods.push(Period { start: None, end: None, ..f.periods[1].clone() }),
        &["duplicate-period periods[2].id"],
    ),
    (|f| f.kinds.push(named("target")), &["duplicate-id kinds[2].id"]),
    (|f| f.domains.push(named("work")), &["duplicate-id domains[3].id"]),
    (|f| f.offices.push(f.offices[0].clone()), &["duplicate-id offices[2].id"]),
    (|f| f.values.0.push(f.values.0[5].clone()), &["duplicate-key values.trust"]),
    (
        |f| {
            let trust = &mut f.values.0[5].1.0;
            trust.push(trust[0].clone());
        },
        &["duplicate-key values.trust.1402"],
    ),
    (|f| f.boundaries.0.push(f.boundaries.0[0].clone()), &["duplicate-key boundaries.0001"]),
    (|f| f.records.push(f.records[1].clone()), &["duplicate-record records[3]"]),
    (|f| f.targets.push(Target { value: 3.0, ..f.targets[0].clone() }), &["duplicate-target targets[3]"]),
    (|f| f.kinds.push(named("")), &["empty-code kinds[2].id"]),
    (|f| f.kinds.push(named(" hostel\u{200f}")), &["unclean-code kinds[2].id"]),
    // References.
    (|f| f.areas.division[0] = Some("1".into()), &["unknown-division areas.division[0]"]),
    (|f| f.divisions[3].parent = Some("1".into()), &["unknown-division divisions[3].parent"]),
    (|f| f.targets[1].division = Some("1".into()), &["unknown-division targets[1].division"]),
    (|f| f.areas.kind[0] = Some("x".into()), &["unknown-kind areas.kind[0]"]),
    (|f| f.divisions[3].level = "x".into(), &["unknown-level divisions[3].level"]),
    (|f| f.indicators[0].domain = Some("x".into()), &["unknown-domain indicators[0].domain"]),
    (|f| f.programmes[0].domain = Some("x".into()), &["unknown-domain programmes[0].domain"]),
    (|f| f.indicators[0].source = Some("x".into()), &["unknown-source indicators[0].source"]),
    (|f| f.population = Some("x".into()), &["unknown-indicator population"]),
    (|f| f.values.0.push(("x".into(), Entries::default())), &["unknown-indicator values.x"]),
    (|f| f.standard_errors.0[0].0 = "x".into(), &["unknown-indicator standard_errors.x"]),
    (|f| f.targets[0].indicator = "x".into(), &["unknown-indicator targets[0].indicator"]),
    (
        |f| f.indicators[4].measure = Measure::Mean { weight: Some("x".into()) },
        &["unknown-indicator indicators[4].measure.weight"],
    ),
    (
        |f| f.values.0[8 - 1].1.0[0].0 = "1403".into(),
        &["unknown-period values.charities.1403", "without-values values.charities"],
    ),
    (|f| f.standard_errors.0[0].1.0[0].0 = "1403".into(), &["unknown-period standard_errors.trust.1403"]),
    (|f| f.records[0].period = "1403".into(), &["unknown-period records[0].period"]),
    (|f| f.boundaries.0[0].0 = "1".into(), &["unknown-area boundaries.1"]),
    (|f| f.records[0].area = "1".into(), &["unknown-area records[0].area"]),
    (|f| f.offices[0].areas[1] = "2".into(), &["unknown-area offices[0].areas[1]"]),
    (|f| f.targets[2].area = Some("4".into()), &["unknown-area targets[2].area"]),
    (|f| f.programmes[0].agency = "x".into(), &["unknown-agency programmes[0].agency"]),
    (|f| f.records[0].programme = "x".into(), &["unknown-programme records[0].programme"]),
    (|f| f.population = Some("literacy".into()), &["not-a-count population"]),
    (
        |f| f.indicators[7].measure = Measure::Rate { denominator: "income".into(), per: 1000.0 },
        &["not-a-count indicators[7].measure.denominator"],
    ),
    (|f| f.divisions[0].parent = Some("00101".into()), &["division-cycle divisions[0].parent"]),
    (|f| f.divisions[2].parent = Some("002".into()), &["division-cycle divisions[2].parent"]),
    (|f| f.divisions[2].parent = Some("001".into()), &["parent-not-wider divisions[2].parent"]),
    // Columns.
    (|f| change(f, "trust", "1402", |values| values.truncate(11)), &["column-length values.trust.1402"]),
    (|f| f.areas.name.push("نام".into()), &["column-length areas.name"]),
    (|f| f.areas.kind.truncate(3), &["column-length areas.kind"]),
    (|f| f.standard_errors.0[0].1.0[0].1 = Column::default(), &["column-length standard_errors.trust.1402"]),
    (
        |f| f.values.0[0].0 = "unemployment".into(),
        &[
            "ratio-with-values values.unemployment",
            "without-values values.population",
            "without-values values.unemployment",
        ],
    ),
    (|f| f.values.0.retain(|(id, _)| id != "trust"), &["without-values values.trust"]),
    (|f| f.values.0.retain(|(id, _)| id != "households"), &["without-values values.households"]),
    (
        |f| {
            f.values.0[0].1.0[0].0 = "1402".into();
            f.values.0[2].1.0.truncate(1);
        },
        &["without-values values.unemployment"],
    ),
    (
        |f| f.indicators[7].measure = Measure::Rate { denominator: "population".into(), per: 0.0 },
        &["invalid-per indicators[7].measure.per"],
    ),
    (|f| f.indicators[0].decimals = 10, &["too-many-decimals indicators[0].decimals"]),
    (|f| f.indicators[6].range = Some([5.0, 1.0]), &["range-reversed indicators[6].range"]),
    (
        |f| change(f, "charities", "1402", |values| values[2] = -1.0),
        &["negative-count values.charities.1402[2]"],
    ),
    (
        |f| change(f, "literacy", "1401", |values| values[2] = 100.5),
        &["out-of-range values.literacy.1401[2]"],
    ),
    (
        |f| {
            f.indicators[5].range = None;
            change(f, "literacy", "1401", |values| values[2] = -0.5);
        },
        &["negative-rate values.literacy.1401[2]"],
    ),
    (
        |f| f.standard_errors.0[0].1.0[0].1 = Column::new([vec![0.1; 11], vec![-0.1]].concat()),
        &["negative-standard-error standard_errors.trust.1402[11]"],
    ),
    (|f| f.records[2].done = Some(-1.0), &["negative-amount records[2].done"]),
    // Dates.
    (|f| f.issued = "1403-02-31".into(), &["invalid-date issued"]),
    (|f| f.sources[0].date = Some("95".into()), &["invalid-date sources[0].date"]),
    (|f| f.indicators[4].date = Some("2024-13".into()), &["invalid-date indicators[4].date"]),
    (|f| f.offices[0].opened = Some("2024".into()), &["invalid-date offices[0].opened"]),
    (|f| f.periods[0].start = Some("1401-01".into()), &["invalid-date periods[0].start"]),
    (|f| f.periods.reverse(), &["periods-out-of-order periods[1].start"]),
    (|f| f.periods[1].end = Some("2023-01-01".into()), &["period-ends-before-start periods[1].end"]),
    // Geometry.
    (|f| f.areas.lon[0] = Some(512_000.0), &["point-out-of-range areas.lon[0]"]),
    (|f| f.areas.lat[1] = Some(-90.5), &["point-out-of-range areas.lat[1]"]),
    (|f| f.areas.lat[2] = None, &["incomplete-point areas.lat[2]"]),
    (|f| f.boundaries.0[0].1 = Geometry::MultiPolygon(vec![]), &["empty-boundary boundaries.0001"]),
    (|f| drop(ring(f, "0001").drain(1..3)), &["ring-too-short boundaries.0001"]),
    (|f| ring(f, "0001").truncate(4), &["ring-not-closed boundaries.0001"]),
    (|f| ring(f, "0001")[1][1] = 3_870_000.0, &["boundary-out-of-range boundaries.0001"]),
    // Values that can be computed with.
    (
        |f| change(f, "population", "1401", |values| values[3] = 0.0),
        &["zero-denominator values.literacy.1401[3]", "zero-denominator values.literacy.1402[3]"],
    ),
    (
        |f| change(f, "unemployed", "1401", |values| values[0] = 4300.0),
        &["percent-over-hundred values.unemployment.1401[0]"],
    ),
    (
        |f| f.indicators[3].range = Some([0.0, 6.5]),
        &[
            "computed-out-of-range values.unemployment.1401[3]",
            "computed-out-of-range values.unemployment.1401[11]",
            "computed-out-of-range values.unemployment.1402[3]",
        ],
    ),
    (|f| change(f, "income", "1401", |values| values.fill(f64::NAN)), &["all-missing values.income.1401"]),
    (|f| change(f, "charities", "1402", |values| values.fill(3.0)), &["constant values.charities.1402"]),
    (
        |f| {
            change(f, "charities", "1402", |values| values[..5].fill(f64::NAN));
            change(f, "trust", "1402", |values| values[3] = f64::NAN);
        },
        &["low-coverage values.charities.1402", "area-low-coverage areas.code[3]"],
    ),
    (
        |f| change(f, "charities", "1402", |values| values[..7].fill(0.0)),
        &["many-identical values.charities.1402"],
    ),
    (
        |f| change(f, "charities", "1402", |values| values[2] = 9999.0),
        &["missing-code values.charities.1402[2]", "extreme-skew values.charities.1402"],
    ),
    (|f| change(f, "charities", "1402", |values| values[0] = 90.0), &["extreme-skew values.charities.1402"]),
    (|f| like_literacy(f, 0), &["near-duplicate values.trust.1402"]),
    (
        |f| {
            like_literacy(f, 3);
            f.indicators[6].polarity = Polarity::RaisesNeed;
        },
        &[
            "near-duplicate values.trust.1402",
            "opposite-in-domain values.trust.1402",
            "opposite-in-domain values.addiction.1402",
        ],
    ),
    // Names.
    (|f| f.areas.name[1] = "آزادى".into(), &["mixed-letters areas.name[1]", "duplicate-name areas.name[1]"]),
    (|f| f.areas.name[11] = "آزادی".into(), &[]),
    (|f| f.divisions[2].name = Label::fa("شهرستان  یکم"), &["duplicate-name divisions[2].name"]),
    (|f| f.indicators[0].name = Label::fa("جمعيت كل"), &["mixed-letters indicators[0].name"]),
    (|f| f.divisions[0].name = Label::fa(" "), &["empty-name divisions[0].name"]),
    (
        |f| {
            f.areas.name[1] = "\u{1b}[31mred\u{7}".into();
            f.title = Label::fa("عنوان\u{202e}");
            f.note = Some(Label::fa("سطر یک\nسطر دو"));
        },
        &["control-character title", "control-character areas.name[1]"],
    ),
    (|f| f.areas.name[3] = "جمع كل".replace('ك', "ک"), &["totals-row areas.name[3]"]),
    // Boundaries.
    (|f| ring(f, "0001").swap(1, 2), &["boundary-crosses-itself boundaries.0001"]),
    (
        |f| {
            let teeth =
                (0..7_000).map(|at| [if at % 2 == 0 { 51.0 } else { 51.5 }, 35.0 + f64::from(at) * 1e-4]);
            *ring(f, "0001") = teeth.chain([[52.0, 37.0], [50.0, 37.0], [51.0, 35.0]]).collect();
        },
        &["boundary-not-checked boundaries.0001"],
    ),
    (|f| drop(f.boundaries.0.remove(4)), &["no-boundary boundaries.0005"]),
];
