// Small servers on free ports: files for pages, and one that records what it is sent.

import { createReadStream, existsSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";

const KINDS = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".cjs": "text/javascript", ".wasm": "application/wasm", ".png": "image/png", ".css": "text/css", ".map": "application/json" };

/** Starts `answer(request, response)` and gives its origin and a way to end it. */
export async function serve(answer) {
  const server = http.createServer(answer);
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      const ended = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await ended;
    },
  };
}

/**
 * Serves a folder. `pages` are documents made up by the tests, by path. `csp` is the policy of every answer; it may be
 * changed while the server runs.
 */
export async function serveFolder(folder, { pages = {}, csp = null } = {}) {
  const state = { csp };
  const server = await serve((request, response) => {
    const where = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (state.csp) response.setHeader("content-security-policy", state.csp);
    response.setHeader("cache-control", "no-store");
    if (pages[where] !== undefined) {
      response.setHeader("content-type", KINDS[path.extname(where)] ?? "text/html; charset=utf-8");
      return response.end(pages[where]);
    }
    let file = path.join(folder, where);
    if (file.startsWith(folder) && existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", KINDS[path.extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  return Object.assign(server, { state });
}

/** Reads a whole request body. */
export async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Lets pages of other origins call, as the gateway does, and answers their questions before they do. */
export function allowPages(request, response) {
  response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
  response.setHeader("access-control-expose-headers", "x-request-id, retry-after");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "");
  response.setHeader("access-control-allow-methods", "POST, GET");
  response.writeHead(204).end();
  return true;
}

/** An answer of the gateway with `count` pictures on this server. */
export function imagesReply(origin, count = 1, more = {}) {
  const data = Array.from({ length: count }, (_, index) => ({
    prompt: "an owl",
    resolution: "1024x1024",
    is_image_safe: true,
    seed: 12345 + index,
    url: `${origin}/picture-${index}.png`,
    style_type: "REALISTIC",
    ...more,
  }));
  return { created: "2026-11-22T04:56:07Z", data };
}

/** A server that remembers every request and answers each with pictures, or descriptions. */
export async function recorder() {
  const requests = [];
  const server = await serve(async (request, response) => {
    if (request.method === "OPTIONS") requests.push({ method: "OPTIONS", path: request.url, headers: request.headers });
    if (allowPages(request, response)) return;
    const body = await bodyOf(request);
    if (request.method === "POST") requests.push({ method: "POST", path: request.url, headers: request.headers, body });
    response.setHeader("content-type", "application/json");
    const describe = request.url.endsWith("/describe");
    response.end(JSON.stringify(describe ? { descriptions: [{ text: "a cat" }] } : imagesReply(server.origin)));
  });
  return Object.assign(server, {
    requests,
    posts: () => requests.filter((request) => request.method === "POST"),
    clear: () => requests.splice(0),
  });
}
