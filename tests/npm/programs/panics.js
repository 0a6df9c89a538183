// What becomes of a panic in the core, sync and async, and of the calls around it. The core is a build that panics on
// request; everything else is the shipped package.

const REPLY = { created: "2026-11-22T04:56:07Z", data: [{ prompt: "an owl", resolution: "8x8", is_image_safe: true, seed: 1, url: "https://pictures.example/1.png" }] };
const caught = (promise) => promise.then((value) => ({ value }), (error) => error);
const told = ({ code, reason, outcome, billed, name, hint }) => ({ code, reason, outcome, billed, name, hint: typeof hint });

/** `wasm` is the core that panics: a request for the operation `panic` does at once, 99 tries do after the answer. */
export async function run({ Ideogram, init, initState, validate }, wasm) {
  const facts = {};
  await init({ wasm });
  let sends = 0;
  const answering = new Ideogram({ apiKey: () => "sk-none", fetch: async () => { sends += 1; return Response.json(REPLY); } });
  const waiting = new Ideogram({ apiKey: () => "sk-none", fetch: (url, init) => new Promise((_, no) => { sends += 1; init.signal?.addEventListener("abort", () => no(init.signal.reason)); }) });

  for (const [name, panic] of Object.entries({
    sync: () => validate("panic", {}),
    async: () => answering.with({ retry: { maxTries: 99 } }).v3.generate({ prompt: "an owl" }),
  })) {
    sends = 0;
    const calls = [1, 2].map(() => caught(waiting.v3.generate({ prompt: "an owl" })));
    while (sends < 2) await new Promise((ready) => setTimeout(ready, 1));
    const own = await caught(panic());
    const next = await caught(answering.v3.generate({ prompt: "an owl" }));
    facts[name] = { own: told(own), inFlight: (await Promise.all(calls)).map(told), next: next.value?.images.length ?? String(next.stack ?? next), state: initState() };
  }
  waiting.dispose();
  facts.after = (await caught(answering.v3.generate({ prompt: "an owl" }))).value?.images.length;
  facts.issues = (await validate("v3.generate", {})).length;
  return facts;
}

const inFlight = { code: "wasm_panic", reason: "panic", outcome: "unknown", billed: "unknown", name: "WasmError", hint: "string" };

export const expected = {
  // Nothing of a check was sent; the paid call had been.
  sync: { own: { ...inFlight, outcome: "not-sent", billed: "no" }, inFlight: [inFlight, inFlight], next: 1, state: "ready" },
  async: { own: inFlight, inFlight: [inFlight, inFlight], next: 1, state: "ready" },
  after: 1,
  issues: 1,
};
