/** lab.choose against a worker of ours: what it is asked, what comes back by strength, and what is refused. */
import { expect, test } from 'vitest';
import { createLab } from '../../../src/console/console';
import type { ChooseEvent, ChooseRequest, ChosenItem } from '../../../src/protocol';
import { info, LAYERS, WIDTH } from '../app/model';
import { fakePage } from '../app/ports';

const asked: ChooseRequest[] = [];
const page = fakePage({
  answers(kind, input: unknown, options) {
    expect(kind).toBe('choose');
    const request = input as ChooseRequest;
    asked.push(request);
    const chosen = request.items.map(({ options }): ChosenItem => ({
      logProbs: Array.from({ length: request.rows }, (_, row) => options.map((_, option) => -row - option)),
      tokens: options.map(({ length }) => length),
      read: request.read ? [1, 2, 3] : [],
    }));
    chosen.forEach((item, i) =>
      options?.onEvent?.({ done: i + 1, of: chosen.length, index: i, item, computed: 1, asked: 1 } satisfies ChooseEvent as never),
    );
    return Promise.resolve(chosen);
  },
});
const lab = createLab(page.app);
page.app.store.setState({ model: { status: 'ready', info: info() } });
const directions = { layers: LAYERS, width: WIDTH, data: new Float32Array(LAYERS * WIDTH).fill(1 / Math.sqrt(WIDTH)) };
const items = [
  { prompt: 'a', options: [' bb', ' cc'] },
  { prompt: 'd', options: [' e', ' f'] },
];

test('one answer a strength, each item with its options', async () => {
  const done: [number, number, number[][]][] = [];
  const chosen = await lab.choose(items, {
    directions,
    layer: 1,
    alphas: [0, 2],
    onProgress: (event) => done.push([event.done, event.index, event.logProbs]),
  });
  expect(chosen).toEqual([
    {
      alpha: 0,
      warnings: [],
      items: [
        { logProbs: [-0, -1], tokens: [3, 3], read: [1, 2, 3] },
        { logProbs: [-0, -1], tokens: [2, 2], read: [1, 2, 3] },
      ],
    },
    {
      alpha: 2,
      warnings: [],
      items: [
        { logProbs: [-1, -2], tokens: [3, 3], read: [1, 2, 3] },
        { logProbs: [-1, -2], tokens: [2, 2], read: [1, 2, 3] },
      ],
    },
  ]);
  // What each item got is handed out as it is read.
  const read = [
    [-0, -1],
    [-1, -2],
  ];
  expect(done).toEqual([
    [1, 0, read],
    [2, 1, read],
  ]);
  const { steer, rows, template, alphas } = asked.at(-1)!;
  expect([rows, template, alphas]).toEqual([2, false, [0, 2]]);
  // Row 0 is left alone, row 1 pushed at block 1.
  const pushed = Array.from(steer).flatMap((value, i) => (value === 0 ? [] : [i]));
  expect(pushed).toEqual(Array.from({ length: WIDTH }, (_, i) => (1 * 2 + 1) * WIDTH + i));
});

test('options of very different length are said, by their items', async () => {
  const uneven = { prompt: 'a', options: [' I go.', ' I sit down and stay for as long as it takes.'] };
  for (const { warnings } of await lab.choose([items[0]!, uneven], { directions, alphas: [0, 1] }))
    expect(warnings).toEqual([expect.stringContaining('Item 2: the longest option is more than 1.5 times as long as the shortest')]);
});

test('without directions nothing is pushed and nothing read', async () => {
  const [plain, ...more] = await lab.choose(items, { template: true });
  expect([plain!.alpha, more, plain!.items[0]!.read, asked.at(-1)!.template]).toEqual([0, [], [], true]);
  await expect(lab.choose(items, { alphas: [1] })).rejects.toMatchObject({ code: 'no-directions' });
});

test.each([
  ['no list', 'a', 'bad-input', 'items'],
  ['no item', [], 'no-items', 'no item'],
  ['an item without options', [{ prompt: 'a' }], 'bad-input', 'items[0].options'],
  ['an option that is no text', [{ prompt: 'a', options: [1, 'b'] }], 'bad-input', 'items[0].options[0]'],
] as const)('%s', async (_, wrong, code, words) => {
  const error: unknown = await lab.choose(wrong as never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code });
  expect((error as Error).message).toContain(words);
});

test('directions of another width or depth are refused before anything is asked, with both shapes', async () => {
  const before = asked.length;
  const other = { layers: LAYERS + 1, width: 2, data: new Float32Array((LAYERS + 1) * 2) };
  const refused = {
    code: 'shape-mismatch',
    message: `The directions have ${LAYERS + 1} layers × 2, the loaded model ${info().id} has ${LAYERS} × ${WIDTH}.`,
  };
  await expect(lab.choose(items, { directions: other, alphas: [1] })).rejects.toMatchObject(refused);
  await expect(lab.generate('a', { directions: other, alphas: [1] })).rejects.toMatchObject(refused);
  await expect(lab.sweep({ prompts: ['a'], strengths: [1], directions: other })).rejects.toMatchObject(refused);
  await expect(lab.choose(items, { edits: [{ op: 'ablate', directions: other }] })).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringContaining('edits[0].directions have') as string,
  });
  expect(asked).toHaveLength(before);
});

test('directions of another model of the same shape are refused by its name, and taken as bare numbers', async () => {
  const theirs = { ...directions, model: 'them/theirs' };
  await expect(lab.choose(items, { directions: theirs, alphas: [1] })).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: `The directions were found in them/theirs, and ${info().repo} is loaded.`,
    hint: expect.stringContaining('give { layers, width, data } alone') as string,
  });
  const ours = { ...theirs, model: info().repo };
  await expect(lab.choose(items, { directions: ours, alphas: [1] })).resolves.toHaveLength(1);
});

test('edits go along, with what happens at an option’s own tokens', async () => {
  await lab.choose(items, { edits: [{ op: 'ablate', directions, band: 1, when: 'answer' }] });
  const { steer, clamps, answer } = asked.at(-1)!;
  expect([steer.every((x) => x === 0), clamps, answer!.clamps!.count]).toEqual([true, null, 1]);
  await lab.choose(items, { directions, alphas: [2], layer: 1, edits: [{ op: 'cap', directions, amount: 1 }] });
  expect([asked.at(-1)!.answer, asked.at(-1)!.clamps!.count]).toEqual([null, 1]);
  await lab.choose(items);
  expect([asked.at(-1)!.answer, asked.at(-1)!.clamps]).toEqual([null, null]);
  const before = asked.length;
  await expect(lab.choose(items, { edits: [{ op: 'zap' as 'cap', directions }] })).rejects.toMatchObject({ code: 'bad-input' });
  expect(asked).toHaveLength(before);
});
