//! Weights from people's judgements, and weights that data suggest.
//!
//! Pure: judgements or columns in, shares out. This module must not know of snapshots, scenarios or the interface.
