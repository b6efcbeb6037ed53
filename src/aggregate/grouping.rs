//! Which group each area belongs to.

use serde::{Deserialize, Serialize};

use crate::snapshot::{Label, Snapshot};

/// What areas are grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum GroupBy {
    /// Everything in one group.
    All,
    /// The division of a level, by its identifier.
    Division(String),
    /// Kind of area.
    Kind,
    /// Whether an office serves the area.
    Office,
    /// Decile of need; needs ranks.
    Decile,
    /// Tier; needs ranks.
    Tier,
}

/// A group's identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GroupKey {
    /// The one group of everything.
    All,
    /// A division.
    Division {
        /// Its code.
        code: String,
        /// Its name.
        name: Label,
    },
    /// A kind of area.
    Kind {
        /// Its identifier.
        id: String,
        /// Its name.
        name: Label,
    },
    /// Areas with, or without, an office.
    Office {
        /// Whether an office serves them.
        served: bool,
    },
    /// A decile, 1 the neediest.
    Decile {
        /// 1 to 10.
        decile: u8,
    },
    /// A tier, 1 the neediest.
    Tier {
        /// From 1.
        tier: u8,
    },
    /// Areas of which the group is not known; shown, never dropped.
    Unknown,
}

/// The groups and the group of each area.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// The groups; [`GroupKey::Unknown`] comes last, and only when an area is in it.
    pub groups: Vec<GroupKey>,
    /// Position of each area's group.
    pub of: Vec<u32>,
}

/// A division level that the snapshot does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no division level `{0}`")]
pub struct UnknownLevel(pub String);

/// Groups all areas. `band` gives each area's decile or tier (0 = none) when that is asked for.
///
/// # Errors
/// When a division level is not in the snapshot.
pub fn group(snapshot: &Snapshot, by: &GroupBy, band: &[u8]) -> Result<Grouping, UnknownLevel> {
    let n_areas = snapshot.n_areas();
    Ok(match by {
        GroupBy::All => Grouping { groups: vec![GroupKey::All], of: vec![0; n_areas] },
        GroupBy::Division(level) => by_division(snapshot, level)?,
        GroupBy::Kind => {
            let kind = |kind: &crate::snapshot::Named| GroupKey::Kind {
                id: kind.id.clone(),
                name: kind.name.clone(),
            };
            assign(snapshot.kinds.iter().map(kind).collect(), n_areas, |at| {
                snapshot.areas.kind[at].map(u32::from)
            })
        }
        GroupBy::Office => {
            let groups = [true, false].map(|served| GroupKey::Office { served }).to_vec();
            assign(groups, n_areas, |at| Some(u32::from(!snapshot.areas.office[at])))
        }
        GroupBy::Decile => bands(band, n_areas, |decile| GroupKey::Decile { decile }),
        GroupBy::Tier => bands(band, n_areas, |tier| GroupKey::Tier { tier }),
    })
}

fn by_division(snapshot: &Snapshot, level: &str) -> Result<Grouping, UnknownLevel> {
    let tree = &snapshot.divisions;
    let level = tree.level_idx(level).ok_or_else(|| UnknownLevel(level.to_owned()))?;
    let mut place = vec![None; tree.units.len()];
    let mut groups = Vec::new();
    for (at, unit) in tree.units.iter().enumerate().filter(|(_, unit)| unit.level == level) {
        place[at] = Some(groups.len() as u32);
        groups.push(GroupKey::Division { code: unit.code.clone(), name: unit.name.clone() });
    }
    let of_unit: Vec<Option<u32>> =
        (0..tree.units.len() as u32).map(|unit| place[tree.ancestor_at(unit, level)? as usize]).collect();
    Ok(assign(groups, snapshot.n_areas(), |at| of_unit[snapshot.areas.division[at]? as usize]))
}

fn bands(band: &[u8], n_areas: usize, key: impl Fn(u8) -> GroupKey) -> Grouping {
    let last = band.iter().copied().max().unwrap_or(0);
    assign((1..=last).map(key).collect(), n_areas, |at| band.get(at)?.checked_sub(1).map(u32::from))
}

fn assign(mut groups: Vec<GroupKey>, n_areas: usize, place: impl Fn(usize) -> Option<u32>) -> Grouping {
    let unknown = groups.len() as u32;
    let of: Vec<u32> = (0..n_areas).map(|at| place(at).unwrap_or(unknown)).collect();
    if of.contains(&unknown) {
        groups.push(GroupKey::Unknown);
    }
    Grouping { groups, of }
}
