// The package as its users write it: everything here must compile.

import { AbortError, ApiError, Ideogram, IdeogramError, ValidationError, estimate, init, initState, isIdeogramError, toCurl, validate, version } from "ideomix";
import type { Call, CallEvent, ErrorCode, Estimate, FetchLike, GeneratedImage, ImageInput, ImageResult, Issue, LegacyGenerate, OperationId, Outcome, ParamsOf, Spending, V3Edit, V3Generate, WasmSource } from "ideomix";
import { Mask, changedOutside, check } from "ideomix/mask";
import type { MaskReport, Paint, Point } from "ideomix/mask";
import { createIdeogram } from "ideomix/ai-sdk";
import type { IdeogramImageModel, IdeogramProvider } from "ideomix/ai-sdk";
import { fromFile, saveAll } from "ideomix/node";
import type { Saved } from "ideomix/node";
import { mockGateway } from "ideomix/testing";
import type { Fault, MockGateway, Received, Step } from "ideomix/testing";

const fetchLike: FetchLike = async (url, init) => fetch(url, init);
const client = new Ideogram({
  apiKey: async () => "from somewhere",
  baseUrl: new URL("https://aihubmix.com"),
  fetch: fetchLike,
  headers: ({ attempt, operation, callId }) => ({ "x-attempt": `${attempt} ${operation} ${callId}` }),
  budget: { perCall: 1, perClient: 20, onExceeded: (asked: Estimate, spent: number) => spent + (asked.usd ?? 0) < 25 },
  images: { rewriteUrl: (url) => `/pictures?of=${encodeURIComponent(url)}`, maxBytes: 50_000_000 },
  retry: { maxTries: 1 },
  onEvent: (event) => said(event),
});

function said(event: CallEvent): string {
  switch (event.type) {
    case "queued": return `${event.ahead} ahead`;
    case "prepared": return `${event.bytes} bytes, ${event.estimate.usd} dollars`;
    case "sent": return `try ${event.attempt}`;
    case "waiting": return `${event.elapsedMs} ms`;
    case "retrying": return `${event.because}, in ${event.waitMs} ms`;
    case "received": return event.meta.requestId ?? "no id";
    case "settled": return `${event.outcome}, ${event.cost.microUsd}`;
  }
}

export async function pictures(image: ImageInput, mask: ImageInput): Promise<readonly string[]> {
  const call: Call<ImageResult> = client.v3.edit({ prompt: "a hat", image, mask, renderingSpeed: "TURBO", numImages: 2 }, { signal: AbortSignal.timeout(60_000) });
  for await (const event of call.events) said(event);
  const result = await call;
  const first: GeneratedImage | undefined = result.images[0];
  const again: ImageInput | undefined = first;
  if (again) await client.v3.remix({ prompt: "warmer", image: again, imageWeight: 60, aspectRatio: "16x9", negativePrompt: "rain" });
  await client.v3.replaceBackground({ prompt: "a beach", image, styleReferenceImages: [image, new URL("https://pictures.example/a.png")] });
  await client.v3.reframe({ image, resolution: "1536x512" });
  await client.legacy.upscale({ image, resemblance: 60, detail: 40 });
  const { descriptions } = await client.legacy.describe({ image });
  return [...descriptions, ...result.withheld.map(({ reason }) => reason), ...result.warnings.map(({ code }) => code)];
}

export const models: readonly LegacyGenerate[] = [
  { prompt: "x", model: "V_1", negativePrompt: "y", aspectRatio: "1x1" },
  { prompt: "x", model: "V_2", styleType: "ANIME", resolution: "1024x1024" },
  { prompt: "x", model: "V_2_TURBO", styleType: "RENDER_3D", aspectRatio: "10x16", negativePrompt: "y" },
  { prompt: "x", model: "V_2A_TURBO", styleType: "AUTO", aspectRatio: "9x16" },
];

export function judged(error: unknown): { outcome: Outcome; code: ErrorCode } | null {
  if (error instanceof ValidationError) error.issues.forEach((issue: Issue) => issue.path.length + issue.message.length);
  if (error instanceof ApiError) error.retryAfterMs?.toFixed();
  if (error instanceof AbortError) error.name satisfies "AbortError";
  if (isIdeogramError(error) && error.code === "timeout") error.phase satisfies "headers" | "body";
  return error instanceof IdeogramError ? { outcome: error.outcome, code: error.code } : null;
}

export async function drawn(image: ImageInput): Promise<MaskReport> {
  using mask = await Mask.forImage(image);
  const points: readonly Point[] = [{ x: 0, y: 0 }, { x: 9, y: 9 }];
  const paint: Paint = "edit";
  mask.rect(0, 0, 10, 10).ellipse(5, 5, 3, 2, paint).polygon(points, "keep").stroke(points, 2).invert().grow(2).shrink(1);
  const report = await check(mask, image);
  const { changedFraction } = await changedOutside(image, image, mask);
  return changedFraction === 0 ? mask.report() : report;
}

export function scoped(): Spending {
  using own = client.with({ budget: { perCall: 0.1 } });
  return own.spent;
}

export const prices: readonly Estimate[] = [estimate("v3.generate", {}), estimate("v3.edit", { renderingSpeed: "TURBO", numImages: 8 }), estimate("legacy.generate", { model: "V_2A" })];
export const all: Record<OperationId, true> = {
  "v3.generate": true, "v3.remix": true, "v3.edit": true, "v3.replaceBackground": true, "v3.reframe": true,
  "legacy.generate": true, "legacy.remix": true, "legacy.edit": true, "legacy.upscale": true, "legacy.describe": true,
};
export const issues: Promise<readonly Issue[]> = validate("v3.generate", { anything: "goes here" });
export const command: Promise<string> = toCurl("v3.generate", { prompt: "x" }, { baseUrl: "/api/ideogram" });
export const params: ParamsOf["v3.edit"] | V3Edit | V3Generate = { prompt: "x" };
export const source: WasmSource = new Uint8Array(8);
export const ready: Promise<void> = init({ wasm: () => source });
export const state: "idle" | "loading" | "ready" | "failed" = initState();
export const said_version: string = version;

export async function kept(folder: URL): Promise<readonly string[]> {
  const script: readonly Step[] = ["rate-limit", { fault: "ok", delayMs: 10 }, { status: 418, body: { any: "thing" } }];
  const gateway: MockGateway = mockGateway(script);
  const own = new Ideogram({ apiKey: "sk-test", fetch: gateway, images: { fetch: gateway } });
  const result = await own.v3.replaceBackground({ prompt: "a beach", image: fromFile("./picture.png") });
  const saved: readonly Saved[] = await saveAll(result, folder, { name: ({ index }) => `beach ${index}`, signal: AbortSignal.timeout(1_000) });
  const first: Received | undefined = gateway.sends[0];
  const fault: Fault = "stalled";
  mockGateway(fault).reset();
  return [...saved.map((one) => (one.path === null ? String(one.error) : one.path)), ...(first?.problems ?? []), `${gateway.mostSends + gateway.downloads}`];
}

export const provider: IdeogramProvider = createIdeogram({ baseUrl: "/proxy" });
export const model: IdeogramImageModel = createIdeogram(client).imageModel("V_2A_TURBO");
