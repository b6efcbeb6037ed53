//! Parts that several places share.

mod chips;
mod dialog;
mod filter_rail;
mod find;
mod heading;
mod marked_bar;
mod number_field;
mod range_filter;
mod save_menu;
mod tabs;
mod table;

pub use chips::Chips;
pub use dialog::FailureDialog;
pub use filter_rail::FilterRail;
pub use find::FindChip;
pub use heading::Heading;
pub use marked_bar::MarkedBar;
pub use number_field::NumberField;
pub use range_filter::RangeFilter;
pub use save_menu::{SaveMenu, save_workbook};
pub use table::{AreaLink, MeasureSelect, Problems, show_profile};
pub use tabs::PlaceTabs;
