// What the page keeps of the work in the browser's database, as the tests read and damage it.

/** Runs in the page: calls `act` with the store of the revisions. */
const inStore = `(mode, act) => new Promise((done, fail) => {
  const request = indexedDB.open("negah.work");
  request.onupgradeneeded = () => request.result.createObjectStore("revisions");
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction("revisions", mode);
    let result;
    act(transaction.objectStore("revisions"), (value) => { result = value; });
    transaction.oncomplete = () => { request.result.close(); done(result); };
    transaction.onerror = () => fail(transaction.error);
  };
})`;

/** The texts of all revisions, in the order of their keys. */
export const revisions = (page) => page.evaluate(`(${inStore})("readonly", (store, give) => {
  const all = store.getAll();
  all.onsuccess = () => give(all.result);
})`);

/** The session of the revision that was saved last. */
export async function kept(page) {
  const all = (await revisions(page)).map((text) => ({ saved: Number(text.split(" ")[4]), work: text.slice(text.indexOf("\n") + 1) }));
  const last = all.sort((a, b) => a.saved - b.saved).at(-1);
  return last && JSON.parse(last.work);
}

/** Writes a revision anew, of all in the order of their keys, as something else. */
export const rewrite = (page, change, at) => page.evaluate(`(${inStore})("readwrite", (store) => {
  const [keys, texts] = [store.getAllKeys(), store.getAll()];
  texts.onsuccess = () => store.put((${change})(texts.result.at(${at})), keys.result.at(${at}));
})`);

/** Removes all revisions. */
export const forgetRevisions = (page) => page.evaluate(`(${inStore})("readwrite", (store) => store.clear())`);

/** The key of the oldest revision: page, data set, a line break, time and window. */
export const firstKey = (page) => page.evaluate(`(${inStore})("readonly", (store, give) => {
  const keys = store.getAllKeys();
  keys.onsuccess = () => give(keys.result[0]);
})`);
