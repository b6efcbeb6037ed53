//! What may be asked for while presenting.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Next,
    Back,
    First,
    Last,
    /// The screen with this number, from 1.
    Number(usize),
    Black,
    Try,
    Escape,
}

/// A number being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Typed(pub(super) Option<usize>);

impl Typed {
    /// The number so far.
    pub(super) fn shown(self) -> Option<usize> {
        self.0
    }
}
