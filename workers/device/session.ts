/** A session of ONNX Runtime over a mounted model: the one place where one is made. */
import { count } from '../../src/count';
import { LabError, partMissing } from '../../src/error';
import type { GraphInfo } from '../../src/graph/info';
import type { Mounted } from '../model/mount';
import { ledger } from './ledger';
import { ort, runtimeThere, wasmThreads, type Build } from './runtime';
import { t } from '../../src/language/t';

/**
 * On the GPU device that is given, on the processor where there is none. The cache then stays on the GPU. Throws `session-failed`, and
 * `network` where the runtime's own files cannot be fetched. `begun`: the runtime's start (begin.ts), where it was begun before.
 */
export async function createSession(
  mounted: Pick<Mounted, 'bytes' | 'files'>,
  { cache }: Pick<GraphInfo, 'cache'>,
  { gpu, build, begun }: { gpu: GPUDevice | null; build: Build; begun?: Promise<void> | null },
): Promise<ort.InferenceSession> {
  const files = await inMemory(mounted.files, build === 'jspi' ? SMALL : Infinity);
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [gpu ? { name: 'webgpu', device: gpu } : 'wasm'],
    logSeverityLevel: 3, // Errors only: that shape arithmetic runs on the CPU is by design.
    externalData: [...files].map(([path, data]) => ({ path, data })),
    ...(gpu ? { preferredOutputLocation: Object.fromEntries(cache.map(({ present }) => [present, 'gpu-buffer' as const])) } : {}),
  };
  try {
    await begun;
    return ledger.watch(await ort.InferenceSession.create(mounted.bytes, options));
  } catch (error) {
    if (!(await runtimeThere())) throw partMissing('ONNX Runtime, which runs the model,');
    const where = gpu ? 'on the graphics adapter' : `with ${count(wasmThreads(), 'WASM thread')}`;
    const hint = gpu
      ? 'Its files were read, but this graphics device cannot run it: it has too little memory, or lacks an operation of the graph. Load it with the device “wasm”, or in a smaller dtype.'
      : 'Its files were read, but this browser tab cannot run it: mostly there is too little memory, else an operation of the graph is missing here. Close other tabs, or choose a smaller model or another dtype.';
    throw new LabError('session-failed', t`The model could not be started ${where}: ${(error as Error).message}`, hint);
  }
}

/**
 * Bytes. Files that are no longer are read whole in any build: with many small reads of Blobs a session has been seen to stop for good, in
 * one of about forty that were made on a graphics device in software.
 */
const SMALL = 64e6;

/**
 * Only ORT's JSPI build can wait for a Blob; the others take bytes. Blobs of at most `most` bytes are read: one copy, let go when the
 * session is made.
 */
async function inMemory(files: ReadonlyMap<string, Uint8Array | Blob>, most: number): Promise<Map<string, Uint8Array | Blob>> {
  const held = new Map<string, Uint8Array | Blob>();
  for (const [location, data] of files)
    held.set(location, data instanceof Blob && data.size <= most ? new Uint8Array(await data.arrayBuffer()) : data);
  return held;
}
