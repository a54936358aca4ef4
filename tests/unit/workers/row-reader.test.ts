/**
 * Rows that read the same texts as batches get what each gets alone: logits and residuals, text after text, under pushes and edits of their
 * own, on every fixture that can.
 */
import { describe, expect, test } from 'vitest';
import type { LoadedModel } from '../../../workers/model/loaded';
import { Given } from '../../../workers/pass/beneath';
import type { PassResult } from '../../../workers/pass/forward';
import { batches, PACKED_PIECE, readAtOnce } from '../../../workers/pass/pieces';
import type { Positions } from '../../../workers/pass/positions';
import { RowReader, type Part, type Wanted } from '../../../workers/pass/row-reader';
import { relativeError } from '../graph/compare';
import { loadTiny, withRun } from './tiny';

const MODELS = [
  'tiny-llama-builder',
  'tiny-mistral-builder',
  'tiny-gemma3-builder',
  'tiny-phi3-builder',
  'tiny-qwen2-builder',
  'tiny-18-gemma2-builder',
  'tiny-18-granite-builder',
  'tiny-18-olmo-builder',
  'tiny-18-qwen3vl-builder',
] as const;
const ROWS = 5;
const nothing = (): Promise<void> => Promise.resolve();
const ids = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => 3 + (((from + i) * 7) % 120));

/** A push at the middle block; the first row has none. */
const pushes = ({ graph: { layers, width } }: LoadedModel, size: number): Positions[] =>
  Array.from({ length: ROWS }, (_, row) => {
    const steer = new Float32Array(layers * width);
    const at = Math.floor(layers / 2) * width;
    for (let i = 0; i < width; i++) steer[at + i] = row * size * Math.cos(i + row);
    return { steer };
  });

/** The same, and in every other row a cap on the score along a direction. */
const edits = (model: LoadedModel, size: number): Positions[] => {
  const { layers, width } = model.graph;
  const unit = 1 / Math.sqrt(width);
  return pushes(model, size).map((push, row) =>
    row % 2
      ? {
          ...push,
          clamps: {
            count: 1,
            directions: Float32Array.from({ length: layers * width }, (_, i) => (i % 2 ? -unit : unit)),
            low: new Float32Array(layers).fill(-Infinity),
            high: new Float32Array(layers).fill(0.01 * row),
          },
        }
      : push,
  );
};

/** Texts that go on from each other, from their middle, and from nothing: of few tokens and of more than one pass takes. */
function texts(prompt: readonly Positions[], option: readonly Positions[]): { text: Part[]; wanted: Wanted }[] {
  const text = (from: number, begin: number, own: number, more: number): Part[] => [
    { ids: [...ids(0, begin), ...ids(from, own)], at: prompt },
    { ids: ids(from + 50, more), at: option },
  ];
  return [
    { text: text(9, 20, 10, 6), wanted: { first: 29, count: 7, keep: true, normed: true } },
    { text: text(9, 20, 10, 6).with(1, { ids: ids(80, 4), at: option }), wanted: { first: 30, count: 4, keep: true } },
    { text: text(31, 20, 5, 1), wanted: { first: 24, count: 1, keep: true } },
    { text: text(2, 0, 110, 3), wanted: { first: 109, count: 4, keep: true, normed: true } },
    { text: text(40, 60, 8, 5), wanted: { first: 67, count: 6, keep: false, normed: true } },
  ];
}

