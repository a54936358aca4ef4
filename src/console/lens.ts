/** What window.lab does with directions alone: the tokens that they speak for in the loaded model. */
import * as given from './arguments';
import * as options from './options';
import type { LensOptions } from './types';
import type { App } from '../app/lower';
import { checkBand, type Steerable } from '../lab/units';
import type { Lens } from '../protocol';

export function lensCalls({ client }: App) {
  /**
   * The tokens whose logits the direction of a block raises most and lowers most, through final norm and head; workers/model/lens.ts has
   * the formula.
   */
  async function lens(directions: Steerable, o: LensOptions): Promise<Lens['rows'][number]> {
    const { layers, width, data } = given.directions(directions);
    const { layer, top, signal } = options.lens(o);
    checkBand([layer, layer], layers);
    const row = data.slice(layer * width, (layer + 1) * width);
    const { rows } = await client.call('lens', { directions: row, width, top }, { signal });
    return rows[0]!;
  }
  return { lens };
}
