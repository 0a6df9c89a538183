// What was spent, and the line of jobs: money that is practice apart from money that is not, and nothing that runs twice.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { png } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptFiles } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const GATEWAY = "https://aihubmix.com/**";

/** A gateway that costs money, played by the browser: `answers` are taken in order, the last one for good. */
async function payingGateway({ page, studio }, ...answers) {
  let calls = 0;
  await page.route(GATEWAY, async (route) => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls += 1;
    await answer(route);
  });
  await page.route("https://pictures.example/**", (route) => route.fulfill({ contentType: "image/png", body: png(64, 64) }));
  await studio.connectDirectly("sk-canary-0123456789abcdef");
  return { calls: () => calls };
}

const good = (route) =>
  route.fulfill({
    json: {
      created: "2026-11-22T10:00:00Z",
      data: [{ url: "https://pictures.example/one.png", prompt: "", resolution: "64x64", seed: 1, is_image_safe: true }],
    },
  });
const lost = (route) => route.abort("connectionreset");
const refused = (route) => route.fulfill({ status: 401, json: { error: { type: "Aihubmix_api_error", message: "no" } } });

proves("the month's total knows done, unknown and free, and stays after a delete", async (visit) => {
  const { canary, page, studio } = visit;
  canary.expect(/ERR_CONNECTION_RESET|status of 401/);
  await payingGateway(visit, good, lost, refused);
  await studio.make("paid for");
  await studio.write("lost on the way");
  await studio.run();
  await studio.seesFailure();
  await studio.write("refused");
  await studio.run();
  await page.getByText("This month $0.06 · Outcome unknown $0.06").waitFor();
  await page.locator(".this-month").first().click();
  await page.waitForURL("**/#/ledger");
  const cells = async () => (await page.locator(".table tbody tr").allInnerTexts()).map((row) => row.split(/\s*\t\s*/));
  await expectEventually(cells, [["Generate · V3", "2", "2", "$0.06", "$0.00", "$0.06"]], "the table");
  await studio.goTo("create/generate");
  await studio.thumbs.first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    studio.goTo("ledger").then(() => page.getByRole("button", { name: "Export as CSV" }).click()),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  assert.equal(lines[0], "id,created_ms,operation,model,connection,images,usd,billed");
  assert.deepEqual(lines.slice(1).map((line) => line.split(",").slice(2)), [
    ["v3_generate", "V3", "direct", "1", "0.060", "yes"],
    ["v3_generate", "V3", "direct", "1", "0.060", "unknown"],
    ["v3_generate", "V3", "direct", "1", "0.060", "no"],
  ]);
});

proves("practice is counted apart and costs nothing", async ({ page, studio }) => {
  await studio.make("a paper boat");
  assert.equal(await page.locator(".this-month").count(), 0);
  await studio.goTo("ledger");
  await page.getByText("Nothing was spent in this month.").waitFor();
  await page.getByText("Apart from that, 1 practice call, free.").waitFor();
});

proves("a double click runs once", async ({ practice, studio }) => {
  await studio.write("a single owl");
  await studio.runButton.dblclick();
  await studio.seesPictures(1);
  assert.equal((await practice.state()).runs, 1);
});

proves("two tabs that press run on the same draft at once run it once", async ({ context, page, practice, studio }) => {
  await practice.pace(1000);
  const other = new studio.constructor(await context.newPage());
  await other.open();
  await studio.write("the same wish");
  await other.write("the same wish");
  const press = (tab) => tab.page.evaluate(() => document.getElementById("run").click());
  await Promise.all([press(studio), press(other)]);
  await expectEventually(async () => (await practice.state()).runs, 1, "runs");
  await expectEventually(() => studio.thumbs.locator("img").count(), 1, "thumbnails here");
  await expectEventually(() => other.thumbs.locator("img").count(), 1, "thumbnails there");
  assert.equal((await practice.state()).calls, 1);
  assert.ok(page);
});

proves("what one tab makes and deletes, the other shows and takes away", async ({ context, studio }) => {
  const other = new studio.constructor(await context.newPage());
  await other.open("#/gallery");
  await studio.make("a shared kite");
  await expectEventually(() => other.thumbs.locator("img").count(), 1, "thumbnails there");
  await studio.act("Delete");
  await expectEventually(() => other.thumbs.count(), 0, "thumbnails there after deleting here");
});

