// The key: where it travels, where it does not, and that nothing keeps it.

import assert from "node:assert/strict";

import { png } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { startServer } from "./support/server.mjs";
import { everythingKept } from "./support/storage.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const KEY = "sk-Canary7Q2mZ8vLx4KpR9tWc3NfB6hJd1";
const GATEWAY = "https://aihubmix.com/**";
const NO_KEY_NOTE = "Direct calls need your AiHubMix key.";

/** Everything that leaves the browser, each as one text with its address, headers and body. */
function listenToRequests(context) {
  const seen = [];
  context.on("request", (request) => {
    const headers = Object.entries(request.headers()).map(([name, value]) => `${name}: ${value}`);
    seen.push({ url: request.url(), words: [request.url(), ...headers, request.postData() ?? ""].join("\n") });
  });
  return seen;
}

proves("the key travels in one header to the gateway's own address, and nowhere else", async (visit) => {
  const { context, page, practice, studio } = visit;
  const seen = listenToRequests(context);
  const called = [];
  await page.route(GATEWAY, async (route) => {
    called.push({ url: route.request().url(), headers: await route.request().allHeaders() });
    const data = [{ url: "https://pictures.example/one.png", prompt: "", resolution: "1024x1024", seed: 1, is_image_safe: true }];
    await route.fulfill({ json: { created: "2026-11-22T10:00:00Z", data } });
  });
  await page.route("https://pictures.example/**", (route) => route.fulfill({ contentType: "image/png", body: png(1024, 1024) }));
  await visit.studio.connectDirectly(KEY);
  await studio.make("a locked drawer");
  assert.deepEqual(called.map((call) => call.url), ["https://aihubmix.com/ideogram/v1/ideogram-v3/generate"]);
  const [{ headers }] = called;
  assert.equal(headers["api-key"], KEY);
  for (const name of ["authorization", "cookie", "referer"]) assert.equal(headers[name], undefined, name);
  assert.match(headers["content-type"], /^multipart\/form-data; boundary=/);
  const withKey = seen.filter((request) => request.words.includes(KEY)).map((request) => request.url);
  assert.ok(withKey.every((url) => new URL(url).origin === "https://aihubmix.com"), `${withKey}`);
  assert.ok(seen.some((request) => request.url.startsWith("https://pictures.example/")), "the picture was fetched");
  assert.equal((await practice.state()).calls, 0);
});

proves("a key that the gateway refuses and repeats is in no storage, no page and no console, and gone after a reload", async (visit) => {
  const { canary, page, studio } = visit;
  canary.expect(/status of 401/);
  await page.route(GATEWAY, (route) =>
    route.fulfill({
      status: 401,
      json: { error: { message: `Incorrect API key provided: ${KEY}. (tid: 2026112210)`, type: "Aihubmix_api_error", code: "invalid_api_key" } },
    }));
  await visit.studio.connectDirectly(KEY);
  await studio.write("a locked drawer");
  await studio.run();
  const { title, billed } = await studio.seesFailure();
  assert.deepEqual({ title, billed }, { title: "The key was refused", billed: "no" });
  await page.getByText("The gateway said").click();
  await page.getByText("Incorrect API key provided").waitFor();
  for (const place of ["create/generate", "queue", "settings", "gallery"]) {
    await studio.goTo(place);
    const kept = await everythingKept(page);
    assert.ok(kept.includes("ideomix/jobs"), "the search looks into the gallery too");
    assert.ok(!kept.includes(KEY), `the key was found at ${place}`);
    assert.ok(!kept.includes(KEY.slice(3)), `a piece of the key was found at ${place}`);
  }
  assert.deepEqual(canary.console.filter((line) => line.includes(KEY.slice(3))), []);
  await studio.reload();
  await studio.goTo("create/generate");
  await studio.runNote.filter({ hasText: NO_KEY_NOTE }).waitFor();
});

