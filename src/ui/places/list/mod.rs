//! The list of اولویت‌بندی as a table that readers arrange.

mod actions;
mod cells;
mod columns_menu;
mod content;
mod header;
mod keys;
mod lock_dialog;
mod marks;
mod memos;
mod parts;
mod popup;
mod row;
mod scroll;
mod slots;
mod sure_box;
mod table;
mod toolbar;
mod trends;

pub use lock_dialog::LockDialog;
pub use marks::MarksBar;
pub use popup::ListPopup;
pub use sure_box::SureBox;
pub use table::RankingTable;
pub use toolbar::ListTools;
