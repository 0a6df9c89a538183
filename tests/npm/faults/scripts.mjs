// What can go wrong on the way, as scripts for a server: one answer for each send, the last one for ever.
//
// An answer is `{ status, headers, body }`, or one of: `cut` (half an answer, then the line breaks), `stall` (half an
// answer, then nothing), `silent` (nothing at all), `reset` (the line breaks), `closed` (nobody listens).
// `ours` is what the package must make of it; `refusal` marks scripts whose answers prove that nothing ran.

const JSON_KIND = { "content-type": "application/json" };
const HTML_KIND = { "content-type": "text/html; charset=utf-8" };

const gateway = (status, message, headers = {}) => ({
  status,
  headers: { ...JSON_KIND, ...headers },
  body: JSON.stringify({ error: { message, type: "Aihubmix_api_error" } }),
});
const html = (status) => ({ status, headers: HTML_KIND, body: "<!doctype html><html><body><h1>Something went wrong</h1></body></html>" });
const json = (status, value) => ({ status, headers: JSON_KIND, body: JSON.stringify(value) });

/** A good answer for each of the clients, in one. */
const good = json(200, {
  created: "2026-11-22T04:56:07Z",
  data: [{ prompt: "an owl", resolution: "1024x1024", is_image_safe: true, seed: 1, url: "https://pictures.example/1.png", style_type: "AUTO" }],
  images: [{ url: "https://pictures.example/1.png" }],
  id: "id-1",
  object: "payment_intent",
  status: "succeeded",
  output: "https://pictures.example/1.png",
});

const withheld = json(200, {
  created: "2026-11-22T04:56:07Z",
  data: [{ prompt: "an owl", resolution: "1024x1024", is_image_safe: false, seed: 1, url: null, style_type: "AUTO" }],
});

const busy = (after) => gateway(429, "Too many requests", after === undefined ? {} : { "retry-after": String(after) });
const full = gateway(503, "No available channel for the model");

/** How long a client may wait for an answer in the scripts that never give one. */
export const TIMEOUT_MS = 800;

export const SCRIPTS = [
  // Refusals: nothing ran, so a program may send again.
  { id: "busy-once", says: "429, Retry-After 1 s, then good", answers: [busy(1), good], refusal: true, ours: { sends: 2, value: true, gap: 1_000 } },
  { id: "busy", says: "429 every time", answers: [busy()], refusal: true, ours: { sends: 3, code: "rate_limit", outcome: "refused", billed: "no" } },
  { id: "busy-for-an-hour", says: "429, Retry-After 1 hour", answers: [busy(3_600)], refusal: true, ours: { sends: 1, code: "rate_limit", outcome: "refused", billed: "no" } },
  { id: "full-once", says: "503 in the gateway's own shape, then good", answers: [full, good], refusal: true, ours: { sends: 2, value: true } },
  { id: "full", says: "503 in the gateway's own shape every time", answers: [full], refusal: true, ours: { sends: 2, code: "server", outcome: "refused", billed: "no" } },

  // Refusals that sending again cannot change.
  { id: "bad-request", says: "400", answers: [gateway(400, "bad request")], ours: { sends: 1, code: "bad_request", outcome: "refused", billed: "no" } },
  { id: "key", says: "401, the key is wrong", answers: [gateway(401, "Invalid token")], ours: { sends: 1, code: "auth", outcome: "refused", billed: "no" } },
  { id: "balance", says: "402, no money left", answers: [gateway(402, "Insufficient balance")], ours: { sends: 1, code: "balance", outcome: "refused", billed: "no" } },
  { id: "forbidden", says: "403", answers: [gateway(403, "This model is not allowed")], ours: { sends: 1, code: "forbidden", outcome: "refused", billed: "no" } },
  { id: "too-large", says: "413", answers: [gateway(413, "too large")], ours: { sends: 1, code: "too_large", outcome: "refused", billed: "no" } },
  { id: "content", says: "422, the safety check refused", answers: [gateway(422, "Image provided failed the safety check")], ours: { sends: 1, code: "content_refused", outcome: "refused", billed: "no" } },

  // It may have run, and may have been paid for.
  { id: "failed", says: "500 in the gateway's own shape", answers: [gateway(500, "upstream failed")], ours: { sends: 1, code: "server", outcome: "failed", billed: "unknown" } },
  { id: "broken", says: "502, an HTML page", answers: [html(502)], ours: { sends: 1, code: "server", outcome: "unknown", billed: "unknown" } },
  { id: "unavailable", says: "503, an HTML page of some proxy", answers: [html(503)], ours: { sends: 1, code: "server", outcome: "unknown", billed: "unknown" } },
  { id: "late", says: "504, an HTML page", answers: [html(504)], ours: { sends: 1, code: "server", outcome: "unknown", billed: "unknown" } },
  { id: "conflict", says: "409 of some proxy", answers: [html(409)], ours: { sends: 1, outcome: "unknown", billed: "unknown" } },
  { id: "reset", says: "the line breaks after the request", answers: ["reset"], ours: { sends: 1, code: "connection", outcome: "unknown", billed: "unknown" } },
  { id: "cut", says: "200, and the line breaks in the answer", answers: ["cut"], ours: { sends: 1, notBilled: "no" } },
  { id: "stall", says: "200, and the answer stalls", answers: ["stall"], timeout: true, ours: { sends: 1, code: "timeout", outcome: "unknown", billed: "unknown", phase: "body" } },
  { id: "silent", says: "no answer at all", answers: ["silent"], timeout: true, ours: { sends: 1, code: "timeout", outcome: "unknown", billed: "unknown", phase: "headers" } },
  { id: "closed", says: "nobody listens", answers: ["closed"], ours: { sends: 0, code: "connection" } },

  // A success that is none.
  { id: "page", says: "200, an HTML page", answers: [html(200)], ours: { sends: 1, code: "bad_response", outcome: "unknown", billed: "unknown" } },
  { id: "empty", says: "200, an empty body", answers: [{ status: 200, headers: JSON_KIND, body: "" }], ours: { sends: 1, code: "bad_response", notBilled: "no" } },
  { id: "nothing", says: "200, a list without pictures", answers: [json(200, { created: "2026-11-22T04:56:07Z", data: [] })], ours: { sends: 1, code: "bad_response", notBilled: "no" } },
  { id: "withheld", says: "200, every picture withheld by the safety check", answers: [withheld], ours: { sends: 1, code: "all_withheld", outcome: "done", billed: "yes" } },
  { id: "elsewhere", says: "307 to another host", answers: ["redirect"], ours: { sends: 1, elsewhere: 0 } },

  // The caller changes their mind.
  { id: "stopped-waiting", says: "stopped during the wait after a 429 (Retry-After 3 s)", answers: [busy(3)], refusal: true, abortAfter: 200, ours: { sends: 1, code: "aborted", reasonKept: true, within: 1_500 } },
  { id: "stopped-running", says: "stopped while it runs", answers: ["silent"], abortAfter: 200, ours: { sends: 1, code: "aborted", outcome: "unknown", billed: "unknown", reasonKept: true, within: 1_500 } },
  { id: "stopped-before", says: "stopped before it starts", answers: [good], abortAfter: 0, ours: { sends: 0, code: "aborted", outcome: "not-sent", billed: "no", reasonKept: true } },
];

/** Half of a good answer, for the scripts that break off. */
export const HALF = good.body.slice(0, good.body.length / 2);
