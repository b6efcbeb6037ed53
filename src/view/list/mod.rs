//! The list as a table that readers arrange: columns, order, groups, pins, and which rows stand at the line.

mod cells;
mod columns;
mod edge;
mod kept;
mod lines;
mod long;
mod near;
mod order;
mod trend;
mod window;

pub use cells::{BandView, Cell, ListRow, Rows, list_row};
pub use columns::{Column, chooser, column_name, default_columns, filter_label, filterable, template};
pub use edge::{Track, share_at_edge};
pub use kept::{Arrangement, KeptList};
pub use lines::{GroupHead, Line, Lines, arrange, local_ranks};
pub use long::LongScroll;
pub use order::{Beside, Sort, alphabet, order_list};
pub use trend::{Trends, rank_trends};
pub use window::Window;
