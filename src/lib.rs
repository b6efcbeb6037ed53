//! نگاه (negah): which neighbourhoods need help most, why, and how sure that is.
//!
//! One walk, module by module, in the order a snapshot travels:
//!
//! `bytes → `[`snapshot`]` → `[`filter`]` → `[`aggregate`]` → `[`score`]` → `[`rank`], tied together by
//! [`scenario`] and [`pipeline`].

pub mod aggregate;
pub mod filter;
pub mod pipeline;
pub mod rank;
pub mod scenario;
pub mod score;
pub mod snapshot;
#[cfg(test)]
mod testing;
pub mod text;
