//! The places of the page, in the order of the meeting.

mod ahp_entry;
mod area_picker;
mod compare;
mod data;
mod groups;
mod list;
mod map;
mod method_controls;
mod method_panel;
mod methodology;
mod overview;
mod points_entry;
mod print_list;
mod priority;
mod profile;
mod rank_entry;
mod robustness;
mod setting_select;
mod weight_check;
mod weights_dialog;
mod weights_panel;

pub use compare::{ComparePlace, compared};
pub use data::DataPlace;
pub use groups::{GroupsChoices, GroupsPlace};
pub use map::{MapPlace, whole};
pub use methodology::MethodologyDialog;
pub use overview::OverviewPlace;
pub use priority::PriorityPlace;
pub use profile::ProfilePlace;
pub use robustness::RobustnessPlace;
