/** lab.sweep against a worker of ours: what it is asked, what comes back, and what is refused. */
import { beforeEach, expect, test } from 'vitest';
import { createLab } from '../../../src/console/console';
import { LabError } from '../../../src/error';
import type { DamageRequest, SteerRequest } from '../../../src/protocol';
import { info, LAYERS, row, WIDTH } from '../app/model';
import { fakePage } from '../app/ports';

let written: SteerRequest[] = [];
let read: DamageRequest[] = [];
let failing = false;
const page = fakePage({
  answers(kind, input: unknown) {
    if (failing) return Promise.reject(new LabError('cancelled', 'Stopped.', ''));
    if (kind === 'damage') {
      const request = input as DamageRequest;
      read.push(request);
      return Promise.resolve({ kl: request.alphas!.map((alpha) => request.tokens.map(() => Math.abs(alpha) / 2)) });
    }
    const request = input as SteerRequest;
    written.push(request);
    return Promise.resolve({
      rows: request.alphas!.map((alpha) => row(`at ${alpha}`)),
      promptTokens: 3,
      prefillSeconds: 1,
      decodeSeconds: 1,
      computed: 8,
      asked: 9,
    });
  },
});
const lab = createLab(page.app);
page.app.store.setState({ model: { status: 'ready', info: info() } });
const directions = { layers: LAYERS, width: WIDTH, data: new Float32Array(LAYERS * WIDTH).fill(1 / Math.sqrt(WIDTH)) };
beforeEach(() => void ([written, read, failing] = [[], [], false]));

