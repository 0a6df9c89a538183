// Records put into the gallery's database by hand: many, old or broken ones, as no person could make them in a test.

import { expectEventually } from "./wait.mjs";

/** Waits until the studio has made its database. */
export async function databaseThere(page) {
  // The form alone needs no database; the gallery does.
  await page.evaluate(() => (location.hash = "#/gallery"));
  const isThere = async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "ideomix")) return false;
    const database = await new Promise((resolve) => {
      indexedDB.open("ideomix").onsuccess = (event) => resolve(event.target.result);
    });
    const there = database.objectStoreNames.contains("ledger");
    database.close();
    return there;
  };
  await expectEventually(() => page.evaluate(isThere), true, "the database is there");
}

/** A page of the studio's origin without the studio, so that nobody else has the database open. */
export async function besideTheStudio(page) {
  await page.goto("/icon.svg");
}

/** Writes `count` finished jobs with one picture each, the newest first in time, over a handful of small files. */
export async function seedJobs(page, count, { prompts = [], connection = "practice" } = {}) {
  await page.evaluate(
    async ({ count, prompts, connection }) => {
      const FILES = 24;
      const request = (asked) =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const picture = async (n) => {
        const canvas = new OffscreenCanvas(64, 64);
        const context = canvas.getContext("2d");
        context.fillStyle = `hsl(${(n * 360) / FILES} 60% 55%)`;
        context.fillRect(0, 0, 64, 64);
        return canvas.convertToBlob({ type: "image/png" });
      };
      const database = await request(indexedDB.open("ideomix"));
      const work = (mode) => database.transaction(["jobs", "assets", "thumbs"], mode);
      const blobs = await Promise.all(Array.from({ length: FILES }, (_, n) => picture(n)));
      const writing = work("readwrite");
      const done = new Promise((resolve, reject) => {
        writing.oncomplete = resolve;
        writing.onabort = () => reject(writing.error);
      });
      blobs.forEach((blob, n) => {
        writing.objectStore("assets").put(blob, `seed-${n}`);
        writing.objectStore("thumbs").put(blob, `seed-${n}`);
      });
      const now = Date.now();
      for (let n = 0; n < count; n += 1) {
        const asset = `seed-${n % FILES}`;
        const prompt = prompts[n] ?? `a seeded picture ${n}`;
        writing.objectStore("jobs").put({
          version: 1,
          id: n.toString(16).padStart(6, "0").padEnd(32, "0"),
          created_ms: now - n * 60_000,
          operation: n % 3 === 0 ? "v3_remix" : "v3_generate",
          model: "V3",
          connection,
          fields: [{ name: "prompt", texts: [prompt], files: [] }],
          images_asked: 1,
          estimate_milli_usd: 60,
          phase: "done",
          finished_ms: now - n * 60_000 + 5000,
          descriptions: [],
          pictures: [
            { index: 0, made: "made", view: "viewable", saved: "saved", asset, prompt, width: 64, height: 64, mime: "image/png", bytes: blobs[n % FILES].size, starred: n === 7 },
          ],
          assets: [asset],
        });
      }
      await done;
      database.close();
    },
    { count, prompts, connection },
  );
}
