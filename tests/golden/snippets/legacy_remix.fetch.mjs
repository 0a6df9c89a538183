import { openAsBlob } from "node:fs";

const form = new FormData();
form.append("image_file", await openAsBlob("image_file.png", { type: "image/png" }), "image_file.png");
form.append("image_request", "{\"prompt\":\"watercolor\",\"model\":\"V_2_TURBO\",\"image_weight\":50}");

const response = await fetch("https://aihubmix.com/ideogram/remix", {
  method: "POST",
  headers: { "Api-Key": process.env.AIHUBMIX_API_KEY },
  body: form,
});
console.log(response.status, await response.json());
