// Nothing is lost and nothing is paid twice: whatever happens to the tab, the disk or the finger, practice's own count
// of runs says how often was paid, and the gallery holds every picture of them.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { keptFiles, keptJobs } from "./support/storage.mjs";
import { decodedSize } from "./support/studio.mjs";
import { expectEventually } from "./support/wait.mjs";
import { words } from "./support/words.mjs";

const { proves } = openHouse();
const { say } = words("en");

const paid = async (practice, times) => {
  const { calls, runs } = await practice.state();
  assert.deepEqual({ calls, runs }, { calls: times, runs: times });
};

/** Kills the process of the tab, as the system does when memory is short. */
async function crash({ canary, context, page }) {
  canary.expect(/^crash$/);
  const crashed = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  // The answer to this command dies with the page.
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
}

/** Leaves this page only so many bytes of disk, until what comes back is called. */
async function leaveRoom({ context, origin, page }, bytes) {
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: Math.max(1000, used + bytes) });
  // The limit lasts as long as this session.
  return () => session.detach();
}

const chromiumOnly = "only Chromium lets a test crash a tab or fill a disk";

// ---- the tab ----

proves("a tab that crashes while its pictures are on their way finds them at the next visit, paid once", { chromiumOnly }, async (visit) => {
  const { context, page, practice, studio } = visit;
  await page.route("**/practice/images/**", () => {});
  await studio.chooseCount(2);
  await studio.write("a broken mirror");
  await studio.run();
  await expectEventually(async () => (await keptJobs(page))[0]?.phase, "done", "the answer is written down");
  await crash(visit);
  const again = new studio.constructor(await context.newPage());
  await again.open("#/gallery");
  await expectEventually(() => again.thumbs.locator("img").count(), 2, "pictures in the gallery");
  await expectEventually(async () => (await keptJobs(again.page))[0].pictures.map(({ saved }) => saved), ["saved", "saved"], "they are kept");
  await paid(practice, 1);
});

proves("a tab that crashes with four jobs in line loses none: each is done, unknown, or was never sent", { chromiumOnly }, async (visit) => {
  const { context, page, practice, studio } = visit;
  await studio.make("the finished one");
  await practice.pace(20_000);
  await studio.chooseCount(2);
  for (const name of ["one", "two", "three"]) {
    await studio.write(`the one in line: ${name}`);
    await studio.run();
  }
  await expectEventually(async () => (await practice.state()).calls, 3, "calls");
  await expectEventually(async () => (await keptJobs(page)).length, 4, "jobs on the disk");
  await crash(visit);
  const again = new studio.constructor(await context.newPage());
  await again.open("#/queue");
  // Two had left and nobody knows what came of them; the third waited, and can still be sent without paying twice.
  const phases = async () => (await keptJobs(again.page)).map(({ phase }) => phase).toSorted();
  await expectEventually(phases, ["done", "not_sent", "unknown", "unknown"], "what became of the jobs");
  assert.equal((await practice.state()).calls, 3, "nothing was sent again");
  for (const name of ["one", "two", "three"]) await again.page.getByText(`the one in line: ${name}`).first().waitFor();
});

proves("a job that was cancelled while it waited does not come back", async ({ page, practice, studio }) => {
  await practice.pace(1500);
  await studio.chooseCount(4);
  await studio.write("the one that runs");
  await studio.run();
  await studio.write("the one that is called off");
  await studio.run();
  await expectEventually(async () => (await keptJobs(page)).length, 2, "jobs on the disk");
  await studio.waitingJobs.getByRole("button", { name: say("cancel") }).click();
  await studio.seesPictures(4);
  await expectEventually(async () => (await keptJobs(page)).map(({ phase }) => phase), ["done"], "jobs on the disk");
  await paid(practice, 1);
});

proves("a job that waits in one tab is left alone by another that opens", async ({ context, page, practice, studio }) => {
  await practice.pace(1500);
  await studio.chooseCount(4);
  await studio.write("the first in line");
  await studio.run();
  await studio.write("the second in line");
  await studio.run();
  await expectEventually(async () => (await keptJobs(page)).length, 2, "jobs on the disk");
  const other = new studio.constructor(await context.newPage());
  await other.open("#/queue");
  await expectEventually(async () => (await keptJobs(page)).map(({ phase }) => phase), ["done", "done"], "both are made");
  await paid(practice, 2);
});

// ---- the disk ----

proves("a full disk loses no picture: it is shown, said, saved when there is room, and paid once", { chromiumOnly }, async (visit) => {
  const { page, practice, studio } = visit;
  const free = await leaveRoom(visit, 100_000);
  await studio.write("a crowded attic");
  await studio.run();
  await page.locator(".card").getByText(say("no_room")).first().waitFor();
  assert.deepEqual(await decodedSize(page.locator(".stage .card img").first()), [1024, 1024]);
  await free();
  await page.locator(".stage").getByRole("button", { name: say("try_saving") }).first().click();
  await studio.seesPictures(1);
  await studio.reload();
  await studio.goTo("gallery");
  await decodedSize(studio.thumbs.first().locator("img"));
  await paid(practice, 1);
});

