//! Targets met or missed.
//!
//! A target whose period has come is met or missed by the value measured in that very period. Before that it is on the
//! way while the newest value is no worse than the straight line from the first measurement to the target,
//! `path = first + (target − first) · (now − start) / (end − start)`. Time runs in periods where the file lists the
//! target's period; else in years, where the names of the periods tell them.

use serde::Serialize;

use super::season::moment;
use crate::aggregate::{base, combine};
use crate::snapshot::{Indicator, Period, Polarity, Snapshot, Target};
use crate::tolerance::Tolerance;

/// How a target fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetStatus {
    /// The value reaches the target, in its period or before.
    Met,
    /// The period has come and the value does not reach it.
    Missed,
    /// Not yet due, and no worse than the straight way there.
    OnTheWay,
    /// Not yet due, and behind the straight way there.
    Behind,
    /// Not yet due, not yet reached, and no way can be drawn: one measurement only, or no time known.
    Open,
    /// There is no value to judge by.
    NoValue,
    /// The indicator is context: neither more nor less of it is better.
    NoDirection,
}

/// What a target speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetScope {
    /// One area, by position.
    Area(usize),
    /// All areas of a division, by position, taken together.
    Division(u32),
    /// All areas taken together.
    Everything,
}

/// How many areas of a target's scope reach it by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct AreaTally {
    /// Areas whose own value reaches the target.
    pub met: usize,
    /// Areas whose own value does not.
    pub not_met: usize,
    /// Areas without a value.
    pub missing: usize,
}

/// One target and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TargetResult {
    /// Position among the snapshot's targets.
    pub target: usize,
    /// Position of the indicator.
    pub indicator: usize,
    /// What it speaks of.
    pub scope: TargetScope,
    /// How it fares.
    pub status: TargetStatus,
    /// Whether its period has come.
    pub due: bool,
    /// The value judged, in the indicator's unit; areas are put together as the indicator measures.
    pub value: Option<f64>,
    /// Position of the period in which that value was measured.
    pub measured: Option<usize>,
    /// `value − target`, in the indicator's unit.
    pub gap: Option<f64>,
    /// First measurement: position of its period, and value.
    pub start: Option<(usize, f64)>,
    /// Where the straight way stands when the value was measured; `None` when due, or where no way can be drawn.
    pub path: Option<f64>,
    /// The areas of the scope one by one.
    pub areas: AreaTally,
}

/// Every target of the snapshot as it stands in period `now`. A target naming what the snapshot lacks is left out;
/// validation does not let such a file in.
pub fn target_results(snapshot: &Snapshot, now: usize) -> Vec<TargetResult> {
    snapshot
        .targets
        .iter()
        .enumerate()
        .filter_map(|(at, target)| judge(snapshot, (at, target), now))
        .collect()
}

fn judge(snapshot: &Snapshot, (at, target): (usize, &Target), now: usize) -> Option<TargetResult> {
    let indicator = snapshot.indicator_idx(&target.indicator)?;
    let own = snapshot.indicators.get(indicator)?;
    let (scope, members) = scope(snapshot, target)?;
    let scene = Scene { snapshot, indicator, own, members: &members, now };
    let end = listed(snapshot, &target.period);
    let due = scene.is_due(target, end);
    let measured = match (due, end) {
        (true, Some(end)) => Some(end),
        (true, None) => None,
        (false, _) => snapshot.column_in_force(indicator, now).map(|(period, _)| period),
    };
    let value = measured.and_then(|period| scene.value(period));
    let measured = measured.filter(|_| value.is_some());
    let start = (0..=now).find_map(|period| Some((period, scene.value(period)?)));
    let path = measured.filter(|_| !due).and_then(|period| scene.path(target, start?, (period, end)));
    Some(TargetResult {
        target: at,
        indicator,
        scope,
        status: status(value, target.value, (own.polarity, due, path)),
        due,
        value,
        measured,
        gap: value.map(|value| value - target.value),
        start,
        path,
        areas: measured.map_or_else(
            || AreaTally { missing: members.len(), ..AreaTally::default() },
            |period| scene.tally(period, target.value),
        ),
    })
}

fn status(
    value: Option<f64>,
    target: f64,
    (polarity, due, path): (Polarity, bool, Option<f64>),
) -> TargetStatus {
    let Some(value) = value else { return TargetStatus::NoValue };
    match (reaches(value, target, polarity), due) {
        (None, _) => TargetStatus::NoDirection,
        (Some(true), _) => TargetStatus::Met,
        (Some(false), true) => TargetStatus::Missed,
        (Some(false), false) => match path.and_then(|path| reaches(value, path, polarity)) {
            Some(true) => TargetStatus::OnTheWay,
            Some(false) => TargetStatus::Behind,
            None => TargetStatus::Open,
        },
    }
}

