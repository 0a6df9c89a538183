// Sends the cases of tests/npm/wire/cases.mjs through the package, anywhere.

/** `cases` by name, `files` by name as bytes; gives what each call settled with. */
export async function send(ideomix, { cases, files, baseUrl, key }) {
  const client = new ideomix.Ideogram({ apiKey: () => key, baseUrl });
  const settled = {};
  for (const [name, { operation, params }] of Object.entries(cases)) {
    const [family, method] = operation.split(".");
    const call = client[family][method](filled(params, files));
    settled[name] = await call.then((value) => (value.images ?? value.descriptions).length, (error) => `${error.code}: ${error.message}`);
  }
  return settled;
}

function filled(value, files) {
  if (Array.isArray(value)) return value.map((one) => filled(one, files));
  if (value === null || typeof value !== "object") return value;
  if ("$file" in value) return new Blob([files[value.$file]]);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, files)]));
}
