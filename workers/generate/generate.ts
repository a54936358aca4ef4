/**
 * Our own decoding loop: rows with the same prompt and different steering in one batch, each with its own seed,
 * its own end, its own scores. Decoding is memory-bound, so eight strengths cost little more than one.
 */
import { coherence } from '../../src/lab/coherence';
import { index, indices, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import type { Generated, GeneratedRow, LabErrorData, SteerRequest, TokenEvent } from '../../src/protocol';
import { lastPool, type PassResult } from '../pass/forward';
import { Lanes } from '../pass/lanes';
import { sharesBeginnings } from '../pass/row-reader';
import type { LoadedModel } from '../model/loaded';
import { promptIds } from '../tokenizer/prompt';
import { brokenRow } from './overflow';
import { logProbability, sampler, unusable } from './sample';
import { textOf } from '../model/lens';
import { endsOf, likeliest, named, type LikelyId } from './likely';
import { check, isPlain, pushAt } from './request';
import { scoresOf } from './scores';
import { Unsteered } from './unsteered';
import { pausing } from '../yield';

interface Row {
  index: RowIndex;
  tokens: number[];
  text: string;
  scores: number[][];
  ended: boolean;
  failure: LabErrorData | null;
  /** True where nothing is added: its log-probabilities then are the unsteered model's own. */
  plain: boolean;
  logProbs: number[];
  /** [token]: the text so far. */
  texts: string[];
  likely: LikelyId[][];
  choose: (ids: readonly number[], logits: Float32Array) => number;
}

/**
 * Prefill, then one token per row and step until every row has ended. Reports each token; stops within one pass, which is a token or a
 * piece of a prompt (workers/pass/pieces.ts).
 * A token's scores are the projections of the residual it was chosen from. A row whose logits are unusable breaks off and says why; the
 * others go on.
 */
export async function generate(
  model: LoadedModel,
  request: SteerRequest,
  report: (event: TokenEvent) => void,
  signal: AbortSignal,
): Promise<Generated> {
  const prompt = promptIds(model, request);
  check(model, request, prompt.length);
  const pause = pausing(signal);
  // Nothing that can be refused has the graph mounted anew.
  if (request.clamps || request.answer?.clamps) await model.takeClamps(pause);
  signal.throwIfAborted();
  const { layers, width } = model.graph;
  const rows = indices<RowIndex>(request.rows).map((row): Row => ({
    index: row,
    tokens: [],
    text: '',
    scores: [],
    ended: false,
    failure: null,
    logProbs: [],
    texts: [],
    likely: [],
    plain: isPlain(request, row, { rows: request.rows, layers, width }),
    choose: sampler(request, request.seeds[row] ?? row),
  }));
  const isTurn = request.turn === true && rows.length === 1 && sharesBeginnings(model, prompt.length + request.maxNewTokens);
  const turns = isTurn ? model.turns : null;
  const at = pushAt(request, 0);
  const begun = turns?.take(model, prompt, at) ?? null;
  const known = begun?.length ?? 0;
  const lanes = new Lanes(model, rows.length, begun);
  let asked = rows.length * prompt.length;
  const started = performance.now();
  let prefillSeconds = 0;
  let made = 0;
  try {
    let ids = rows.map(() => prompt.slice(known));
    for (let step = 0; step < request.maxNewTokens; step++) {
      await pause();
      const length = ids[0]!.length;
      const result = await lanes.forward(
        { ids, ...pushAt(request, step), pool: lastPool(rows.length, length), pools: 1, positions: [index<TokenIndex>(length - 1)] },
        true,
        pause,
      );
      if (step === 0) prefillSeconds = seconds(started);
      else asked += rows.length;
      ids = rows.map((row) => [done(row) ? over(row) : choose(row, result)]);
      if (rows.every(done)) break;
    }
  } finally {
    if (begun) turns!.keep(model, { cache: begun, ids: prompt, at });
    lanes.dispose();
  }
  const decodeSeconds = seconds(started) - prefillSeconds;
  const out: GeneratedRow[] = [];
  const unsteered = new Unsteered(model, prompt, { along: request.read, likely: request.likely ?? 0 }, pause, turns);
  const text = textOf(model);
  try {
    for (const row of rows) out.push(await finish(row, unsteered, request, text));
    await pause();
  } finally {
    unsteered.dispose();
  }
  return {
    ...{ rows: out, promptTokens: prompt.length, prefillSeconds, decodeSeconds },
    ...{ computed: lanes.computed + unsteered.computed, asked: asked + unsteered.asked },
  };

  /** What a row that is done is fed while others go on: anything will do. */
  function over(row: Row): number {
    return row.tokens.at(-1) ?? prompt.at(-1)!;
  }

  function choose(row: Row, { logits, residual }: PassResult): number {
    const vocab = logits.length / rows.length;
    const own = logits.subarray(row.index * vocab, (row.index + 1) * vocab);
    const problem = unusable(own);
    if (problem) {
      row.failure = brokenRow(model, request, row.index, problem, row);
      return over(row);
    }
    const token = request.begin?.[row.tokens.length] ?? row.choose([...prompt, ...row.tokens], own);
    if (row.plain) row.logProbs.push(logProbability(own, token));
    row.ended = model.endTokens.has(token);
    row.tokens.push(token);
    row.text = model.decode(row.tokens);
    row.texts.push(row.text);
    row.likely.push(likeliest(own, request.likely ?? 0));
    const shape = { rows: rows.length, layers, width };
    const scores = request.read
      ? scoresOf((layer) => layerRow(residual, shape, layer, row.index), request.read, shape)
      : new Float32Array(0);
    row.scores.push(Array.from(scores));
    report({ row: row.index, token, text: row.text, scores, tokens: ++made, seconds: Math.max(0, seconds(started) - prefillSeconds) });
    return token;
  }
}

const done = (row: Row): boolean => row.ended || row.failure !== null;

/**
 * Adds what the unsteered model makes of the answer: its scores, what else was likely, and the mean log-probability of the coherence
 * numbers. All are known already where the row was unsteered.
 */
async function finish(row: Row, unsteered: Unsteered, request: SteerRequest, name: (id: number) => string): Promise<GeneratedRow> {
  const { text, texts, tokens, scores, ended, failure, plain, likely: pushed } = row;
  const own = { logProbs: row.logProbs, scores: request.read ? scores : [], likely: pushed };
  const { logProbs, scores: rereadScores, likely } = plain || tokens.length === 0 ? own : await unsteered.read(tokens);
  return {
    text,
    tokens,
    ends: endsOf(texts, text),
    scores,
    unsteeredScores: (rereadScores[0] ?? []).map((_, i) => mean(rereadScores.map((token) => token[i]!))),
    rereadScores,
    likely: request.likely ? { pushed: named(pushed, name), plain: named(likely, name) } : null,
    ended,
    failure,
    coherence: coherence(text, mean(logProbs)),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const seconds = (since: number): number => (performance.now() - since) / 1000;
