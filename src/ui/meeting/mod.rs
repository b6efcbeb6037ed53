//! The meeting: the file that goes along, and later work in it.

mod file;
mod offer;

pub use file::MeetingButtons;
pub use offer::Offer;
