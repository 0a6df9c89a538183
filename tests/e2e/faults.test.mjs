// Everything that can go wrong with a call: what is said about it, whether it was billed, and that nothing paid is sent twice.

import assert from "node:assert/strict";

import { png } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const status = (number, more = {}) => ({ kind: "status", status: number, ...more });
/** The browser's own line about an answer that is an error. */
const said = (number) => new RegExp(`console: Failed to load resource: .*status of ${number}`);
const brokeOff = /console: Failed to load resource: net::ERR_/;

/** name, script, title, billed, part of the next step, calls, runs, what the browser says about it */
const FAULTS = [
  ["400", [status(400)], "The gateway refused the request", "no", /Remove advanced fields/, 1, 0, [said(400)]],
  ["401", [status(401)], "The key was refused", "no", /Check it in Settings/, 1, 0, [said(401)]],
  ["402", [status(402)], "Not enough balance", "no", /Top up/, 1, 0, [said(402)]],
  ["403", [status(403)], "This key may not do that", "no", /limits at AiHubMix/, 1, 0, [said(403)]],
  ["413", [status(413)], "Too large for the gateway", "no", /smaller pictures/, 1, 0, [said(413)]],
  ["422", [status(422)], "Refused by the safety check", "no", /Change the words/, 1, 0, [said(422)]],
  ["429 every time", Array(3).fill(status(429, { retry_after: 0 })), "Too many at once", "no", /fewer images/, 3, 0, [said(429)]],
  ["500", [status(500)], "The gateway reports a failure", "unknown", /check your usage/, 1, 0, [said(500)]],
  ["502", [status(502)], "The gateway reports a failure", "unknown", /check your usage/, 1, 0, [said(502)]],
  ["503 of the gateway twice", Array(2).fill(status(503, { retry_after: 0 })), "No room at the service", "no", /another model/, 2, 0, [said(503)]],
  ["503 of something between", [status(503, { shape: "html" })], "An answer that makes no sense", "unknown", /Check your usage/, 1, 0, [said(503)]],
  ["502 with an empty body", [status(502, { shape: "empty" })], "An answer that makes no sense", "unknown", /Check your usage/, 1, 0, [said(502)]],
  ["a page with status 200", [{ kind: "html" }], "A web page instead of an answer", "unknown", /connection in Settings/, 1, 0, []],
  ["JSON that is cut", [{ kind: "cut" }], "The answer broke off", "yes", /this one was billed/, 1, 1, []],
  ["an answer shorter than announced", [{ kind: "wrong_length" }], "The answer broke off", "yes", /this one was billed/, 1, 1, [brokeOff]],
  ["an answer without pictures", [{ kind: "empty_data" }], "An answer without pictures", "yes", /other words/, 1, 1, []],
  ["a dropped connection", [{ kind: "drop" }], "Nothing readable came back", "unknown", /before you send it again/, 1, 1, [brokeOff]],
];

for (const [name, script, title, billed, next, calls, runs, heard] of FAULTS) {
  proves(`${name}: “${title}”, billed: ${billed}, ${calls === 1 ? "sent once" : `sent ${calls} times and never run`}`, async ({ canary, practice, studio }) => {
    canary.expect(...heard);
    await practice.script(...script);
    await studio.write("a paper lantern");
    await studio.run();
    const failure = await studio.seesFailure();
    assert.equal(failure.title, title);
    assert.equal(failure.billed, billed);
    assert.match(failure.text, next);
    const state = await practice.state();
    assert.deepEqual({ calls: state.calls, runs: state.runs }, { calls, runs });
    assert.equal(await studio.prompt.inputValue(), "a paper lantern", "the form keeps everything");
  });
}

for (const number of [429, 503]) {
  proves(`${number} once, which proves that nothing ran, is followed by one more try that works`, async ({ canary, practice, studio }) => {
    canary.expect(said(number));
    await practice.script(status(number, { retry_after: 0 }));
    await studio.make("a second chance");
    const { calls, runs } = await practice.state();
    assert.deepEqual({ calls, runs }, { calls: 2, runs: 1 });
  });
}

proves("a wait that the gateway asks for is shown in seconds", async ({ canary, page, practice, studio }) => {
  canary.expect(said(429));
  await practice.script(status(429, { retry_after: 2 }));
  await studio.write("a slow clock");
  await studio.run();
  await page.locator(".tray").getByText(/The service is busy\. Trying again in \d s/).waitFor();
  await studio.seesPictures(1);
});

proves("the words that the documents call unsafe are refused without a bill", async ({ canary, practice, studio }) => {
  canary.expect(said(422));
  await studio.write("an unsafe-prompt");
  await studio.run();
  const { title, billed } = await studio.seesFailure();
  assert.deepEqual({ title, billed }, { title: "Refused by the safety check", billed: "no" });
  assert.equal((await practice.state()).billed_milli_usd, 0);
});

proves("a call that is never answered can be given up, after a question, and may have been billed", async ({ page, practice, studio }) => {
  await practice.script({ kind: "hang" });
  await studio.write("a silent bell");
  await studio.run();
  await studio.jobs.getByRole("button", { name: "Stop waiting" }).click();
  await page.getByRole("button", { name: "Stop, and maybe pay for nothing" }).click();
  const { title, billed } = await studio.seesFailure();
  assert.deepEqual({ title, billed }, { title: "You stopped waiting", billed: "unknown" });
  const { calls, runs } = await practice.state();
  assert.deepEqual({ calls, runs }, { calls: 1, runs: 1 });
});

