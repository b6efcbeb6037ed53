//! What survives a reload: small texts in local storage, the open file's bytes in IndexedDB.

use gloo::storage::{LocalStorage, Storage};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

const DATABASE: &str = "negah";
const STORE: &str = "files";

/// A saved text.
pub fn load(key: &str) -> Option<String> {
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// Saves a text; `false` when the browser refuses (no room, or storage switched off).
pub fn save(key: &str, text: &str) -> bool {
    LocalStorage::raw().set_item(key, text).is_ok()
}

/// Forgets a text.
pub fn forget(key: &str) {
    let _ = LocalStorage::raw().remove_item(key);
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
