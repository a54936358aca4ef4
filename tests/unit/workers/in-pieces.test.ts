/** A run file with long answers crosses to the page in pieces, and is whole there; one without crosses whole. */
import { expect, test } from 'vitest';
import { runFileDesk } from '../../../workers/run-file/desk';
import { inPieces } from '../../../workers/run-file/in-pieces';
import { readRun } from '../../../src/app/read-run';
import { decodeExperiment } from '../../../src/experiment/run-file';
import type { Experiment } from '../../../src/experiment/experiment';
import { remeasure } from '../../../src/experiment/remeasure';
import type { ExperimentPiece } from '../../../src/analysis-protocol';
import { bigRun } from '../../bench/load-data.mjs';
import { RECORDING } from '../../recording';
import { inProcess } from './in-process';

const small = { pairs: 20, scored: 12, tokens: 2000, answers: 3 };
const long = JSON.stringify(bigRun(small));
const plain = RECORDING;

test('three answers of many tokens are three messages, in their order, and the page has them all', async () => {
  const whole = await remeasure(decodeExperiment(long, 'run.json'));
  const told: ExperimentPiece[] = [];
  const rest = inPieces({ ...whole, answers: whole.answers }, (piece) => told.push(piece));
  expect([rest.answers.length, told.length]).toEqual([0, whole.answers.length]);
  expect(told.flatMap(({ answers = [] }) => answers)).toEqual(whole.answers);
  const runFiles = { ...inProcess(runFileDesk()), wake: () => undefined };
  const clock = { now: () => new Date(), elapsed: () => 0, after: (_: number, work: () => void) => queueMicrotask(work) };
  expect(await readRun({ runFiles, clock }, long, 'run.json')).toEqual(whole);
});

test('short ones go with the rest', async () => {
  const recorded = await remeasure(decodeExperiment(plain, 'run.json'));
  const whole = { ...recorded, choices: recorded.choices.slice(0, 10) };
  expect([whole.answers.length, whole.choices.length].every((n) => n > 1)).toBe(true);
  expect(inPieces(whole, () => expect.unreachable())).toBe(whole);
});

test('thousands of choices, and games of many steps, are several messages, too', async () => {
  const whole = await remeasure(decodeExperiment(plain, 'run.json'));
  const choices = Array.from({ length: 2500 }, (_, n) => ({ id: `choice-${n}` })) as unknown as Experiment['choices'];
  const plays = Array.from({ length: 60 }, (_, n) => ({ id: `play-${n}`, steps: Array(20).fill(null) })) as unknown as Experiment['plays'];
  const told: ExperimentPiece[] = [];
  const rest = inPieces({ ...whole, choices, plays }, (piece) => told.push(piece));
  expect(told.map((piece) => Object.values(piece).map((records) => records.length))).toEqual([
    ...(whole.answers.length > 0 ? [[whole.answers.length]] : []),
    ...[[1000], [1000], [500]],
    ...[[50], [10]],
  ]);
  expect([told.flatMap((piece) => piece.choices ?? []), told.flatMap((piece) => piece.plays ?? [])]).toEqual([choices, plays]);
  expect([rest.answers, rest.choices, rest.plays]).toEqual([[], [], []]);
});
