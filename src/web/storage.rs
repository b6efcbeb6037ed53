//! What survives a reload: small texts in local storage, the open file's bytes in IndexedDB.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;
use web_sys::Storage;

const DATABASE: &str = "negah";
const STORE: &str = "files";

/// What outlasts the tab; `None` where the browser keeps nothing: then even asking is an error.
fn lasting() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What ends with the tab, likewise.
fn of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// A saved text.
pub fn load(key: &str) -> Option<String> {
    lasting()?.get_item(key).ok().flatten()
}

/// The keys of saved texts that begin so.
pub fn keys(start: &str) -> Vec<String> {
    let Some(own) = lasting() else { return Vec::new() };
    let count = own.length().unwrap_or_default();
    let keys = (0..count).filter_map(|at| own.key(at).ok().flatten());
    keys.filter(|key| key.starts_with(start)).collect()
}

/// Saves a text; `false` when the browser refuses (no room, or storage switched off).
pub fn save(key: &str, text: &str) -> bool {
    lasting().is_some_and(|own| own.set_item(key, text).is_ok())
}

/// Forgets a text.
pub fn forget(key: &str) {
    if let Some(own) = lasting() {
        let _ = own.remove_item(key);
    }
}

/// A text that this tab has saved.
pub fn load_for_tab(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok().flatten()
}

/// Saves a text for as long as the tab is open; `false` when the browser refuses.
pub fn save_for_tab(key: &str, text: &str) -> bool {
    of_tab().is_some_and(|own| own.set_item(key, text).is_ok())
}

/// Forgets a text of this tab.
pub fn forget_for_tab(key: &str) {
    if let Some(own) = of_tab() {
        let _ = own.remove_item(key);
    }
}

/// Saves the bytes of the open file.
///
/// # Errors
/// What the database says, as when there is no room.
pub async fn save_bytes(key: &str, bytes: &[u8]) -> Result<(), idb::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let value: JsValue = js_sys::Uint8Array::from(bytes).into();
    transaction.object_store(STORE)?.put(&value, Some(&JsValue::from_str(key)))?.await?;
    transaction.commit()?.await?;
    Ok(())
}

/// The saved bytes.
///
/// # Errors
/// What the database says.
pub async fn load_bytes(key: &str) -> Result<Option<Vec<u8>>, idb::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let found = transaction.object_store(STORE)?.get(JsValue::from_str(key))?.await?;
    Ok(found.map(|value| js_sys::Uint8Array::new(&value).to_vec()))
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}
