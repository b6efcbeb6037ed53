//! What the reader must know of the keeping of the work.

/// Something about the keeping of the work that the reader must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    /// There is no room: new changes are not kept.
    Full,
    /// The browser keeps nothing.
    Blocked,
    /// The same data are open in another window.
    Another,
    /// There was work in another window at the same time.
    Apart,
    /// So many kept revisions are damaged; whether a sound one is left.
    Damaged(usize, bool),
}
