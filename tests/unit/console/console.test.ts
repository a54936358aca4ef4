/**
 * window.lab against a worker of ours: what scripts are told of texts that are one text to the model, and of pairs that were trained on.
 */
import { beforeEach, expect, test, vi } from 'vitest';
import { textOf } from '../../../src/lab/passage';
import { createLab } from '../../../src/console/console';
import { fakePage } from '../app/ports';
import type { Captured, CaptureRequest } from '../../../src/protocol';

/** Reads four letters of each text, in capitals: a hard cut, and a tokenizer that knows no small letters. */
const CUT = 4;
const call = vi.fn((_: string, request: CaptureRequest): Promise<Captured> => {
  const texts = request.texts.map(textOf);
  const read = texts.map((text) => text.toUpperCase().slice(0, CUT));
  return Promise.resolve({
    layers: 1,
    width: 2,
    count: texts.length,
    data: Float32Array.from(read.flatMap((text) => [text.charCodeAt(0), text.charCodeAt(1)])),
    tokens: read.map((text) => text.length),
    truncated: texts.map((text) => text.length > CUT),
    tokenHashes: read,
  });
});
const lab = createLab(fakePage({ answers: (kind, request) => call(kind, request) }).app);

const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
beforeEach(() => said.mockClear());

const train = [
  { positive: 'help', negative: 'walk' },
  { positive: 'hear', negative: 'wait' },
];

test('where all is well there is no warning', async () => {
  const found = await lab.directions(train);
  expect([found.warnings, found.trainedOn]).toEqual([
    [],
    [
      { positive: 'HELP', negative: 'WALK' },
      { positive: 'HEAR', negative: 'WAIT' },
    ],
  ]);
  const metrics = await lab.evaluate(found, [{ positive: 'hold', negative: 'went' }]);
  expect([metrics.length, metrics.warnings, (await lab.capture(['help', 'walk', 'help'])).warnings]).toEqual([1, [], []]);
  expect(said).not.toHaveBeenCalled();
});

test('pairs with a prompt are read behind it, and one answer to two prompts is two texts', async () => {
  call.mockClear();
  const answered = train.map((pair, i) => ({ ...pair, prompt: `Question ${i}?` }));
  await lab.directions([...answered, { positive: 'hold', negative: 'went' }], { pooling: 'answer' });
  expect(call.mock.calls[0]![1]).toMatchObject({
    poolings: ['answer'],
    template: false,
    texts: [
      { prompt: 'Question 0?', text: 'help' },
      { prompt: 'Question 0?', text: 'walk' },
      { prompt: 'Question 1?', text: 'hear' },
      { prompt: 'Question 1?', text: 'wait' },
      { prompt: '', text: 'hold' },
      { prompt: '', text: 'went' },
    ],
  });
  await expect(lab.directions(train, { pooling: 'answer' })).rejects.toMatchObject({ code: 'answer-needs-template' });
  await expect(lab.directions([{ ...train[0]!, prompt: ' ' }])).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('pairs[0].prompt: expected a non-empty text') as string,
  });
});