/// Whether a value is at least as good as a goal; `None` for context.
fn reaches(value: f64, goal: f64, polarity: Polarity) -> Option<bool> {
    let tolerance = Tolerance::default();
    match polarity {
        Polarity::RaisesNeed => Some(!tolerance.exceeds(value, goal)),
        Polarity::LowersNeed => Some(tolerance.reaches(value, goal)),
        Polarity::Context => None,
    }
}

fn scope(snapshot: &Snapshot, target: &Target) -> Option<(TargetScope, Vec<usize>)> {
    if let Some(code) = &target.area {
        let area = snapshot.areas.position(code)?;
        return Some((TargetScope::Area(area), vec![area]));
    }
    let Some(code) = &target.division else {
        return Some((TargetScope::Everything, (0..snapshot.n_areas()).collect()));
    };
    let unit = snapshot.divisions.position(code)?;
    let within = snapshot.divisions.within(&[unit]);
    let inside = |division: &Option<u32>| division.is_some_and(|own| within.get(own as usize) == Some(&true));
    let areas = snapshot.areas.division.iter().enumerate();
    let members = areas.filter(|(_, division)| inside(division)).map(|(area, _)| area).collect();
    Some((TargetScope::Division(unit), members))
}

/// Position of the period that a target names by identifier or name.
fn listed(snapshot: &Snapshot, name: &str) -> Option<usize> {
    snapshot.period_idx(name).or_else(|| {
        let called = |period: &Period| period.name.fa == name || period.name.en.as_deref() == Some(name);
        snapshot.periods.iter().position(called)
    })
}

/// When a listed period begins, in years.
fn year_of(period: &Period) -> Option<f64> {
    moment(&period.name.fa)
        .or_else(|| period.name.en.as_deref().and_then(moment))
        .or_else(|| moment(&period.id))
}

/// One indicator over the areas of one target.
struct Scene<'a> {
    snapshot: &'a Snapshot,
    indicator: usize,
    own: &'a Indicator,
    members: &'a [usize],
    now: usize,
}

