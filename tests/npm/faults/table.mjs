// Writes the table "what happens when" from what `play` saw.

/** One line of a cell: how often the call was sent, and how it ended for the caller. */
export function cell(seen, client, script) {
  const { sends } = seen;
  const count = sends.length === 0 ? "not sent" : sends.length === 1 ? "1 send" : `${sends.length} sends`;
  const gap = sends.length > 1 && script.id === "busy-once" ? ` after ${seconds(sends[1])}` : "";
  const away = seen.elsewhere > 0 ? ", followed to the other host" : "";
  return `${count}${gap}${away}: ${ending(seen, client)}`;
}

function ending({ value, error, hangs, reason }, client) {
  if (hangs) return "**hangs**";
  if (error === undefined) return typeof value === "string" ? "a *string* as the result" : looksRight(value) ? "the result" : "resolves without a result";
  const kept = error === reason || error.cause === reason ? ", reason kept" : "";
  if (client.name === "ideomix") return `\`${error.code}\`, ${error.outcome}, billed: ${error.billed}${kept}`;
  return `\`${error.constructor?.name ?? typeof error}\`${kept}`;
}

/** Whether there is a picture, or a payment, in what a client gave. */
function looksRight(value) {
  return /pictures\.example|payment_intent/.test(JSON.stringify(value) ?? "");
}

const seconds = (ms) => `${Math.max(0, Math.round(ms / 100) / 10)} s`;

/** `rows` are `[script, cells]`; `heads` name the clients with their versions. */
export function markdown(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    "<!-- Made by `IDEOMIX_BLESS=1 cargo xtask test npm-all`; do not edit. -->",
    "",
    line(["What happens", ...heads]),
    line(["---", ...heads.map(() => "---")]),
    ...rows.map(([script, cells]) => line([script.says, ...cells])),
    "",
  ].join("\n");
}
