/**
 * What a server's answer to "the rest of this file, please" means. Pure. If-Range would make the browser ask permission first (a CORS
 * preflight, which hubs refuse); a plain Range does not. So the version is compared here: a part of one ETag is never continued with bytes
 * of another.
 */
import type { PartMarker } from '../../src/storage/place';

export interface Answer {
  /** How many of the bytes on this disk stay: the body continues after them. */
  keep: number;
  /** Length of the whole file, null if the server does not say. */
  total: number | null;
  /** `total` is of a Content-Range: sure. Else it is a Content-Length, which counts a compressed body on the wire. */
  ranged: boolean;
  etag: string | null;
}

/** `bytes=N-`, or nothing for a whole file. */
export const rangeHeader = (have: number): Record<string, string> => (have > 0 ? { range: `bytes=${have}-` } : {});

/**
 * Where the body belongs. 'restart': what we have cannot be continued (another version, another range, the file is shorter than our part).
 * 200 to a Range request means that the server ignores ranges: the body is the whole file, and our part is given up.
 */
export function readAnswer(status: number, headers: Headers, have: number, part: PartMarker | null): Answer | 'restart' {
  const etag = headers.get('etag');
  if (status === 416) return 'restart';
  if (status !== 206) return { keep: 0, total: bodyLength(headers), ranged: false, etag };
  const [, first, length] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  // A server that hides Content-Range from this page (CORS) is believed: length and hash are checked at the end.
  if (first !== undefined && Number(first) !== have) return 'restart';
  if (part?.etag && etag && part.etag !== etag) return 'restart';
  // Without a total nobody knows how much follows this answer: servers may cut a range short.
  const total = length !== undefined && length !== '*' ? Number(length) : null;
  if (typeof part?.total === 'number' && total !== null && part.total !== total) return 'restart';
  return { keep: have, total, ranged: first !== undefined, etag };
}

/** Content-Length, unless the body is compressed: then it counts other bytes than those we see. */
function bodyLength(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.get('content-encoding') ? null : Number(length);
}
