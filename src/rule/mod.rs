//! Rule mode: which areas are flagged, and by which rule, beside the composite score.
//!
//! This module must not know of weights, scores, the interface or files.