async function compare(model: LoadedModel, prompt: readonly Positions[], option: readonly Positions[]): Promise<void> {
  const shapes: number[][] = [];
  const watched = withRun(model, (feeds, names) => {
    shapes.push([...feeds.input_ids!.dims]);
    return model.session.run(feeds, names);
  });
  const of = (row: number): Positions[][] => [[prompt[row]!], [option[row]!]];
  const alone = prompt.map(() => new RowReader(model, nothing));
  const [first, others] = [new RowReader(model, nothing), new RowReader(watched, nothing, ROWS - 1)];
  let tokens = 0;
  for (const { text, wanted } of texts(prompt, option)) {
    const given = new Given();
    const parts = (own: readonly Positions[][]): Part[] => text.map(({ ids }, i) => ({ ids, at: own[i]! }));
    const got: PassResult[] = [await first.read(parts(of(0)), wanted, given)];
    await others.readRows(parts([prompt.slice(1), option.slice(1)]), wanted, given, (row, result) => (got[row + 1] = result));
    for (const [row, reader] of alone.entries()) {
      const before = reader.computed;
      const own = await reader.read(parts(of(row)), wanted);
      tokens += row === 0 ? 0 : reader.computed - before;
      expect(got[row]!.logits).toHaveLength(own.logits.length);
      expect(relativeError(got[row]!.logits, own.logits)).toBeLessThan(1e-5);
      expect(relativeError(got[row]!.residual, own.residual)).toBeLessThan(1e-5);
      if (row > 0) expect(relativeError(got[row]!.logits, got[0]!.logits)).toBeGreaterThan(1e-4);
    }
  }
  expect(others.computed).toBe(tokens);
  expect(shapes.reduce((sum, [rows, count]) => sum + rows! * count!, 0)).toBe(tokens);
  const most = readAtOnce(model);
  expect(Math.max(...shapes.map(([rows, count]) => rows! * count!))).toBeLessThanOrEqual(most);
  // All four at once, some of them, and a long text of one row.
  expect([...new Set(shapes.map(([rows]) => rows))].sort()).toEqual([1, 2, 4]);
  for (const reader of [...alone, first, others]) reader.dispose();
}

describe.each(MODELS)('%s', async (repo) => {
  const { model } = await loadTiny(repo);

  test('pushes at all positions', async () => {
    expect(model.rowsGoOn).toBe(true);
    const at = pushes(model, 0.5);
    await compare(model, at, at);
  });

  test('other pushes at an option than at its prompt', () => compare(model, pushes(model, 0.5), pushes(model, -0.3)));

  test('edits beside them', async () => {
    await model.takeClamps();
    expect(model.rowsGoOn).toBe(true);
    const at = edits(model, 0.5);
    await compare(model, at, at);
    await compare(model, at, pushes(model, 0.2));
  });
});

test('what beneath a push was computed with one row is not computed again with the others', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const { width } = model.graph;
  const fed: number[][] = [];
  const watched = withRun(model, (feeds, names) => {
    fed.push([...feeds['/eia/beneath/stream.0']!.dims]);
    return model.session.run(feeds, names);
  });
  const at = pushes(model, 0.5);
  const given = new Given();
  const wanted = { first: 9, count: 1, keep: true };
  await new RowReader(watched, nothing).read([{ ids: ids(0, 10), at: [at[0]!] }], wanted, given);
  await new RowReader(watched, nothing, 4).readRows([{ ids: ids(0, 10), at: at.slice(1) }], wanted, given, () => undefined);
  expect(fed).toEqual([
    [1, 0, width],
    [4, 10, width],
  ]);
  await model.dispose();
});

test.each([
  ['tiny-18-gptoss-builder', 'its attention stays fused'],
  ['tiny-llama-optimum', 'its cache is not sliced'],
])('%s: no batch, %s', async (repo) => {
  const { model } = await loadTiny(repo);
  expect(model.rowsGoOn).toBe(false);
  await model.dispose();
});

test('batches are of at most so many tokens and positions, and a row that is more by itself is one', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const sizes = (rows: number, tokens: number, kept: number): number[] =>
    batches(model, rows, { tokens, kept }).map(({ from, end }) => end - from);
  expect(sizes(6, 8, 8)).toEqual([6]);
  expect(sizes(6, 34, 8)).toEqual([2, 2, 2]);
  expect(sizes(6, 96, 1)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(sizes(2, 500, 128)).toEqual([1, 1]);
  expect(sizes(30, 4, 5)).toEqual([15, 15]);
  expect(sizes(30, 3, 10)).toEqual([10, 10, 10]);
  expect(batches(model, 6, { tokens: 34, kept: 8 })).toEqual([0, 2, 4].map((from) => ({ from, end: from + 2 })));
  expect(readAtOnce({ ...model, graph: { ...model.graph, bits: 4 } })).toBe(PACKED_PIECE);
  await model.dispose();
});
