/** A run file, or the text of one: read by the worker, and handed on in a task of its own. */
import type { ExperimentPiece } from '../analysis-protocol';
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
 * Taking a large experiment over from the worker is work enough for several tasks, one for each piece of it: what is drawn of it begins
 * another.
 */
async function apart({ after }: Context['clock'], read: (onPiece: (piece: ExperimentPiece) => void) => Promise<Experiment>) {
  const pieces: ExperimentPiece[] = [];
  const rest = await read((piece) => pieces.push(piece));
  await new Promise<void>((go) => after(0, go));
  if (pieces.length === 0) return rest;
  return {
    ...rest,
    answers: pieces.flatMap(({ answers = [] }) => answers),
    choices: pieces.flatMap(({ choices = [] }) => choices),
    plays: pieces.flatMap(({ plays = [] }) => plays),
  };
}