proves("a job that dies with its tab is settled in the other one, and is not sent again", async ({ context, page, practice, studio }) => {
  await practice.pace(4000);
  const other = new studio.constructor(await context.newPage());
  await other.open("#/queue");
  await studio.write("an orphan");
  await studio.run();
  await other.page.getByText("Running in another tab").waitFor();
  await expectEventually(async () => (await practice.state()).calls, 1, "calls");
  await page.close();
  assert.equal((await other.seesFailure()).billed, "unknown");
  assert.equal((await practice.state()).calls, 1);
});

proves("two tabs that find the same unfinished pictures fetch them once", async ({ context, page, practice, studio }) => {
  await context.route("**/practice/images/**", () => {});
  await studio.write("a letter twice");
  await studio.run();
  await page.locator(".card-status").waitFor();
  await page.close();
  await context.unroute("**/practice/images/**");
  let fetched = 0;
  context.on("request", (request) => {
    fetched += Number(request.url().includes("/practice/images/") && request.resourceType() === "fetch");
  });
  const tabs = [await context.newPage(), await context.newPage()].map((tab) => new studio.constructor(tab));
  await Promise.all(tabs.map((tab) => tab.open()));
  for (const tab of tabs) await expectEventually(() => tab.thumbs.locator("img").count(), 1, "thumbnails");
  await expectEventually(async () => (await keptFiles(tabs[0].page)).length > 0, true, "the file is kept");
  assert.equal(fetched, 1);
  assert.equal((await practice.state()).runs, 1);
});

proves("waiting jobs go in the order that a person gives them, and the limit is theirs", async ({ page, practice, studio }) => {
  await practice.pace(1500);
  await studio.goTo("queue");
  const limit = page.getByLabel("Pictures in the making at once");
  await limit.fill("1");
  await limit.press("Tab");
  await studio.goTo("create/generate");
  for (const words of ["the first", "the second", "the third"]) {
    await studio.write(words);
    await studio.run();
    await page.locator(".tray").getByText(words).waitFor();
  }
  const waiting = () => studio.waitingJobs.locator(".job-title").allInnerTexts();
  await expectEventually(waiting, ["the second", "the third"], "the line");
  assert.match(await studio.waitingJobs.nth(1).innerText(), /number 2 in line/);
  await studio.waitingJobs.nth(1).getByRole("button", { name: "Earlier in line" }).click();
  await expectEventually(waiting, ["the third", "the second"], "the line after moving");
  await studio.waitingJobs.nth(1).getByRole("button", { name: "Cancel (free)" }).click();
  await expectEventually(async () => (await practice.state()).runs, 2, "runs");
  const prompts = (await practice.state()).last.map((call) => call.parts.find((part) => part.name === "prompt").text);
  assert.deepEqual(prompts, ["the first", "the third"]);
  await studio.reload();
  await studio.goTo("queue");
  assert.equal(await limit.inputValue(), "1");
});

proves("leaving is asked about only while a paid call is unsent, on its way or unsaved", async (visit) => {
  const { page, studio } = visit;
  let answer;
  const held = new Promise((resolve) => {
    answer = resolve;
  });
  await payingGateway(visit, async (route) => {
    await held;
    await good(route);
  });
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await studio.write("a long wait");
  await studio.run();
  await studio.jobs.first().waitFor();
  await page.close({ runBeforeUnload: true });
  await expectEventually(() => asked, ["beforeunload"], "questions");
  answer();
  await studio.seesPictures(1);
  await expectEventually(() => studio.jobs.count(), 0, "jobs in the tray");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  assert.deepEqual(asked, ["beforeunload"], "nothing is asked when nothing is open");
});

proves("spending speaks Chinese on a phone", { at: "#/ledger", context: { locale: "zh-CN", viewport: { width: 390, height: 844 } } }, async ({ page }) => {
  await page.getByRole("heading", { name: "支出" }).waitFor();
  await page.getByText("这个月没有支出。").waitFor();
});
