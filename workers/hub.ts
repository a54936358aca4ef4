/** Fetches the files of a model, with progress. Every answer is checked for being the file: status, type, length. */
import { LabError } from '../src/error';

export interface Download {
  /** Called as bytes arrive, with the bytes of this call so far. */
  onBytes?: (bytes: number) => void;
  signal: AbortSignal;
}

/** The bytes of `{root}/{file}`. Throws `file-missing`, `network`, `not-a-model-file` (HTML in its place) or `download-short`. */
export async function fetchFile(root: string, file: string, { onBytes, signal }: Download): Promise<Uint8Array<ArrayBuffer>> {
  const url = `${root}/${file}`;
  let answer: Response;
  try {
    answer = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new LabError('network', `${file} could not be fetched from ${root}: ${(error as Error).message}.`, 'Check the connection, and that the server allows this page (CORS), then load again.');
  }
  if (!answer.ok) {
    throw new LabError('file-missing', `${file} answered ${answer.status} at ${url}.`, 'Check the repository, revision and dtype; the file must exist there.');
  }
  if (answer.headers.get('content-type')?.includes('text/html')) {
    throw new LabError('not-a-model-file', `${url} answered a web page instead of the file.`, 'The server does not have this file, or wants a login.');
  }
  const bytes = await readAll(answer, onBytes);
  // A compressed answer has another length than its body; only an uncompressed one can be compared.
  const promised = Number(answer.headers.get('content-length'));
  if (promised && !answer.headers.get('content-encoding') && bytes.length !== promised) {
    throw new LabError('download-short', `${file} ended after ${bytes.length} of ${promised} bytes.`, 'The connection broke: load again.');
  }
  return bytes;
}

/** A JSON file, or null if it may be missing and is. Throws what fetchFile throws, and `not-a-model-file` for anything that is not JSON. */
export async function fetchJson(root: string, file: string, download: Download, required = true): Promise<Record<string, unknown> | null> {
  let bytes: Uint8Array;
  try {
    bytes = await fetchFile(root, file, download);
  } catch (error) {
    if (!required && error instanceof LabError && (error.code === 'file-missing' || error.code === 'not-a-model-file')) return null;
    throw error;
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch (error) {
    throw new LabError('not-a-model-file', `${root}/${file} is not JSON: ${(error as Error).message}.`, 'The repository is damaged, or the server answered something else in its place.');
  }
}

async function readAll(answer: Response, onBytes?: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  if (!answer.body) return new Uint8Array(await answer.arrayBuffer());
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    onBytes?.(length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
