//! The places of the page, in the order of the meeting.

mod data;
mod groups;
mod map;
mod map_side;
mod method_controls;
mod overview;
mod print_list;
mod priority;
mod profile;
mod ranking_table;
mod weights_panel;

pub use data::DataPlace;
pub use groups::GroupsPlace;
pub use map::MapPlace;
pub use overview::OverviewPlace;
pub use priority::PriorityPlace;
pub use profile::ProfilePlace;
