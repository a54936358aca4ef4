/** What scripts have read is not read again: by the tokens, the device and the pooling, whoever had it read. */
import { expect, test, vi } from 'vitest';
import 'fake-indexeddb/auto';
import { textOf } from '../../../src/lab/passage';
import type { AnalysisCalls } from '../../../src/analysis-protocol';
import { createLab } from '../../../src/console/console';
import type { CaptureEvent, CaptureRequest, CutRequest } from '../../../src/protocol';
import { writeResidual } from '../../../src/storage/residuals';
import { analysisDesk } from '../../../workers/analysis/desk';
import { lately } from '../../../workers/analysis/lately';
import { info, LAYERS, WIDTH } from '../app/model';
import { fakePage } from '../app/ports';
import { inProcess } from '../workers/in-process';

/** Every text is its number of letters; `stopAt`: the text of a request before which it is stopped. */
function page({ graphHash = 'graph', analysis = inProcess(analysisDesk()), stopAt = Infinity } = {}) {
  const read: string[] = [];
  const { app } = fakePage({
    analysis,
    answers(kind, input: unknown, options) {
      const texts = (input as CutRequest).texts.map(textOf);
      const cut = { tokens: texts.map(() => 5), truncated: texts.map(() => false), tokenHashes: texts.map((text) => `#${text}`) };
      if (kind === 'cut') return Promise.resolve(cut);
      const residuals = texts.map((text) => new Float32Array(LAYERS * WIDTH).fill(text.length));
      expect(kind).toBe('capture');
      const { poolings } = input as CaptureRequest;
      for (const [i, residual] of residuals.entries()) {
        if (i === stopAt) return Promise.reject(Object.assign(new Error('Stopped.'), { code: 'cancelled', hint: '' }));
        read.push(texts[i]!);
        // Each pooling adds its place.
        const pooled = Float32Array.from(poolings.flatMap((_, p) => Array.from(residual, (value) => value + p / 10)));
        options?.onEvent?.({ done: i + 1, of: texts.length, text: i, residual: pooled } as CaptureEvent as never);
      }
      return Promise.resolve({ ...cut, layers: LAYERS, width: WIDTH, count: texts.length, data: new Float32Array() });
    },
  });
  const lab = createLab(app);
  const load = (device: 'wasm' | 'webgpu'): void => app.store.setState({ model: { status: 'ready', info: info({ graphHash, device }) } });
  load('wasm');
  return { lab, read, load };
}
const first = (data: Float32Array, count: number) => Array.from({ length: count }, (_, i) => data[i * LAYERS * WIDTH]);

test('a text is read once, however often and by whichever call it is asked for', async () => {
  const { lab, read } = page();
  const progress: number[] = [];
  const captured = await lab.capture(['a', 'bbb', 'a', 'cc'], { onProgress: ({ done }) => progress.push(done) });
  expect([first(captured.data, 4), captured.count, captured.layers, captured.width]).toEqual([[1, 3, 1, 2], 4, LAYERS, WIDTH]);
  expect([read, progress]).toEqual([
    ['a', 'bbb', 'cc'],
    [2, 3, 4],
  ]);
  await lab.directions([{ positive: 'bbb', negative: 'dddd' }]);
  await lab.analyse([{ positive: 'dddd', negative: 'a' }]);
  const again: number[] = [];
  expect(first((await lab.capture(['cc', 'dddd'], { onProgress: ({ done }) => again.push(done) })).data, 2)).toEqual([2, 4]);
  expect([read, again]).toEqual([['a', 'bbb', 'cc', 'dddd'], [2]]);
});

test('another pooling asks the model for nothing; another device is another reading', async () => {
  const { lab, read, load } = page();
  expect(first((await lab.capture(['a'])).data, 1)).toEqual([1]);
  // After the one that was asked for the others follow in their order: mean-rest, last.
  expect(first((await lab.capture(['a'], { pooling: 'last' })).data, 1)[0]).toBeCloseTo(1.2, 6);
  expect(read).toEqual(['a']);
  load('webgpu');
  await lab.capture(['a']);
  expect(read).toEqual(['a', 'a']);
  load('wasm');
  await lab.capture(['a']);
  expect(read).toHaveLength(2);
});

