//! The division tree: free of cycles, each parent of a wider level than its child.

use super::keys::Keys;
use super::report::Report;
use crate::snapshot::{Finding, Place, Rule, SnapshotFile};

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    /// On the path that is being climbed.
    Open,
    Done,
    InCycle,
}

pub(super) fn check(file: &SnapshotFile, keys: &Keys, report: &mut Report) {
    let place = |at: usize, member: &str| Place::at(format!("divisions[{at}].{member}"));
    let mut parents = Vec::with_capacity(file.divisions.len());
    let mut levels = Vec::with_capacity(file.divisions.len());
    for (at, unit) in file.divisions.iter().enumerate() {
        levels.push(keys.levels.require(&unit.level, report, || place(at, "level")));
        let parent = unit.parent.as_deref();
        parents.push(parent.and_then(|code| keys.divisions.require(code, report, || place(at, "parent"))));
    }
    let marks = check_cycles(file, &parents, report);
    for (at, parent) in parents.iter().enumerate() {
        let Some(parent) = *parent else { continue };
        if let (Some(level), Some(above), false) = (levels[at], levels[parent], marks[at] == Mark::InCycle)
            && above >= level
        {
            let found = format!("{} → {}", file.divisions[at].level, file.divisions[parent].level);
            report.add(Finding::new(
                Rule::ParentNotWider,
                place(at, "parent"),
                found,
                wider_levels(file, level),
            ));
        }
    }
}

fn wider_levels(file: &SnapshotFile, level: usize) -> String {
    match level {
        0 => "∅".to_owned(),
        _ => file.levels[..level].iter().map(|level| level.id.as_str()).collect::<Vec<_>>().join(" / "),
    }
}

/// Climbs from each unit once; meeting the path one came by is a cycle.
fn check_cycles(file: &SnapshotFile, parents: &[Option<usize>], report: &mut Report) -> Vec<Mark> {
    let mut marks = vec![Mark::New; parents.len()];
    let mut path = Vec::new();
    for start in 0..parents.len() {
        path.clear();
        let mut at = Some(start);
        while let Some(unit) = at.filter(|unit| marks[*unit] == Mark::New) {
            marks[unit] = Mark::Open;
            path.push(unit);
            at = parents[unit];
        }
        let closing = at.filter(|unit| marks[*unit] == Mark::Open);
        for unit in &path {
            marks[*unit] = Mark::Done;
        }
        if let Some(first) = closing {
            let cycle: Vec<usize> = path.iter().copied().skip_while(|unit| *unit != first).collect();
            report_cycle(file, &cycle, report);
            for unit in cycle {
                marks[unit] = Mark::InCycle;
            }
        }
    }
    marks
}

/// Names at most this many members of a cycle.
const NAMED: usize = 8;

fn report_cycle(file: &SnapshotFile, cycle: &[usize], report: &mut Report) {
    let code = |unit: &usize| file.divisions[*unit].code.as_str();
    let mut codes: Vec<&str> = cycle.iter().take(NAMED).map(code).collect();
    if cycle.len() > NAMED {
        codes.push("…");
    }
    codes.extend(cycle.first().map(code));
    let Some(first) = cycle.first() else { return };
    report.add(Finding::new(
        Rule::DivisionCycle,
        Place::at(format!("divisions[{first}].parent")),
        codes.join(" → "),
        "parent = null",
    ));
}
