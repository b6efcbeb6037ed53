//! The published JSON Schema of the snapshot file.

use serde_json::Value;

use super::wire::SnapshotFile;

/// The JSON Schema (draft 2020-12) of a snapshot file, made from the types that read it.
///
/// It judges the shape alone; references, lengths and values are for [`super::blocking`].
pub fn schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    settings.into_generator().into_root_schema_for::<SnapshotFile>().to_value()
}
