// A multipart body as its parts, byte for byte, so that two senders can be compared.

/** @returns {{name: string, filename: string | null, type: string | null, bytes: Buffer}[]} */
export function parts(contentType, body) {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw new Error(`no boundary in ${contentType}`);
  const line = Buffer.from(`--${boundary}`);
  const found = [];
  let at = body.indexOf(line);
  while (at >= 0) {
    const start = at + line.length;
    if (body.subarray(start, start + 2).toString() === "--") return found;
    const next = body.indexOf(Buffer.concat([Buffer.from("\r\n"), line]), start);
    if (next < 0) break;
    found.push(part(body.subarray(start + 2, next)));
    at = next + 2;
  }
  throw new Error("the body ends before its closing line");
}

function part(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  const headers = bytes.subarray(0, end).toString("utf8").split("\r\n");
  const header = (name) => headers.find((text) => text.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim();
  const form = header("content-disposition") ?? "";
  return {
    name: /[; ]name="((?:[^"\\]|\\.)*)"/.exec(form)?.[1] ?? "",
    filename: /filename="((?:[^"\\]|\\.)*)"/.exec(form)?.[1] ?? null,
    type: header("content-type") ?? null,
    bytes: Buffer.from(bytes.subarray(end + 4)),
  };
}
