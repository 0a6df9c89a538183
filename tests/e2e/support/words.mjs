// The studio's own words, read from its tables: a test names buttons and labels as a person of either language reads
// them, and follows when a word is changed.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TABLES = fileURLToPath(new URL("../../../web/src/text/", import.meta.url));
const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;

/** The part of a file that belongs to one language: all of its own file, its constants in a shared one. */
function part(name, text, language) {
  if (name === `${language}.rs`) return text;
  const constants = String.raw`\bconst (?:\w+_)?${language.toUpperCase()}: \w+ = [^]*?\n};`;
  return [...text.matchAll(new RegExp(constants, "g"))].join("\n");
}

const files = readdirSync(TABLES).filter((name) => name.endsWith(".rs")).map((name) => [name, readFileSync(TABLES + name, "utf8")]);

/** @param {"en" | "zh"} language */
export function words(language) {
  // The language's own file first: it has the names of things, the others what is said about them.
  const own = files.toSorted(([name]) => (name === `${language}.rs` ? -1 : 1)).map(([name, text]) => part(name, text, language)).join("\n");
  const fields = files.find(([name]) => name === "fields.rs")[1];
  const find = (pattern, what) => {
    const found = new RegExp(pattern).exec(own);
    if (!found) throw new Error(`no word for ${what} in ${language}`);
    return JSON.parse(`"${found[1]}"`);
  };
  return {
    language,
    /** A word by its name in the table, such as `send_to`; the first one where several sections have it. */
    say: (name) => find(String.raw`\b${name}: ${STRING}`, name),
    /** Whether the table has such a word. */
    has: (name) => new RegExp(String.raw`\b${name}: ${STRING}`).test(own),
    /** One of a list of words, such as the modes of comparing. */
    listed: (name, n) => {
      const list = new RegExp(String.raw`\b${name}: \[([^\]]*)\]`).exec(own);
      return JSON.parse(`[${list[1].trim().replace(/,$/, "")}]`)[n];
    },
    /** An operation by its name in Rust, such as `ReplaceBackground`. */
    operation: (name) => find(String.raw`Operation::${name} => ${STRING}`, name),
    /** The label of a field by its wire name. */
    field: (name) => {
      const [, en, zh] = new RegExp(String.raw`row\(\s*"${name}",\s*\(${STRING}, ${STRING}\)`).exec(fields);
      return language === "zh" ? zh : en;
    },
  };
}
