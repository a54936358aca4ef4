/** Steering against a worker of ours: what the page keeps of rows that break off, and what scripts get. */
import { beforeEach, expect, test, vi } from 'vitest';
import { LabError, errorData } from '../../../src/error';
import type { Generated, GeneratedRow, ModelInfo, SteerRequest } from '../../../src/protocol';

const call = vi.fn<(kind: string, request: SteerRequest) => Promise<Generated>>();
vi.mock('../../../src/app/model-actions', () => ({
  client: { call: (kind: string, request: SteerRequest) => call(kind, request) },
  usable: (model: { info: ModelInfo }) => model.info,
  forcedDevice: 'wasm',
}));

const { report } = await import('../../../src/lab/report/report');
const { lab } = await import('../../../src/console/console');
const { steer } = await import('../../../src/app/steer-actions');
const { store } = await import('../../../src/app/store');
const { emptyExperiment, CAPTURE } = await import('../../../src/experiment/defaults');
const { decodeExperiment, encodeExperiment } = await import('../../../src/experiment/run-file');

const directions = { layers: 2, width: 2, data: Float32Array.of(1, 0, 0, 1), separation: [1, 1], midpoint: [0, 0], norm: [1, 1] };
const coherence = { words: 1, uniqueWordRatio: 1, repeatedTrigrams: 0, repeatedCharacters: 0, verdict: 'fluent' as const, meanLogProb: -1 };
const row = (text: string, failure: GeneratedRow['failure'] = null): GeneratedRow => ({
  text,
  tokens: [1, 2],
  scores: [
    [0, 0],
    [0, 0],
  ],
  unsteeredScores: [0, 0],
  ended: true,
  failure,
  coherence,
});
const broken = errorData(new LabError('logits-not-finite', 'α = 9 (row 2 of 2) broke off after 2 tokens.', 'Choose a smaller strength.'));
const answers = (...rows: GeneratedRow[]): Generated => ({ rows, promptTokens: 3, prefillSeconds: 1, decodeSeconds: 1 });

beforeEach(() => {
  const empty = emptyExperiment(2);
  const info = { id: 'm', layers: 2, width: 2, graphHash: 'g', chatTemplate: false } as ModelInfo;
  const run = {
    directions,
    metrics: [],
    report: report({ layers: 2, pairs: [], scores: { positive: [[], []], negative: [[], []] }, midpoint: [0, 0] }),
    scores: { positive: [[], []], negative: [[], []], scored: [[], []] },
    complete: true,
    computed: 0,
    fromStorage: 0,
    of: 0,
    seconds: 0,
    capture: CAPTURE,
  };
  store.setState({
    error: null,
    streaming: null,
    model: { status: 'ready', info },
    experiment: {
      ...empty,
      model: { graphHash: 'g' } as never,
      run,
      steering: { ...empty.steering, prompt: 'hello', band: [0, 1], unit: 'raw' },
    },
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

test('a row that broke off stays with its reason, in a file too; the others stay as they are; the reason is said', async () => {
  call.mockResolvedValueOnce(answers(row('good'), row('half', broken)));
  await steer([0, 9]);
  const { experiment, error, steer: state } = store.getState();
  expect(call.mock.calls.at(-1)![1].alphas).toEqual([0, 9]);
  expect(experiment.completions).toEqual([
    {
      alpha: 0,
      text: 'good',
      tokens: [1, 2],
      scores: [
        [0, 0],
        [0, 0],
      ],
      unsteeredScores: [0, 0],
      coherence,
    },
    {
      alpha: 9,
      text: 'half',
      tokens: [1, 2],
      scores: [
        [0, 0],
        [0, 0],
      ],
      unsteeredScores: [0, 0],
      coherence,
      failure: `${broken.message} ${broken.hint}`,
    },
  ]);
  expect([error, state.status]).toEqual([broken, 'idle']);
  const { completions, steered } = experiment;
  const file = encodeExperiment({ ...emptyExperiment(2), completions, steered });
  expect(decodeExperiment(file, 'run.json').completions).toEqual(completions);
  expect(() => decodeExperiment(file.replace(`"${broken.message} ${broken.hint}"`, '7'), 'run.json')).toThrow(
    'completions[1].failure: expected a text or nothing, got 7',
  );
});

test('an answer that its limit of tokens cut says so, in a file too; one that ended or broke off does not', async () => {
  call.mockResolvedValueOnce(answers(row('done'), { ...row('half'), ended: false }, { ...row('broken', broken), ended: false }));
  await steer([0, 1, 9]);
  const { completions, steered } = store.getState().experiment;
  expect(completions.map(({ cut }) => cut)).toEqual([undefined, true, undefined]);
  const file = encodeExperiment({ ...emptyExperiment(2), completions, steered });
  expect(decodeExperiment(file, 'run.json').completions).toEqual(completions);
  expect(() => decodeExperiment(file.replace('"cut":true', '"cut":1'), 'run.json')).toThrow(
    'completions[1].cut: expected true, false or nothing, got 1',
  );
  call.mockResolvedValueOnce(answers({ ...row('half an'), ended: false }));
  expect(await lab.generate('hello')).toMatchObject([{ ended: false }]);
});

test('scripts get a rejection by that name, with what all rows gave', async () => {
  call.mockResolvedValueOnce(answers(row('good'), row('half', broken)));
  const work = lab.generate('hello', { directions, layer: 0, alphas: [0, 9] });
  await expect(work).rejects.toMatchObject({
    ...broken,
    completions: [
      { alpha: 0, text: 'good' },
      { alpha: 9, text: 'half' },
    ],
  });
  call.mockResolvedValueOnce(answers(row('good'), row('also')));
  expect(await lab.generate('hello', { directions, layer: 0, alphas: [0, 1] })).toHaveLength(2);
});