proves("a picture that had no room is fetched again at the next visit, and not made again", { chromiumOnly }, async (visit) => {
  const { page, practice, studio } = visit;
  const free = await leaveRoom(visit, 100_000);
  await studio.write("a crowded cellar");
  await studio.run();
  await page.locator(".card").getByText(say("no_room")).first().waitFor();
  await free();
  await studio.reload();
  await expectEventually(async () => (await keptJobs(page))[0]?.pictures[0]?.saved, "saved", "the picture is kept");
  assert.ok((await keptFiles(page)).length > 0);
  await studio.goTo("gallery");
  await decodedSize(studio.thumbs.first().locator("img"));
  await paid(practice, 1);
});

proves("a call whose record cannot be written is not sent until a person has decided, and asks again each time", { chromiumOnly }, async (visit) => {
  const { page, practice, studio } = visit;
  const free = await leaveRoom(visit, -Infinity);
  await studio.write("a letter without a copy");
  await studio.run();
  await page.locator(".stage .notice").getByText(say("held_about")).waitFor();
  await studio.jobs.getByText(say("held")).waitFor();
  await paid(practice, 0);
  await studio.jobs.getByRole("button", { name: say("cancel") }).click();
  await expectEventually(() => studio.jobs.count(), 0, "jobs in the tray");
  await paid(practice, 0);

  await studio.write("a letter all the same");
  await studio.run();
  await page.locator(".stage .notice").getByRole("button", { name: say("send_anyway") }).click();
  await page.locator(".card").getByText(say("no_room")).first().waitFor();
  await paid(practice, 1);

  await studio.write("a letter with a copy");
  await studio.run();
  await studio.jobs.getByText(say("held")).waitFor();
  await free();
  // It is written down now, like any other.
  await studio.jobs.getByRole("button", { name: say("send_anyway") }).click();
  await studio.seesPictures(1);
  const [job] = await keptJobs(page);
  assert.deepEqual([job.phase, job.pictures[0].saved], ["done", "saved"]);
  await paid(practice, 2);
});

// ---- the finger, and a second tab ----

proves("a double press is one job", async ({ page, practice, studio }) => {
  await practice.pace(300);
  await studio.write("an impatient finger");
  await studio.runButton.dblclick();
  await studio.seesPictures(1);
  await expectEventually(async () => (await keptJobs(page))[0].phase, "done", "the job is done");
  await paid(practice, 1);
});

proves("a key that is held down runs once", async ({ page, practice, studio }) => {
  await practice.pace(300);
  await studio.write("a heavy thumb");
  await studio.prompt.focus();
  await page.keyboard.down("Control");
  for (let n = 0; n < 8; n += 1) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await page.keyboard.up("Control");
  await studio.seesPictures(1);
  await paid(practice, 1);
});

proves("the run button held down with Enter runs once", async ({ page, practice, studio }) => {
  await practice.pace(700);
  await studio.write("a sleeping arm");
  await studio.runButton.focus();
  await page.keyboard.down("Enter");
  // By then the guard against double presses is over: what holds is that a held key is one press.
  await studio.seesPictures(1);
  for (let n = 0; n < 8; n += 1) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  assert.equal((await keptJobs(page)).length, 1);
  await expectEventually(() => studio.jobs.count(), 0, "jobs on their way");
  await paid(practice, 1);
});

proves("two tabs that run at once pay for two, and both hold both", async ({ context, page, practice, studio }) => {
  await practice.pace(600);
  const other = new studio.constructor(await context.newPage());
  await other.open();
  await studio.write("from the first tab");
  await other.write("from the second tab");
  await Promise.all([studio.run(), other.run()]);
  await Promise.all([studio.seesPictures(1), other.seesPictures(1)]);
  await paid(practice, 2);
  for (const tab of [studio, other]) {
    await tab.reload();
    await tab.goTo("gallery");
    await expectEventually(() => tab.thumbs.locator("img").count(), 2, "pictures in the gallery");
  }
  const jobs = await keptJobs(page);
  assert.deepEqual(jobs.map(({ phase }) => phase), ["done", "done"]);
  await paid(practice, 2);
});

proves("a tab that opens while another one works neither sends nor fetches its job again", async ({ context, practice, studio }) => {
  await practice.pace(1500);
  await studio.write("a shared secret");
  await studio.run();
  await expectEventually(async () => (await practice.state()).calls, 1, "calls");
  const other = new studio.constructor(await context.newPage());
  const asked = [];
  other.page.on("request", (request) => asked.push(request.url()));
  await other.open("#/gallery");
  await studio.seesPictures(1);
  await other.reload();
  await expectEventually(() => other.thumbs.locator("img").count(), 1, "pictures in the other tab");
  assert.deepEqual(asked.filter((url) => url.includes("/practice/")), [], "the other tab asked for nothing");
  await paid(practice, 1);
});
