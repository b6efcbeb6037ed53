//! The census of 1395: counties to provinces, and rates as published.

use negah::snapshot::{Limits, Measure, open};

use super::{Errors, Table, column, data, divisions, outcome, recipe, snapshot};

#[test]
#[ignore = "needs the published data"]
fn counties_sum_to_provinces() {
    let [counties, totals] = data([
        "iran-counties-1395/county_indicators_1395.csv",
        "iran-counties-1395/province_totals_1395.csv",
    ]);
    let snapshot = snapshot(&recipe("iran-counties-1395"), &[counties]);
    let outcome = outcome(&snapshot, "iran-counties-1395");
    let (rows, table) = (divisions(&snapshot, &outcome, "province"), Table::read(&totals));
    assert_eq!((snapshot.n_areas(), rows.len(), table.rows.len()), (429, 31, 31));
    let mut errors = Errors::new("Iran, census of 1395: 429 counties to 31 provinces");
    let row_of = |row: usize| &rows[table.text(row, "province_code")].summary;
    let value = |row: usize, id: &str| {
        row_of(row).indicators[snapshot.indicator_idx(id).unwrap()].as_ref().unwrap().value.unwrap()
    };
    for id in ["pop", "male", "female", "active", "unemployed"] {
        errors.within(id, 0.0, (0..31).map(|row| (value(row, id), table.number(row, id))));
    }
    let rate = "unemployment_rate";
    errors.within(rate, 1e-4, (0..31).map(|row| (value(row, rate), table.number(row, rate))));
    errors.within(
        "counties",
        0.0,
        (0..31).map(|row| (row_of(row).areas as f64, table.number(row, "counties"))),
    );
    let total = |id: &str| (0..31).map(|row| value(row, id)).sum::<f64>();
    assert_eq!([total("male"), total("female"), total("pop")], [40_498_442.0, 39_427_828.0, 79_926_270.0]);
    assert_eq!([total("active"), total("unemployed")], [25_883_606.0, 3_251_719.0]);
}

#[test]
#[ignore = "needs the published data"]
fn county_rates_are_computed_as_published() {
    let [counties] = data(["iran-counties-1395/county_indicators_1395.csv"]);
    let table = Table::read(&counties);
    let snapshot = snapshot(&recipe("iran-counties-1395"), &[counties]);
    let rows = table.by("county_code");
    let mut errors = Errors::new("Iran, census of 1395: ratios of counties");
    for id in ["unemployment_rate", "sex_ratio"] {
        let at = snapshot.indicator_idx(id).unwrap();
        assert!(matches!(snapshot.indicators[at].measure, Measure::Ratio { .. }));
        let pairs = snapshot.areas.code.iter().zip(column(&snapshot, id));
        errors.within(id, 1e-4, pairs.map(|(code, own)| (*own, table.number(rows[code.as_str()], id))));
    }
}

/// Every published rate of unemployment by county, sex and education: a row each becomes an area.
#[test]
#[ignore = "needs the published data"]
fn published_unemployment_rates() {
    let [path] = data(["iran-counties-1395/unemployment_rate_published_1395.csv.gz"]);
    let table = Table::read(&path);
    let n = table.rows.len();
    let numbers = |name: &str| -> Vec<f64> { (0..n).map(|row| table.number(row, name)).collect() };
    let count = |id: &str| serde_json::json!({"id": id, "name": id, "unit": "نفر", "decimals": 0, "measure": {"kind": "count"}, "polarity": "context"});
    let file = serde_json::json!({
        "format": "negah.snapshot", "version": 1, "title": "t", "issuer": "i", "issued": "2017-01-01",
        "synthetic": false, "area_level": "ردیف", "periods": [{"id": "1395", "name": "۱۳۹۵"}], "domains": [],
        "indicators": [count("active"), count("jobless"), {
            "id": "rate", "name": "نرخ", "unit": "٪", "decimals": 1, "polarity": "raises_need",
            "measure": {"kind": "ratio", "numerator": "jobless", "denominator": "active", "per": 100},
        }],
        "areas": {
            "code": (0..n).map(|row| row.to_string()).collect::<Vec<_>>(),
            "name": (0..n).map(|row| row.to_string()).collect::<Vec<_>>(),
        },
        "values": {
            "active": {"1395": numbers("Active population")},
            "jobless": {"1395": numbers("Unemployed population")},
        },
    });
    let snapshot = open(file.to_string().as_bytes(), &Limits::DEFAULT).unwrap();
    let mut errors = Errors::new("Iran, census of 1395: published unemployment rates");
    let rates = column(&snapshot, "rate").iter().copied().zip(numbers("Unemployment rate"));
    errors.within("unemployment rate", 0.05 + 1e-9, rates);
}
