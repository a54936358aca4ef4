/** What a self-test that was passed hangs on: graph, weights, device, runtime, browser, and the program of this worker. */
import { sha256 } from '../../src/storage/hash';
import { ort, wasmThreads } from '../device/runtime';
import type { Fit } from './fit';

/**
 * One name for all of it; null in a page that is not built, whose program may change under the same address. `graph`: as it is mounted,
 * without its weights; `weights`: their hash.
 */
export async function testName(
  graph: Uint8Array,
  weights: string,
  { device, name, build }: Pick<Fit, 'device' | 'name' | 'build'>,
): Promise<string | null> {
  if (!import.meta.env.PROD) return null;
  const runtime = [device, name, build, ort.env.versions.web, device === 'wasm' ? wasmThreads() : 1];
  // The address of a worker that was built holds a hash of all that it is made of.
  return JSON.stringify([await sha256(new Blob([graph.slice()])), weights, ...runtime, navigator.userAgent, self.location.href]);
}
