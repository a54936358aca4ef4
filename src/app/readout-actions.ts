/** Asks the loaded model which tokens a direction speaks for. Nothing is kept: it takes two passes over one token. */
import type { Directions } from '../lab/direction';
import type { Lens } from '../protocol';
import type { ModelClient } from './ports';

export function readoutActions(model: Pick<ModelClient, 'call'>) {
  return {
    /** `top` tokens at each end of the direction of a block. Rejects with what workers/model/lens.ts throws. */
    async readOut(
      { width, data }: Pick<Directions, 'width' | 'data'>,
      layer: number,
      { top = 10, signal }: { top?: number; signal?: AbortSignal } = {},
    ): Promise<Lens['rows'][number]> {
      const directions = data.slice(layer * width, (layer + 1) * width);
      const { rows } = await model.call('lens', { directions, width, top }, { signal });
      return rows[0]!;
    },
  };
}
