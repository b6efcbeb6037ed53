//! One native binary for everything that crosses modules.
mod charts;
