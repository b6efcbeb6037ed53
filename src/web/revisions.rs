//! Revisions of the work in IndexedDB, as texts under keys that sort; a database of its own, so that no window with an
//! older page can hold up its opening.

use std::cell::RefCell;
use std::rc::Rc;

use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;

const DATABASE: &str = "negah.work";
const STORE: &str = "revisions";
/// Parts the name of a data set from the rest of a key.
const BREAK: char = '\n';

thread_local! {
    /// The open database: what is written while the page goes must not wait for its opening.
    static OPEN: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// The kept texts of one data set with their keys, in the order of the keys.
///
/// # Errors
/// What the database says.
pub async fn all(of: &str) -> Result<Vec<(String, String)>, idb::Error> {
    let database = open().await?;
    let store = database.transaction(&[STORE], TransactionMode::ReadOnly)?.object_store(STORE)?;
    // Both are asked for before either is waited for: a transaction ends when nothing is asked of it any more.
    let (keys, texts) = (store.get_all_keys(Some(range(of)?), None)?, store.get_all(Some(range(of)?), None)?);
    let (keys, texts) = (keys.await?, texts.await?);
    let pairs = keys.iter().zip(&texts).filter_map(|(key, text)| {
        Some((key.as_string()?.split_once(BREAK)?.1.to_owned(), text.as_string().unwrap_or_default()))
    });
    Ok(pairs.collect())
}

/// Keeps a text under a key of a data set, in place of what had this key unless that `wins`, and removes what `surplus` names
/// of all its keys; all in one transaction, so that no other window comes between.
///
/// # Errors
/// What the database says, as when there is no room: then nothing has changed.
pub async fn put(
    (of, key): (&str, &str),
    (text, wins): (&str, impl Fn(&str) -> bool),
    surplus: impl Fn(&[String]) -> Vec<String>,
) -> Result<(), idb::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    let name = JsValue::from_str(&full(of, key));
    let before = store.get(name.clone())?.await?.and_then(|text| text.as_string());
    if before.is_some_and(|text| wins(&text)) {
        return Ok(());
    }
    store.put(&JsValue::from_str(text), Some(&name))?.await?;
    let keys = store.get_all_keys(Some(range(of)?), None)?.await?;
    let keys: Vec<String> =
        keys.iter().filter_map(|key| Some(key.as_string()?.split_once(BREAK)?.1.to_owned())).collect();
    for key in surplus(&keys) {
        store.delete(JsValue::from_str(&full(of, &key)))?.await?;
    }
    transaction.commit()?.await?;
    Ok(())
}

/// Removes what is kept under a key of a data set.
///
/// # Errors
/// What the database says.
pub async fn remove(of: &str, key: &str) -> Result<(), idb::Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(JsValue::from_str(&full(of, key)))?.await?;
    transaction.commit()?.await?;
    Ok(())
}

fn full(of: &str, key: &str) -> String {
    format!("{of}{BREAK}{key}")
}

/// All keys of a data set.
fn range(of: &str) -> Result<Query, idb::Error> {
    let [from, to] = ["", "\u{ffff}"].map(|key| JsValue::from_str(&full(of, key)));
    KeyRange::bound(&from, &to, None, None).map(Query::from)
}

async fn open() -> Result<Rc<Database>, idb::Error> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Ok(database);
    }
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    let mut database = request.await?;
    // The browser may close it, as when the site's data are cleared: then the next call opens it anew.
    database.on_close(|_| OPEN.set(None));
    let database = Rc::new(database);
    OPEN.set(Some(Rc::clone(&database)));
    Ok(database)
}
