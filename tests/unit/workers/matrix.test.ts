/** Sets that this disk has, each trained on and each tested on, by the worker that reads them. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { MatrixRequest } from '../../../src/analysis-protocol';
import { auroc } from '../../../src/lab/auroc';
import { pairsInARow } from '../../../src/lab/direction';
import { indices, type LayerIndex } from '../../../src/lab/indices';
import { readerAt } from '../../../src/lab/readers/reader';
import type { Residuals } from '../../../src/lab/residuals';
import { scoresAt } from '../../../src/lab/score';
import type { WholeReading } from '../../../src/storage/readings';
import { writeResidual } from '../../../src/storage/residuals';
import { trainTest } from '../../../workers/analysis/matrix';
import { made } from '../lab/reading';

const [PAIRS, TRAIN, LAYERS, WIDTH] = [14, 8, 2, 6];
const pairs = pairsInARow(PAIRS).map((pair, i) => ({ ...pair, split: i < TRAIN ? ('train' as const) : ('test' as const) }));
const [train, tested] = [pairs.slice(0, TRAIN), pairs.slice(TRAIN)];
const graphHash = 'f'.repeat(64);

/** A set on the disk; `hash` names the tokens of a text. */
async function kept(name: string, residuals: Residuals, hash = (text: number) => `${name}-${text}`): Promise<MatrixRequest['sets'][0]> {
  const size = LAYERS * WIDTH;
  const tokenHashes = Array.from({ length: residuals.count }, (_, text) => hash(text));
  for (const [text, one] of tokenHashes.entries()) {
    const data = residuals.data.slice(text * size, (text + 1) * size);
    await writeResidual(graphHash, one, { poolings: ['mean'], data, on: null });
  }
  const reading = { name, graphHash, tokenHashes, reading: { model: { layers: LAYERS, width: WIDTH } } } as unknown as WholeReading;
  return { reading, pairs };
}

const run = (sets: MatrixRequest['sets'], steps: number[] = [], signal = new AbortController().signal) =>
  trainTest(sets, 'mean', 'mean-difference', ({ done, of }) => void steps.push(done, of), signal);

const [one, other] = [made(PAIRS, WIDTH, 1.5, 4, LAYERS), made(PAIRS, WIDTH, 1.5, 5, LAYERS)];
const direct = (from: Residuals, on: Residuals, layer: LayerIndex): number => {
  const scores = scoresAt(on, readerAt('mean-difference', from, train, layer).unit, layer);
  return auroc(
    tested.map(({ positive }) => scores[positive]!),
    tested.map(({ negative }) => scores[negative]!),
  );
};

test('every cell is the AUROC of that direction on those pairs, block by block', async () => {
  const steps: number[] = [];
  const found = await run([await kept('one', one), await kept('other', other)], steps);
  const all = [one, other];
  for (const layer of indices<LayerIndex>(LAYERS))
    expect(found.auroc[layer]).toEqual(all.map((from) => all.map((on) => direct(from, on, layer))));
  expect([found.train, found.test]).toEqual([
    [TRAIN, TRAIN],
    [PAIRS - TRAIN, PAIRS - TRAIN],
  ]);
  expect(steps).toEqual([1, 4, 2, 4, 3, 4, 4, 4]);
  expect(found.shared).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('equal sets give the AUROC within the set, and texts trained on that are tested on are counted', async () => {
  const same = await kept('one', one);
  // Its first test pair is the other's first training pair, word for word.
  const swapped = await kept('moved', made(PAIRS, WIDTH, 1.5, 6, LAYERS), (text) => (text === 2 * TRAIN ? 'one-0' : `moved-${text}`));
  const { auroc: matrix, shared } = await run([same, same, swapped]);
  const [a, b] = matrix[1]!;
  expect([a![0], a![1], b![0], b![1]]).toEqual(Array(4).fill(direct(await disk('one'), await disk('one'), indices<LayerIndex>(2)[1]!)));
  expect(shared).toEqual([
    [0, 0, 1],
    [0, 0, 1],
    [0, 0, 0],
  ]);
});

/** The set as it lies on the disk now: a text of it was written over by the test above. */
async function disk(name: string): Promise<Residuals> {
  const { readResiduals } = await import('../../../src/storage/residuals');
  const texts = await readResiduals(
    graphHash,
    Array.from({ length: 2 * PAIRS }, (_, text) => `${name}-${text}`),
  );
  return { ...one, data: Float32Array.from(texts.flatMap((text) => [...text!.data])) };
}

test('pairs that the disk lacks drop out; a set without any has neither row nor column', async () => {
  const gone = await kept('one', one);
  const none = { ...gone, reading: { ...gone.reading, tokenHashes: gone.reading.tokenHashes.map((hash) => `no ${hash}`) } };
  const { auroc: matrix, train: trained, test: of } = await run([gone, none]);
  expect([trained, of]).toEqual([
    [TRAIN, 0],
    [PAIRS - TRAIN, 0],
  ]);
  expect([matrix[0]![0]![1], matrix[0]![1]]).toEqual([NaN, [NaN, NaN]]);
});

test('stops where it is asked to', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(run([await kept('one', one)], [], stop.signal)).rejects.toThrow();
});
