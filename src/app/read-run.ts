/** A run file, by the text that is in it: read by the worker, and handed on in a task of its own. */
import type { Experiment } from '../experiment/experiment';
import type { Context } from './ports';

type Needs = Pick<Context, 'runFiles' | 'clock'>;

/** Throws what `RunFileCalls.readRun` throws. */
export const readRun = ({ runFiles, clock }: Needs, json: string, file: string): Promise<Experiment> =>
  apart(clock, runFiles.call('readRun', { json, file }));

/** The same of a part of the recording. */
export const readPart = (
  { runFiles, clock }: Needs,
  json: string,
  file: string,
  directions: Experiment['directions'],
): Promise<Experiment> => apart(clock, runFiles.call('readPart', { json, file, directions }));

/** Taking a large experiment over from the worker is work enough for one task: what is drawn of it begins another. */
async function apart<T>({ after }: Context['clock'], work: Promise<T>): Promise<T> {
  const found = await work;
  await new Promise<void>((go) => after(0, go));
  return found;
}
