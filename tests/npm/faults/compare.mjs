// Plays every script against one client and prints the cells of its column as JSON.
// Usage: node compare.mjs CLIENT_MODULE

import { pathToFileURL } from "node:url";

import { play } from "./run.mjs";
import { SCRIPTS } from "./scripts.mjs";
import { cell } from "./table.mjs";

// Some clients leave promises behind that nobody can catch; that must not end the comparison.
process.on("unhandledRejection", () => {});

const client = await import(pathToFileURL(process.argv[2]));
const cells = await Promise.all(
  SCRIPTS.map(async (script) => {
    if (script.abortAfter !== undefined && client.cannotStop) return [script.id, "cannot be stopped"];
    return [script.id, cell(await play(script, client), client, script)];
  }),
);
console.log(JSON.stringify(Object.fromEntries(cells)));
process.exit(0);