proves("offline, nothing is sent and nothing is billed; back online the same form runs", async ({ canary, context, practice, studio }) => {
  canary.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await studio.write("a desert island");
  await context.setOffline(true);
  await studio.run();
  const { title, billed } = await studio.seesFailure();
  assert.deepEqual({ title, billed }, { title: "You are offline", billed: "no" });
  assert.equal((await practice.state()).calls, 0);
  await context.setOffline(false);
  await studio.pressAnew();
  await studio.run();
  await studio.seesPictures(1);
  assert.equal((await practice.state()).calls, 1);
});

// ---- pictures ----

proves("a withheld picture is named beside the one that is shown, and both were billed", async ({ practice, studio }) => {
  await studio.chooseCount(2);
  await studio.write("two cats withhold-2");
  await studio.run();
  await studio.seesPictures(1);
  const withheld = studio.page.locator(".card.is-withheld");
  assert.match(await withheld.innerText(), /Withheld by the safety check[^]*billed all the same/);
  await studio.page.getByText("1 of 2 withheld by the safety check").waitFor();
  assert.equal((await practice.state()).images_made, 2);
});

proves("a picture that is listed without a link is named beside a good one", async ({ practice, studio }) => {
  await practice.script({ kind: "no_url", indices: [0] });
  await studio.chooseCount(2);
  await studio.write("two dogs");
  await studio.run();
  await studio.seesPictures(1);
  assert.match(await studio.page.locator(".card.is-error").innerText(), /No link/);
});

proves("pictures that come inside the answer are kept like any other", async ({ practice, studio }) => {
  await practice.script({ kind: "b64" });
  await studio.make("an inlined iris");
  assert.deepEqual(await studio.sizeOfPicture(), [1024, 1024]);
  await studio.reload();
  await expectEventually(() => studio.thumbs.locator("img").count(), 1, "thumbnails");
});

proves("members that no document names change nothing", async ({ practice, studio }) => {
  await practice.script({ kind: "unknown_members" }, { kind: "numeric_created" });
  await studio.make("a first surprise");
  await studio.make("a second surprise");
  await expectEventually(() => studio.thumbs.count(), 2, "thumbnails");
});

proves("a picture whose link has ended is called expired, and the job is still good", async ({ canary, page, practice, studio }) => {
  canary.expect(said(410));
  await practice.script({ kind: "image_status", status: 410 });
  await studio.write("a melting snowman");
  await studio.run();
  const card = page.locator(".card.is-expired");
  await card.getByText("The link has expired").waitFor();
  assert.equal(await studio.failure.count(), 0);
  assert.equal((await practice.state()).calls, 1);
});

proves("a picture that comes damaged is fetched again, which is free, and then kept", async ({ canary, practice, studio }) => {
  canary.expect(said(500));
  await practice.script({ kind: "image_status", status: 500, times: 1 });
  await studio.make("a chipped vase");
  assert.equal((await practice.state()).calls, 1);
});

/** Moves the pictures of practice to a host of their own, which lets pages show them but not read them. */
async function picturesLiveElsewhere(page) {
  await page.route("**/practice/ideogram/**", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/http:\/\/[^"]*\/practice\/images/g, "https://pictures.example");
    await route.fulfill({ response: answer, body });
  });
  await page.route("https://pictures.example/**", (route) =>
    route.fulfill({
      body: png(1024, 1024),
      headers: { "content-type": "image/png", "access-control-allow-origin": "https://elsewhere.example" },
    }));
}

proves("a picture that may be seen but not read is shown by its link, and said not to be saved", { chromiumOnly: "the driver cannot answer for another host" }, async ({ canary, page, practice, studio }) => {
  // The server's relay is asked as well, and fetches from no such place.
  canary.expect(/blocked by CORS policy/, brokeOff, /status of 400/);
  await picturesLiveElsewhere(page);
  await studio.write("a shy deer");
  await studio.run();
  const card = page.locator(".card.is-unsaved");
  await card.getByText("does not let a page read its bytes").waitFor();
  assert.match(await card.locator("img").getAttribute("src"), /^https:\/\/pictures\.example\//);
  assert.deepEqual(await studio.sizeOfPicture(), [1024, 1024]);
  assert.equal(await card.getByRole("button", { name: "Open the link" }).count(), 1);
  assert.equal(await card.getByRole("button", { name: "Try saving again" }).count(), 1);
  assert.equal((await practice.state()).calls, 1);
});

proves("a redirect of a paid call is not followed", async ({ canary, context, practice, studio }) => {
  canary.expect(brokeOff);
  const elsewhere = [];
  await context.route("https://elsewhere.example/**", (route) => {
    elsewhere.push(route.request().url());
    return route.abort();
  });
  await practice.script({ kind: "redirect", status: 307, location: "https://elsewhere.example/ideogram" });
  await studio.write("a wandering goose");
  await studio.run();
  const { billed } = await studio.seesFailure();
  assert.equal(billed, "unknown");
  assert.deepEqual(elsewhere, []);
  assert.equal((await practice.state()).calls, 1);
});
