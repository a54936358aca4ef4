/**
 * What to do next in a download, after each thing that came of the last step. Pure: download.ts does the steps, here is every decision.
 * A try goes find → ask → receive → check, and ends with the file committed, given up, or waited for and tried again.
 */
import { CORS } from '../../src/hub/ask';
import { commitOf } from '../../src/hub/listing';
import { ATTEMPTS, isPassing, LONGEST_WAIT, retryAfter, retryDelay } from '../../src/hub/retry';
import { LabError } from '../../src/error';
import type { Part } from '../../src/storage/place';
import type { Moment, Outcome, State, Step, WantedFile } from './download-state';
import { readAnswer } from './range';
import { refusal } from './refusal';
import { t } from '../../src/language/t';

/** The state after `outcome`, and the next step. */
export function next(state: State, outcome: Outcome, moment: Moment): [State, Step] {
  switch (outcome.kind) {
    case 'found':
      return found(state, outcome.part);
    case 'answered':
      return answered(state, outcome.answer, moment);
    case 'broken':
      return again({ ...state, have: outcome.have }, unreachable(state.wanted, outcome.why), moment);
    case 'received':
      return received({ ...state, have: outcome.have }, moment);
    case 'checked':
      return checked(state, outcome, moment);
  }
}

/** Bytes that are all here but were never checked need no server. */
function found(state: State, part: Part | null): [State, Step] {
  const have = part?.bytes ?? 0;
  const marker = part?.marker ?? null;
  const all = have > 0 && have === (state.wanted.bytes ?? marker?.total);
  return [{ ...state, before: have, have, marker, inPieces: false }, all ? { kind: 'check' } : { kind: 'ask', from: have }];
}

function answered(
  state: State,
  { status, headers, redirected }: Pick<Response, 'status' | 'headers' | 'redirected'>,
  moment: Moment,
): [State, Step] {
  const { wanted } = state;
  const refused = refusal({ status, headers }, wanted);
  // A redirect to a signed address that has expired meanwhile is worth another one.
  if (refused && (isPassing(status) || (redirected && status === 403)))
    return again(state, refused, moment, { least: retryAfter(headers.get('retry-after'), moment.now) });
  if (refused) return [state, { kind: 'give-up', error: refused, clean: false }];
  const body = readAnswer(status, headers, state.have, state.marker);
  if (body === 'restart')
    return again(state, corrupt(`${wanted.path} changed on the server while it was fetched.`, 'Load again.'), moment, { clean: true });
  const { keep, total, ranged, etag } = body;
  // What is announced for a whole body may be its length on the wire, compressed: only one that is longer is surely another file.
  if (total !== null && wanted.bytes !== null && (ranged ? total !== wanted.bytes : total > wanted.bytes)) {
    const message = `${wanted.path} should have ${wanted.bytes} bytes, the server offers ${total}.`;
    const hint = 'Load again. If it stays, the file on the server is not the one that was announced.';
    return [state, { kind: 'give-up', error: corrupt(message, hint), clean: true }];
  }
  const marker = { url: wanted.url, etag, total };
  const commit = state.commit ?? commitOf(headers.get('x-repo-commit'));
  return [
    { ...state, have: keep, marker, inPieces: status === 206, commit },
    { kind: 'receive', keep, marker },
  ];
}

/** A whole answer that ends where it said is the file, right or wrong; a piece of one goes on until all is here. */
function received(state: State, moment: Moment): [State, Step] {
  const { wanted, have, marker, inPieces } = state;
  const total = marker?.total ?? null;
  const all = inPieces ? (wanted.bytes ?? total) : total;
  if (all === null || have >= all || have === wanted.bytes) return [state, { kind: 'check' }];
  const short = new LabError(
    'download-short',
    t`${wanted.path} ended after ${have} of ${all} bytes.`,
    t`The connection broke. Load again: it goes on from there.`,
  );
  return again(state, short, moment);
}

function checked(state: State, { sha256, standIn }: Extract<Outcome, { kind: 'checked' }>, moment: Moment): [State, Step] {
  const { wanted, have, before, marker, commit } = state;
  const damage = damageOf(state, sha256);
  // Where somebody has said what the file should be, a web page in its place is damage like any other.
  if (standIn && (standIn.kind === 'pointer' || (damage === null && wanted.sha256 === null)))
    return [state, { kind: 'give-up', error: standIn.error, clean: true }];
  if (damage === null) {
    const { url, listed } = wanted;
    return [
      state,
      { kind: 'commit', marker: { url, bytes: have, sha256, etag: marker?.etag ?? null, listed, ...(commit ? { commit } : {}) } },
    ];
  }
  const error = corrupt(
    `${wanted.path} arrived damaged: ${damage}.`,
    'The damaged copy was removed: load again. If it stays, the server holds another file than it says.',
  );
  // The bytes of before may be the wrong ones: a continued file gets one fresh start.
  return before > 0 ? again(state, error, moment, { clean: true }) : [state, { kind: 'give-up', error, clean: true }];
}

/** What is wrong with all the bytes, in words; null if nothing is. */
function damageOf({ wanted, have, marker }: State, sha256: string): string | null {
  const total = marker?.total ?? null;
  // More bytes than the server announced are a compressed answer whose encoding it does not let this page see: the length is the wire's.
  const wrong = wanted.bytes !== null ? have !== wanted.bytes : total !== null && have < total;
  if (wrong) return `it has ${have} bytes instead of ${wanted.bytes ?? total}`;
  if (wanted.sha256 === null || wanted.sha256 === sha256) return null;
  return `its SHA-256 is ${sha256.slice(0, 12)}… instead of ${wanted.sha256.slice(0, 12)}…`;
}

/** Another try after passing trouble, unless there were enough; `error` is then what to say. `least`: milliseconds the server asks for. */
function again(
  state: State,
  error: LabError,
  { random }: Moment,
  { least = null, clean = false }: { least?: number | null; clean?: boolean } = {},
): [State, Step] {
  const gained = (clean ? 0 : state.have) - state.before;
  const idle = gained > 0 ? 1 : state.failures.idle + 1;
  const poor = state.failures.poor + (gained > ATTEMPTS.some ? 0 : 1);
  const now = { ...state, failures: { idle, poor } };
  if (idle >= ATTEMPTS.idle || poor >= ATTEMPTS.poor || (least ?? 0) > LONGEST_WAIT) return [now, { kind: 'give-up', error, clean }];
  return [now, { kind: 'wait', milliseconds: retryDelay(idle, least, random), clean }];
}

const corrupt = (message: string, hint: string): LabError => new LabError('download-corrupt', message, hint);

const unreachable = ({ path, url }: WantedFile, why: string): LabError =>
  new LabError(
    'network',
    t`${path} could not be fetched from ${new URL(url).host}: ${why || 'no answer'}.`,
    t`The network may be away: check the connection, and that the server allows this page, then load again: what has arrived is kept. ${CORS}`,
  );
