// The program in a page, by import; a bundler starts here too.
import * as ideomix from "ideomix";
import * as mask from "ideomix/mask";
import { run } from "./blackbox.js";

run(ideomix, mask).then(
  (facts) => (globalThis.facts = facts),
  (error) => (globalThis.failure = String(error.stack ?? error)),
);
