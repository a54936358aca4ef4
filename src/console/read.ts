/** How window.lab has texts read: what was read of them before, on the same device, is not read again. */
import type { App } from '../app/lower';
import { poolingsOfCut } from '../experiment/capture';
import type { Captured, CutRequest, Pooling } from '../protocol';

interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Called whenever texts are there. */
  onProgress?: ((progress: { done: number; of: number }) => void) | undefined;
}

export type ReadTexts = (request: CutRequest & { pooling: Pooling }, options?: ReadOptions) => Promise<Captured>;

/**
 * Residuals of texts by one pooling. The loaded model says which tokens it would read; where the lab has read those before
 * (src/storage/residuals.ts, workers/analysis/lately.ts) the numbers are taken, and what is left is read, each text once. A stop keeps what
 * was read. Throws what `capture` of the model's worker throws.
 */
export function textReader({ client, analysis, store }: Pick<App, 'client' | 'analysis' | 'store'>): ReadTexts {
  return async ({ pooling, ...request }, { signal, onProgress } = {}) => {
    const { model } = store.getState();
    // Without a loaded model nobody can say what was read by which: the worker reads, or says why not.
    if (model.status !== 'ready')
      return client.call('capture', { ...request, poolings: [pooling] }, { signal, onEvent: ({ done, of }) => onProgress?.({ done, of }) });

    const cut = await client.call('cut', request, { signal });
    // They cost nothing in one pass: another pooling of these texts asks the model for nothing then.
    const others = poolingsOfCut(cut, pooling).filter((other) => other !== pooling);
    const { graphHash, device, layers, width } = model.info;
    const about = { graphHash, device, layers, width, pooling };
    const hashes = cut.tokenHashes;
    const { have, data } = await analysis.call('find', { ...about, tokenHashes: hashes });
    // Texts of the same tokens are one text to the model.
    const missing = [...new Set(hashes.filter((_, i) => !have[i]))];
    const progress = (): void => onProgress?.({ done: have.filter(Boolean).length, of: hashes.length });
    if (have.includes(true)) progress();

    let read = 0;
    const size = layers * width;
    const place = (hash: string): number => hashes.indexOf(hash);
    /** [pooling][missing text, layer, width] */
    const kept = [pooling, ...others].map((name) => ({ pooling: name, data: new Float32Array(missing.length * size) }));
    try {
      if (missing.length > 0)
        await client.call(
          'capture',
          { ...request, texts: missing.map((hash) => request.texts[place(hash)]!), poolings: [pooling, ...others] },
          {
            signal,
            onEvent({ text, residual }) {
              kept.forEach((one, p) => one.data.set(residual.subarray(p * size, (p + 1) * size), text * size));
              hashes.forEach((hash, i) => {
                if (hash !== missing[text]) return;
                data.set(residual.subarray(0, size), i * size);
                have[i] = true;
              });
              read = text + 1;
              progress();
            },
          },
        );
    } finally {
      const tokenHashes = missing.slice(0, read);
      if (read > 0)
        for (const one of kept)
          await analysis.call('remember', {
            ...about,
            pooling: one.pooling,
            tokenHashes,
            data: one.data.slice(0, read * size),
            along: one.pooling !== pooling,
          });
    }
    return { ...cut, layers, width, count: hashes.length, data };
  };
}
