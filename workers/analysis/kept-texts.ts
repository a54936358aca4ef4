/** The texts of a reading as this disk keeps them, and as the mathematics wants them. */
import type { Residuals } from '../../src/lab/residuals';
import type { Pooling } from '../../src/protocol';
import { takeOver } from '../../src/storage/readings';
import { pooled, readResiduals, type KeptResidual } from '../../src/storage/residuals';

interface Shape {
  readonly layers: number;
  readonly width: number;
}

/** What this disk has, or nothing where it refuses (private window). */
export async function taken(graphHash: string, tokenHashes: readonly string[]): Promise<(KeptResidual | undefined)[]> {
  try {
    await takeOver();
    return await readResiduals(graphHash, tokenHashes);
  } catch {
    return [];
  }
}

/**
 * The text where it has the model's shape. config.json may say another number of blocks by now (src/graph/hints.ts): what was read before
 * is then of no use.
 */
export const fitting =
  ({ layers, width }: Shape) =>
  (text: KeptResidual | undefined): KeptResidual | undefined =>
    text && text.data.length === text.poolings.length * layers * width ? text : undefined;

/** [text, layer, width] of one pooling, zeros where `have` is 0. */
export function contiguous(
  texts: readonly (KeptResidual | undefined)[],
  pooling: Pooling,
  { layers, width }: Shape,
): { residuals: Residuals; have: Uint8Array } {
  const data = new Float32Array(texts.length * layers * width);
  const have = Uint8Array.from(texts, (text, i) => {
    const residual = text && pooled(text, pooling);
    if (residual) data.set(residual, i * layers * width);
    return residual ? 1 : 0;
  });
  return { residuals: { layers, width, count: texts.length, data }, have };
}
