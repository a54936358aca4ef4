/**
 * The self-test of a load: whole the first time, and where the same files passed it in this browser, on this device, under this program,
 * by reading one of its texts again: the numbers have to be what they were. A weight that has changed on the disk changes them.
 */
import { index, indices, type LayerIndex, type TokenIndex } from '../../src/lab/indices';
import type { SelfTest } from '../../src/protocol';
import type { Latest } from '../../src/storage/latest';
import type { OnceRead, PassedTest } from '../../src/storage/loads';
import { forward, meanPool } from '../pass/forward';
import { emptyCache } from '../pass/kv-cache';
import type { LoadedModel } from './loaded';
import { selfTest, SENTENCE, type Reference } from './self-test';

type Disk = Pick<Latest<PassedTest>, 'find' | 'keep'>;

/** The most that `apart` may be: the same operations in the same order hardly differ. */
const SAME = { float32: 1e-5, float16: 1e-2 };

/**
 * `name`: all that the test hangs on; null where that cannot be told, and the test is whole. A disk that keeps nothing costs a whole test
 * each time, and no more.
 */
export async function tested(
  model: LoadedModel,
  reference: Reference | null,
  name: string | null,
  { find, keep }: Disk,
): Promise<SelfTest> {
  const started = performance.now();
  const before = name === null ? undefined : await find(name).catch(() => undefined);
  if (before) {
    const difference = apart(await readOnce(model, reference), before.read, model.graph);
    if (difference <= SAME[model.graph.activation])
      return { ...before.test, seconds: (performance.now() - started) / 1000, kept: { at: before.at, difference } };
  }
  const test = await selfTest(model, reference);
  if (name !== null && test.passed) {
    const read = await readOnce(model, reference);
    await keep(name, { at: new Date().toISOString(), test, read }).catch(() => undefined);
  }
  return test;
}

async function readOnce(model: LoadedModel, reference: Reference | null): Promise<OnceRead> {
  const ids = model.encode(reference?.text ?? SENTENCE).slice(0, model.context ?? Infinity);
  const cache = emptyCache(model, 1);
  try {
    const last = index<TokenIndex>(ids.length - 1);
    const pass = { ids: [ids], steer: null, pool: meanPool(1, ids.length), pools: 1, positions: [last] };
    const { residual, logits } = await forward(model, pass, cache, false);
    // A runtime may give the memory of its outputs to the next run.
    return { residual: residual.slice(), logits: logits.slice() };
  } finally {
    cache.dispose();
  }
}

/** The largest difference in any block, or in the logits, as a share of the largest number there. */
function apart(now: OnceRead, before: OnceRead, { layers, width }: Pick<LoadedModel['graph'], 'layers' | 'width'>): number {
  const blocks = indices<LayerIndex>(layers).map((layer) =>
    share(now.residual.subarray(layer * width, (layer + 1) * width), before.residual.subarray(layer * width, (layer + 1) * width)),
  );
  return Math.max(...blocks, share(now.logits, before.logits));
}

/** NaN where a number is none, Infinity for lists of other lengths. */
function share(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let [most, size] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (Number.isNaN(difference)) return NaN;
    most = Math.max(most, difference);
    size = Math.max(size, Math.abs(b[i]!));
  }
  return most === 0 ? 0 : most / size;
}
