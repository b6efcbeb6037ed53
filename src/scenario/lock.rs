//! Decisions outside the rule: an area kept in the list or out of it, with the reason.

use serde::{Deserialize, Serialize};

/// One decision on one area. It changes membership of the list alone, never a score or a rank.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Code of the area.
    pub area: String,
    /// Where it is kept.
    pub list: Membership,
    /// Why; never empty.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1)))]
    pub reason: String,
    /// Day of the decision, ISO 8601 (`2026-05-01`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("format" = "date")))]
    pub date: Option<String>,
    /// Who decided: name, post or body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decider: Option<String>,
    /// Number of the letter or resolution that records the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
}

impl Lock {
    /// A decision with its reason alone.
    pub fn new(area: impl Into<String>, list: Membership, reason: impl Into<String>) -> Self {
        Self { area: area.into(), list, reason: reason.into(), date: None, decider: None, letter: None }
    }
}

/// Where a lock keeps an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// In the list, whatever its rank.
    In,
    /// Out of the list, whatever its rank.
    Out,
}

impl Membership {
    /// The name that files use.
    pub fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// Keeps `lock` in place of any earlier decision on its area.
pub fn set_lock(locks: &mut Vec<Lock>, lock: Lock) {
    match locks.iter_mut().find(|own| own.area == lock.area) {
        Some(own) => *own = lock,
        None => locks.push(lock),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_has_one_lock() {
        let lock = |list| Lock::new("01", list, "سیل");
        let mut locks = Vec::new();
        set_lock(&mut locks, lock(Membership::In));
        set_lock(&mut locks, lock(Membership::Out));
        assert_eq!(locks, [lock(Membership::Out)]);
    }
}
