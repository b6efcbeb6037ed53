//! Flat multi-criteria methods over the leaves of an index, one method a file.
//!
//! This module must not know of snapshots, scenarios or ranks: columns and weights in, one number per area out.
