/** Files that come with the page gzipped: a static server compresses nothing by itself. */

const GZIP = [0x1f, 0x8b];

/**
 * The text of a UTF-8 file that may be gzipped. Its first bytes tell: some servers send a .gz file as an encoding of what is in it, and
 * the browser has unpacked it by then. Rejects with a TypeError where it is damaged.
 */
export async function unzippedText(file: Blob): Promise<string> {
  const head = new Uint8Array(await file.slice(0, GZIP.length).arrayBuffer());
  const isZipped = GZIP.every((byte, i) => head[i] === byte);
  return isZipped ? new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text() : file.text();
}
