import { openAsBlob } from "node:fs";
import { Ideogram } from "ideomix";

const ideogram = new Ideogram({ apiKey: process.env.AIHUBMIX_API_KEY });
const result = await ideogram.v3.edit({
  image: await openAsBlob("image.jpg", { type: "image/jpeg" }),
  mask: await openAsBlob("mask.png", { type: "image/png" }),
  prompt: "It's a \"quiet\" harbor,\nwith C:\\boats; 你好",
  renderingSpeed: "QUALITY",
  numImages: 2,
  styleReferenceImages: [await openAsBlob("style_reference_images-1.png", { type: "image/png" }), await openAsBlob("style_reference_images-2.webp", { type: "image/webp" })],
}, {
  extra: {
    aspect_ratio: "16x9",
  },
});
console.log(result.images.map((image) => image.url));
