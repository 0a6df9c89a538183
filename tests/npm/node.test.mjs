// Files as pictures and pictures as files, as a script for Node does it with the packed package.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { consumer } from "./support/consumer.mjs";
import { largePng, png } from "./support/pictures.mjs";
import { imagesReply, serve } from "./support/server.mjs";

let Ideogram;
let fromFile;
let saveAll;
let folder;
let server;
let pictures;
before(async () => {
  const dist = path.join(consumer("esm"), "node_modules/ideomix/dist");
  ({ Ideogram } = await import(pathToFileURL(path.join(dist, "index.js"))));
  ({ fromFile, saveAll } = await import(pathToFileURL(path.join(dist, "node.js"))));
  folder = mkdtempSync(path.join(tmpdir(), "ideomix-node-"));
  server = await serve((request, response) => pictures(request, response));
});
after(async () => {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const prompt = "an owl";
const caught = (promise) => promise.then((value) => ({ value }), (error) => error);
/** A folder of this test alone, which is not there yet. */
const fresh = () => path.join(mkdtempSync(path.join(folder, "test-")), "to", "be", "made");
/** A file with these bytes. */
function file(name, bytes) {
  const at = path.join(mkdtempSync(path.join(folder, "file-")), name);
  writeFileSync(at, bytes);
  return at;
}

/** A client whose calls are answered with `answer`, and what it sent. */
function clientOf(answer = imagesReply("https://pictures.example")) {
  const sent = [];
  const fetch = async (url, init) => {
    sent.push(init.body);
    return Response.json(answer);
  };
  return Object.assign(new Ideogram({ apiKey: () => "sk-none", fetch }), { sent });
}

const resultOf = (count, more) => clientOf(imagesReply(server.origin, count, more)).v3.generate({ prompt, numImages: count });
const names = (saved) => saved.map(({ path: at }) => at && path.basename(at));

test("a file goes out byte for byte, named and typed by what it is and not by its ending", async () => {
  const bytes = png(30, 20, (x) => x * 8);
  const at = file("holiday photo.jpg", bytes);
  for (const given of [at, pathToFileURL(at), path.relative(process.cwd(), at)]) {
    const client = clientOf();
    await client.v3.replaceBackground({ prompt, image: fromFile(given), styleReferenceImages: [fromFile(given)] });
    for (const name of ["image", "style_reference_images"]) {
      const sent = client.sent[0].get(name);
      assert.deepEqual([sent.type, sent.name.endsWith(".png")], ["image/png", true]);
      assert.ok(Buffer.from(await sent.arrayBuffer()).equals(bytes), name);
    }
  }
});

test("a file of 10 MB goes out whole, and the same one again as it is by then", async () => {
  const [first, second] = [largePng(64, 64, 10_000_000), png(8, 8)];
  const at = file("large.png", first);
  const image = fromFile(at);
  const client = clientOf();
  await client.v3.replaceBackground({ prompt, image });
  writeFileSync(at, second);
  await client.v3.replaceBackground({ prompt, image });
  for (const [turn, bytes] of [first, second].entries()) assert.ok(Buffer.from(await client.sent[turn].get("image").arrayBuffer()).equals(bytes));
});

test("what cannot be read, is no picture or is too large is a mistake, and nothing is sent", async () => {
  const sparse = file("huge.png", png(8, 8));
  truncateSync(sparse, 60_000_000);
  const cases = {
    "a file that is not there": [path.join(folder, "missing.png"), "type", /^image could not be read: ENOENT.*missing\.png/],
    "a folder": [folder, "type", /^image could not be read: EISDIR/],
    "an empty file": [file("empty.png", ""), "image_format", /^image is empty.*PNG, JPEG and WebP/],
    "a text": [file("notes.png", "not a picture at all"), "image_format", /^image is no picture.*PNG, JPEG and WebP/],
    "a number": [7, "type", /^image could not be read: .*path/],
    "nothing": [undefined, "type", /^image could not be read: .*path/],
    "60 MB": [sparse, "type", /^image could not be read: .*longer than \d+ bytes/],
  };
  for (const [what, [given, code, says]] of Object.entries(cases)) {
    const client = clientOf();
    const error = await caught(client.v3.replaceBackground({ prompt, image: fromFile(given) }));
    assert.deepEqual([error.code, error.outcome, client.sent.length], ["validation", "not-sent", 0], `${what}: ${error.stack}`);
    assert.equal(error.issues[0].code, code, what);
    assert.match(error.issues[0].message, says, what);
  }
});

test("pictures are written to a folder that is made, with the endings of what they are", async () => {
  const webp = Buffer.from("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAUAmJaQAA3AA/vz0AAA=", "base64");
  pictures = (request, response) => response.writeHead(200, { "content-type": "application/octet-stream" }).end(request.url === "/picture-0.png" ? png(3, 2) : webp);
  const place = fresh();
  const saved = await saveAll(await resultOf(2), place);
  assert.deepEqual(names(saved), ["picture-0-1.png", "picture-1-2.webp"]);
  assert.ok(readFileSync(saved[0].path).equals(png(3, 2)));
  assert.ok(readFileSync(saved[1].path).equals(webp));
  assert.deepEqual(saved.map(({ image }) => image.index), [0, 1]);
  const other = fresh();
  assert.equal((await saveAll(await resultOf(1), pathToFileURL(other)))[0].path, path.join(other, "picture-0-1.png"), "a folder may be an address");
});

test("no file is written over: not one of an earlier run, not one of the same result", async () => {
  pictures = (request, response) => response.end(png(3, 2));
  const place = fresh();
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "picture-0-1.png"), "mine");
  symlinkSync("/nowhere", path.join(place, "cover.png"));
  assert.deepEqual(names(await saveAll(await resultOf(1), place)), ["picture-0-1-2.png"]);
  assert.deepEqual(names(await saveAll(await resultOf(3), place, { name: () => "cover" })), ["cover-2.png", "cover-3.png", "cover-4.png"]);
  assert.equal(readFileSync(path.join(place, "picture-0-1.png"), "utf8"), "mine");
  assert.equal(readdirSync(place).length, 6);
});

