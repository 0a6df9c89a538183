// What a page leaves behind in the browser.

import { expectEventually } from "./wait.mjs";

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

/** What a store of the gallery holds, all of it or some by key, as values of the page. */
async function stored(page, store, keys) {
  return page.evaluateHandle(
    async ([store, keys]) => {
      const request = (asked) =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const values = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await request(indexedDB.open(name));
        if (database.objectStoreNames.contains(store)) {
          const objects = database.transaction(store).objectStore(store);
          if (!keys) values.push(...(await request(objects.getAll())));
          for (const key of keys ?? []) values.push(await request(objects.get(key)));
        }
        database.close();
      }
      return values;
    },
    [store, keys],
  );
}

/** The records of all jobs that are not thrown away, newest first. */
export async function keptJobs(page) {
  const jobs = await (await stored(page, "jobs")).jsonValue();
  return jobs.filter((job) => job.trashed_ms == null).sort((a, b) => b.created_ms - a.created_ms);
}

/** The SHA-256 of the pixels of kept files: equal for the same picture, whatever its file says about itself. */
export async function keptPixels(page, ids) {
  return page.evaluate(async (blobs) => {
    const digest = async (blob) => {
      const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const bytes = await crypto.subtle.digest("SHA-256", data);
      return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    };
    return Promise.all(blobs.map(digest));
  }, await stored(page, "assets", ids));
}

/** Width and height of kept files, as the browser decodes them. */
export async function keptSizes(page, ids) {
  return page.evaluate(async (blobs) => {
    const bitmaps = await Promise.all(blobs.map((blob) => createImageBitmap(blob)));
    return bitmaps.map(({ width, height }) => [width, height]);
  }, await stored(page, "assets", ids));
}

/**
 * How two kept pictures differ, `inside` and `outside` of a mask that is kept as well (black is inside): how many pixels
 * there are and how many of them have changed.
 */
export async function keptDifference(page, before, after, mask) {
  return page.evaluate(async (blobs) => {
    const pixels = async (blob) => {
      const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return { size: [bitmap.width, bitmap.height], data: new Uint32Array(data.buffer) };
    };
    const [before, after, mask] = await Promise.all(blobs.map(pixels));
    const found = { sizes: [before.size, after.size, mask.size], inside: { all: 0, changed: 0 }, outside: { all: 0, changed: 0 } };
    for (let n = 0; n < before.data.length; n += 1) {
      const side = (mask.data[n] & 0xff) < 128 ? found.inside : found.outside;
      side.all += 1;
      side.changed += before.data[n] === after.data[n] ? 0 : 1;
    }
    return found;
  }, await stored(page, "assets", [before, after, mask]));
}

/** The colors of kept files at some places: for each file a list of `[red, green, blue]`. */
export async function keptColors(page, ids, places) {
  return page.evaluate(
    async ([blobs, places]) => {
      const colors = async (blob) => {
        const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
        context.drawImage(bitmap, 0, 0);
        return places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3));
      };
      return Promise.all(blobs.map(colors));
    },
    [await stored(page, "assets", ids), places],
  );
}

/** Waits until a note of the database holds words, or is gone. */
export async function keptNote(page, name, words) {
  const note = () =>
    page.evaluate(async (key) => {
      // Opening a database that is not there yet would make an empty one, before the studio can.
      if (!(await indexedDB.databases()).some(({ name }) => name === "ideomix")) return undefined;
      const database = await new Promise((resolve, reject) => {
        const asked = indexedDB.open("ideomix");
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      const value = await new Promise((resolve) => {
        const asked = database.transaction("meta").objectStore("meta").get(key);
        asked.onsuccess = () => resolve(asked.result);
      });
      database.close();
      return value;
    }, name);
  await expectEventually(async () => (words === undefined ? (await note()) === undefined : ((await note()) ?? "").includes(words)), true, name);
}
