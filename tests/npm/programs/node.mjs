// The program in Node, Deno and Bun, by import.
import * as ideomix from "ideomix";
import * as mask from "ideomix/mask";
import { run } from "./blackbox.js";

console.log(`FACTS ${JSON.stringify(await run(ideomix, mask))}`);
