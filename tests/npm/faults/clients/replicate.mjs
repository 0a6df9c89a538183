import Replicate from "replicate";

export const name = "replicate";
export const call = ({ origin, signal }) => new Replicate({ auth: "none", baseUrl: origin }).predictions.create({ model: "ideogram-ai/ideogram-v3-turbo", input: { prompt: "an owl" }, signal });
