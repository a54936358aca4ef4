/**
 * What a chat template writes before every text, read once for all of them: each text goes on from its cache, and what its tokens add to a
 * pooling is added after. So residuals are those of reading each text whole, to rounding (workers/pass/pieces.ts).
 */
import { indices, type LayerIndex } from '../../src/lab/indices';
import type { CaptureRequest, Passage } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import type { KvCache } from './cache-tensor';
import { emptyCache } from './kv-cache';
import type { PassResult } from './forward';
import { read, type Between } from './pieces';
import { alike, sharesBeginnings } from './row-reader';
import { inMessages } from '../tokenizer/passage';

/** Tokens of a head that is worth a pass of its own. */
const WORTH = 8;

/** The template's own tokens before the texts; none where there is no template, a single text, or too few tokens to matter. */
export function headOf(model: LoadedModel, { texts, template, shuffle }: CaptureRequest): readonly number[] {
  if (!template || shuffle !== undefined || texts.length < 2) return [];
  const [text] = texts as [Passage, ...Passage[]];
  // What all begin with ends where the first message begins, which is the prompt of an answer.
  const message = typeof text === 'string' ? text : text.prompt || text.text;
  const first = model.textSpan(message, true)?.first ?? 0;
  return first < WORTH ? [] : model.encodeChat(inMessages(text), false).slice(0, first);
}

export class Head {
  private constructor(
    private readonly model: LoadedModel,
    private readonly ids: readonly number[],
    private readonly cache: KvCache,
    /** [layer, 2, width]: the residual of the first token, which is far larger than others, and the sum of the others. */
    private readonly residual: Float32Array,
  ) {}

  static async read(model: LoadedModel, ids: readonly number[], between: Between): Promise<Head> {
    const pool = new Float32Array(2 * ids.length).fill(1, ids.length + 1);
    pool[0] = 1;
    const cache = emptyCache(model, 1);
    const { residual } = await read(model, { ids: [ids], steer: null, pool, pools: 2, positions: [] }, cache, true, between);
    return new Head(model, ids, cache, residual);
  }

  /**
   * The text begins with these tokens, has others after them, and may go on from them; and each pooling gives all of them but the first the
   * same weight. `pool`: [pooling, token].
   */
  fits(ids: readonly number[], pool: Float32Array): boolean {
    const own = this.ids.length;
    const isEven = indices(pool.length / ids.length).every((p) =>
      pool.subarray(p * ids.length + 1, p * ids.length + own).every((weight) => weight === pool[p * ids.length + 1]),
    );
    return isEven && ids.length > own && alike(ids, this.ids) === own && sharesBeginnings(this.model, ids.length);
  }

  /** As workers/pass/pieces.ts reads the whole text, [layer, pooling, width]. */
  async goOn(ids: readonly number[], pool: Float32Array, between: Between): Promise<Pick<PassResult, 'residual'>> {
    const { layers, width } = this.model.graph;
    const own = this.ids.length;
    const pools = pool.length / ids.length;
    const after = ids.length - own;
    const rest = new Float32Array(pools * after);
    for (let p = 0; p < pools; p++) rest.set(pool.subarray(p * ids.length + own, (p + 1) * ids.length), p * after);
    const pass = { ids: [ids.slice(own)], steer: null, pool: rest, pools, positions: [] };
    const { residual } = await read(this.model, pass, this.cache, false, between);
    const whole = residual.slice();
    for (const layer of indices<LayerIndex>(layers)) {
      const first = this.residual.subarray(2 * layer * width, (2 * layer + 1) * width);
      const others = this.residual.subarray((2 * layer + 1) * width, (2 * layer + 2) * width);
      for (let p = 0; p < pools; p++) {
        const [ofFirst, ofOthers] = [pool[p * ids.length]!, pool[p * ids.length + 1]!];
        if (ofFirst === 0 && ofOthers === 0) continue;
        const at = (layer * pools + p) * width;
        for (let i = 0; i < width; i++) whole[at + i]! += ofFirst * first[i]! + ofOthers * others[i]!;
      }
    }
    return { residual: whole };
  }

  dispose(): void {
    this.cache.dispose();
  }
}
