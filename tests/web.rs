//! Browser smoke tests.
