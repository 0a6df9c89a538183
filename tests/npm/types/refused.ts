// What the compiler must refuse, each for its own reason. A line that compiles fails the test.

import { Ideogram, estimate } from "ideomix";
import type { ImageInput, ImageResult } from "ideomix";
import { createIdeogram } from "ideomix/ai-sdk";
import type { Mask } from "ideomix/mask";
import { saveAll } from "ideomix/node";
import { mockGateway } from "ideomix/testing";

declare const image: ImageInput;
declare const mask: ImageInput;
declare const painted: Mask;
declare const result: ImageResult;
const { v3, legacy } = new Ideogram();

// @ts-expect-error an unknown key
void v3.generate({ prompt: "x", numImagez: 2 });
// @ts-expect-error a wire name
void v3.generate({ prompt: "x", rendering_speed: "TURBO" });
// @ts-expect-error no prompt
void v3.generate({});
// @ts-expect-error an unknown speed
void v3.generate({ prompt: "x", renderingSpeed: "FAST" });
// @ts-expect-error a ratio in the older spelling
void v3.generate({ prompt: "x", aspectRatio: "16:9" });
// @ts-expect-error nine images
void v3.generate({ prompt: "x", numImages: 9 });
// @ts-expect-error a style of the older models
void v3.generate({ prompt: "x", styleType: "ANIME" });
// @ts-expect-error an aspect ratio where the picture gives it
void v3.replaceBackground({ prompt: "x", image, aspectRatio: "1x1" });
// @ts-expect-error no mask
void v3.edit({ prompt: "x", image });
// @ts-expect-error a bare path is no picture
void v3.remix({ prompt: "x", image: "./picture.png" });
// @ts-expect-error reframe needs a resolution
void v3.reframe({ image });
// @ts-expect-error a resolution that is no resolution
void v3.reframe({ image, resolution: "large" });
// @ts-expect-error a style for a model that has none
void legacy.generate({ prompt: "x", model: "V_1", styleType: "AUTO" });
// @ts-expect-error a negative prompt for a model that takes none
void legacy.generate({ prompt: "x", model: "V_2A", negativePrompt: "y" });
// @ts-expect-error a resolution for a model that takes none
void legacy.generate({ prompt: "x", model: "V_2A", resolution: "1024x1024" });
// @ts-expect-error a resolution together with a ratio
void legacy.generate({ prompt: "x", model: "V_2", resolution: "1024x1024", aspectRatio: "1x1" });
// @ts-expect-error no model
void legacy.generate({ prompt: "x" });
// @ts-expect-error a model that cannot edit
void legacy.edit({ prompt: "x", model: "V_2A", image, mask });
// @ts-expect-error there is no such operation
void v3.describe({ image });
// @ts-expect-error there is no such operation
estimate("v3.upscale", {});
// @ts-expect-error a result cannot be changed
void v3.generate({ prompt: "x" }).then((result) => (result.images = []));
// @ts-expect-error there is no way to widen what is sent again
void new Ideogram({ retry: { on: [500] } });
// @ts-expect-error what a function gives for a key is a text
void new Ideogram({ apiKey: () => 7 });
// @ts-expect-error a color for what shall be painted
painted.rect(0, 0, 1, 1, "black");
// @ts-expect-error points as pairs
painted.polygon([[0, 0], [1, 1]]);
// @ts-expect-error nowhere to save to
void saveAll(result);
// @ts-expect-error no such fault
mockGateway("out-of-paper");
// @ts-expect-error a model of somebody else's
createIdeogram({})("dall-e-3");
