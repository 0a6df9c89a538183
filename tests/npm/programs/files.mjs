// Files as pictures and pictures as files, against the mock gateway: in Node, Deno and Bun. Prints FACTS.
import { statSync } from "node:fs";
import { Ideogram } from "ideomix";
import { Mask, changedOutside } from "ideomix/mask";
import { fromFile, saveAll } from "ideomix/node";
import { mockGateway } from "ideomix/testing";

const gateway = mockGateway(["overloaded", "ok"]);
const client = new Ideogram({ apiKey: "sk-test-0000", fetch: gateway, images: { fetch: gateway }, retry: { random: () => 0 } });
const image = fromFile("source.png");
const mask = (await Mask.forImage(image)).rect(0, 0, 10, 10);
const result = await client.v3.edit({ prompt: "a hat", image, mask, numImages: 2 });
const saved = await saveAll(result, "saved");
const { changedFraction } = await changedOutside(image, fromFile(saved[0].path), mask);
const missing = await client.v3.replaceBackground({ prompt: "x", image: fromFile("missing.png") }).catch(({ code }) => code);
const facts = {
  saved: saved.map(({ path }) => path),
  bytes: statSync(saved[1].path).size,
  outside: changedFraction,
  mostSends: gateway.mostSends,
  problems: gateway.sends.flatMap(({ problems }) => problems),
  missing,
};
console.log(`FACTS ${JSON.stringify(facts)}`);
