import { expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/state/defaults';
import type { Experiment } from '../../../src/state/experiment';
import { decodeExperiment, encodeExperiment } from '../../../src/state/file';

const metrics = { layer: 0, nPositive: 1, nNegative: 1, auroc: 1, aurocLow: NaN, aurocHigh: NaN, accuracy: 1, accuracyMedian: 1, threshold: 0.1, separation: 2, d: NaN };
const experiment: Experiment = {
  ...emptyExperiment(1),
  recordedAt: '2026-11-22T00:00:00.000Z',
  run: {
    directions: { layers: 1, width: 3, data: Float32Array.of(0.1, -1e-30, Infinity), separation: [2], midpoint: [0.5], norm: [3] },
    scores: { positive: [[1.5, NaN]], negative: [[-0.25, NaN]], scored: [[NaN]] },
    metrics: [metrics], complete: false, computed: 2, fromStorage: 0, seconds: 1.5,
  },
  completions: [{ alpha: -2, text: '<img onerror=alert(1)>', tokens: [1, 2], scores: [[0.5], [0.25]], coherence: null }],
};

test('an experiment comes back bit for bit, NaN and float32 included', () => {
  expect(decodeExperiment(encodeExperiment(experiment), 'run.json')).toEqual(experiment);
});

test('an experiment that has not run, too', () => {
  expect(decodeExperiment(encodeExperiment(emptyExperiment(4)), 'run.json')).toEqual(emptyExperiment(4));
});

const broken = (change: (value: Record<string, never>) => void): string => {
  const value = JSON.parse(encodeExperiment(experiment)) as Record<string, never>;
  change(value);
  return JSON.stringify(value);
};
test.each([
  ['{', 'experiment-not-json', 'run.json'],
  ['[]', 'experiment-invalid', 'format'],
  ['null', 'experiment-invalid', 'whole file'],
  [broken((v) => Object.assign(v, { version: 2 })), 'experiment-invalid', 'version'],
  [broken((v) => Object.assign(v.run!['directions'], { width: 4 })), 'experiment-invalid', 'run.directions.data'],
  [broken((v) => Object.assign(v.run!['scores'], { scored: [] })), 'experiment-invalid', 'run.scores.scored'],
  [broken((v) => Object.assign(v, { steering: {} })), 'experiment-invalid', 'steering'],
  [broken((v) => Object.assign(v, { run: {} })), 'experiment-invalid', 'run.directions'],
])('%.40s is refused, with its path', (json, code, path) => {
  expect(() => decodeExperiment(json, 'run.json')).toThrow(expect.objectContaining({ code, message: expect.stringContaining(path) as string }) as Error);
});
