// What a page leaves behind in the browser.

/** The SHA-256 of every file in the page's databases. */
export async function keptFiles(page) {
  return page.evaluate(async () => {
    const request = (asked) =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const digests = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        for (const value of await request(database.transaction(store).objectStore(store).getAll())) {
          const blobs = value instanceof Blob ? [value] : Object.values(value ?? {}).filter((part) => part instanceof Blob);
          for (const blob of blobs) {
            const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
            digests.push([...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
          }
        }
      }
      database.close();
    }
    return digests;
  });
}

/** Everything that a page keeps or shows, as one text: to look for what must not be in it. */
export async function everythingKept(page) {
  return page.evaluate(async () => {
    const request = (asked) =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const found = [document.documentElement.outerHTML, document.title, location.href, JSON.stringify(history.state)];
    for (const input of document.querySelectorAll("input, textarea")) found.push(input.value);
    found.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie);
    for (const { name } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = [request(objects.getAllKeys()), request(objects.getAll())];
        found.push(`${name}/${store}`, JSON.stringify(await keys));
        for (const value of await values) {
          found.push(value instanceof Blob ? await value.text() : JSON.stringify(value));
        }
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const entry of await cache.keys()) found.push(entry.url, await (await cache.match(entry)).text());
    }
    return found.join("\n");
  });
}
