import OpenAI from "openai";

export const name = "openai";
export const call = ({ origin, timeoutMs, signal }) => {
  const client = new OpenAI({ apiKey: "sk-none", baseURL: `${origin}/v1`, ...(timeoutMs ? { timeout: timeoutMs } : {}) });
  return client.images.generate({ model: "any", prompt: "an owl" }, { signal });
};
