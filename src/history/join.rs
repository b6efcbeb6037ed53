//! Areas of two snapshots, matched by code.

use std::collections::HashMap;

use serde::Serialize;

use crate::snapshot::Snapshot;

/// One area in two snapshots; at least one of the two is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Position in the earlier snapshot; `None` when the area is new.
    pub before: Option<u32>,
    /// Position in the later snapshot; `None` when the area is gone.
    pub after: Option<u32>,
}

impl Pair {
    /// Both positions; `None` unless the area is in both.
    pub fn both(self) -> Option<(usize, usize)> {
        Some((self.before? as usize, self.after? as usize))
    }
}

/// All areas of two snapshots: those of the later one in its order, then those that are gone in the earlier's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Join {
    /// One entry per code.
    pub pairs: Vec<Pair>,
}

impl Join {
    /// Matches areas by code. An area whose code changed is one gone and one new: only the codes can tell.
    ///
    /// ```
    /// use negah::history::Join;
    /// # use negah::{demo, snapshot::{Limits, build}};
    /// # let file = demo::generate(&demo::DemoSpec::new(3, 1));
    /// # let snapshot = build(file, &Limits::DEFAULT).unwrap();
    /// let join = Join::new(&snapshot, &snapshot);
    /// assert!(join.pairs.iter().all(|pair| pair.before == pair.after));
    /// ```
    pub fn new(before: &Snapshot, after: &Snapshot) -> Self {
        let earlier: HashMap<&str, u32> =
            before.areas.code.iter().enumerate().map(|(at, code)| (code.as_str(), at as u32)).collect();
        let mut kept = vec![false; before.n_areas()];
        let mut pairs: Vec<Pair> = Vec::with_capacity(after.n_areas());
        for (at, code) in after.areas.code.iter().enumerate() {
            let known = earlier.get(code.as_str()).copied();
            if let Some(kept) = known.and_then(|known| kept.get_mut(known as usize)) {
                *kept = true;
            }
            pairs.push(Pair { before: known, after: Some(at as u32) });
        }
        let gone = kept.iter().enumerate().filter(|(_, kept)| !**kept);
        pairs.extend(gone.map(|(at, _)| Pair { before: Some(at as u32), after: None }));
        Self { pairs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Limits, open};
    use crate::testing::{SMALL, small_snapshot};

    #[test]
    fn new_and_gone_areas_stay_visible() {
        let later = SMALL.replace(r#"["01", "02", "03", "04"]"#, r#"["02", "01", "05", "04"]"#);
        let later = later.replace(r#""areas": ["02"]"#, r#""areas": ["01"]"#);
        let later = open(later.as_bytes(), &Limits::DEFAULT).unwrap();
        let pair = |before, after| Pair { before, after };
        assert_eq!(
            Join::new(&small_snapshot(), &later).pairs,
            [
                pair(Some(1), Some(0)),
                pair(Some(0), Some(1)),
                pair(None, Some(2)),
                pair(Some(3), Some(3)),
                pair(Some(2), None)
            ]
        );
    }
}
