/**
 * Answers as the model left alone reads them: how likely each token is to it, and the residual stream that each would have been chosen
 * from. The prompt is read once for all answers; each goes on from there.
 */
import { index, indices, type TokenIndex } from '../../src/lab/indices';
import { emptyCache } from '../pass/kv-cache';
import type { KvCache } from '../pass/cache-tensor';
import { forward, lastPool, type PassResult } from '../pass/forward';
import { KEPT } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import { logProbability } from './sample';

export interface Read {
  /** Natural logarithms, one for each token of the answer. */
  logProbs: number[];
  /**
   * [layer, width]: the mean over the positions that the answer's tokens are chosen from, the last of the prompt to the last but one of
   * the answer.
   */
  residual: Float32Array;
}

export class Unsteered {
  private prefix: ({ cache: KvCache } & PassResult) | null = null;

  constructor(
    private readonly model: LoadedModel,
    private readonly prompt: readonly number[],
  ) {}

  /** Reads an answer of at least one token. */
  async read(answer: readonly number[]): Promise<Read> {
    if (answer.length > KEPT || this.crosses(answer)) return this.inPieces(answer);
    this.prefix ??= await this.readPrompt();
    const { cache, logits, residual } = this.prefix;
    const logProbs = [logProbability(logits, answer[0]!)];
    const read = answer.slice(0, -1);
    if (read.length === 0) return { logProbs, residual };
    // Not kept: the next answer goes on from the prompt, too.
    const share = 1 / answer.length;
    const rest = await forward(
      this.model,
      { ids: [read], steer: null, pool: new Float32Array(read.length).fill(share), pools: 1, positions: indices<TokenIndex>(read.length) },
      cache,
      false,
    );
    return {
      logProbs: [...logProbs, ...each(rest.logits, answer.slice(1))],
      residual: rest.residual.map((x, i) => x + share * residual[i]!),
    };
  }

  dispose(): void {
    this.prefix?.cache.dispose();
    this.prefix = null;
  }

  /** The rotary angles change within the answer: what the prompt's cache holds is of no use past that (workers/pass/lanes.ts). */
  private crosses(answer: readonly number[]): boolean {
    const { firstWindow } = this.model.graph;
    return firstWindow !== null && this.prompt.length <= firstWindow && this.prompt.length + answer.length - 1 > firstWindow;
  }

  private async readPrompt(): Promise<{ cache: KvCache } & PassResult> {
    const cache = emptyCache(this.model, 1);
    const n = this.prompt.length;
    return {
      cache,
      ...(await forward(
        this.model,
        { ids: [this.prompt], steer: null, pool: lastPool(1, n), pools: 1, positions: [index<TokenIndex>(n - 1)] },
        cache,
      )),
    };
  }

  /**
   * Of a long answer, by prefills that end with its KEPT-th, 2·KEPT-th, … and last token, and with the last that the first rotary angles
   * reach.
   */
  private async inPieces(answer: readonly number[]): Promise<Read> {
    const { layers, width } = this.model.graph;
    const all: number[] = [];
    const residual = new Float32Array(layers * width);
    for (const { ids, first, tokens } of pieces(this.model, this.prompt, answer)) {
      const cache = emptyCache(this.model, 1);
      try {
        const pool = new Float32Array(ids.length).fill(1 / answer.length, first);
        const pass = await forward(
          this.model,
          { ids: [ids], steer: null, pool, pools: 1, positions: indices<TokenIndex>(ids.length).slice(first) },
          cache,
          false,
        );
        all.push(...each(pass.logits, tokens));
        pass.residual.forEach((x, i) => (residual[i]! += x));
      } finally {
        cache.dispose();
      }
    }
    return { logProbs: all, residual };
  }
}

/** A beginning of prompt and answer to read, the place of its first token whose logits are wanted, and the tokens that follow those. */
export interface Piece {
  readonly ids: readonly number[];
  readonly first: number;
  readonly tokens: readonly number[];
}

/** An answer in pieces of at most KEPT tokens, cut also where the rotary angles change. */
export function* pieces({ graph }: LoadedModel, prompt: readonly number[], answer: readonly number[]): Generator<Piece> {
  for (let done = 0; done < answer.length;) {
    const first = prompt.length - 1 + done;
    const window = (graph.firstWindow ?? Infinity) - first;
    const tokens = answer.slice(done, done + Math.min(KEPT, window > 0 ? window : KEPT));
    yield { ids: [...prompt, ...answer].slice(0, first + tokens.length), first, tokens };
    done += tokens.length;
  }
}

/** `logits` [token, vocab] before each of `tokens`. */
function each(logits: Float32Array, tokens: readonly number[]): number[] {
  const vocab = logits.length / tokens.length;
  return tokens.map((token, i) => logProbability(logits.subarray(i * vocab, (i + 1) * vocab), token));
}
