//! The published JSON Schema of the snapshot file.

use serde_json::{Map, Value};

use super::wire::SnapshotFile;

/// The JSON Schema (draft 2020-12) of a snapshot file, made from the types that read it.
///
/// It judges the shape alone; references, lengths and values are for [`super::blocking`].
pub fn schema() -> Value {
    published::<SnapshotFile>()
}

/// The schema of a type as it is published, in draft 2020-12.
pub(crate) fn published<T: schemars::JsonSchema>() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    heading_first(settings.into_generator().into_root_schema_for::<T>().to_value())
}

/// The members that say what the schema is come first, for those who read it.
fn heading_first(schema: Value) -> Value {
    let Value::Object(mut members) = schema else { return schema };
    let heading = ["$schema", "title", "description"];
    let mut ordered: Map<String, Value> =
        heading.iter().filter_map(|name| members.shift_remove_entry(*name)).collect();
    ordered.append(&mut members);
    Value::Object(ordered)
}
