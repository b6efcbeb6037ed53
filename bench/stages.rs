//! The stages of a ranking, timed.
fn main() {}
