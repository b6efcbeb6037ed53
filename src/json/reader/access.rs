//! Lists, objects and variants as serde walks through them.

use serde::de::{
    DeserializeSeed, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::super::fault::Wrong;
use super::{Reader, Step};

/// Within a list or an object.
pub(super) struct Inside<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) first: bool,
}

impl Inside<'_, '_> {
    /// Whether another entry of a list follows; steps into it.
    #[inline(never)]
    fn next_entry(&mut self) -> Result<bool, Wrong> {
        let was_first = self.first;
        let more = self.reader.text.next_entry(&mut self.first, b']')?;
        let step = match self.reader.path.last() {
            Some(Step::Entry(at)) if !was_first => at + 1,
            _ => 0,
        };
        if !was_first {
            self.reader.path.pop();
        }
        if more {
            self.reader.path.push(Step::Entry(step));
        }
        Ok(more)
    }

    /// Whether another member of an object follows; steps into it.
    #[inline(never)]
    fn next_member(&mut self) -> Result<bool, Wrong> {
        let was_first = self.first;
        let more = self.reader.text.next_entry(&mut self.first, b'}')?;
        if !was_first {
            self.reader.path.pop();
        }
        if more {
            self.reader.path.push(Step::Name(self.reader.text.at));
        }
        Ok(more)
    }
}

impl<'de> SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        if self.next_entry()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Inside<'_, 'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        if self.next_member()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        self.reader.text.colon()?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant: its name alone, or an object of its name and what it holds.
pub(super) struct Variant<'a, 'de> {
    pub(super) reader: &'a mut Reader<'de>,
    pub(super) bare: bool,
}

impl Variant<'_, '_> {
    /// A name alone holds nothing.
    fn holds(&mut self, expected: &dyn Expected) -> Result<(), Wrong> {
        if self.bare { Err(Wrong::invalid_type(Unexpected::UnitVariant, expected)) } else { Ok(()) }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Wrong;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Wrong> {
        let step = Step::Name(self.reader.text.at);
        let variant = seed.deserialize(&mut *self.reader)?;
        if !self.bare {
            self.reader.text.colon()?;
            self.reader.path.push(step);
        }
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        if self.bare { Ok(()) } else { serde::Deserialize::deserialize(self.reader) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(mut self, seed: T) -> Result<T::Value, Wrong> {
        self.holds(&"newtype variant")?;
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(mut self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.holds(&"tuple variant")?;
        self.reader.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        mut self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.holds(&"struct variant")?;
        self.reader.object(visitor)
    }
}
