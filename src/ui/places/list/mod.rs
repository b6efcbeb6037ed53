//! The list of اولویت‌بندی as a table that readers arrange.

mod actions;
mod cells;
mod columns_menu;
mod content;
mod header;
mod keys;
mod lock_dialog;
mod marks_bar;
mod memos;
mod popup;
mod robustness_box;
mod row;
mod scroll;
mod slots;
mod sort_arrow;
mod table;
mod table_state;
mod toolbar;
mod trends;
mod weight_columns;

pub use lock_dialog::LockDialog;
pub use marks_bar::MarksBar;
pub use popup::ListPopup;
pub use robustness_box::RobustnessBox;
pub use table::RankingTable;
pub use toolbar::ListTools;