proves("a gateway that redirects does not get the key delivered to another host", async (visit) => {
  const { canary, context, page, studio } = visit;
  canary.expect(/net::ERR_|CORS/);
  const seen = listenToRequests(context);
  const elsewhere = [];
  await page.route("https://elsewhere.example/**", (route) => {
    elsewhere.push(route.request().url());
    return route.fulfill({ json: {}, headers: { "access-control-allow-origin": "*" } });
  });
  await page.route(GATEWAY, (route) =>
    route.fulfill({ status: 307, headers: { location: "https://elsewhere.example/take", "access-control-allow-origin": "*" } }));
  await visit.studio.connectDirectly(KEY);
  await studio.write("a false friend");
  await studio.run();
  const { billed } = await studio.seesFailure();
  assert.equal(billed, "unknown");
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(seen.filter((request) => request.url.includes("elsewhere.example")), []);
});

proves("without a key a direct call is refused here, and nothing leaves", async ({ context, page, studio }) => {
  await studio.goTo("settings");
  await page.locator('label.seg-item:has(input[value="direct"])').click();
  await studio.goTo("create/generate");
  await studio.runNote.filter({ hasText: NO_KEY_NOTE }).waitFor();
  const seen = listenToRequests(context);
  await studio.write("a closed door");
  await studio.run();
  const { title, billed } = await studio.seesFailure();
  assert.deepEqual({ title, billed }, { title: "A key is missing", billed: "no" });
  // The studio's own parts may come; they carry nothing and leave nothing.
  const own = new URL(page.url()).origin;
  const left = seen.filter(({ url }) => !url.startsWith("blob:") && !url.startsWith(`${own}/ideomix-part-`));
  assert.deepEqual(left, []);
});

proves("going back to practice forgets the key", async (visit) => {
  const { page, practice, studio } = visit;
  await visit.studio.connectDirectly(KEY);
  await studio.goTo("settings");
  await page.locator('label.seg-item:has(input[value="practice"])').click();
  await page.locator('label.seg-item:has(input[value="direct"])').click();
  await expectEventually(() => page.getByText("A key is set").count(), 0, "signs of a key");
  await page.locator('label.seg-item:has(input[value="practice"])').click();
  await studio.goTo("create/generate");
  await studio.make("an open door");
  assert.equal((await practice.lastCall()).api_key_present, false);
});

proves("a proxy on this machine can be used by its http address, and gets no key", async ({ page, practice, studio }) => {
  const other = await startServer();
  try {
    await studio.goTo("settings");
    await page.locator('label.seg-item:has(input[value="proxy"])').click();
    await page.getByLabel("Address of the proxy").fill(`${other.origin}/practice`);
    await page.getByRole("button", { name: "Use this address" }).click();
    await page.getByText(`Calls go to ${other.origin}/practice`).waitFor();
    await studio.goTo("create/generate");
    const proxy = new practice.constructor(other.origin);
    await proxy.reset();
    await studio.write("a friendly doorman");
    await studio.run();
    await expectEventually(async () => (await proxy.state()).calls, 1, "calls at the proxy");
    assert.equal((await proxy.lastCall()).api_key_present, false);
    assert.equal((await practice.state()).calls, 0);
    // The pictures come from the other server too, so it stays until they are here.
    await page.locator(".card.is-done img").first().waitFor();
  } finally {
    await other.stop();
  }
});

proves("an address that is no proxy's is refused with its reason", async ({ page, studio }) => {
  await studio.goTo("settings");
  await page.locator('label.seg-item:has(input[value="proxy"])').click();
  for (const [address, reason] of [
    ["http://example.com", "Use https://."],
    ["https://me:secret@example.com", "with a name or password"],
    ["ftp://example.com", "Start the address with https://."],
  ]) {
    await page.getByLabel("Address of the proxy").fill(address);
    await page.getByRole("button", { name: "Use this address" }).click();
    await page.locator(".field-error", { hasText: reason }).waitFor();
  }
});
