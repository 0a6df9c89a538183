/**
 * The row of a table that is written as a text, without its first word, by which it is found. Such a table packs better
 * than objects of quoted words, and costs nothing before it is read.
 */
export function row(table: string, name: string): readonly string[] {
  return table.split('\n').find((line) => line.startsWith(`${name}|`))?.split('|').slice(1) ?? [];
}

/** What an error says. It need not be one of this realm, or one at all. */
export function wordsOf(error: unknown): string {
  return String((error as Error | null)?.message ?? error);
}