test('every prompt under every strength and seed, beside controls, with what each push costs', async () => {
  const done: number[] = [];
  const asking = { positive: 'Be kind.', negative: 'Win.' };
  const { answers, damage } = await lab.sweep({
    ...{ prompts: ['a', 'b'], strengths: [-2, 2], seeds: [1, 2], temperature: 0.7, directions, layer: 1, random: 1, asking },
    onProgress: (event) => done.push(event.done),
  });
  expect(answers).toHaveLength(2 * 2 * (3 + 2 + 1));
  expect(answers[1]).toMatchObject({ prompt: 'a', alpha: -2, seed: 1, control: null, text: 'at -2', tokens: [1, 2] });
  expect(answers.at(-1)).toMatchObject({ prompt: 'b', alpha: 2, seed: 2, control: { kind: 'random', seed: 1, turned: true } });
  expect(written.some(({ prompt }) => prompt === 'Be kind.\n\nb')).toBe(true);
  expect(damage).toEqual([
    { alpha: -2, control: null, mean: 1, p95: 1, tokens: 4 },
    { alpha: 2, control: null, mean: 1, p95: 1, tokens: 4 },
    { alpha: 2, control: { kind: 'random', seed: 1, turned: true }, mean: 1, p95: 1, tokens: 4 },
  ]);
  expect(done.at(-1)).toBe(24 + 6);
  const random = written.at(-1)!.steer.subarray(WIDTH, 2 * WIDTH);
  expect(Math.hypot(...random)).toBeCloseTo(2, 5);
});
test('the result has what it says and means, at the block that is read', async () => {
  const asking = { positive: 'Be kind.', negative: 'Win.' };
  const given = { prompts: ['a', 'b', 'c'], strengths: [2], directions, layer: 1, random: 2, asking };
  const { report, verdict } = await lab.sweep({ ...given, sides: { positive: 'kind', negative: 'cold' } });
  expect(report.strengths).toMatchObject([{ alpha: 2, effect: { prompts: 3 }, random: { draws: { length: 2 } }, damage: { mean: 1 } }]);
  expect(report.asked.map(({ side, effect }) => [side, effect.answers])).toEqual([
    ['positive', 3],
    ['negative', 3],
  ]);
  // Every answer of this worker has the same scores.
  expect(verdict).toMatchObject({ kind: 'nothing', up: 'nothing', down: 'none', band: { up: null } });
  expect(verdict.sentences.join(' ')).toContain('both move towards “kind” and stay language');
  await expect(lab.sweep({ ...given, readAt: LAYERS })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('readAt') as string,
  });
});
test('edits are beside every push; once nothing at all is done, which they and their damage are held against', async () => {
  const edits = [{ op: 'add' as const, directions, band: 1, amount: 3 }];
  const asking = { positive: 'Be kind.', negative: 'Win.' };
  const given = { prompts: ['a', 'b', 'c'], strengths: [2], directions, layer: 1, random: 1, asking };
  const { answers, left, damage, report } = await lab.sweep({ ...given, edits });
  expect(answers).toHaveLength(3 * (2 + 2 + 1));
  expect(left.map(({ prompt, alpha, control }) => [prompt, alpha, control])).toEqual(['a', 'b', 'c'].map((prompt) => [prompt, 0, null]));
  const lengths = written.map(({ steer, rows }) =>
    Array.from({ length: rows }, (_, r) => Math.round(Math.hypot(...steer.subarray((rows + r) * WIDTH, (rows + r + 1) * WIDTH)))),
  );
  // Nothing; the edit of 3 beside no push and beside one of 2 (one direction), twice beside asking; a random push keeps its own direction.
  expect(lengths.slice(0, 3)).toEqual([[0], [0], [0]]);
  expect(lengths.slice(3, 6)).toEqual([
    [3, 5],
    [3, 5],
    [3, 5],
  ]);
  expect(lengths.slice(6, 12)).toEqual([[3], [3], [3], [3], [3], [3]]);
  expect(damage.map(({ alpha, control }) => [alpha, control?.kind ?? null])).toEqual([
    [0, null],
    [2, null],
    [2, 'random'],
  ]);
  expect(read[0]!.tokens).toEqual(left[0]!.tokens);
  expect(report.edits).toMatchObject({ mean: 0, prompts: 3, damage: { mean: 0 } });
  expect((await lab.sweep(given)).left).toEqual([]);
});
test('bounds of edits reach the worker, with those of the answer apart', async () => {
  await lab.sweep({ prompts: ['a'], strengths: [1], directions, damage: false, edits: [{ op: 'ablate', directions, when: 'answer' }] });
  expect(written.map(({ clamps, answer }) => [clamps, answer?.clamps?.count ?? null])).toMatchObject([
    [null, null],
    [null, 1],
  ]);
});
test('without damage nothing is read again; without a temperature one sample is taken', async () => {
  const { answers, damage } = await lab.sweep({ prompts: ['a'], strengths: [1], seeds: [1, 2, 3], directions, damage: false });
  expect([answers.length, damage, read.length]).toEqual([2, [], 0]);
});
test.each([
  ['no prompts', { prompts: [] }, 'no-prompts'],
  ['prompts that are no list', { prompts: 'a' }, 'bad-input'],
  ['a blank prompt', { prompts: ['a', ' '] }, 'empty-prompt'],
  ['no strengths', { strengths: [] }, 'no-alphas'],
  ['a strength that is no number', { strengths: ['1'] }, 'bad-input'],
  ['no seeds', { seeds: [] }, 'bad-input'],
  ['a seed that is no integer', { seeds: [0.5] }, 'bad-input'],
  ['no directions', { directions: undefined }, 'no-directions'],
  ['a block beyond the model', { layer: LAYERS }, 'invalid-input'],
  ['edits that are no list', { edits: { op: 'add' } }, 'bad-input'],
  ['an edit without an amount', { edits: [{ op: 'cap', directions }] }, 'bad-input'],
  ['an edit of another model', { edits: [{ op: 'ablate', directions: { layers: 1, width: 1, data: [1] } }] }, 'shape-mismatch'],
  [
    'a cap below a floor',
    {
      edits: [
        { op: 'floor', directions, amount: 1 },
        { op: 'cap', directions, amount: 0 },
      ],
    },
    'invalid-input',
  ],
])('%s is refused', async (_, over, code) => {
  const given = { prompts: ['a'], strengths: [1], directions, ...over } as unknown as Parameters<typeof lab.sweep>[0];
  await expect(lab.sweep(given)).rejects.toMatchObject({ code });
  expect(written).toEqual([]);
});

test('a sweep that fails or is stopped hands over what was finished', async () => {
  const whole = await lab.sweep({ prompts: ['a', 'b'], strengths: [1], directions });
  const error: unknown = await lab
    .sweep({ prompts: ['a', 'b'], strengths: [1], directions, onProgress: () => (failing = true) })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'cancelled', answers: whole.answers.slice(0, 2) });
  expect((error as { damage: unknown[] }).damage).toBeInstanceOf(Array);
});