test('memory is told which pooling was asked for, and which came along', async () => {
  const analysis = inProcess(analysisDesk());
  const call = vi.spyOn(analysis, 'call');
  await page({ analysis }).lab.capture(['a'], { pooling: 'last' });
  const told = call.mock.calls.flatMap(([kind, request]) => (kind === 'remember' ? [request as AnalysisCalls['remember']['in']] : []));
  expect(told.filter(({ along }) => !along).map(({ pooling }) => pooling)).toEqual(['last']);
  expect(told).toHaveLength(5);
});

test('what was read before a stop is kept', async () => {
  const analysis = inProcess(analysisDesk());
  const stopped = page({ analysis, stopAt: 2 });
  await expect(stopped.lab.capture(['a', 'bb', 'ccc'])).rejects.toMatchObject({ code: 'cancelled' });
  const { lab, read } = page({ analysis });
  await lab.capture(['a', 'bb', 'ccc']);
  expect(read).toEqual(['ccc']);
});

test('what the page keeps on the disk is taken, where it was read on the same device', async () => {
  const data = new Float32Array(LAYERS * WIDTH).fill(9);
  await writeResidual('kept', '#a', { poolings: ['mean'], data, on: { device: 'wasm', checked: true } });
  await writeResidual('kept', '#bb', { poolings: ['mean'], data, on: { device: 'webgpu', checked: true } });
  const { lab, read } = page({ graphHash: 'kept' });
  expect(first((await lab.capture(['a', 'bb'])).data, 2)).toEqual([9, 2]);
  expect(read).toEqual(['bb']);
});

test('memory has an end: what was used longest ago goes first; what overflowed is not kept', async () => {
  const asked = { graphHash: 'other', device: 'wasm', layers: 1, width: 2, pooling: 'mean', tokenHashes: ['a', 'b', 'c'] } as const;
  const there = async (kept: ReturnType<typeof lately>) => (await kept.find(asked)).have;
  const kept = lately(4);
  kept.keep({ ...asked, tokenHashes: ['a', 'b'] }, new Float32Array(4));
  await kept.find({ ...asked, tokenHashes: ['a'] });
  kept.keep({ ...asked, tokenHashes: ['c'] }, new Float32Array(2));
  expect(await there(kept)).toEqual([true, false, true]);
  kept.forget();
  kept.keep({ ...asked, tokenHashes: ['a', 'b'] }, Float32Array.of(1, NaN, 1, 1));
  expect(await there(kept)).toEqual([false, true, false]);
});

test('poolings that came along make room first, so that texts that were asked for are there when they are asked for again', async () => {
  const asked = { graphHash: 'along', device: 'wasm', layers: 1, width: 2, pooling: 'mean', tokenHashes: ['a', 'b', 'c'] } as const;
  const last = { ...asked, pooling: 'last' } as const;
  const there = async (kept: ReturnType<typeof lately>, of: Parameters<typeof kept.find>[0]) => (await kept.find(of)).have;
  // Room for four: three that are asked for, and one of those that came along.
  const kept = lately(8);
  for (const tokenHashes of [['a'], ['b'], ['c']]) {
    kept.keep({ ...asked, tokenHashes }, new Float32Array(2));
    kept.keep({ ...last, tokenHashes }, new Float32Array(2), true);
  }
  expect(await there(kept, { ...last, tokenHashes: ['a', 'b', 'c'] })).toEqual([false, false, true]);
  expect(await there(kept, asked)).toEqual([true, true, true]);
  // The one that came along has been asked for by now, but longer ago than the others: it goes first.
  kept.keep({ ...asked, tokenHashes: ['d'] }, new Float32Array(2));
  expect([await there(kept, asked), await there(kept, { ...last, tokenHashes: ['c'] })]).toEqual([[true, true, true], [false]]);
});

test('pairs with controls are read once by a model of whose texts memory takes one pooling alone', async () => {
  // Eight texts asked for in two requests, five poolings each: there is room for nine of the forty.
  const asked = { graphHash: 'large', device: 'wasm', layers: 1, width: 1 } as const;
  const kept = lately(9);
  const pass = (tokenHashes: string[]): void => {
    for (const pooling of ['mean', 'mean-rest', 'last', 'last-4', 'last-8'] as const)
      kept.keep({ ...asked, pooling, tokenHashes }, new Float32Array(tokenHashes.length), pooling !== 'mean');
  };
  pass(['a', 'b', 'c', 'd', 'e', 'f']);
  pass(['x', 'y']);
  expect((await kept.find({ ...asked, pooling: 'mean', tokenHashes: [...'abcdefxy'] })).have).toEqual(Array(8).fill(true));
});
