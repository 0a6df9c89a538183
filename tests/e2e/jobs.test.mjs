// Several jobs at once, the limit of pictures in the making, and what cancelling and stopping cost.

import assert from "node:assert/strict";

import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

/** Runs one job after the other without waiting for any; two pictures each, so that two jobs fill the four places. */
async function runThree(studio) {
  await studio.chooseCount(2);
  for (const words of ["the first", "the second", "the third"]) {
    await studio.write(words);
    await studio.run();
  }
}

proves("three jobs run one behind the other: the third waits until four pictures are no longer in the making", async ({ practice, studio }) => {
  await practice.pace(1500);
  await runThree(studio);
  await expectEventually(() => studio.jobs.count(), 3, "jobs in the tray");
  await expectEventually(() => studio.waitingJobs.allInnerTexts().then((texts) => texts.length), 1, "waiting jobs");
  assert.match(await studio.waitingJobs.innerText(), /the third[^]*Waiting, number 1 in line/);
  assert.equal((await practice.state()).calls, 2, "the waiting one has not left");
  await expectEventually(() => studio.jobs.count(), 0, "jobs in the tray at the end");
  const { calls, runs, images_made } = await practice.state();
  assert.deepEqual({ calls, runs, images_made }, { calls: 3, runs: 3, images_made: 6 });
  await expectEventually(() => studio.thumbs.count(), 6, "thumbnails");
});

proves("cancelling a waiting job is free, and the others finish", async ({ practice, studio }) => {
  await practice.pace(3000);
  await runThree(studio);
  await studio.waitingJobs.getByRole("button", { name: "Cancel (free)" }).click();
  await expectEventually(() => studio.jobs.count(), 2, "jobs in the tray");
  await expectEventually(() => studio.jobs.count(), 0, "jobs in the tray at the end");
  const { calls, runs } = await practice.state();
  assert.deepEqual({ calls, runs }, { calls: 2, runs: 2 });
  await expectEventually(() => studio.thumbs.count(), 4, "thumbnails");
});

proves("leaving the workspace leaves its job alone", async ({ page, practice, studio }) => {
  await practice.pace(1500);
  await studio.write("a slow snail");
  await studio.run();
  await studio.goTo("settings");
  await studio.goTo("queue");
  await page.getByText("a slow snail").waitFor();
  await studio.goTo("gallery");
  await expectEventually(() => studio.thumbs.locator("img").count(), 1, "thumbnails with a picture");
  assert.equal((await practice.state()).runs, 1);
});

proves("a job on its way can be watched, and keeps being watched when stopping is refused at the second question", async ({ page, practice, studio }) => {
  await practice.pace(2500);
  await studio.write("a patient crane");
  await studio.run();
  await studio.jobs.getByRole("button", { name: "Stop waiting" }).click();
  await page.getByText("It has been sent. Stopping does not stop the service").waitFor();
  await page.getByRole("button", { name: "Keep waiting" }).click();
  await studio.seesPictures(1);
  const { calls, runs } = await practice.state();
  assert.deepEqual({ calls, runs }, { calls: 1, runs: 1 });
});

for (const [how, die] of [
  ["is closed", async ({ page }) => page.close()],
  ["crashes", async ({ canary, context, page }) => {
    canary.expect(/^crash$/);
    const crashed = page.waitForEvent("crash");
    const session = await context.newCDPSession(page);
    // The answer to this command dies with the page.
    session.send("Page.crash").catch(() => {});
    await crashed;
    await page.close();
  }],
]) {
  const options = how === "crashes" ? { chromiumOnly: "only Chromium lets a test crash a tab" } : {};
  proves(`a job whose tab ${how} is found again as “Outcome unknown”, and is not sent again`, options, async (visit) => {
    const { context, practice, studio } = visit;
    await practice.pace(3000);
    await studio.write("a lost balloon");
    await studio.run();
    await expectEventually(async () => (await practice.state()).calls, 1, "calls");
    await die(visit);
    const again = new studio.constructor(await context.newPage());
    await again.open("#/queue");
    const { title, billed, text } = await again.seesFailure();
    assert.equal(title, "Outcome unknown");
    assert.equal(billed, "unknown");
    assert.match(text, /Check your usage at AiHubMix/);
    assert.equal((await practice.state()).calls, 1);
  });
}

proves("a job that runs in another tab is not called lost", async ({ context, practice, studio }) => {
  await practice.pace(3000);
  await studio.write("a busy bee");
  await studio.run();
  await expectEventually(async () => (await practice.state()).calls, 1, "calls");
  const other = new studio.constructor(await context.newPage());
  await other.open("#/queue");
  await studio.seesPictures(1);
  await other.reload();
  await other.page.getByText("Nothing is running.").waitFor();
  assert.equal(await other.failure.count(), 0);
});
