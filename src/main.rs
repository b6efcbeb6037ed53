//! In a browser the page or its worker; natively the command line.
fn main() {}
