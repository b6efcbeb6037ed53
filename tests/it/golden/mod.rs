//! Values of independent implementations, reproduced; where they come from stands in `tests/data/golden/README.md`.

mod weights;
