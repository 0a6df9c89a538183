// One program for every runtime, bundler and test runner. It uses only what all of them have and gives facts that
// must be the same everywhere. No network, no file, no configuration.

export const KEY = "sk-canary-3f9a1c7e5b2d";

/** A valid picture of one pixel: enough for the package, which reads the head of a file only. */
const PNG = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="),
  (letter) => letter.charCodeAt(0),
);

const ANSWER = {
  created: "2026-11-22T04:56:07Z",
  data: [
    { prompt: "an owl", resolution: "1024x768", is_image_safe: true, seed: 0, url: "https://pictures.example/1.png?exp=1", style_type: "DESIGN" },
    { prompt: "an owl", resolution: "1024x768", is_image_safe: false, seed: 7, url: "", style_type: null },
  ],
};

/** A fetch that remembers and answers. `replies` are `[status, headers, body]`; the last one is given for ever. */
function line(...replies) {
  const calls = [];
  const fetch = async (url, init) => {
    calls.push({ url: String(url), init });
    const [status, headers, body] = replies[Math.min(calls.length, replies.length) - 1];
    if (init.signal?.aborted) throw init.signal.reason;
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  };
  return Object.assign(fetch, { calls });
}

const JSON_KIND = { "content-type": "application/json" };
const good = [200, JSON_KIND, ANSWER];

const caught = (promise) => promise.then((value) => ({ settled: "value", value }), (error) => error);

