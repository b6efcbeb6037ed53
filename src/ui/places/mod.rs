//! The places of the page, in the order of the meeting.

mod area_picker;
mod compare;
mod data;
mod groups;
mod list;
mod map;
mod method;
mod overview;
mod print_list;
mod priority;
mod profile;
mod robustness;
mod weights;

pub use compare::{ComparePlace, compared};
pub use data::DataPlace;
pub use groups::{GroupsChoices, GroupsPlace};
pub use map::{MapPlace, whole};
pub use method::MethodologyDialog;
pub use overview::OverviewPlace;
pub use priority::PriorityPlace;
pub use profile::ProfilePlace;
pub use robustness::RobustnessPlace;
