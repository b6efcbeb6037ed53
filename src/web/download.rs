//! Handing a file to the user.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// Offers `bytes` for download under `name`.
///
/// # Errors
/// What the browser says when it refuses.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    download_blob(name, &blob)
}

/// Offers a text made of several parts, written one after the other, for download under `name`.
///
/// # Errors
/// What the browser says when it refuses.
pub fn download_parts(name: &str, media_type: &str, parts: &[String]) -> Result<(), JsValue> {
    let texts: js_sys::Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    download_blob(name, &Blob::new_with_str_sequence_and_options(&texts, &options)?)
}

/// Offers a blob for download under `name`.
///
/// # Errors
/// What the browser says when it refuses.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = super::page::document()?.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken its own hold of the blob once the click is dispatched, but old ones do so late.
    gloo::timers::callback::Timeout::new(30_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// Offers the picture of a canvas for download under `name`, as PNG, once the browser has made it.
pub fn download_png(canvas: &HtmlCanvasElement, name: String) {
    let on_blob = Closure::once_into_js(move |blob: Blob| {
        let _ = download_blob(&name, &blob);
    });
    let _ = canvas.to_blob(on_blob.unchecked_ref());
}