test('pairs that are the same at the cut are named by number, in the result and in the console', async () => {
  const same = { positive: 'the bell, and help', negative: 'the bell, and walk' };
  const { warnings } = await lab.directions([...train, same], { maxTokens: CUT });
  expect(warnings).toEqual([expect.stringMatching(/^Pair pairs\[2\]: both sides begin with the same 4 tokens/)]);
  expect(said.mock.calls).toEqual([[`window.lab: ${warnings[0]}`]]);
  await expect(lab.directions([same])).rejects.toMatchObject({ code: 'same-tokens' });
  const metrics = await lab.evaluate(await lab.directions(train), [
    { positive: 'Help', negative: 'help' },
    { positive: 'hold', negative: 'went' },
  ]);
  expect(metrics.warnings[0]).toMatch(/^Pair pairs\[0\]: both sides are the same tokens in this model's tokenizer/);
  expect((await lab.capture([same.positive, same.negative])).warnings).toEqual([expect.stringContaining('texts[1] (as texts[0])')]);
});

test('pairs that the directions were found on are named; directions from a file know theirs, too', async () => {
  const found = JSON.parse(
    JSON.stringify(await lab.directions(train), (_, part: unknown) => (part instanceof Float32Array ? Array.from(part) : part)),
  ) as Awaited<ReturnType<typeof lab.directions>>;
  const metrics = await lab.evaluate(found, [{ positive: 'hold', negative: 'went' }, ...train]);
  expect(metrics.warnings).toEqual([
    expect.stringMatching(
      /^Test pairs pairs\[1\] \(as number 0 of the directions' pairs\) and pairs\[2\] .* are training pairs, too: figures on the test pairs flatter/,
    ),
  ]);
  const { trainedOn, ...bare } = found;
  expect(trainedOn).toHaveLength(2);
  expect((await lab.evaluate(bare, train)).warnings).toEqual([]);
});

test('controls come where they are asked for, those of the training pairs only with these', async () => {
  const found = await lab.directions(train);
  const unseen = [
    { positive: 'hold', negative: 'went' },
    { positive: 'heal', negative: 'wink' },
  ];
  const [plain] = await lab.evaluate(found, unseen);
  expect(plain).toMatchObject({ layer: 0, nPositive: 2, auroc: 1, aurocLow: NaN, pairsRight: 1 });
  expect(plain).not.toHaveProperty('permutationP');
  const [alone] = await lab.evaluate(found, unseen, { controls: true });
  // Four ways to swap two pairs, of which one gives an AUROC of 1.
  expect(alone!.permutationP).toBeCloseTo(1 / 4, 1);
  expect(alone).toMatchObject({ ...plain, agreement: NaN, shuffledLow: NaN });
  expect(alone!.randomLow).toBeLessThan(alone!.randomHigh!);
  const [both] = await lab.evaluate(found, unseen, { controls: true, train });
  expect(both).toMatchObject({ ...plain, agreement: expect.closeTo(1, 1) as number });
  expect(both!.shuffledLow).toBeLessThan(both!.shuffledHigh!);
});

test.each([
  ['load, onProgress', () => lab.load('x', { onProgress: 5 as never }), 'onProgress: expected a function, got 5'],
  ['load, signal', () => lab.load('x', { signal: 5 as never }), 'signal: expected an AbortSignal, got 5'],
  ['load, no options', () => lab.load('x', 5 as never), 'options: expected an object, got 5'],
  ['inspect', () => lab.inspect('x', { signal: 3 as never }), 'signal: expected an AbortSignal, got 3'],
  ['tokenize', () => lab.tokenize(5 as never), 'text: expected a text, got 5'],
])('a wrong argument is named: %s', async (_, call, message) => {
  await expect(call()).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(message) as string });
});

test.each([[undefined], [5], [{}], [{ version: undefined }], [[]], [{ sets: [1] }], [{ a: { toJSON: () => 1n } }]])(
  'what is no experiment is refused: %s',
  async (value) => {
    await expect(lab.open(value as never)).rejects.toMatchObject({ code: 'experiment-invalid' });
  },
);

test.each([
  [{ train: 5 }, 'empty-pairs', /^train: expected a list of .*, got 5/],
  [{ controls: true, train: 'pairs' }, 'empty-pairs', /^train: expected a list/],
  [{ controls: true, train: [{ positive: 'help' }] }, 'one-sided-pair', /^train\[0\]\.negative is missing/],
])('evaluate names the option that is wrong: %j', async (o, code, message) => {
  const found = await lab.directions(train);
  await expect(lab.evaluate(found, train, o as never)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(await lab.evaluate(found, [{ positive: 'hold', negative: 'went' }], { train: [] })).toHaveLength(1);
});
