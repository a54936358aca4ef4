/** What a download knows, what can come of a step, and what can be done next. download-step.ts decides, download.ts does. */
import type { LabError } from '../../src/error';
import type { Marker, Part, PartMarker } from '../../src/storage/place';
import type { StandIn } from './refusal';

/** A file as it should be; null where nobody said. */
export interface WantedFile {
  readonly url: string;
  /** Relative to the model's root: for messages. */
  readonly path: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** A list of the server's files was at hand. */
  readonly listed: boolean;
  /** That the repository's list is of; null where it does not say. */
  readonly commit?: string | null;
}

/** How far a download is. */
export interface State {
  readonly wanted: WantedFile;
  /** That was here when this try began; 0: none. */
  readonly before: number;
  /** Bytes that are here now. */
  readonly have: number;
  /** What those bytes belong to, as far as their server said; null where none are here. */
  readonly marker: PartMarker | null;
  /** The server sends the file in pieces (206): its answer may end before the file does. */
  readonly inPieces: boolean;
  /** Of the repository, as its list or the first answer named it. */
  readonly commit: string | null;
  /** Tries in a row that brought no byte; tries that brought few (src/hub/retry.ts). */
  readonly failures: { readonly idle: number; readonly poor: number };
}

/** What came of a step. */
export type Outcome =
  | { readonly kind: 'found'; readonly part: Part | null }
  | { readonly kind: 'answered'; readonly answer: Pick<Response, 'status' | 'headers' | 'redirected'> }
  /** No answer came, or its body broke off; `why` in the browser's words. */
  | { readonly kind: 'broken'; readonly have: number; readonly why: string }
  /** The body came to its end. */
  | { readonly kind: 'received'; readonly have: number }
  /** All bytes were hashed (`sha256`, hex) and the first ones looked at. */
  | { readonly kind: 'checked'; readonly sha256: string; readonly standIn: StandIn | null };

/** What to do. `clean`: what is here of the file is removed first. */
export type Step =
  /** Ask for the bytes from here on. */
  | { readonly kind: 'ask'; readonly from: number }
  /** Append the body of the answer after `keep` bytes. */
  | { readonly kind: 'receive'; readonly keep: number; readonly marker: PartMarker }
  | { readonly kind: 'check' }
  /** Wait, then begin another try by finding what is here. */
  | { readonly kind: 'wait'; readonly milliseconds: number; readonly clean: boolean }
  | { readonly kind: 'commit'; readonly marker: Marker }
  | { readonly kind: 'give-up'; readonly error: LabError; readonly clean: boolean };

/** Of the world outside: the time in epoch milliseconds, and a number uniform in [0, 1). */
export interface Moment {
  readonly now: number;
  readonly random: number;
}

/** Before the first step, which is to find what is here. */
export const beginning = (wanted: WantedFile): State => ({
  wanted,
  before: 0,
  have: 0,
  marker: null,
  inPieces: false,
  commit: wanted.commit ?? null,
  failures: { idle: 0, poor: 0 },
});
