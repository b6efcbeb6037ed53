//! Reading bytes from the page's own host.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Why bytes could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// The address is on another host.
    OtherHost(String),
    /// The host answered with another status than success; 0 when it did not answer.
    Status(String, u16),
}

/// Fetches `address`, telling `progress` the share received (0 to 1) where the length is known.
///
/// # Errors
/// Another host, or no success.
pub async fn fetch_bytes(address: &str, progress: impl Fn(f64)) -> Result<Vec<u8>, FetchError> {
    let absolute = same_origin(address).ok_or_else(|| FetchError::OtherHost(address.to_owned()))?;
    let failed = |status| FetchError::Status(address.to_owned(), status);
    let window = web_sys::window().ok_or_else(|| failed(0))?;
    let answer = JsFuture::from(window.fetch_with_str(&absolute)).await.map_err(|_| failed(0))?;
    let response: Response = answer.unchecked_into();
    if !response.ok() {
        return Err(failed(response.status()));
    }
    read_body(&response, progress).await.map_err(|_| failed(response.status()))
}

/// The absolute address, when it is on the page's own host.
fn same_origin(address: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let absolute = web_sys::Url::new_with_base(address, &location.href().ok()?).ok()?;
    (absolute.origin() == location.origin().ok()?).then(|| absolute.href())
}

async fn read_body(response: &Response, progress: impl Fn(f64)) -> Result<Vec<u8>, JsValue> {
    let length = response.headers().get("content-length")?.and_then(|text| text.parse::<f64>().ok());
    let Some(body) = response.body() else {
        let buffer = JsFuture::from(response.array_buffer()?).await?;
        return Ok(js_sys::Uint8Array::new(&buffer).to_vec());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let part = JsFuture::from(reader.read()).await?;
        if js_sys::Reflect::get(&part, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let chunk: js_sys::Uint8Array = js_sys::Reflect::get(&part, &"value".into())?.unchecked_into();
        bytes.extend_from_slice(&chunk.to_vec());
        if let Some(length) = length {
            progress((bytes.len() as f64 / length).min(1.0));
        }
    }
}