impl Scene<'_> {
    fn is_due(&self, target: &Target, end: Option<usize>) -> bool {
        let today = || self.snapshot.periods.get(self.now).and_then(year_of);
        match end {
            Some(end) => end <= self.now,
            None => moment(&target.period).zip(today()).is_some_and(|(end, today)| end <= today),
        }
    }

    /// The value measured in exactly this period; a single area's own, or that of all together.
    fn value(&self, period: usize) -> Option<f64> {
        let column = self.snapshot.column(self.indicator, period)?;
        if let [area] = self.members {
            return column.get(*area);
        }
        let base = base(self.snapshot, self.own, period);
        combine(column.raw(), &base, self.members.iter().copied()).value
    }

    fn path(
        &self,
        target: &Target,
        (start, first): (usize, f64),
        (measured, end): (usize, Option<usize>),
    ) -> Option<f64> {
        let year = |period: usize| self.snapshot.periods.get(period).and_then(year_of);
        let [from, here, to] = match end {
            Some(end) => [start as f64, measured as f64, end as f64],
            None => [year(start)?, year(measured)?, moment(&target.period)?],
        };
        (here > from && to > from).then(|| first + (target.value - first) * ((here - from) / (to - from)))
    }

    fn tally(&self, period: usize, target: f64) -> AreaTally {
        let mut tally = AreaTally::default();
        let column = self.snapshot.column(self.indicator, period);
        for area in self.members {
            let value = column.and_then(|column| column.get(*area));
            match value.and_then(|value| reaches(value, target, self.own.polarity)) {
                Some(true) => tally.met += 1,
                Some(false) => tally.not_met += 1,
                None => tally.missing += 1,
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_reached_in_spite_of_rounding() {
        let mean = (0.1 + 0.2 + 0.3) / 3.0 * 3.0;
        assert!(mean > 0.6);
        assert_eq!(reaches(mean, 0.6, Polarity::RaisesNeed), Some(true));
        assert_eq!(reaches(0.600_001, 0.6, Polarity::RaisesNeed), Some(false));
    }
    use crate::snapshot::{Limits, open};
    use crate::testing::SMALL;

    /// Dropout falls from 10 in 1400 by the figures given; 1000, 2000, 3000 and 4000 inhabitants.
    fn check(targets: &str, dropout_1401: &str, now: usize) -> Vec<TargetResult> {
        let text = SMALL
            .replace(
                r#"{"id": "1401", "name": "۱۴۰۱"}"#,
                r#"{"id": "1400", "name": "۱۴۰۰"}, {"id": "1401", "name": "۱۴۰۱"}"#,
            )
            .replace(r#""pop": {"1401""#, r#""pop": {"1400""#)
            .replace(
                r#""dropout": {"1402": [4, 2, 8, 6]}"#,
                &format!(
                    r#""dropout": {{"1400": [10, 10, 10, 10], "1401": {dropout_1401}, "1402": [4, 2, 8, 6]}}"#
                ),
            )
            .replace(r#""offices""#, &format!(r#""targets": {targets}, "offices""#));
        target_results(&open(text.as_bytes(), &Limits::DEFAULT).unwrap(), now)
    }

    fn one(period: &str, value: f64, rest: &str) -> String {
        format!(r#"[{{"indicator": "dropout", "period": "{period}", "value": {value}{rest}}}]"#)
    }

    #[test]
    fn due_targets_are_met_or_missed_by_the_value_of_their_period() {
        // (4·1000 + 2·2000 + 8·3000 + 6·4000) / 10,000 = 5.6
        let met = check(&one("1402", 6.0, ""), "[9, 9, 9, 9]", 2)[0];
        assert_eq!((met.status, met.value, met.due), (TargetStatus::Met, Some(5.6), true));
        assert_eq!(met.areas, AreaTally { met: 3, not_met: 1, missing: 0 });
        let area = check(&one("1402", 6.0, r#", "area": "03""#), "[9, 9, 9, 9]", 2)[0];
        assert_eq!((area.status, area.gap), (TargetStatus::Missed, Some(2.0)));
        assert_eq!(area.scope, TargetScope::Area(2));
        // County C1 holds 01 and 02: (4·1000 + 2·2000) / 3000
        let county = check(&one("1402", 2.5, r#", "division": "C1""#), "[9, 9, 9, 9]", 2)[0];
        assert_eq!((county.status, county.value), (TargetStatus::Missed, Some(8000.0 / 3000.0)));
    }

    #[test]
    fn before_its_period_a_target_is_on_the_way_or_behind() {
        // From 10 in 1400 to 6 in 1402 the way stands at 8 in 1401.
        let on = check(&one("1402", 6.0, ""), "[8, 8, 8, 8]", 1)[0];
        assert_eq!((on.status, on.path, on.start), (TargetStatus::OnTheWay, Some(8.0), Some((0, 10.0))));
        let behind = check(&one("1402", 6.0, ""), "[9, 9, 9, 9]", 1)[0];
        assert_eq!((behind.status, behind.due), (TargetStatus::Behind, false));
        let open = check(&one("1402", 6.0, ""), "[9, 9, 9, 9]", 0)[0];
        assert_eq!((open.status, open.path), (TargetStatus::Open, None));
    }

    #[test]
    fn periods_beyond_the_list_are_dated_by_their_names() {
        // From 10 in 1400 to 2 in 1404: in 1402 the way stands at 6, and 5.6 is better.
        let later = check(&one("1404", 2.0, ""), "[9, 9, 9, 9]", 2)[0];
        assert_eq!((later.status, later.path), (TargetStatus::OnTheWay, Some(6.0)));
        let winter = check(&one("زمستان ۱۴۰۴", 2.0, ""), "[9, 9, 9, 9]", 2)[0];
        assert_eq!(winter.path, Some(10.0 - 8.0 * 2.0 / 4.75));
        let undated = check(&one("پایان برنامه", 2.0, ""), "[9, 9, 9, 9]", 2)[0];
        assert_eq!((undated.status, undated.value), (TargetStatus::Open, Some(5.6)));
        let past = check(&one("1399", 2.0, ""), "[9, 9, 9, 9]", 2)[0];
        assert_eq!((past.status, past.due), (TargetStatus::NoValue, true));
    }

    #[test]
    fn what_cannot_be_judged_says_so() {
        let context = r#"[{"indicator": "pop", "period": "1400", "value": 5}, {"indicator": "pop", "period": "1402", "value": 5}]"#;
        let found = check(context, "[9, 9, 9, 9]", 2);
        assert_eq!(found[0].status, TargetStatus::NoDirection);
        assert_eq!(found[1].status, TargetStatus::NoValue, "no figures of that very period");
        assert_eq!(found[1].areas.missing, 4);
    }
}
