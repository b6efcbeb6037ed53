//! Results that travel between stages and are compared by being the same, not by what they hold.

use std::ops::Deref;
use std::sync::Arc;

/// A shared value that counts as changed only when it was computed anew: comparing is comparing addresses.
#[derive(Debug)]
pub struct Shared<T>(pub Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Wraps a value just computed.
pub fn shared<T>(value: T) -> Shared<T> {
    Shared(Arc::new(value))
}
