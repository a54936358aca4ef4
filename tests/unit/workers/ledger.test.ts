/** What is counted of a worker's time, by a clock of ours and by a session of a tiny model. */
import { expect, test } from 'vitest';
import { index, type TokenIndex } from '../../../src/lab/indices';
import { Ledger } from '../../../workers/device/ledger';
import { forward, meanPool } from '../../../workers/pass/forward';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { loadTiny, withRun } from './tiny';

test('phases follow each other, and a phase that is reported again goes on', () => {
  let now = 0;
  const ledger = new Ledger(() => now);
  const at = (time: number, phase: Parameters<Ledger['phase']>[0]) => ((now = time), ledger.phase(phase));
  at(1000, 'files');
  at(2000, 'files');
  at(3500, 'instrument');
  at(4000, 'session');
  at(6000, null);
  at(9000, null);
  expect(ledger.read().phases).toEqual([
    { phase: 'files', seconds: 2.5 },
    { phase: 'instrument', seconds: 0.5 },
    { phase: 'session', seconds: 2 },
  ]);
});

test('calls are counted by their kind, those that fail, too', async () => {
  let now = 0;
  const ledger = new Ledger(() => now);
  await ledger.during('capture', () => void (now += 500));
  await expect(
    ledger.during('capture', () => {
      now += 250;
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  await ledger.during('choose', () => Promise.resolve());
  expect(ledger.read().calls).toEqual([
    { kind: 'capture', count: 2, seconds: 0.75 },
    { kind: 'choose', count: 1, seconds: 0 },
  ]);
});

test('runs have their tokens, and the bytes of every tensor that crosses', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  const ledger = new Ledger();
  const { layers, width, vocab } = model.graph;
  const out: number[] = [];
  // A session of its own, so that others do not count here; the watched one hands on what it gives.
  const own = withRun(model, async (feeds, names) => {
    const outputs = await model.session.run(feeds, names);
    out.push(Object.values(outputs).reduce((sum, { data }) => sum + (data as Float32Array).byteLength, 0));
    return outputs as never;
  });
  const session = ledger.watch({ run: own.session.run.bind(own.session), outputNames: own.session.outputNames } as never);
  const watched = { ...own, session };
  const cache = emptyCache(model, 2);
  const read = { steer: null, pools: 1, positions: [index<TokenIndex>(0)] };
  await ledger.during('generate', async () => {
    const three = [
      [3, 4, 5],
      [6, 7, 8],
    ];
    await forward(watched, { ids: three, pool: meanPool(2, 3), ...read }, cache);
    for (const id of [9, 10]) await forward(watched, { ids: [[id], [id]], pool: meanPool(2, 1), ...read }, cache);
  });
  const [long, step] = ledger.read().runs;
  expect(long).toMatchObject({ kind: 'generate', of: 'read', runs: 1, tokens: 6, bytesOut: out[0] });
  expect(step).toMatchObject({ kind: 'generate', of: 'step', runs: 2, tokens: 4, bytesOut: out[1]! + out[2]! });
  // Residuals of two rows and their logits at least; and the steering of every block goes in.
  expect(long!.bytesOut).toBeGreaterThan(4 * 2 * (layers * width + vocab!));
  expect(long!.bytesIn).toBeGreaterThan(4 * 2 * layers * width);
  expect(long!.seconds).toBeGreaterThan(0);
});
