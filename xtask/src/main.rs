//! Project tasks: set-up, build, serve, test.
fn main() {}
