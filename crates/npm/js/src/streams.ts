/** What a stream's reader must have; one of another realm or a stand-in has no more. */
export interface Reader {
  read(): Promise<{ readonly done?: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<unknown>;
}

/** The chunks of a stream, as long as they are not more than `most` bytes together. */
export async function* chunksOf(reader: Reader, most: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let length = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value!.byteLength;
    if (length > most) {
      reader.cancel().catch(() => {});
      throw tooLong(most);
    }
    yield step.value as Uint8Array<ArrayBuffer>;
  }
}

/** All chunks of a stream. `hear` is told how many bytes have come. */
export async function blobOf(reader: Reader, most: number, hear?: (loaded: number) => void): Promise<Blob> {
  const chunks: BlobPart[] = [];
  let loaded = 0;
  for await (const chunk of chunksOf(reader, most)) {
    chunks.push(chunk);
    hear?.((loaded += chunk.byteLength));
  }
  return new Blob(chunks);
}

/** The bytes of a text that has one letter for each. */
export function bytesFrom(binary: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** That something is longer than it may be. */
export function tooLong(most: number): RangeError {
  return new RangeError(`it is longer than ${most} bytes`);
}
