/** Damage and controls of answers in a run file: they come back, files of before open, and what does not fit is refused by path. */
import { expect, test } from 'vitest';
import { emptyExperiment, type Experiment } from '../../../src/experiment/experiment';
import { checkExperiment, decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import type { Answer } from '../../../src/experiment/answer';
import type { DamageRecord } from '../../../src/experiment/damage';
import type { ModelStamp } from '../../../src/experiment/stamp';

const AT = '2026-11-26T00:00:00.000Z';
const stamp: ModelStamp = {
  ...{ id: 'm', repo: 'o/m', revision: 'main', dtype: 'q4', architecture: '', layers: 1, width: 2, device: 'wasm', deviceName: 'two' },
  ...{ widened: false, graphHash: 'graph', selfTestPassed: true },
};
const edits = (amount: number): Answer['edits'] => [
  { op: 'add', directions: 'directions-1', band: [0, 0], amount, unit: 'raw', when: 'all' },
];
const answer = (id: string, over: Partial<Answer> = {}): Answer => ({
  id,
  at: AT,
  model: { id: 'm', stamp },
  messages: [{ role: 'user', content: 'p' }],
  template: true,
  edits: edits(0),
  sampling: { temperature: 0, topP: 1, repetitionPenalty: 1.1, maxNewTokens: 64 },
  seed: 1,
  tokens: [1, 2],
  text: 'yes',
  reads: { directions: 'directions-1', scores: [[0.5], [0.25]], unsteered: [0.375] },
  coherence: null,
  ending: { kind: 'end' },
  ...over,
});
const damage: DamageRecord = { id: 'damage-1', at: AT, model: stamp, answer: 'answer-1', edits: edits(2), kl: [0.5, NaN] };
const pushed = answer('answer-2', {
  edits: edits(2),
  control: { kind: 'random', seed: 3 },
  reads: { directions: 'directions-1', scores: [], unsteered: [4] },
});
const experiment: Experiment = {
  ...emptyExperiment(1),
  directions: [
    {
      id: 'directions-1',
      name: 'mine',
      origin: { file: 'a.npy', sha256: 'ab' },
      layers: 1,
      width: 2,
      data: Float32Array.of(1, 0),
      scale: null,
    },
  ],
  answers: [answer('answer-1'), pushed, answer('answer-3', { control: { kind: 'asked', side: 'positive', instruction: 'Be kind.' } })],
  damages: [damage, { ...damage, id: 'damage-2', control: { kind: 'shuffled', seed: 1 } }],
};

test('come back', () => expect(decodeExperiment(encodeExperiment(experiment), 'a file')).toEqual(experiment));

test('a file of before, without the field, has none', () => {
  const before: Record<string, unknown> = { ...experiment };
  delete before.damages;
  expect(checkExperiment(before, 'a file').damages).toEqual([]);
});

test.each([
  ['of an answer that is not there', { answer: 'answer-9' }, 'damages[0].answer: expected the name of an answer'],
  ['of an answer that was pushed', { answer: 'answer-2' }, 'damages[0].answer: expected an answer that nothing pushed'],
  ['of a control that asked', { answer: 'answer-3' }, 'damages[0].answer: expected an answer that nothing pushed'],
  ['a token too few', { kl: [0.5] }, 'damages[0].kl: expected a list of 2'],
  ['below 0', { kl: [0.5, -0.1] }, 'damages[0].kl[1]: expected a number from 0 to 131072, got -0.1'],
  ['beyond what logits can differ by', { kl: [0.5, 1e300] }, 'damages[0].kl[1]: expected a number from 0 to 131072, got 1e+300'],
  ['of no push', { edits: [] }, 'damages[0].edits: expected at least one edit'],
  [
    'along unknown directions',
    { edits: [{ ...edits(2)[0]!, directions: 'directions-9' }] },
    'damages[0].edits[0].directions: expected the name',
  ],
  ['by another model', { model: { ...stamp, graphHash: 'other' } }, 'damages[0].model.graphHash: expected "graph"'],
  ['under the id of another', { id: 'damage-2' }, 'damages[1].id: expected an id of its own'],
] as const)('damage %s is refused', (_, over, message) => {
  const file = { ...experiment, damages: [{ ...damage, ...over }, experiment.damages[1]] };
  expect(() => checkExperiment(file, 'a file')).toThrow(message);
});

test('an answer that is no control has a score a token', () => {
  const plain: Record<string, unknown> = { ...pushed };
  delete plain.control;
  expect(() => checkExperiment({ ...experiment, answers: [answer('answer-1'), plain], damages: [] }, 'a file')).toThrow(
    'answers[1].reads.scores: expected a list of 2',
  );
});

test('a control is told with its seed, its side or its directions', () => {
  const with_ = (control: unknown) => ({ ...experiment, answers: [answer('answer-1'), { ...pushed, control }], damages: [] });
  expect(() => checkExperiment(with_({ kind: 'random' }), 'a file')).toThrow('answers[1].control');
  expect(() => checkExperiment(with_({ kind: 'other', directions: 'directions-9' }), 'a file')).toThrow('answers[1].control.directions');
});
