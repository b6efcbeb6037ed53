//! The examples do what they say.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const SVI: &str = "seeds/scenarios/svi-socioeconomic.scenario.json";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

/// Whether an object holds all members of another, at any depth.
fn holds(whole: &Value, part: &Value) -> bool {
    let here = part.as_object().unwrap().iter().all(|(name, value)| whole.get(name) == Some(value));
    let below = || match whole {
        Value::Object(members) => members.values().any(|member| holds(member, part)),
        Value::Array(items) => items.iter().any(|item| holds(item, part)),
        _ => false,
    };
    here || below()
}

#[test]
fn what_the_walk_through_an_index_quotes_stands_in_its_scenario() {
    let text = std::fs::read_to_string(root().join("examples/README.md")).unwrap();
    let scenario = json(SVI);
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|code| code.starts_with('"')).collect();
    assert!(quoted.len() >= 7, "{quoted:?}");
    for code in quoted {
        let part: Value = serde_json::from_str(&format!("{{{code}}}")).unwrap();
        assert!(holds(&scenario, &part), "{code} is not in {SVI}");
    }
}

/// Runs the script with the program of this build on the search path.
#[cfg(unix)]
fn nightly(snapshot: &Path, folder: &Path) -> std::process::Output {
    let own = Path::new(env!("CARGO_BIN_EXE_negah")).parent().unwrap();
    let path = format!("{}:{}", own.display(), std::env::var("PATH").unwrap());
    let script = root().join("examples/nightly.sh");
    let args = [snapshot, &root().join("seeds/scenarios/ahp.scenario.json"), folder];
    Command::new("sh").arg(script).args(args).env("PATH", path).output().unwrap()
}

#[cfg(unix)]
fn lines(path: PathBuf) -> Vec<String> {
    std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn the_nightly_script_tells_who_came_and_who_left_and_refuses_what_cannot_be_used() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nightly");
    drop(std::fs::remove_dir_all(&folder));
    let demo = root().join("seeds/demo.snapshot.json");
    let first = nightly(&demo, &folder);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(first.stdout, b"", "nothing to compare with");
    let name = lines(folder.join("last")).remove(0);
    let ranking = json_of(&folder.join(&name).join("ranking.json"));
    let listed = ranking["rows"].as_array().unwrap().iter().filter(|row| row["in_list"] == true);
    let mut codes: Vec<String> = listed.map(|row| row["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    assert_eq!(lines(folder.join(&name).join("list.txt")), codes);
    let again = nightly(&demo, &folder);
    assert!(again.status.success() && again.stdout.is_empty());

    // Half the areas under other names: as many come as go.
    let text = std::fs::read_to_string(&demo).unwrap();
    let moved = codes.iter().step_by(2);
    let other =
        moved.clone().fold(text, |text, code| text.replace(&format!("\"{code}\""), &format!("\"{code}x\"")));
    let changed = folder.join("other.snapshot.json");
    std::fs::write(&changed, other).unwrap();
    let told = nightly(&changed, &folder);
    let said = String::from_utf8(told.stdout).unwrap();
    let expected: Vec<String> =
        moved.clone().map(|code| format!("+ {code}x")).chain(moved.map(|code| format!("- {code}"))).collect();
    assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{}", String::from_utf8_lossy(&told.stderr));

    let before = lines(folder.join("last"));
    std::fs::write(&changed, "{").unwrap();
    let refused = nightly(&changed, &folder);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!refused.stderr.is_empty());
    assert_eq!(lines(folder.join("last")), before, "nothing is written then");
}

#[cfg(unix)]
fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}
