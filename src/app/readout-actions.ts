/** Asks the loaded model which tokens directions speak for. Nothing is kept: a direction takes one pass over one token. */
import type { Directions } from '../lab/direction';
import type { Lens } from '../protocol';
import type { ModelClient } from './ports';

export type TokenEnds = Lens['rows'][number];
type Asked = Pick<Directions, 'layers' | 'width' | 'data'>;
interface Options {
  readonly top?: number;
  readonly signal?: AbortSignal;
}

export function readoutActions(model: Pick<ModelClient, 'call'>) {
  return {
    /** `top` tokens at each end of the direction of a block. Rejects with what workers/model/lens.ts throws. */
    async readOut({ width, data }: Asked, layer: number, { top = 10, signal }: Options = {}): Promise<TokenEnds> {
      const directions = data.slice(layer * width, (layer + 1) * width);
      const { rows } = await model.call('lens', { directions, width, top }, { signal });
      return rows[0]!;
    },

    /** [layer] the same of all blocks in one call; null at a block that has no direction. */
    async readOutAll({ layers, width, data }: Asked, { top = 10, signal }: Options = {}): Promise<(TokenEnds | null)[]> {
      const blocks = Array.from({ length: layers }, (_, layer) => data.subarray(layer * width, (layer + 1) * width));
      const there = blocks.filter((block) => block.some((value) => value !== 0));
      const directions = new Float32Array(there.length * width);
      there.forEach((block, row) => directions.set(block, row * width));
      const { rows } = there.length > 0 ? await model.call('lens', { directions, width, top }, { signal }) : { rows: [] };
      let row = 0;
      return blocks.map((block) => (there.includes(block) ? rows[row++]! : null));
    },
  };
}
