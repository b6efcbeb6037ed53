//! A small snapshot that unit tests share: four areas, two counties, two periods.

use crate::case::Case;
use crate::scenario::Scenario;
use crate::snapshot::{Limits, Snapshot, open};

/// Source of [`small_snapshot`].
pub const SMALL: &str = r#"{
  "format": "negah.snapshot", "version": 1, "title": "نمونه", "issuer": "آزمون", "issued": "2024-05-01",
  "synthetic": true, "area_level": {"fa": "محله", "en": "Neighbourhood"}, "population": "pop",
  "periods": [{"id": "1401", "name": "۱۴۰۱"}, {"id": "1402", "name": "۱۴۰۲"}],
  "levels": [{"id": "province", "name": "استان"}, {"id": "county", "name": "شهرستان"}],
  "divisions": [
    {"code": "P", "name": "استان نمونه", "level": "province"},
    {"code": "C1", "name": "شرقی", "level": "county", "parent": "P"},
    {"code": "C2", "name": "غربی", "level": "county", "parent": "P"},
    {"code": "Q", "name": "استان دیگر", "level": "province"}
  ],
  "kinds": [{"id": "target", "name": "محلهٔ هدف"}, {"id": "old", "name": "بافت فرسوده"}],
  "domains": [{"id": "work", "name": "معیشت"}, {"id": "school", "name": "آموزش"}],
  "indicators": [
    {"id": "pop", "name": "جمعیت", "unit": "نفر", "decimals": 0, "measure": {"kind": "count"}, "polarity": "context"},
    {"id": "active", "name": "جمعیت فعال", "unit": "نفر", "decimals": 0, "measure": {"kind": "count"}, "polarity": "context"},
    {"id": "jobless", "name": "بیکاران", "unit": "نفر", "decimals": 0, "measure": {"kind": "count"}, "polarity": "context"},
    {"id": "unemployment", "name": "نرخ بیکاری", "unit": "٪", "decimals": 1, "domain": "work",
     "measure": {"kind": "ratio", "numerator": "jobless", "denominator": "active", "per": 100}, "polarity": "raises_need"},
    {"id": "dropout", "name": "ترک تحصیل", "unit": "٪", "decimals": 1, "domain": "school",
     "measure": {"kind": "rate", "denominator": "pop", "per": 100}, "polarity": "raises_need"},
    {"id": "trust", "name": "اعتماد اجتماعی", "unit": "امتیاز", "decimals": 2, "domain": "school",
     "measure": {"kind": "mean"}, "polarity": "lowers_need", "capacity": true}
  ],
  "areas": {
    "code": ["01", "02", "03", "04"], "name": ["باغ نو", "گلزار", "کوی مهر", "دشت"],
    "division": ["C1", "C1", "C2", "Q"], "kind": ["target", "old", "target", null]
  },
  "values": {
    "pop": {"1401": [1000, 2000, 3000, 4000]},
    "active": {"1402": [300, 500, 1000, null]},
    "jobless": {"1402": [60, 50, 50, 10]},
    "dropout": {"1402": [4, 2, 8, 6]},
    "trust": {"1402": [3, null, 5, 1]}
  },
  "offices": [{"id": "o1", "name": "دفتر تحول اجتماعی گلزار", "areas": ["02"]}]
}"#;

/// The snapshot of [`SMALL`]. Ratios: 20, 10, 5 and missing.
pub fn small_snapshot() -> Snapshot {
    open(SMALL.as_bytes(), &Limits::DEFAULT).unwrap()
}

/// A scenario run on a snapshot, where it can be run.
pub fn case_of(snapshot: &Snapshot, scenario: &Scenario) -> Case {
    Case::run(snapshot.clone(), scenario.clone()).unwrap()
}
