/** Fetches the run file that a link names, from this page's server or another's: bounded, without cookies, without saying who asks. */
import { bytes as inWords } from '../count';
import { LabError } from '../error';
import { readBounded } from '../formats/bounded';
import { decodeText } from '../formats/text';
import type { Context } from './ports';
import type { RunAddress } from './query';
import { t } from '../language/t';

/** Bytes of the largest run file that a link brings, as it travels and unpacked: a run of a few hundred texts has some megabytes. */
export const MOST_RUN = 64e6;

/** Milliseconds of silence after which nobody waits any longer. */
export const PATIENCE = 30_000;

/**
 * The text of the file, unpacked where it is gzipped. Throws `network`, for a server that is silent for `PATIENCE`, too, `run-too-large`,
 * `cancelled` where `stop` was aborted, and what reading its text throws.
 */
export async function fetchRun(
  { url, from }: RunAddress,
  { fetchRun: ask, clock }: Pick<Context, 'fetchRun' | 'clock'>,
  stop: AbortSignal,
): Promise<string> {
  const silence = silenceOf(clock);
  const ended = silence.signal;
  stop.addEventListener('abort', silence.over, { once: true });
  const refused = (why: string): LabError =>
    new LabError(
      'network',
      t`The run file ${from} could not be fetched: ${why}.`,
      t`What is on the page stays. Whoever made the link can send the file itself, which opens here, too.`,
    );
  const failed = (why: string) => (): never => {
    if (stop.aborted) throw new LabError('cancelled', t`Fetching the run file ${from} was stopped.`, t`What is on the page stays.`);
    throw refused(silence.was() ? t`its server has been silent for ${PATIENCE / 1000} seconds` : why);
  };
  const answer = await until(ended, ask(url, ended)).catch(failed(t`no answer came, or its server lets no other page read it (CORS)`));
  if (!answer.ok) throw refused(t`its server answered ${answer.status} ${answer.statusText}`.trim());
  const tooLarge = (): LabError =>
    new LabError(
      'run-too-large',
      t`The run file ${from} has more than ${inWords(MOST_RUN)}: more than a link may bring.`,
      t`What is on the page stays. Download the file and open it here.`,
    );
  if (Number(answer.headers.get('content-length') ?? 0) > MOST_RUN) throw tooLarge();
  const broken = failed(t`it broke off on its way, or is damaged`);
  silence.heard();
  const coming = answer.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, to) {
        silence.heard();
        to.enqueue(part);
      },
    }),
  );
  const got = coming ? await until(ended, readBounded(coming, MOST_RUN)).catch(broken) : new Uint8Array();
  silence.over();
  if (!got) throw tooLarge();
  const isZipped = got[0] === 0x1f && got[1] === 0x8b;
  const plain = isZipped
    ? await readBounded(new Blob([Uint8Array.from(got)]).stream().pipeThrough(new DecompressionStream('gzip')), MOST_RUN).catch(broken)
    : got;
  if (!plain) throw tooLarge();
  return decodeText(plain, from);
}

/** Rejects once `ended` is aborted, whether or not `work` notices. */
const until = <T>(ended: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => ended.addEventListener('abort', () => reject(new Error('ended')), { once: true })),
  ]);

/** Aborts `signal` once nothing was heard for `PATIENCE`, or when it is over. `was`: there was silence for so long. */
function silenceOf(clock: Context['clock']) {
  const ending = new AbortController();
  let heard = 0;
  let silent = false;
  const look = (since: number): void => {
    if (ending.signal.aborted) return;
    if (heard !== since) return listen();
    silent = true;
    ending.abort();
  };
  const listen = (since = heard): void => clock.after(PATIENCE, () => look(since));
  listen();
  return { signal: ending.signal, was: () => silent, heard: (): void => void heard++, over: (): void => ending.abort() };
}
