//! JavaScript values → ours, each mismatch a typed error.

use js_sys::{ArrayBuffer, Float64Array, JSON, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use super::error::{ApiError, Thrown};
use crate::aggregate::GroupBy;
use crate::filter::Filter;
use crate::snapshot::Snapshot;

/// The bytes of a `Uint8Array`, `ArrayBuffer` or text.
pub fn bytes(value: &JsValue, name: &str) -> Result<Vec<u8>, ApiError> {
    if let Some(array) = value.dyn_ref::<Uint8Array>() {
        return Ok(array.to_vec());
    }
    if let Some(buffer) = value.dyn_ref::<ArrayBuffer>() {
        return Ok(Uint8Array::new(buffer).to_vec());
    }
    let text = value.as_string().map(String::into_bytes);
    text.ok_or_else(|| ApiError::argument(name, "a Uint8Array, an ArrayBuffer or a string"))
}

/// Copies a `Float64Array` into `numbers`, whose room is reused.
pub fn numbers(value: &JsValue, name: &str, numbers: &mut Vec<f64>) -> Result<(), ApiError> {
    let array = value.dyn_ref::<Float64Array>();
    let array = array.ok_or_else(|| ApiError::argument(name, "a Float64Array"))?;
    numbers.resize(array.length() as usize, 0.0);
    array.copy_to(numbers);
    Ok(())
}

/// A whole number from 0 to 2³² − 1.
pub fn whole(value: &JsValue, name: &str) -> Result<u32, ApiError> {
    let number = value.as_f64().filter(|own| own.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(own));
    number.map(|own| own as u32).ok_or_else(|| ApiError::argument(name, "a whole number not below 0"))
}

/// The JSON text of a value: a string is taken for JSON already.
pub fn json_text(value: &JsValue, name: &str) -> Result<String, ApiError> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    let written = JSON::stringify(value).ok().and_then(|text| text.as_string());
    written.ok_or_else(|| ApiError::argument(name, "an object or JSON text"))
}

/// A filter; nothing means everything.
pub fn filter(value: &JsValue) -> Result<Filter, ApiError> {
    or_default(value, "spec")
}

/// What an object or JSON text says; nothing means the default.
pub fn or_default<T: DeserializeOwned + Default>(value: &JsValue, name: &str) -> Result<T, ApiError> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    from_json(&json_text(value, name)?, name)
}

/// What to group by: nothing means all together, and the identifier of a level stands for its divisions.
pub fn group_by(value: &JsValue, snapshot: &Snapshot) -> Result<GroupBy, ApiError> {
    if value.is_undefined() || value.is_null() {
        return Ok(GroupBy::All);
    }
    let Some(word) = value.as_string() else { return from_json(&json_text(value, "by")?, "by") };
    Ok(match word.as_str() {
        "all" => GroupBy::All,
        "kind" => GroupBy::Kind,
        "office" => GroupBy::Office,
        "decile" => GroupBy::Decile,
        "tier" => GroupBy::Tier,
        json if json.starts_with(['{', '"']) && snapshot.divisions.level_idx(json).is_none() => {
            return from_json(json, "by");
        }
        level => GroupBy::Division(level.to_owned()),
    })
}

fn from_json<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| ApiError::shape(name, &error))
}

/// JSON text → a JavaScript value. The browser's own parser is there already; a second one would only add size.
pub fn parse_json(text: &str) -> Result<JsValue, Thrown> {
    JSON::parse(text).map_err(|_| ApiError::argument("result", "JSON").into())
}
