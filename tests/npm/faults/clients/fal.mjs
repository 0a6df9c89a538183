import { createFalClient } from "@fal-ai/client";

// Its address cannot be set, so its fetch takes it here.
export const name = "fal";
export const call = ({ origin, signal }) => {
  const elsewhere = (url, init) => fetch(String(url).replace(/^https:\/\/[^/]+/, origin), init);
  return createFalClient({ credentials: "none", fetch: elsewhere }).run("fal-ai/ideogram/v3", { input: { prompt: "an owl" }, abortSignal: signal });
};
