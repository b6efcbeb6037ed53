//! Values → JSON text, for every type by one and the same writer.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

/// JSON on one line.
pub fn write(value: &impl Serialize) -> String {
    text(value, Layout { indent: None })
}

/// Indented JSON.
pub fn write_indented(value: &impl Serialize) -> String {
    text(value, Layout { indent: Some(PrettyFormatter::new()) })
}

fn text(value: &impl Serialize, layout: Layout) -> String {
    let mut bytes = Vec::new();
    // To memory, from types whose maps have text keys only: this cannot fail.
    match value.serialize(&mut Serializer::with_formatter(&mut bytes, layout)) {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// One layout, so that serialisation is compiled once for each type.
struct Layout {
    indent: Option<PrettyFormatter<'static>>,
}

macro_rules! by_layout {
    ($($method:ident($($first:ident)?))*) => {
        $(fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $first: bool)?) -> io::Result<()> {
            match &mut self.indent {
                Some(own) => own.$method(writer $(, $first)?),
                None => CompactFormatter.$method(writer $(, $first)?),
            }
        })*
    };
}

impl Formatter for Layout {
    by_layout! {
        begin_array() end_array() begin_array_value(first) end_array_value()
        begin_object() end_object() begin_object_key(first) begin_object_value() end_object_value()
    }
}
