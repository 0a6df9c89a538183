// Two tabs on one record: what each of them writes is there, whichever writes last.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { keptJobs } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

proves("a star set in another tab while pictures are being saved stays, is seen here at once, and the pictures are saved", async (visit) => {
  const { page, studio } = visit;
  const { other, saved, release } = await savingHere(visit);
  await star(other, saved);
  await expectEventually(() => kept(page), { starred: [saved], saved: 1 }, "the record with the star");
  await studio.cards.nth(saved).getByRole("button", { name: "Star", exact: true, pressed: true }).waitFor();
  release();
  await studio.seesPictures(2);
  await expectEventually(() => kept(page), { starred: [saved], saved: 2 }, "the record at the end");
  for (const tab of [studio, other]) {
    await tab.reload();
    await tab.goTo("gallery");
    await expectEventually(() => tab.thumbs.locator("img").count(), 2, "pictures in the gallery");
  }
});

proves("a tab that has heard nothing sets a star without taking a saved picture back", async (visit) => {
  const { page, studio } = visit;
  const { other, saved, release } = await savingHere(visit, deaf);
  await other.open(await place(page, saved));
  release();
  await studio.seesPictures(2);
  await expectEventually(() => kept(page), { starred: [], saved: 2 }, "both are saved");
  await other.page.keyboard.press("f");
  await expectEventually(() => kept(page), { starred: [saved], saved: 2 }, "the record at the end");
});

proves("what is thrown away in another tab while it is being saved stays thrown away", async (visit) => {
  const { page, studio } = visit;
  const { other, saved, release } = await savingHere(visit);
  await other.goTo("gallery");
  await other.thumbs.first().waitFor();
  await other.page.keyboard.press("Control+a");
  await other.page.keyboard.press("Delete");
  await expectEventually(() => kept(page), undefined, "the record is thrown away");
  await expectEventually(() => studio.cards.count(), 0, "and not shown any more where it is being saved");
  release();
  await studio.make("the next one", 2);
  await studio.reload();
  await expectEventually(async () => (await keptJobs(page)).length, 1, "jobs after a reload");
  assert.equal(saved, 0);
});

/** Runs for two pictures here, lets one be saved and holds the other, and opens another tab. */
async function savingHere({ context, page, studio }, init) {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route("**/practice/images/**", async (route) => {
    asked += 1;
    if (asked === 2) await held;
    await route.continue();
  });
  await studio.chooseCount(2);
  await studio.write("two sides of a coin");
  await studio.run();
  await expectEventually(async () => (await kept(page))?.saved, 1, "pictures saved");
  const tab = await context.newPage();
  if (init) await tab.addInitScript(init);
  const other = new studio.constructor(tab);
  await other.open("#/gallery");
  await other.thumbs.locator("img").first().waitFor();
  const [job] = await keptJobs(page);
  return { other, saved: job.pictures.findIndex(({ saved }) => saved === "saved"), release };
}

/** Opens a picture and stars it by its key. */
async function star(tab, index) {
  await tab.page.goto(`/${await place(tab.page, index)}`);
  await tab.page.locator(".pane img").waitFor();
  await tab.page.keyboard.press("f");
}

async function place(page, index) {
  const [job] = await keptJobs(page);
  return `#/item/${job.id}/${index}`;
}

/** What is kept of the newest job. */
async function kept(page) {
  const [job] = await keptJobs(page);
  if (!job) return undefined;
  const starred = job.pictures.flatMap((picture, n) => (picture.starred ? [n] : []));
  return { starred, saved: job.pictures.filter(({ saved }) => saved === "saved").length };
}

/** A tab that other tabs cannot reach. */
function deaf() {
  globalThis.BroadcastChannel = class extends EventTarget {
    postMessage() {}
    close() {}
  };
}
