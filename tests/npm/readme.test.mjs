// The programs of the package's README, as they stand there. The AI SDK's program: all/ai-sdk.test.mjs.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch } from "./support/browser.mjs";
import { document, project } from "./support/bundles.mjs";
import { HERE, consumer } from "./support/consumer.mjs";
import { png } from "./support/pictures.mjs";
import { program } from "./support/readme.mjs";
import { said } from "./support/runtimes.mjs";
import { bodyOf, imagesReply, serve, serveFolder } from "./support/server.mjs";

let browser;
let gateway;
const asked = [];

before(async () => {
  browser = await launch();
  gateway = await serve(async (request, response) => {
    if (request.method === "GET") return response.writeHead(200, { "content-type": "image/png" }).end(png(64, 48));
    asked.push({ path: request.url, key: request.headers["api-key"], body: (await bodyOf(request)).toString("latin1") });
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(imagesReply(gateway.origin)));
  });
});
after(async () => {
  await browser?.close();
  await gateway?.stop();
});

/** A page whose own server is the gateway's proxy, and whose `/relay` fetches the pictures: where they are, no page may read them. */
async function visited(folder, pages, visit) {
  asked.length = 0;
  const site = await serveFolder(folder, { pages });
  const context = await browser.newContext({ baseURL: site.origin });
  await context.route("**/ideogram/v1/**", async (route) => {
    const answer = await fetch(gateway.origin + new URL(route.request().url()).pathname, { method: "POST", body: route.request().postDataBuffer(), headers: { "content-type": route.request().headers()["content-type"] } });
    await route.fulfill({ status: answer.status, contentType: "application/json", body: await answer.text() });
  });
  await context.route("**/relay?*", async (route) => {
    const wanted = new URL(route.request().url()).searchParams.get("u");
    assert.ok(wanted.startsWith(gateway.origin), wanted);
    await route.fulfill({ status: 200, contentType: "image/png", body: Buffer.from(await (await fetch(wanted)).arrayBuffer()) });
  });
  const tab = await context.newPage();
  const broken = [];
  tab.on("pageerror", (error) => broken.push(String(error)));
  try {
    await visit(tab);
    assert.deepEqual(broken, []);
  } finally {
    await context.close();
    await site.stop();
  }
}

test("the script for Node draws and saves pictures", async () => {
  asked.length = 0;
  const folder = consumer("readme");
  writeFileSync(path.join(folder, "node.mjs"), program("node.mjs"));
  const env = { AIHUBMIX_API_KEY: "sk-readme-0000", IDEOMIX_BASE_URL: gateway.origin };
  const { stdout } = await said(process.execPath, ["node.mjs"], { cwd: folder, env });
  assert.match(stdout, /^costs \$0\.06$/m);
  assert.deepEqual(asked.map(({ key }) => key), ["sk-readme-0000"]);
  assert.ok(existsSync(path.join(folder, "pictures")) && readdirSync(path.join(folder, "pictures")).length > 0, stdout);
  assert.doesNotMatch(stdout, /not saved/);
});

test("the page without a build step shows what it drew", () =>
  visited(consumer("readme"), { "/page.html": program("page.html") }, async (tab) => {
    await tab.goto("/page.html");
    await tab.fill("input", "a fox");
    await tab.click("button");
    await tab.locator("main img").waitFor();
    assert.equal(await tab.locator("output").textContent(), "done");
    assert.equal(asked.length, 1);
    assert.match(asked[0].body, /a fox/);
  }));

