// Results live on a host that shows its pictures to everybody and lets no page read them. The server of the page
// fetches them instead, so that they are kept.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";

import { png } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { keptFiles } from "./support/storage.mjs";

const PICTURE = png(1024, 1024);
const asked = [];
let status = 200;

const host = createServer((request, answer) => {
  asked.push(request.url);
  answer.writeHead(status, { "content-type": "image/png", "content-length": PICTURE.length });
  answer.end(PICTURE);
});
host.listen(0, "127.0.0.1");
await once(host, "listening");
after(() => host.close());
const origin = `http://127.0.0.1:${host.address().port}`;

const { proves } = openHouse({ IDEOMIX_RELAY: `${origin}/pictures/` });

/** Answers of the gateway link to the host, as the real ones do to theirs. */
async function linksLeadTo(page, place) {
  await page.route("**/practice/ideogram/**", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/http:\/\/[^"]*\/practice\/images/g, place);
    await route.fulfill({ response: answer, body });
  });
}

const options = { chromiumOnly: "the driver cannot change an answer of the server" };

proves("a picture that its host lets nobody read is fetched by the page's own server, and kept", options, async ({ canary, page, practice, studio }) => {
  canary.expect(/blocked by CORS policy/, /net::ERR_/);
  status = 200;
  asked.length = 0;
  await linksLeadTo(page, `${origin}/pictures`);
  await studio.make("a shy deer");
  assert.equal(await page.locator(".card.is-unsaved").count(), 0);
  const files = await keptFiles(page);
  assert.ok(files.length > 0, "the bytes are in the database");
  assert.equal((await practice.state()).calls, 1, "fetching is free and made nothing twice");
  assert.ok(asked.every((path) => path.startsWith("/pictures/")), `${asked}`);
});

proves("a link that has ended is called expired, also by way of the relay", options, async ({ canary, page, practice, studio }) => {
  canary.expect(/blocked by CORS policy/, /net::ERR_/, /status of 404/, /status of 410/);
  status = 404;
  await linksLeadTo(page, `${origin}/pictures`);
  await studio.write("a late train");
  await studio.run();
  await page.getByText("The link has expired").first().waitFor();
  assert.equal((await practice.state()).calls, 1);
});
