/** A run file, or the text of one: read by the worker, and handed on in a task of its own. */
import type { Answer } from '../experiment/answer';
import type { Experiment } from '../experiment/experiment';
import type { Context } from './ports';

type Needs = Pick<Context, 'runFiles' | 'clock'>;

/** Throws what `RunFileCalls.readRun` throws. */
export const readRun = ({ runFiles, clock }: Needs, json: string | Blob, file: string): Promise<Experiment> =>
  apart(clock, (onEvent) => runFiles.call('readRun', { json, file }, { onEvent }));

/** The same of a part of the recording. */
export const readPart = (
  { runFiles, clock }: Needs,
  json: string,
  file: string,
  directions: Experiment['directions'],
): Promise<Experiment> => apart(clock, (onEvent) => runFiles.call('readPart', { json, file, directions }, { onEvent }));

/**
 * Taking a large experiment over from the worker is work enough for several tasks, one for each piece of its answers: what is drawn of it
 * begins another.
 */
async function apart({ after }: Context['clock'], read: (onPiece: (answers: readonly Answer[]) => void) => Promise<Experiment>) {
  const pieces: (readonly Answer[])[] = [];
  const rest = await read((answers) => pieces.push(answers));
  await new Promise<void>((go) => after(0, go));
  return pieces.length === 0 ? rest : { ...rest, answers: pieces.flat() };
}
