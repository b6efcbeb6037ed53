//! The browser: files, addresses, storage, workers. All calls into web-sys outside the page's own elements.
//!
//! This module must not know of components or of the state of the interface.

pub mod download;
pub mod fetch;
pub mod fit;
pub mod page;
pub mod pieces;
pub mod revisions;
pub mod storage;
pub mod windows;
pub mod worker;
