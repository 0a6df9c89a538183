// A slow disk: what is shown is kept, so that a page which goes away the moment after finds it again, and what was asked
// for in some order is written in that order.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { keptFiles, keptJobs } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/**
 * Makes every write take its time: the transaction is kept from being committed by asking it for nothing. It commits by
 * itself when nobody asks any more.
 */
function slowDisk() {
  const SLOW_MS = 300;
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function slow(...given) {
    const until = performance.now() + SLOW_MS;
    const wait = () => {
      if (performance.now() < until) this.get("nothing").onsuccess = wait;
    };
    wait();
    return put.apply(this, given);
  };
  IDBTransaction.prototype.commit = () => {};
}

const slow = { init: slowDisk };

proves("a picture is gone from the screen only when it is gone from the disk, also after an undo", slow, async ({ page, studio }) => {
  await studio.chooseCount(4);
  await studio.make("four windows", 4);
  await studio.act("Delete", 1);
  await expectEventually(() => studio.cards.count(), 3, "cards after deleting");
  await studio.toasts.getByRole("button", { name: "Undo" }).click();
  await expectEventually(() => studio.cards.count(), 4, "cards after undo");
  await studio.act("Delete", 1);
  await expectEventually(() => studio.cards.count(), 3, "cards after deleting again");
  const kept = (await keptJobs(page))[0].pictures.filter((picture) => !picture.removed);
  assert.equal(kept.length, 3, "the record says what the screen says");
  await studio.reload();
  await expectEventually(() => studio.thumbs.count(), 3, "thumbnails after a reload");
});

proves("a delete and the undo of another one, asked for at once, are both on the disk", slow, async ({ page, studio }) => {
  await studio.chooseCount(3);
  await studio.make("three gates", 3);
  await studio.act("Delete", 2);
  const undo = studio.toasts.getByRole("button", { name: "Undo" });
  await undo.waitFor();
  await studio.act("Delete", 0);
  await undo.first().click();
  await expectEventually(() => studio.toasts.count(), 1, "offers: the first one was taken");
  await expectEventually(() => studio.cards.count(), 2, "cards: one deleted, one back");
  assert.deepEqual((await keptJobs(page))[0].pictures.map(({ removed = false }) => removed), [true, false, false]);
  await studio.reload();
  await expectEventually(() => studio.thumbs.count(), 2, "thumbnails after a reload");
});

proves("a star that is seen is kept", slow, async ({ page, studio }) => {
  await studio.make("a last snowdrop");
  await studio.onPicture("Star").click();
  await page.locator('.card button[aria-label="Star"][aria-pressed="true"]').waitFor();
  assert.equal((await keptJobs(page))[0].pictures[0].starred, true);
});

proves("a deleted job is gone from the disk when it is gone from the screen", slow, async ({ page, studio }) => {
  await studio.make("a paper boat");
  await studio.act("Delete");
  await expectEventually(() => studio.thumbs.count(), 0, "thumbnails");
  assert.deepEqual(await keptJobs(page), []);
});

proves("a picture that is called saved has its file and its record on the disk", slow, async ({ page, practice, studio }) => {
  await studio.make("a heavy stone");
  const [job] = await keptJobs(page);
  assert.deepEqual([job.phase, job.pictures[0].saved], ["done", "saved"]);
  assert.equal((await keptFiles(page)).length, 2, "the file and its small copy");
  // The link has ended: nothing but the disk can have it.
  await practice.expire();
  await studio.reload();
  await expectEventually(() => studio.thumbs.locator("img").count(), 1, "thumbnails after a reload");
});

proves("a call leaves only when its record is on the disk", slow, async ({ page, practice, studio }) => {
  let phase;
  await page.route("**/practice/ideogram/**", async (route) => {
    phase = (await keptJobs(page))[0]?.phase;
    await route.continue();
  });
  await studio.make("a sealed letter");
  assert.equal(phase, "sent");
  assert.equal((await practice.state()).calls, 1);
});
