//! Lists by share of the population, and populations that are not known.

use serde_json::{Value, json};

use crate::cli::{negah, scratch};

const SHARE: &str = "tests/data/faults/5-population-share";
const UNKNOWN: &str = "tests/data/faults/8-unknown-population";

fn scenario(cut: &Value) -> String {
    let scenario = json!({
        "format": "negah.scenario", "version": 1, "title": "t",
        "index": {"id": "r", "children": [{"indicator": "x", "weight": 1.0}]}, "cut": cut
    });
    let name = format!("population-{}.scenario.json", cut.to_string().replace(['{', '}', '"', ':'], "-"));
    scratch(&name, scenario.to_string().as_bytes()).to_str().unwrap().to_owned()
}

#[test]
fn the_list_is_the_shortest_that_holds_the_share() {
    let snapshot = format!("{SHARE}/s.snapshot.json");
    let count = |scenario: &str| {
        negah(&["rank", &snapshot, "--scenario", scenario, "--json", "-"]).fine().json()["cut"]["count"]
            .clone()
    };
    assert_eq!(count(&format!("{SHARE}/s.scenario.json")), 7);
    for (share, areas) in [(0.14, 14), (0.28, 28), (0.55, 55), (0.56, 56), (0.0, 0), (1.0, 100), (0.145, 15)]
    {
        assert_eq!(count(&scenario(&json!({ "population_share": share }))), areas, "{share}");
    }
}

#[test]
fn a_list_of_unknown_population_has_none() {
    let (snapshot, scenario) = (format!("{UNKNOWN}/s.snapshot.json"), format!("{UNKNOWN}/s.scenario.json"));
    let cut =
        negah(&["rank", &snapshot, "--scenario", &scenario, "--json", "-"]).fine().json()["cut"].clone();
    assert_eq!((&cut["population"], &cut["population_share"]), (&Value::Null, &Value::Null));
    assert_eq!((&cut["population_unknown"], &cut["ranked_unknown"]), (&json!(2), &json!(2)));
}

#[test]
fn a_group_of_unknown_population_has_none_and_a_partly_known_one_says_so() {
    let snapshot = format!("{UNKNOWN}/s.snapshot.json");
    let csv = negah(&["aggregate", &snapshot, "--by", "division:county", "--csv", "-"]).fine();
    let rows: Vec<&str> = csv.text().lines().collect();
    assert!(rows[0].starts_with("key,name,areas,population,share,population_unknown,"), "{}", rows[0]);
    assert!(rows[1].starts_with("A,A,2,,,2,") && rows[2].starts_with("B,B,2,200,1,0,"), "{rows:?}");
    let all = negah(&["aggregate", &snapshot, "--by", "all", "--json", "-"]).fine().json();
    let group = &all["groups"][0];
    assert_eq!(
        (&group["population"], &group["share"], &group["population_unknown"]),
        (&json!(200.0), &json!(1.0), &json!(2))
    );
}

#[test]
fn a_share_of_nobody_known_is_refused_in_both_languages() {
    let half = format!("{UNKNOWN}/half.scenario.json");
    for (lang, words) in [("en", "needs the number of inhabitants"), ("fa", "به شمار ساکنان نیاز دارد")]
    {
        for snapshot in ["none.snapshot.json", "s.snapshot.json"] {
            let path = format!("{UNKNOWN}/{snapshot}");
            let ended = negah(&["rank", &path, "--scenario", &half, "--lang", lang, "--json", "-"]);
            assert_eq!((ended.code, ended.stdout.len()), (1, 0), "{snapshot}: {}", ended.stderr);
            assert!(ended.stderr.contains(words), "{}", ended.stderr);
        }
    }
    let tiers = json!({
        "format": "negah.scenario", "version": 1, "title": "t",
        "index": {"id": "r", "children": [{"indicator": "x", "weight": 1.0}]},
        "tiers": {"method": "population_shares", "shares": [0.5]}
    });
    let tiers = scratch("population-tiers.scenario.json", tiers.to_string().as_bytes());
    let ended =
        negah(&["rank", &format!("{UNKNOWN}/none.snapshot.json"), "--scenario", tiers.to_str().unwrap()]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("tiers.population_shares"), "{}", ended.stderr);
}

#[test]
fn unknown_areas_under_a_share_are_said() {
    let text =
        std::fs::read_to_string(format!("{}/{UNKNOWN}/s.snapshot.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["values"]["pop"]["1403"] = json!([null, 100, 100, 100]);
    let path = scratch("population-one-unknown.snapshot.json", file.to_string().as_bytes());
    let half = format!("{UNKNOWN}/half.scenario.json");
    let ended = negah(&["rank", path.to_str().unwrap(), "--scenario", &half, "--method"]).fine();
    let said = "The population of 1 ranked areas is not known";
    assert!(ended.stderr.contains(said) && ended.text().contains(said), "{}{}", ended.stderr, ended.text());
}