/** `ideomix` and `mask` are the package's modules, imported or required by whoever runs this. */
export async function run(ideomix, mask) {
  const { Ideogram, estimate, initState, isIdeogramError, toCurl, validate, version } = ideomix;
  const facts = {};
  facts.beforeUse = initState();
  facts.versionIsSaid = /^\d+\.\d+\.\d+/.test(version);
  facts.price = estimate("v3.generate", { renderingSpeed: "QUALITY", numImages: 2 }).microUsd;
  facts.stillIdle = initState();

  // A generated picture: what went out, what came back, what was told meanwhile.
  const fetch = line(good);
  const client = new Ideogram({ apiKey: () => KEY, fetch });
  const events = [];
  const call = client.v3.generate({ prompt: "an owl", renderingSpeed: "TURBO", numImages: 2 }, { onEvent: (event) => events.push(event.type) });
  facts.isPromise = call instanceof Promise;
  const result = await call;
  facts.afterUse = initState();
  facts.url = fetch.calls[0].url;
  facts.method = fetch.calls[0].init.method;
  facts.redirect = fetch.calls[0].init.redirect;
  facts.keyHeader = new Headers(fetch.calls[0].init.headers).get("api-key") === KEY;
  facts.otherHeaders = [...new Headers(fetch.calls[0].init.headers).keys()].filter((name) => name !== "api-key");
  facts.form = [...fetch.calls[0].init.body.entries()];
  facts.images = result.images.map(({ index, seed, width, height }) => ({ index, seed, width, height }));
  facts.withheld = result.withheld.map(({ index, reason }) => ({ index, reason }));
  facts.rawIsWhole = JSON.stringify(result.raw) === JSON.stringify(ANSWER);
  facts.cost = result.cost.microUsd;
  facts.events = events;
  facts.spent = client.spent.calls;

  // An edit with files: kinds are found by looking, names are right.
  const files = line(good);
  const editor = new Ideogram({ apiKey: () => KEY, fetch: files });
  await editor.v3.replaceBackground({ prompt: "sand", image: PNG, styleReferenceImages: [new Blob([PNG])] });
  facts.files = [...files.calls[0].init.body.entries()]
    .filter(([, value]) => typeof value !== "string")
    .map(([name, file]) => [name, file.type, file.name.split(".").pop(), file.size]);

  // The older models send JSON.
  const json = line(good);
  await new Ideogram({ apiKey: () => KEY, fetch: json }).legacy.generate({ prompt: "an owl", model: "V_2", aspectRatio: "16x10", seed: 0 });
  facts.json = JSON.parse(json.calls[0].init.body);

  // Mistakes cost nothing and are named.
  const unsent = line(good);
  const strict = new Ideogram({ apiKey: () => KEY, fetch: unsent });
  const wrong = await caught(strict.v3.generate({ prompt: "an owl", numImagez: 3, rendering_speed: "TURBO", seed: -1 }));
  facts.wrong = { code: wrong.code, outcome: wrong.outcome, billed: wrong.billed, name: wrong.name, branded: isIdeogramError(wrong) };
  facts.issues = wrong.issues.map(({ path, code, suggestion }) => ({ path, code, suggestion: suggestion ?? null })).sort((a, b) => (a.path < b.path ? -1 : 1));
  facts.issuesAgree = (await validate("v3.generate", { prompt: "an owl", numImagez: 3, rendering_speed: "TURBO", seed: -1 })).length === wrong.issues.length;
  facts.unsent = unsent.calls.length;

  // A refusal, a broken answer, a line that breaks: one send each, and what it may have cost.
  const faults = {
    refused: [401, JSON_KIND, { error: { message: "Invalid token", type: "aihubmix_api_error" } }],
    page: [200, { "content-type": "text/html" }, "<!doctype html><title>hello</title>"],
    broken: [502, { "content-type": "text/html" }, "<h1>Bad Gateway</h1>"],
  };
  facts.faults = {};
  for (const [name, reply] of Object.entries(faults)) {
    const fault = line(reply);
    const error = await caught(new Ideogram({ apiKey: () => KEY, fetch: fault }).v3.generate({ prompt: "an owl" }));
    facts.faults[name] = { code: error.code, outcome: error.outcome, billed: error.billed, sends: fault.calls.length, hint: typeof error.hint };
  }
  const dead = Object.assign(async () => { dead.calls += 1; throw new TypeError("fetch failed"); }, { calls: 0 });
  const lost = await caught(new Ideogram({ apiKey: () => KEY, fetch: dead }).v3.generate({ prompt: "an owl" }));
  facts.faults.lost = { code: lost.code, outcome: lost.outcome, billed: lost.billed, sends: dead.calls, hint: typeof lost.hint };

  // Stopping keeps the reason.
  const stop = new AbortController();
  const reason = new Error("the person left");
  const slow = (url, init) => new Promise((_, no) => {
    init.signal?.addEventListener("abort", () => no(init.signal.reason));
    stop.abort(reason);
  });
  const aborted = await caught(new Ideogram({ apiKey: () => KEY, fetch: slow }).v3.generate({ prompt: "an owl" }, { signal: stop.signal }));
  facts.aborted = { code: aborted.code, name: aborted.name, outcome: aborted.outcome, reasonKept: aborted.cause === reason };

  // A disposed client sends nothing.
  client.dispose();
  facts.disposed = (await caught(client.v3.generate({ prompt: "an owl" }))).code;

  // The request to show to others.
  const curl = await toCurl("v3.generate", { prompt: "an owl's nest" });
  facts.curl = curl.startsWith("curl") && curl.includes("/ideogram/v1/ideogram-v3/generate") && !curl.includes(KEY);

  if (mask) facts.mask = await masks(mask);
  return facts;
}

async function masks({ Mask }) {
  const drawn = await Mask.blank(64, 32);
  drawn.rect(0, 0, 32, 16, "edit");
  const report = drawn.report();
  const png = await drawn.png();
  const bytes = new Uint8Array(await png.arrayBuffer());
  drawn.dispose();
  return {
    width: report.width,
    height: report.height,
    editFraction: report.editFraction,
    ok: report.ok,
    type: png.type,
    // Signature, then the header's depth and color kind: 8-bit gray.
    head: [...bytes.subarray(0, 8)],
    depth: bytes[24],
    color: bytes[25],
  };
}
