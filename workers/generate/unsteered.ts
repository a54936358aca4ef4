/**
 * Answers as the model left alone reads them: how likely each token is to it, what it would rather have written, and the scores of the
 * residual stream that each would have been chosen from. The prompt is read once for all answers; each goes on from there.
 */
import { index, indices, type LayerIndex, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import { emptyCache } from '../pass/kv-cache';
import type { KvCache } from '../pass/cache-tensor';
import type { Turns } from './turns';
import { answeredPiece, read as readPass, readAligned, type Between } from '../pass/pieces';
import type { Pass, PassResult } from '../pass/forward';
import { KEPT } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import type { Positions } from '../pass/positions';
import { likeliest, type LikelyId } from './likely';
import { logProbability } from './sample';
import { scoresOf } from './scores';

const LEFT_ALONE: Positions = { steer: null };

export interface Read {
  /** Natural logarithms, one for each token of the answer. */
  logProbs: number[];
  /**
   * [token][direction × layer]: scores of the positions that the answer's tokens are chosen from, the last of the prompt to the last but
   * one of the answer; empty without directions.
   */
  scores: number[][];
  /** [token]: the most probable tokens there; empty lists where none are wanted. */
  likely: LikelyId[][];
}

export interface Wanted {
  /** Directions to score along, [direction, layer, width]. */
  readonly along: Float32Array | null;
  /** How many of the most probable tokens. */
  readonly likely: number;
}

export class Unsteered {
  /** Tokens that were read so far, and those of every answer with its prompt. */
  computed = 0;
  asked = 0;
  private prefix: ({ cache: KvCache } & PassResult) | null = null;

  constructor(
    private readonly model: LoadedModel,
    private readonly prompt: readonly number[],
    private readonly wanted: Wanted,
    /** Awaited between two passes; may throw to stop. */
    private readonly between: Between,
    /** Of the conversation that the prompt goes on with; null where it is none. */
    private readonly turns: Turns | null = null,
  ) {}

  /** Reads an answer of at least one token. */
  async read(answer: readonly number[]): Promise<Read> {
    this.asked += this.prompt.length + answer.length - 1;
    if (answer.length > KEPT || this.crosses(answer)) return this.inPieces(answer);
    this.prefix ??= await this.readPrompt();
    const first = this.told(this.prefix, answer.slice(0, 1));
    const read = answer.slice(0, -1);
    if (read.length === 0) return first;
    // Not kept: the next answer goes on from the prompt, too.
    const rest = await this.run(this.pass(read, indices<TokenIndex>(read.length)), this.prefix.cache, false);
    return joined([first, this.told(rest, answer.slice(1))]);
  }

  dispose(): void {
    if (this.turns && this.prefix) this.turns.keep(this.model, { cache: this.prefix.cache, ids: this.prompt, at: LEFT_ALONE });
    else this.prefix?.cache.dispose();
    this.prefix = null;
  }

  /** The rotary angles change within the answer: what the prompt's cache holds is of no use past that (workers/pass/lanes.ts). */
  private crosses(answer: readonly number[]): boolean {
    const { firstWindow } = this.model.graph;
    return firstWindow !== null && this.prompt.length <= firstWindow && this.prompt.length + answer.length - 1 > firstWindow;
  }

  private async readPrompt(): Promise<{ cache: KvCache } & PassResult> {
    const cache = this.turns?.take(this.model, this.prompt, LEFT_ALONE) ?? emptyCache(this.model, 1);
    const ids = this.prompt.slice(cache.length);
    return { cache, ...(await this.run(this.pass(ids, [index<TokenIndex>(ids.length - 1)]), cache, true)) };
  }

  /**
   * Of a long answer, by prefills that end with its KEPT-th, 2·KEPT-th, … and last token, and with the last that the first rotary angles
   * reach.
   */
  private async inPieces(answer: readonly number[]): Promise<Read> {
    const all: Read[] = [];
    for (const { ids, first, tokens } of pieces(this.model, this.prompt, answer)) {
      const cache = emptyCache(this.model, 1);
      try {
        const result = await this.run(this.pass(ids, indices<TokenIndex>(ids.length).slice(first)), cache, false);
        all.push(this.told(result, tokens));
      } finally {
        cache.dispose();
      }
    }
    return joined(all);
  }

  private async run(pass: Pass, cache: KvCache, keep: boolean): Promise<PassResult> {
    await this.between();
    this.computed += pass.ids[0]!.length;
    if (this.turns && keep) return readAligned(this.model, pass, cache, this.between, answeredPiece(this.model));
    return readPass(this.model, pass, cache, keep, this.between);
  }

  /** Logits, and with directions the residual, of these positions of one row. */
  private pass(ids: readonly number[], positions: readonly TokenIndex[]): Pass {
    const pools = this.wanted.along ? positions.length : 1;
    const pool = new Float32Array(pools * ids.length);
    if (this.wanted.along) positions.forEach((position, i) => (pool[i * ids.length + position] = 1));
    return { ids: [ids], steer: null, pool, pools, positions };
  }

  /** What a pass says of the tokens that stand after its positions. */
  private told({ logits, residual }: PassResult, tokens: readonly number[]): Read {
    const { along, likely } = this.wanted;
    const { layers, width } = this.model.graph;
    const vocab = logits.length / tokens.length;
    const at = (i: number): Float32Array => logits.subarray(i * vocab, (i + 1) * vocab);
    const residualAt = (i: number) => (layer: LayerIndex) => layerRow(residual, { rows: tokens.length, width }, layer, index<RowIndex>(i));
    return {
      logProbs: tokens.map((token, i) => logProbability(at(i), token)),
      scores: along ? tokens.map((_, i) => Array.from(scoresOf(residualAt(i), along, { layers, width }))) : [],
      likely: tokens.map((_, i) => likeliest(at(i), likely)),
    };
  }
}

const joined = (reads: readonly Read[]): Read => ({
  logProbs: reads.flatMap(({ logProbs }) => logProbs),
  scores: reads.flatMap(({ scores }) => scores),
  likely: reads.flatMap(({ likely }) => likely),
});

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
