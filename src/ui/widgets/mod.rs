//! Parts that several places share.

mod dialog;
mod filter_rail;
mod heading;
mod range_filter;
mod tabs;
mod table;
mod toast;

pub use dialog::FailureDialog;
pub use filter_rail::{Chips, FilterRail};
pub use heading::Heading;
pub use table::{AreaLink, MeasureSelect, Problems, show_profile};
pub use tabs::PlaceTabs;
pub use toast::Toasts;
