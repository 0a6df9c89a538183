import { Ideogram } from "ideomix";

const ideogram = new Ideogram({ apiKey: process.env.AIHUBMIX_API_KEY });
const result = await ideogram.legacy.generate({
  prompt: "a cat's \"hat\"",
  model: "V_2",
  aspectRatio: "16x9",
  seed: 7,
}, {
  extra: {
    color_palette: "{\"members\":[{\"color_hex\":\"#ff8800\",\"color_weight\":0.65},{\"color_hex\":\"#08f\"}]}",
  },
});
console.log(result.images.map((image) => image.url));
