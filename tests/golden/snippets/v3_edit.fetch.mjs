import { openAsBlob } from "node:fs";

const form = new FormData();
form.append("image", await openAsBlob("image.jpg", { type: "image/jpeg" }), "image.jpg");
form.append("mask", await openAsBlob("mask.png", { type: "image/png" }), "mask.png");
form.append("prompt", "It's a \"quiet\" harbor,\nwith C:\\boats; 你好");
form.append("rendering_speed", "QUALITY");
form.append("num_images", "2");
form.append("aspect_ratio", "16x9");
form.append("style_reference_images", await openAsBlob("style_reference_images-1.png", { type: "image/png" }), "style_reference_images-1.png");
form.append("style_reference_images", await openAsBlob("style_reference_images-2.webp", { type: "image/webp" }), "style_reference_images-2.webp");

const response = await fetch("https://aihubmix.com/ideogram/v1/ideogram-v3/edit", {
  method: "POST",
  headers: { "Api-Key": process.env.AIHUBMIX_API_KEY },
  body: form,
});
console.log(response.status, await response.json());
