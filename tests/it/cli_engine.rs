//! The contracts of the commands that ask why, what if and how sure, on the program as it is built.

use serde_json::{Value, json};

use crate::cli::{Ended, negah, scratch};

const DEMO: &str = "seeds/demo.snapshot.json";
const CEJST: &str = "seeds/scenarios/cejst.scenario.json";
const TOPSIS: &str = "seeds/scenarios/topsis.scenario.json";
const AHP: &str = "seeds/scenarios/ahp.scenario.json";

/// Rows of a CSV without quoted cells, the header first.
fn rows(ended: &Ended) -> Vec<Vec<String>> {
    ended.text().lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> usize {
    rows[0].iter().position(|header| header == name).unwrap_or_else(|| panic!("no column {name}"))
}

#[test]
fn rank_tells_of_rules() {
    let table = negah(&["rank", DEMO, "--scenario", CEJST, "--top", "1"]).fine();
    assert!(table.text().lines().next().unwrap().ends_with("flags"), "{}", table.text());
    assert!(table.text().contains("Disadvantaged and burdened"));
    assert!(table.stderr.contains("rule `Disadvantaged and burdened`"), "{}", table.stderr);
    let plain = negah(&["rank", DEMO, "--scenario", CEJST, "--csv", "-"]).fine();
    assert!(plain.text().starts_with("code,name,score,rank,tier\n"));
    let full = rows(&negah(&["rank", DEMO, "--scenario", CEJST, "--csv", "-", "--full"]).fine());
    let rule = column(&full, "rule.disadvantaged");
    let flagged = full.iter().filter(|row| row[rule] == "flagged").count();
    let json = negah(&["rank", DEMO, "--scenario", CEJST, "--json", "-"]).fine().json();
    assert_eq!(json["rules"][0]["counts"]["flagged"], flagged);
    assert_eq!(json["rows"][0]["flags"], json!({"disadvantaged": "flagged"}));
    assert_eq!(json["additive"], true);
}

#[test]
fn rank_gives_a_flat_method_no_contributions_but_its_own_figures() {
    let full = rows(&negah(&["rank", DEMO, "--scenario", TOPSIS, "--csv", "-", "--full"]).fine());
    let [added, own] =
        ["livelihood.contribution", "figure.distance_to_neediest"].map(|name| column(&full, name));
    assert!(full[1..].iter().all(|row| row[added].is_empty()));
    assert!(full[1][own].parse::<f64>().unwrap() > 0.0);
    let json = negah(&["rank", DEMO, "--scenario", TOPSIS, "--json", "-"]).fine().json();
    assert_eq!(
        (&json["additive"], &json["rows"][0]["contributions"]["harms"]),
        (&json!(false), &Value::Null)
    );
    assert!(json["rows"][0]["figures"]["distance_to_least_needy"].is_number());
    let why = negah(&["explain", DEMO, "010107", "--scenario", TOPSIS, "--json"]).fine().json();
    assert_eq!(why["parts"][0]["contribution"], Value::Null);
}

#[test]
fn rank_prints_the_method_in_sentences() {
    let english = negah(&["rank", DEMO, "--scenario", AHP, "--top", "1", "--method"]).fine();
    assert!(english.text().contains("consistency ratio"), "{}", english.text());
    let out = scratch("method.csv", b"");
    let args = ["rank", DEMO, "--method", "--lang", "fa", "--csv", out.to_str().unwrap()];
    let persian = negah(&args).fine();
    assert!(persian.text().contains("مقیاس") && !persian.text().starts_with("رتبه"), "{}", persian.text());
    assert_eq!(negah(&["rank", DEMO, "--method", "--csv", "-"]).code, 2);
}

#[test]
fn explain_takes_a_score_apart() {
    let json = negah(&["explain", DEMO, "010107", "--scenario", CEJST, "--json"]).fine().json();
    let parts = json["parts"].as_array().unwrap();
    let sum: f64 = parts[1..].iter().filter_map(|part| part["contribution"].as_f64()).sum();
    assert!((sum - json["score"].as_f64().unwrap()).abs() < 1e-9);
    assert!(parts[1]["median_contribution"].as_f64().unwrap() < parts[1]["contribution"].as_f64().unwrap());
    assert_eq!((&json["rank"], &json["rules"][0]["verdict"]), (&json!(1), &json!("flagged")));
    assert_eq!(json["rules"][0]["thresholds"].as_array().unwrap().len(), 9);
    let text = negah(&["explain", DEMO, "010107", "--scenario", CEJST]).fine();
    for part in ["rank 1 of 63", "29.3%", "flags it", "percentile 90", "Among its neighbours"] {
        assert!(text.text().contains(part), "{part} is not in: {}", text.text());
    }
    let persian = negah(&["explain", DEMO, "010107", "--scenario", CEJST, "--lang", "fa"]).fine();
    assert!(persian.text().contains("رتبهٔ ۱ از ۶۳") && persian.text().contains("صدک ۹۰"));
    let unknown = negah(&["explain", DEMO, "999"]);
    assert_eq!((unknown.code, unknown.stdout.len()), (2, 0));
    assert!(unknown.stderr.contains("`999`"));
}

#[test]
fn compare_puts_scenarios_side_by_side() {
    let own = negah(&["compare", DEMO, "--json", "-"]).fine().json();
    assert_eq!(own["agreement"]["spearman"], 1.0, "equal weights against equal weights");
    assert_eq!((&own["mean_shift"], &own["enters"]), (&json!(0.0), &json!([])));
    let json = negah(&["compare", DEMO, "--scenario", AHP, "--json", "-"]).fine().json();
    let tau = json["agreement"]["kendall_tau_b"].as_f64().unwrap();
    assert!(tau > 0.5 && tau < 1.0);
    let csv = rows(&negah(&["compare", DEMO, "--scenario", AHP, "--csv", "-"]).fine());
    assert_eq!(csv[0].join(","), "code,name,rank_first,rank_second,gain,move,score_first,score_second");
    for row in &csv[1..] {
        if let (Ok(first), Ok(second)) = (row[2].parse::<i64>(), row[3].parse::<i64>()) {
            assert_eq!(row[4].parse::<i64>().unwrap(), first - second);
        }
    }
    let text = negah(&["compare", DEMO, "--scenario", AHP, "--lang", "fa"]).fine();
    assert!(text.text().contains("کندال"), "{}", text.text());
}

#[test]
fn compare_over_time_says_what_moved_an_area() {
    let args = ["compare", DEMO, "--periods", "1403-2", "1403-4"];
    let csv = rows(&negah(&[&args[..], &["--csv", "-"]].concat()).fine());
    assert_eq!(csv[0][..8].join(","), "code,name,rank_before,rank_after,places_up,data,method,membership");
    let mut told = 0;
    for row in &csv[1..] {
        let numbers: Vec<f64> = row[4..8].iter().filter_map(|cell| cell.parse().ok()).collect();
        if let [up, data, method, membership] = numbers[..] {
            assert!((up - data - method - membership).abs() < 1e-9);
            told += 1;
        }
    }
    assert!(told > 50);
    let both = negah(&["compare", DEMO, DEMO, "--with", AHP, "--json", "-"]).fine().json();
    let moved = both["rows"].as_array().unwrap().iter().filter(|row| row["places_up"] != json!(0));
    assert!(moved.filter(|row| !row["due_to"].is_null()).all(|row| row["due_to"]["data"] == 0.0));
    assert!(negah(&args).fine().text().contains("entered"));
    let unknown = negah(&["compare", DEMO, "--periods", "1403-2", "1500"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("1403-1, 1403-2"), "{}", unknown.stderr);
    let unfit = negah(&["compare", DEMO, "--periods", "1403-1", "1403-4"]);
    assert_eq!((unfit.code, unfit.stdout.len()), (1, 0), "two indicators have no figures yet");
}

#[test]
fn robustness_is_the_same_every_time() {
    let args = ["robustness", DEMO, "--draws", "300", "--seed", "7", "--top", "10"];
    let with = |more: &[&str]| negah(&[&args[..], more].concat()).fine();
    let csv = with(&["--csv", "-"]);
    assert_eq!(csv.stdout, with(&["--csv", "-"]).stdout);
    let rows = rows(&csv);
    let [chance, certainty] = ["plus_minus.in_top", "plus_minus.certainty"].map(|name| column(&rows, name));
    assert_eq!((rows[1][2].as_str(), rows[1][certainty].as_str()), ("1", "certain"));
    let sum: f64 = rows[1..].iter().filter_map(|row| row[chance].parse::<f64>().ok()).sum();
    assert!((sum - 10.0).abs() < 0.5, "ten places are given away in every draw: {sum}");
    let json = with(&["--json", "-", "--flips", "1"]).json();
    assert_eq!((&json["top"], json["settings"].as_array().unwrap().len()), (&json!(10), 3));
    assert_eq!(json["flips"].as_array().unwrap().len(), 2);
    assert_eq!(json["scenario"]["robustness"]["draws"], 300);
    let text = with(&["--flips"]);
    for part in ["any weights", "weights in order", "weights ±25%", "would enter the list with", "Sobol"] {
        assert!(text.text().contains(part), "{part} is not in: {}", text.text());
    }
    assert!(!text.stderr.contains('%'), "nobody watches: {}", text.stderr);
    assert!(with(&["--lang", "fa"]).text().contains("خطای معیار"));
    for wrong in [["--draws", "0"], ["--top", "0"], ["--draws", "50001"]] {
        assert_eq!(negah(&[&["robustness", DEMO][..], &wrong].concat()).code, 2);
    }
}

#[test]
fn insight_gives_the_figures_and_the_sentences_of_the_overview() {
    let json = negah(&["insight", DEMO, "--json", "-"]).fine().json();
    assert_eq!(json["format"], "negah.insight");
    assert!(json["before"].is_string());
    let listed = json["list"]["now"]["areas"].as_u64().unwrap();
    let [entered, left] =
        ["entered", "left"].map(|member| json["turnover"][member].as_array().unwrap().len() as u64);
    assert_eq!(json["list"]["before"]["areas"].as_u64().unwrap() + entered - left, listed);
    // The list of either period, from rankings of their own.
    let ranking = negah(&["rank", DEMO, "--json", "-"]).fine().json();
    let in_list = ranking["rows"].as_array().unwrap().iter().filter(|row| row["in_list"] == true).count();
    assert_eq!(in_list as u64, listed);
    let harms = json["first_harms"]["divisions"].as_array().unwrap();
    let excess: Vec<f64> = harms.iter().filter_map(|own| own["harm"]["excess"].as_f64()).collect();
    assert!(excess.len() > 1 && excess.is_sorted_by(|a, b| a >= b), "{excess:?}");
    assert_eq!(harms.iter().map(|own| own["areas"].as_u64().unwrap()).sum::<u64>(), json["areas"]["now"]);

    let told = negah(&["insight", DEMO]).fine();
    let text = told.text();
    for needed in ["Key figures", "Since the period before", "Autumn 1403"] {
        assert!(text.contains(needed), "{needed}: {text}");
    }
    let told = negah(&["insight", DEMO, "--lang", "fa"]).fine();
    let persian = told.text();
    assert!(persian.contains("نسبت به دورهٔ پیش"), "{persian}");
}

#[test]
fn diagnose_gives_every_figure() {
    let json = negah(&["diagnose", DEMO, "--json", "-"]).fine().json();
    let indicators = json["indicators"].as_array().unwrap();
    let sum = |member: &str| indicators.iter().filter_map(|own| own[member].as_f64()).sum::<f64>();
    assert!((sum("nominal") - 1.0).abs() < 1e-9 && (sum("effective") - 1.0).abs() < 1e-9);
    assert_eq!((&json["suggested"]["diagnostic_only"], &json["linear"]), (&json!(true), &json!(true)));
    let csv = negah(&["diagnose", DEMO, "--csv", "-"]).fine();
    for figure in ["spearman", "alpha", "loading", "nominal", "effective", "suggested.critic"] {
        assert!(csv.text().contains(&format!("\n{figure},")), "{figure}");
    }
    let text = negah(&["diagnose", DEMO]).fine();
    assert!(text.text().contains("diagnostics only") && text.text().contains("Cronbach"));
    assert!(negah(&["diagnose", DEMO, "--lang", "fa"]).fine().text().contains("آلفای کرونباخ"));
}

#[test]
fn help_names_the_commands_of_the_engine() {
    let help = negah(&["--help"]).fine();
    for name in ["explain", "compare", "robustness", "diagnose"] {
        assert!(help.text().contains(&format!("  {name} ")), "{name}");
        assert!(negah(&[name, "--help"]).fine().text().contains("--scenario"));
        assert_eq!(negah(&[name, "no/such/file", "x"]).code, 2);
    }
}

/// Every command of the cookbook whose files are here writes what the cookbook says.
#[test]
fn the_cookbook_tells_the_truth() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(folder.join("docs/cookbook.md")).unwrap();
    let mut n_run = 0;
    for block in text.split("```console\n$ negah ").skip(1) {
        let (command, rest) = block.split_once('\n').unwrap();
        let expected = rest.split("```").next().unwrap();
        let args: Vec<&str> = command.split(' ').collect();
        if folder.join(args[1]).is_file() {
            let ended = negah(&args).fine();
            assert!(ended.text().starts_with(expected), "{command}\n{}\n{expected}", ended.text());
            n_run += 1;
        }
    }
    assert!(n_run >= 8, "{n_run}");
}

#[test]
fn freeze_keeps_the_scores_of_its_snapshot() {
    let path = scratch("frozen.scenario.json", b"");
    let path = path.to_str().unwrap();
    negah(&["freeze", DEMO, "-o", path]).fine();
    let scores = |more: &[&str]| {
        let ended = negah(&[&["rank", DEMO, "--csv", "-"], more].concat()).fine();
        let own = |row: &Vec<String>| row[2].parse::<f64>().ok();
        rows(&ended)[1..].iter().map(own).collect::<Vec<_>>()
    };
    let (before, after) = (scores(&[]), scores(&["--scenario", path]));
    assert_eq!(before.len(), after.len());
    for (a, b) in before.iter().zip(&after) {
        assert!(a.zip(*b).is_none_or(|(a, b)| (a - b).abs() < 1e-9) && a.is_some() == b.is_some());
    }
    let svi = negah(&["freeze", DEMO, "--scenario", "seeds/scenarios/svi.scenario.json"]);
    assert_eq!(svi.code, 1);
    assert!(svi.stderr.contains("unemployment_rate") && svi.stderr.contains("svi"), "{}", svi.stderr);
}
