//! The places of the page, in the order of the meeting.

mod compare;
mod data;
mod groups;
mod map;
mod map_side;
mod method_controls;
mod methodology;
mod overview;
mod print_list;
mod priority;
mod profile;
mod ranking_table;
mod weights_panel;

pub use compare::ComparePlace;
pub use data::DataPlace;
pub use groups::GroupsPlace;
pub use map::MapPlace;
pub use overview::OverviewPlace;
pub use priority::PriorityPlace;
pub use profile::ProfilePlace;
