import { expect, test } from 'vitest';
import type { Experiment } from '../../../src/experiment/experiment';
import { knownAnswers, nearestAlpha } from '../../../src/experiment/known-answers';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { alphaOf } from '../../../src/experiment/answer';
import { RECORDING } from '../../recording';

const recorded = decodeExperiment(RECORDING, 'run.json') as unknown as Experiment;
const { template, prompt, band, unit, temperature, topP, repetitionPenalty, maxNewTokens } = recorded.view.steering;
const sampling = { temperature, topP, repetitionPenalty, maxNewTokens };
const settings = { band, unit, edits: [], template, sampling, file: null, model: null };
const { id } = recorded.directions[0]!;

test('answers to a prompt stand by strength, each strength once, the unpushed one among them', () => {
  const known = knownAnswers(recorded, id, prompt, settings)!;
  expect(known.alphas).toEqual([...new Set(recorded.answers.map(alphaOf))].sort((a, b) => a - b));
  expect(known.answers.map(alphaOf)).toEqual(known.alphas);
  expect(known.alphas).toContain(0);
  expect(known.way).toMatchObject({ directions: id, band, unit });
});

test('of another prompt, or along other directions, nothing is known', () => {
  expect(knownAnswers(recorded, id, `${prompt} Really?`, settings)).toBeNull();
  expect(knownAnswers(recorded, 'other', prompt, settings)).toBeNull();
});

test('without a push alone nothing is known of this direction', () => {
  const plain = { answers: recorded.answers.filter((one) => alphaOf(one) === 0) };
  expect(knownAnswers(plain, id, prompt, settings)).toBeNull();
});

test('the nearest strength; of two as near the weaker', () => {
  expect([-9, -2.9, -1, 0.9, 1.1, 7].map((alpha) => nearestAlpha([-4, -2, 0, 2, 4], alpha))).toEqual([-4, -2, 0, 0, 2, 4]);
});
