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

/** The text of the file, unpacked where it is gzipped. Throws `network`, `run-too-large`, and what reading its text throws. */
export async function fetchRun({ url, from }: RunAddress, { fetchRun: ask }: Pick<Context, 'fetchRun'>): Promise<string> {
  const refused = (why: string): LabError =>
    new LabError(
      'network',
      t`The run file ${from} could not be fetched: ${why}.`,
      t`What is on the page stays. Whoever made the link can send the file itself, which opens here, too.`,
    );
  const answer = await ask(url).catch(() => {
    throw refused(t`no answer came, or its server lets no other page read it (CORS)`);
  });
  if (!answer.ok) throw refused(t`its server answered ${answer.status} ${answer.statusText}`.trim());
  const tooLarge = (): LabError =>
    new LabError(
      'run-too-large',
      t`The run file ${from} has more than ${inWords(MOST_RUN)}: more than a link may bring.`,
      t`What is on the page stays. Download the file and open it here.`,
    );
  if (Number(answer.headers.get('content-length') ?? 0) > MOST_RUN) throw tooLarge();
  const broken = (): never => {
    throw refused(t`it broke off on its way, or is damaged`);
  };
  const got = answer.body ? await readBounded(answer.body, MOST_RUN).catch(broken) : new Uint8Array();
  if (!got) throw tooLarge();
  const isZipped = got[0] === 0x1f && got[1] === 0x8b;
  const plain = isZipped
    ? await readBounded(new Blob([Uint8Array.from(got)]).stream().pipeThrough(new DecompressionStream('gzip')), MOST_RUN).catch(broken)
    : got;
  if (!plain) throw tooLarge();
  return decodeText(plain, from);
}
