/** What the analysis worker answers while it is still busy with another call: some calls do not wait for their turn. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { WholeReading } from '../../../src/storage/readings';
import { writeResidual } from '../../../src/storage/residuals';
import { analysisDesk } from '../../../workers/analysis/desk';

test('a reading that is opened again is held all the while', async () => {
  const [graphHash, tokenHashes] = ['a'.repeat(64), ['one', 'two']];
  for (const hash of tokenHashes) await writeResidual(graphHash, hash, { poolings: ['mean'], data: Float32Array.of(1, 2), on: null });
  const reading = { name: 'held', graphHash, tokenHashes, reading: { model: { layers: 1, width: 2 } } } as unknown as WholeReading;
  const desk = analysisDesk();
  const signal = new AbortController().signal;
  const open = () => Promise.resolve(desk.open({ reading, poolings: ['mean'] }, () => undefined, signal));
  /** Throws `reading-not-open` where the reading is not held. */
  const ask = () => desk.beside({ reading: 'held', pooling: 'mean', directions: new Float32Array(2), seed: 1 }, () => undefined, signal);
  await open();
  let again = true;
  const second = open().finally(() => (again = false));
  let asked = 0;
  while (again) {
    expect(ask()).toEqual({ columns: {}, apart: [] });
    asked++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await second;
  expect(asked).toBeGreaterThan(2);
});

test('prompts that were read before a choice are held against a bag of words of the training pairs, or said why not', async () => {
  const signal = new AbortController().signal;
  const ask = (positive: string, negative: string) => {
    const prompts = Array.from({ length: 12 }, (_, i) => `${i % 2 ? positive : negative} ${'now '.repeat(i)}`);
    const asked = prompts.map((prompt, i) => ({ prompt, options: 'one', read: [i % 2], margin: (i % 2) + Math.sin(i) / 9 }));
    const pairs = [{ split: 'train' as const, positive, negative }];
    return Promise.resolve(analysisDesk().before({ asked, contrast: pairs, layer: 0, named: true, seed: 1 }, () => undefined, signal));
  };
  const spoken = (await ask('wait with her', 'walk past'))!;
  expect([spoken.refused, spoken.within!.bag > 0.5, spoken.within!.givenBag]).toEqual([null, true, expect.any(Number)]);
  const spaceless = (await ask('彼女と待つ', '通り過ぎる'))!;
  expect(spaceless.refused).toContain('no spaces between words');
  expect([spaceless.within!.bag, spaceless.within!.r > 0.9]).toEqual([NaN, true]);
});
