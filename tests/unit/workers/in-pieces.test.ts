/** A run file with long answers crosses to the page in pieces, and is whole there; one without crosses whole. */
import { expect, test } from 'vitest';
import { runFileDesk } from '../../../workers/run-file/desk';
import { inPieces } from '../../../workers/run-file/in-pieces';
import { readRun } from '../../../src/app/read-run';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { remeasure } from '../../../src/experiment/remeasure';
import type { Answer } from '../../../src/experiment/answer';
import { bigRun } from '../../bench/load-data.mjs';
import { RECORDING } from '../../recording';
import { inProcess } from './in-process';

const small = { pairs: 20, scored: 12, tokens: 2000, answers: 3 };
const long = JSON.stringify(bigRun(small));
const plain = RECORDING;

test('three answers of many tokens are three messages, in their order, and the page has them all', async () => {
  const whole = await remeasure(decodeExperiment(long, 'run.json'));
  const told: (readonly Answer[])[] = [];
  const rest = inPieces({ ...whole, answers: whole.answers }, (answers) => told.push(answers));
  expect([rest.answers.length, told.length]).toEqual([0, whole.answers.length]);
  expect(told.flat()).toEqual(whole.answers);
  const runFiles = { ...inProcess(runFileDesk()), wake: () => undefined };
  const clock = { now: () => new Date(), elapsed: () => 0, after: (_: number, work: () => void) => queueMicrotask(work) };
  expect(await readRun({ runFiles, clock }, long, 'run.json')).toEqual(whole);
});

test('short ones go with the rest', async () => {
  const whole = await remeasure(decodeExperiment(plain, 'run.json'));
  expect(inPieces(whole, () => expect.unreachable())).toBe(whole);
});
