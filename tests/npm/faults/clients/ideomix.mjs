import { Ideogram } from "ideomix";

export const name = "ideomix";
export const call = ({ origin, timeoutMs, signal }) =>
  new Ideogram({ apiKey: "sk-canary-3f9a1c7e5b2d", baseUrl: origin, ...(timeoutMs ? { timeoutMs } : {}) }).v3.generate({ prompt: "an owl" }, { signal });
