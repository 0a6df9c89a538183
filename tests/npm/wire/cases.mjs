// The inputs of the samples of the gateway's page, as a user of the package writes them. `$file` names a file of
// the sample's folder. `reframe` has no sample on the page: its command is written after those beside it.

const BIRD = "bird playing with a cat in the snow, pixel art style";

export const CASES = {
  v3_generate: {
    operation: "v3.generate",
    params: {
      prompt: 'Delicate 3D cover design with various combat machines flying from an portal. The machines have different shapes, sizes, and colors. The portal is emitting swirling energy. The background contains a futuristic city with tall buildings. The text " One Gateway, Infinite Models " is placed in the center with neon lights, expansive view, cinematic lighting, vivid color, bright tone. clean text, cyber punk, smooth render',
      renderingSpeed: "QUALITY",
      numImages: 2,
      aspectRatio: "2x1",
    },
  },
  v3_remix: {
    operation: "v3.remix",
    params: {
      prompt: BIRD,
      imageWeight: 60,
      renderingSpeed: "QUALITY",
      numImages: 1,
      seed: 1,
      aspectRatio: "16x9",
      magicPrompt: "AUTO",
      styleType: "AUTO",
      negativePrompt: "blurry, bad anatomy, watermark",
      image: { $file: "image.jpeg" },
      styleReferenceImages: [{ $file: "reference-image.png" }],
    },
  },
  v3_edit: {
    operation: "v3.edit",
    params: {
      prompt: "remove text",
      renderingSpeed: "DEFAULT",
      numImages: 1,
      seed: 1,
      aspectRatio: "16x9",
      magicPrompt: "AUTO",
      styleType: "AUTO",
      negativePrompt: "blurry, bad anatomy, watermark",
      image: { $file: "image.jpeg" },
      mask: { $file: "mask.jpg" },
    },
  },
  v3_replace_background: {
    operation: "v3.replaceBackground",
    params: {
      prompt: BIRD,
      renderingSpeed: "QUALITY",
      numImages: 1,
      seed: 1,
      magicPrompt: "AUTO",
      styleType: "AUTO",
      image: { $file: "image.png" },
      styleReferenceImages: [{ $file: "reference-image.png" }],
    },
  },
  v3_reframe: {
    operation: "v3.reframe",
    params: { image: { $file: "image.png" }, resolution: "1536x512", renderingSpeed: "DEFAULT", numImages: 1, seed: 1 },
  },
  legacy_generate: {
    operation: "legacy.generate",
    params: {
      prompt: '3D cartoon, An adorable white owl baby with tilted head, shiny amber eyes with highlight, fluffy body, standing on a trunk with moss and lots of glowing mushrooms, Close up, cinematic lighting, low angle, deep sense of depth. The background is a magical spring landscape, cute and esthetic, huge title design " Always curious " ',
      negativePrompt: "blurry, bad anatomy, watermark",
      aspectRatio: "3x2",
      model: "V_2",
      numImages: 2,
      magicPrompt: "AUTO",
      styleType: "RENDER_3D",
    },
  },
  legacy_edit: {
    operation: "legacy.edit",
    params: { prompt: ' " prompt " ', model: "V_2", numImages: 1, image: { $file: "<file1>" }, mask: { $file: "<file1>" } },
  },
  legacy_remix: {
    operation: "legacy.remix",
    params: { prompt: "watercolor", aspectRatio: "10x16", imageWeight: 50, magicPrompt: "ON", model: "V_2", image: { $file: "<file1>" } },
  },
  legacy_upscale: { operation: "legacy.upscale", params: { image: { $file: "<file1>" } } },
  legacy_describe: { operation: "legacy.describe", params: { image: { $file: "<file1>" } } },
};

/**
 * The page's slips of the pen, by name. Each must be on the page as written here, and is put right before the sample
 * runs; `crates/api/src/slips.rs` knows those that a user may copy into a call.
 */
export const SLIPS = {
  legacy_edit: [
    { name: "the path is misspelt", printed: "/ideogram/eidt", right: "/ideogram/edit" },
    { name: "the mask is code in quotes", printed: `"open('<file1>', 'rb')"`, right: "open('<file1>', 'rb')" },
    { name: "the magic prompt has no value", printed: '    "magic_prompt_option" : ,\n', right: "" },
    { name: "the seed has no value", printed: '    "seed" : , # integer 可选 >=0 <=2147483647\n', right: "" },
    { name: "the style type has no value, and a line number stands before the brace", printed: '    "style_type" :\n16 }', right: "}" },
    { name: "a bracket is not closed", printed: "print (response.json()\n", right: "print (response.json())\n" },
  ],
};
