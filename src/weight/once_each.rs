//! Reading numbers of children, each of which may stand there once.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{Error, MapAccess, Visitor};

/// Reads a map and refuses a child that stands in it twice, where serde would keep the last without a word.
pub(super) fn once_each<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, f64>, D::Error> {
    struct Each;
    impl<'de> Visitor<'de> for Each {
        type Value = BTreeMap<String, f64>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a number for each child")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut read = BTreeMap::new();
            while let Some((child, number)) = entries.next_entry::<String, f64>()? {
                if read.contains_key(&child) {
                    return Err(A::Error::custom(format_args!("`{child}` stands here twice")));
                }
                read.insert(child, number);
            }
            Ok(read)
        }
    }
    deserializer.deserialize_map(Each)
}
