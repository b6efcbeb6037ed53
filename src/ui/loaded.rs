//! An open snapshot with what is prepared for it.

use std::sync::Arc;

use crate::filter::SearchIndex;
use crate::map::{HitIndex, MapShapes};
use crate::snapshot::{Snapshot, fingerprint};

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
            snapshot: Arc::new(snapshot),
        }
    }
}
