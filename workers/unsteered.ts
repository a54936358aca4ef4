/** How likely answers are to the model left alone. The prompt is read once for all of them; each answer goes on from there. */
import { emptyCache } from './cache';
import type { Cache } from './cache-tensor';
import { forward, lastPool } from './forward';
import { KEPT } from './limits';
import type { LoadedModel } from './loaded';
import { logProbability } from './sample';

export class Unsteered {
  private prefix: { cache: Cache; logits: Float32Array } | null = null;

  constructor(
    private readonly model: LoadedModel,
    private readonly prompt: readonly number[],
  ) {}

  /** Natural logarithms, one for each token of the answer. */
  async logProbs(answer: readonly number[]): Promise<number[]> {
    if (answer.length > KEPT || this.crosses(answer)) return this.inPieces(answer);
    this.prefix ??= await this.read();
    const { cache, logits } = this.prefix;
    const first = answer.slice(0, 1).map((token) => logProbability(logits, token));
    const read = answer.slice(0, -1);
    if (read.length === 0) return first;
    // Not kept: the next answer goes on from the prompt, too.
    const rest = await forward(this.model, { ids: [read], steer: null, pool: lastPool(1, read.length), pools: 1, positions: read.map((_, i) => i) }, cache, false);
    return [...first, ...each(rest.logits, answer.slice(1))];
  }

  dispose(): void {
    this.prefix?.cache.dispose();
    this.prefix = null;
  }

  /** The rotary angles change within the answer: what the prompt's cache holds is of no use past that (workers/lanes.ts). */
  private crosses(answer: readonly number[]): boolean {
    const { firstWindow } = this.model.graph;
    return firstWindow !== null && this.prompt.length <= firstWindow && this.prompt.length + answer.length - 1 > firstWindow;
  }

  private async read(): Promise<{ cache: Cache; logits: Float32Array }> {
    const cache = emptyCache(this.model, 1);
    const n = this.prompt.length;
    const { logits } = await forward(this.model, { ids: [this.prompt], steer: null, pool: lastPool(1, n), pools: 1, positions: [n - 1] }, cache);
    return { cache, logits };
  }

  /** Of a long answer, by prefills that end with its KEPT-th, 2·KEPT-th, … and last token, and with the last that the first rotary angles reach. */
  private async inPieces(answer: readonly number[]): Promise<number[]> {
    const all: number[] = [];
    while (all.length < answer.length) {
      const first = this.prompt.length - 1 + all.length;
      const window = (this.model.graph.firstWindow ?? Infinity) - first;
      const tokens = answer.slice(all.length, all.length + Math.min(KEPT, window > 0 ? window : KEPT));
      const ids = [...this.prompt, ...answer].slice(0, first + tokens.length);
      const cache = emptyCache(this.model, 1);
      try {
        const { logits } = await forward(this.model, { ids: [ids], steer: null, pool: lastPool(1, ids.length), pools: 1, positions: tokens.map((_, i) => first + i) }, cache, false);
        all.push(...each(logits, tokens));
      } finally {
        cache.dispose();
      }
    }
    return all;
  }
}

/** `logits` [token, vocab] before each of `tokens`. */
function each(logits: Float32Array, tokens: readonly number[]): number[] {
  const vocab = logits.length / tokens.length;
  return tokens.map((token, i) => logProbability(logits.subarray(i * vocab, (i + 1) * vocab), token));
}
