import { openAsBlob } from "node:fs";
import { Ideogram } from "ideomix";

const ideogram = new Ideogram({ apiKey: process.env.AIHUBMIX_API_KEY });
const result = await ideogram.legacy.remix({
  image: await openAsBlob("image_file.png", { type: "image/png" }),
  prompt: "watercolor",
  model: "V_2_TURBO",
  imageWeight: 50,
});
console.log(result.images.map((image) => image.url));
