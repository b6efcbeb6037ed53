//! نگاه (negah): which neighbourhoods need help most, why, and how sure that is.

pub mod text;