test("a name of the service's words stays in the folder and can be written", async () => {
  pictures = (request, response) => response.end(png(3, 2));
  const given = {
    "../../evil": "evil.png",
    "/etc/passwd": "etc-passwd.png",
    "C:\\Windows\\x": "C-Windows-x.png",
    "..": "picture-0-1.png",
    "": "picture-0-1.png",
    ".hidden": "hidden.png",
    "cover.PNG": "cover.png",
    "a fox, \"quick\" & <brown>?": "a fox, -quick- & -brown.png",
    "line\nbreak\0": "line-break.png",
    "红色的狐狸": "红色的狐狸.png",
    ["🦊".repeat(400)]: `${"🦊".repeat(56)}.png`,
  };
  for (const [name, expected] of Object.entries(given)) {
    const place = fresh();
    const [saved] = await saveAll(await resultOf(1), place, { name: () => name });
    assert.equal(saved.path, path.join(place, expected), `${name}: ${saved.error}`);
  }
});

test("links of the service's make harmless names, and pictures inside an answer have one too", async () => {
  pictures = (request, response) => response.end(png(3, 2));
  const answers = {
    "/..%2f..%2fevil.png?exp=1#x": "2f2fevil-1.png",
    "/": "image-1.png",
    [`/${"a".repeat(300)}.png`]: `${"a".repeat(60)}-1.png`,
  };
  for (const [link, expected] of Object.entries(answers)) {
    assert.deepEqual(names(await saveAll(await resultOf(1, { url: server.origin + link }), fresh())), [expected]);
  }
  const inside = await clientOf({ data: [{ b64_json: png(3, 2).toString("base64"), is_image_safe: true }] }).v3.generate({ prompt });
  assert.deepEqual(names(await saveAll(inside, fresh())), ["image-1.png"]);
});

test("withheld pictures leave no file, and keep the numbers of the others", async () => {
  pictures = (request, response) => response.end(png(3, 2));
  const answer = imagesReply(server.origin, 3);
  Object.assign(answer.data[1], { is_image_safe: false, url: null });
  const saved = await saveAll(await clientOf(answer).v3.generate({ prompt, numImages: 3 }), fresh());
  assert.deepEqual(names(saved), ["picture-0-1.png", "picture-2-3.png"]);
});

test("a link that has ended, a name that fails and a disk that refuses cost the others nothing", async () => {
  pictures = (request, response) => (request.url === "/picture-1.png" ? response.writeHead(403).end() : response.end(png(3, 2)));
  const saved = await saveAll(await resultOf(4), fresh(), {
    name: ({ index }) => {
      if (index === 2) throw new Error("no name");
      return `p${index}`;
    },
  });
  assert.deepEqual(names(saved), ["p0.png", null, null, "p3.png"]);
  assert.deepEqual([saved[1].error.code, saved[1].error.status, saved[1].error.billed], ["image_download", 403, "yes"]);
  assert.equal(saved[2].error.message, "no name");
});

test("a folder that cannot be made fails before anything is fetched, so that the pictures can still be had", async () => {
  let fetched = 0;
  pictures = (request, response) => {
    fetched += 1;
    response.end(png(3, 2));
  };
  const result = await resultOf(2);
  for (const place of [path.join(file("a-file", "x"), "below"), ""]) {
    const error = await caught(saveAll(result, place));
    assert.match(String(error.code), /^E/);
    assert.equal(fetched, 0);
  }
  assert.equal((await saveAll(result, fresh())).length, 2);
});

test("whoever gives up while pictures come is told which are missing and why", async () => {
  const stop = new AbortController();
  // The second never comes, and the first may have come by then or not.
  pictures = (request, response) => (request.url === "/picture-0.png" ? response.end(png(3, 2)) : stop.abort(new Error("enough")));
  const [first, second] = await saveAll(await resultOf(2), fresh(), { signal: stop.signal });
  assert.ok(first.path || first.error.message === "enough");
  assert.deepEqual([second.path, second.error.message], [null, "enough"]);
});

test("a result of 20 MB is written whole", async () => {
  const bytes = largePng(64, 64, 20_000_000);
  pictures = (request, response) => response.end(bytes);
  const [saved] = await saveAll(await resultOf(1), fresh());
  assert.ok(readFileSync(saved.path).equals(bytes));
});