test("the Vite app edits the middle of a picture and says what changed around it", async () => {
  const folder = project("readme-vite");
  writeFileSync(path.join(folder, "page.js"), program("main.js"));
  await said(process.execPath, [path.join(HERE, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], { cwd: folder });
  await visited(path.join(folder, "dist"), {}, async (tab) => {
    await tab.goto("/");
    await tab.locator("input").setInputFiles({ name: "bowl.png", mimeType: "image/png", buffer: png(64, 48) });
    await tab.locator("img").waitFor();
    assert.match(await tab.locator("p").textContent(), /^0\.0 % changed outside of the mask$/);
    assert.deepEqual(asked.map((request) => request.path), ["/ideogram/v1/ideogram-v3/edit"]);
  });
});

test("the worker tells its page what happens and hands over pictures", async () => {
  const folder = project("readme-worker");
  writeFileSync(path.join(folder, "worker.js"), program("worker.js"));
  writeFileSync(path.join(folder, "page.js"), `globalThis.heard = [];
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => heard.push(data.pictures ? { id: data.id, pictures: data.pictures.length } : data);
    worker.postMessage({ id: 7, prompt: "a fox" });`);
  writeFileSync(path.join(folder, "index.html"), document("./page.js"));
  await said(process.execPath, [path.join(HERE, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], { cwd: folder });
  await visited(path.join(folder, "dist"), {}, async (tab) => {
    await tab.goto("/");
    await tab.waitForFunction(() => globalThis.heard?.some((message) => message.pictures || message.error));
    const heard = await tab.evaluate(() => globalThis.heard);
    assert.deepEqual(heard.at(-1), { id: 7, pictures: 1 });
    assert.ok(heard.some(({ event }) => event === "sent"), JSON.stringify(heard));
  });
});

/** The rows of the table of errors, by what happens: what is played, and with which parameters. */
const ROWS = {
  "wrong parameters, a file that is no picture": { params: { prompt: 7 } },
  "more than the budget": { options: { budget: { perCall: 0.01 } } },
  "nobody at the address (Node)": { steps: ["nobody-there"] },
  429: { steps: ["rate-limit"] },
  "503 of the gateway": { steps: ["overloaded"] },
  "400, 401, 402, 403, 404, 413, 422": { steps: [400, 401, 402, 403, 404, 413, 422].map(refusal) },
  "500, 502, 504 of the gateway": { steps: [500, 502, 504].map(refusal) },
  "5xx of something on the way": { steps: ["bad-gateway", "unavailable-page", "gateway-timeout", { status: 520, body: "x" }] },
  'reset, "Failed to fetch"': { steps: ["reset", "failed-to-fetch"] },
  "no answer in time, body included": { steps: ["silent", "stalled"], options: { timeoutMs: 100 } },
  "200 with a web page": { steps: ["html"] },
  "200 cut or empty": { steps: ["cut", "empty"] },
  "every picture withheld": { steps: ["all-withheld"] },
  "cancelled in flight": { steps: ["silent"], cancels: true },
  "a result cannot be fetched": { steps: ["ended-links"] },
};

function refusal(status) {
  return { status, body: { error: { message: "x", type: "Aihubmix_api_error" } } };
}

test("the table of errors says of each row what the package does", async () => {
  const folder = path.join(consumer("esm"), "node_modules/ideomix");
  const load = (name) => import(pathToFileURL(path.join(folder, "dist", `${name}.js`)));
  const [{ Ideogram }, { mockGateway }] = [await load("index"), await load("testing")];
  const [, table] = readFileSync(path.join(folder, "README.md"), "utf8").split("| --- | --- | --- | --- | --- |\n");
  const rows = table.slice(0, table.indexOf("\n\n")).split("\n").map((line) => line.slice(2, -2).split(" | "));
  assert.deepEqual(rows.map(([what]) => what).sort(), Object.keys(ROWS).sort());
  for (const [what, error, outcome, billed, sent] of rows) {
    const { steps = ["ok"], params = {}, options = {}, cancels } = ROWS[what];
    for (const step of steps) {
      const gateway = mockGateway(step);
      const client = new Ideogram({ apiKey: "sk-test-0000", fetch: gateway, images: { fetch: gateway }, retry: { random: () => 0 }, ...options });
      const call = client.v3.generate({ prompt: "a fox", ...params }, { onEvent: ({ type }) => cancels && type === "sent" && call.cancel("enough") });
      const settled = await call.then(({ images }) => images[0].blob()).then(() => null, (caught) => caught);
      const [name, code] = [...error.matchAll(/`(\w+)`/g)].map(([, word]) => word);
      const says = `${what}, ${JSON.stringify(step)}: ${settled?.stack}`;
      assert.equal(settled.constructor.name, name, says);
      if (code in settled) assert.notEqual(settled[code], undefined, says);
      else if (code !== undefined && name === "ApiError") assert.equal(settled.code, code, says);
      assert.deepEqual([settled.outcome, settled.billed], [outcome.slice(1, -1), billed.slice(1, -1)], says);
      // To an address where nobody is, a try is made and nothing is sent.
      const sends = step === "nobody-there" ? 0 : gateway.sends.length;
      assert.equal(sends, { never: 0, once: 1 }[sent] ?? Number(/^up to (\d) times$/.exec(sent)?.[1]), says);
    }
  }
});
