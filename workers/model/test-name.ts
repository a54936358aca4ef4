/** What a self-test that was passed hangs on: graph, weights, device, runtime, browser, and the program of this worker. */
import { sha256 } from '../../src/storage/hash';
import { ort, wasmThreads } from '../device/runtime';
import type { Fit } from './fit';

/**
 * The address of this worker, which holds a hash of all that it is made of; null in a page that is not built, whose program may change
 * under the same address.
 */
export const PROGRAM = import.meta.env.PROD ? self.location.href : null;

/**
 * One name for all of it; null without `PROGRAM`. `graph`: as it is mounted,
 * without its weights; `weights`: their hash.
 */
export async function testName(
  graph: Uint8Array,
  weights: string,
  { device, name, build }: Pick<Fit, 'device' | 'name' | 'build'>,
): Promise<string | null> {
  if (PROGRAM === null) return null;
  const runtime = [device, name, build, ort.env.versions.web, device === 'wasm' ? wasmThreads() : 1];
  return JSON.stringify([await sha256(new Blob([graph.slice()])), weights, ...runtime, navigator.userAgent, PROGRAM]);
}
