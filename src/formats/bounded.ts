/** Reads a stream of bytes up to a bound: what comes from outside may be larger than anybody said. */

/**
 * All of its bytes; null where there are more than `most`, and then the rest is not read. `onPart` is called with each part that came.
 * Rejects with what the stream does.
 */
export async function readBounded(
  stream: ReadableStream<Uint8Array>,
  most: number,
  onPart: () => void = () => undefined,
): Promise<Uint8Array | null> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(part.value);
    onPart();
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
