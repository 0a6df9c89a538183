// Plays one script against one client and writes down what happened.

import { setTimeout as pause } from "node:timers/promises";

import { bodyOf, serve } from "../support/server.mjs";
import { HALF, TIMEOUT_MS } from "./scripts.mjs";

/** A client that has not settled by then hangs, as far as its user can tell. */
const HANGS_MS = 12_000;

/**
 * `client.call({ origin, timeoutMs, signal })` starts one paid call. Gives the times of the sends in milliseconds, how
 * it settled (`value`, `error`, or neither where it hangs), and what reached the other host of a redirect.
 */
export async function play(script, client) {
  const sends = [];
  let elsewhere = 0;
  const other = await serve(async (request, response) => {
    elsewhere += 1;
    response.end("{}");
  });
  const server = await serve(async (request, response) => {
    await bodyOf(request);
    if (request.method !== "POST") return response.writeHead(404).end();
    sends.push(Date.now());
    answer(script.answers[Math.min(sends.length, script.answers.length) - 1], request, response, other.origin);
  });
  if (script.answers[0] === "closed") await server.stop();

  const stop = new AbortController();
  const reason = new Error("the person left");
  if (script.abortAfter === 0) stop.abort(reason);
  const started = Date.now();
  const running = Promise.resolve()
    .then(() => client.call({ origin: server.origin, timeoutMs: script.timeout ? TIMEOUT_MS : undefined, signal: stop.signal }))
    .then((value) => ({ value }), (error) => ({ error }));
  if (script.abortAfter > 0) {
    while (sends.length === 0 && Date.now() - started < HANGS_MS) await pause(5);
    await pause(script.abortAfter);
    stop.abort(reason);
  }
  const settled = await Promise.race([running, pause(HANGS_MS, { hangs: true }, { ref: false })]);
  const endedAt = Date.now();
  if (script.abortAfter !== undefined && !settled.hangs) await pause(script.abortAfter === 0 ? 100 : 1_000);
  const { sinceAbort } = { sinceAbort: script.abortAfter > 0 ? endedAt - started - script.abortAfter : null };
  await Promise.all([other.stop(), script.answers[0] === "closed" ? null : server.stop()]);
  return { ...settled, sends: sends.map((at) => at - sends[0]), elsewhere, tookMs: endedAt - started, sinceAbort, reason };
}

function answer(how, request, response, other) {
  switch (how) {
    case "reset":
      return request.socket.destroy();
    case "silent":
      return undefined;
    case "cut":
    case "stall":
      response.writeHead(200, { "content-type": "application/json", "content-length": String(HALF.length * 2) });
      response.write(HALF, () => how === "cut" && request.socket.destroy());
      return undefined;
    case "redirect":
      return response.writeHead(307, { location: `${other}${request.url}` }).end();
    default:
      response.writeHead(how.status, how.headers);
      return response.end(how.body);
  }
}
