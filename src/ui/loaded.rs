//! An open snapshot with what is prepared for it.

use std::sync::{Arc, OnceLock};

use crate::filter::SearchIndex;
use crate::map::{HitIndex, MapShapes};
use crate::snapshot::{Snapshot, fingerprint, former_fingerprint};

/// An open snapshot with what is prepared once for it.
#[derive(Debug)]
pub struct Loaded {
    /// The data.
    pub snapshot: Arc<Snapshot>,
    /// Folded names.
    pub search: SearchIndex,
    /// Geometry, flattened.
    pub shapes: Arc<MapShapes>,
    /// Geometry, indexed for the pointer.
    pub hits: HitIndex,
    /// The file itself: a worker must be sent it.
    pub bytes: Arc<[u8]>,
    /// A quick name of the bytes, under which the page remembers its scenario.
    pub fingerprint: String,
    former: OnceLock<String>,
}

impl Loaded {
    /// Prepares a snapshot read from `bytes`.
    pub fn new(snapshot: Snapshot, bytes: &[u8]) -> Self {
        let shapes = Arc::new(MapShapes::build(&snapshot.boundaries, &snapshot.areas.point));
        Self {
            search: SearchIndex::new(&snapshot),
            hits: HitIndex::build(Arc::clone(&shapes)),
            shapes,
            bytes: bytes.into(),
            fingerprint: fingerprint(bytes),
            former: OnceLock::new(),
            snapshot: Arc::new(snapshot),
        }
    }

    /// The names under which work on these data may be remembered, the present one first; the former one is worked out
    /// once, and only where nothing is found under the present one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let former = || self.former.get_or_init(|| former_fingerprint(&self.bytes)).as_str();
        std::iter::once(self.fingerprint.as_str()).chain(std::iter::once_with(former))
    }
}
