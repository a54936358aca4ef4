import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { emptyExperiment, PUBLISHED_CAPTURE, steeringDefaults } from '../../../src/experiment/defaults';
import { report } from '../../../src/lab/report/report';
import { rows } from '../../../src/lab/report/rows';
import type { Experiment } from '../../../src/experiment/experiment';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { remeasure as measuredBy } from '../../../src/app/remeasure';
import { analysisDesk } from '../../../workers/analysis/desk';
import { inProcess } from '../workers/in-process';

const remeasure = (recorded: Parameters<typeof measuredBy>[0]) => measuredBy(recorded, inProcess(analysisDesk()));

const set = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const small = {
  ...set,
  pairs: [set.pairs[0]!, set.pairs.find((pair) => pair.split !== set.pairs[0]!.split)!],
  scored: set.scored.slice(0, 1),
};
const scores = { positive: [[1.5, NaN]], negative: [[-0.25, NaN]], scored: [[NaN]] };
const found = report({ layers: 1, pairs: small.pairs, scores, midpoint: [0.5], separation: [2] });
const experiment: Experiment = {
  ...emptyExperiment(1),
  recordedAt: '2026-11-22T00:00:00.000Z',
  scenarios: { id: small.id, name: small.name, hash: 'abc', set: small },
  layer: 0,
  run: {
    directions: { layers: 1, width: 3, data: Float32Array.of(0.1, -1e-30, Infinity), separation: [2], midpoint: [0.5], norm: [3] },
    scores,
    report: found,
    metrics: rows(found),
    complete: false,
    computed: 2,
    fromStorage: 0,
    of: 5,
    seconds: 1.5,
    capture: PUBLISHED_CAPTURE,
  },
  completions: [{ alpha: -2, text: '<img onerror=alert(1)>', tokens: [1, 2], scores: [[0.5], [0.25]], coherence: null }],
  steered: {
    at: '2026-11-22T00:00:00.000Z',
    model: 'm',
    scenarios: small.name,
    capture: PUBLISHED_CAPTURE,
    settings: { ...steeringDefaults(1), prompt: 'p' },
  },
};

test('an experiment comes back bit for bit, NaN and float32 included', async () => {
  expect(experiment.run!.metrics).toMatchObject([{ nPositive: 1, auroc: 1, aurocLow: NaN, d: NaN, pairsRight: 1 }]);
  expect(await remeasure(decodeExperiment(encodeExperiment(experiment), 'run.json'))).toEqual(experiment);
});

test('an experiment that has not run, too', async () => {
  expect(await remeasure(decodeExperiment(encodeExperiment(emptyExperiment(4)), 'run.json'))).toEqual(emptyExperiment(4));
});

test('other programs find the report in the file, a list a column, null for NaN', () => {
  const file = JSON.parse(encodeExperiment(experiment)) as { run: { report: { pairs: number; table: Record<string, unknown> } } };
  expect(file.run.report).toMatchObject({ pairs: 1, table: { auroc: [1], aurocLow: [null], trainSeparation: [2] } });
});

test("figures that do not follow from a file's scores are refused; the recording's percentile intervals are made anew", async () => {
  await expect(remeasure(decodeExperiment(broken('run.metrics.0.auroc', 7), 'run.json'))).rejects.toMatchObject({
    code: 'experiment-invalid',
    message: 'run.metrics[0].auroc is 7, but the scores beside it give 1.',
  });
  await expect(remeasure(decodeExperiment(broken('run.scores.positive.0.0', -9), 'run.json'))).rejects.toMatchObject({
    code: 'experiment-invalid',
    message: expect.stringMatching(/^run\.metrics\[0\]\./) as string,
  });

  // As the lab wrote it before it had a report, BCa intervals and re-read scores.
  const json = readFileSync('tests/fixtures/run-version-1.json', 'utf8');
  const recorded = decodeExperiment(json, 'run-version-1.json');
  const stored = (JSON.parse(json) as { run: { metrics: Record<string, number>[] } }).run.metrics;
  const { run, completions } = await remeasure(recorded);
  expect(run!.metrics).toHaveLength(30);
  run!.metrics.forEach((row, layer) => {
    for (const name of ['nPositive', 'nNegative', 'auroc', 'accuracy', 'accuracyMedian', 'threshold', 'separation', 'd'] as const)
      expect(row[name], `${name} of block ${layer}`).toBeCloseTo(stored[layer]![name]!, 10);
    expect(row.aurocLow).toBeLessThan(stored[layer]!.aurocLow!);
  });
  expect(run!.directions).toBe(recorded.run!.directions);
  expect(completions.map(({ coherence }) => coherence!.verdict)).toEqual(Array(8).fill('fluent'));
});

/** The file with another value at a dotted place; undefined takes it out. */
function broken(place: string, value: unknown): string {
  const file = JSON.parse(encodeExperiment(experiment)) as Record<string, unknown>;
  const path = place.split('.');
  const parent = path.slice(0, -1).reduce((inside, name) => inside[name] as Record<string, unknown>, file);
  parent[path.at(-1)!] = value;
  return JSON.stringify(file);
}
const cases: [message: string, place: string, value: unknown][] = [
  ['version', 'version', 2],
  ['run.directions.data', 'run.directions.width', 4],
  ['run.directions.separation', 'run.directions.separation', undefined],
  ['run.directions.midpoint[0]', 'run.directions.midpoint', [null]],
  ['run.directions: expected an object', 'run', {}],
  ['run.scores.scored', 'run.scores.scored', []],
  ['run.scores.positive[0]', 'run.scores.positive', [null]],
  ['run.scores.negative[0]: expected a list of 2', 'run.scores.negative', [[1, 2, 3]]],
  ['run.metrics[0]: expected an object', 'run.metrics', [1]],
  ['run.metrics[0].layer: expected a block of 0 to 0', 'run.metrics.0.layer', 7],
  ['run.capture.pooling', 'run.capture.pooling', 'max'],
  ['steering.prompt', 'steering', {}],
  ['steering.unit: expected "raw" or "separation" or "norm"', 'steering.unit', undefined],
  ['steering.band', 'steering.band', [1]],
  ['completions[0].text', 'completions', [{ alpha: 1 }]],
  ['steered.settings.unit', 'steered.settings.unit', 'miles'],
  ['layer', 'layer', -1],
  ['scenarios: expected an object', 'scenarios', null],
];
test.each(cases)('wrong: %s', (path, place, value) => {
  expect(() => decodeExperiment(broken(place, value), 'run.json')).toThrow(
    expect.objectContaining({ code: 'experiment-invalid', message: expect.stringContaining(path) as string }) as Error,
  );
});

test.each([
  ['{', 'experiment-not-json', 'run.json'],
  ['[]', 'experiment-invalid', 'format'],
  ['null', 'experiment-invalid', 'whole file'],
  [broken('scenarios.set.pairs.1.positive', ' '), 'scenario-invalid', 'scenarios.set: pairs[1].positive'],
])('%.40s is refused, with its path', (json, code, path) => {
  expect(() => decodeExperiment(json, 'run.json')).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(path) as string }) as Error,
  );
});
