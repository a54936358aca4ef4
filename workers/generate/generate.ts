/**
 * Our own decoding loop: rows with the same prompt and different steering in one batch, each with its own seed,
 * its own end, its own scores. Decoding is memory-bound, so eight strengths cost little more than one.
 */
import { count } from '../../src/count';
import { LabError } from '../../src/error';
import { coherence } from '../../src/lab/coherence';
import { index, indices, type LayerIndex, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { clampsOfRow, type Clamps } from '../../src/lab/clamps';
import { layerRow } from '../../src/lab/layer-row';
import { project } from '../../src/lab/score';
import type { Generated, GeneratedRow, LabErrorData, SteerRequest, TokenEvent } from '../../src/protocol';
import { lastPool, type Pass, type PassResult } from '../pass/forward';
import { Lanes } from '../pass/lanes';
import { expectFits } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import { promptIds } from '../tokenizer/prompt';
import { brokenRow, expectClamps, expectPush } from './overflow';
import { logProbability, sampler, unusable } from './sample';
import { Unsteered } from './unsteered';
import { breathe } from '../yield';

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
  choose: (ids: readonly number[], logits: Float32Array) => number;
}

/**
 * Prefill, then one token per row and step until every row has ended. Reports each token; stops within one.
 * A token's scores are the projections of the residual it was chosen from. A row whose logits are unusable breaks off and says why; the
 * others go on.
 */
export async function generate(
  model: LoadedModel,
  request: SteerRequest,
  report: (event: TokenEvent) => void,
  signal: AbortSignal,
): Promise<Generated> {
  if (request.clamps || request.answer?.clamps) await model.takeClamps();
  const { layers, width } = model.graph;
  const prompt = promptIds(model, request);
  check(model, request, prompt.length);
  const rows = indices<RowIndex>(request.rows).map((row): Row => ({
    index: row,
    tokens: [],
    text: '',
    scores: [],
    ended: false,
    failure: null,
    logProbs: [],
    plain: isPlain(request, row, { rows: request.rows, layers, width }),
    choose: sampler(request, request.seeds[row] ?? row),
  }));
  /** Lets a stop come in, and obeys it. */
  const pause = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  const lanes = new Lanes(model, rows.length);
  const started = performance.now();
  let prefillSeconds = 0;
  let made = 0;
  try {
    let ids = rows.map(() => prompt);
    for (let step = 0; step < request.maxNewTokens; step++) {
      await pause();
      const length = ids[0]!.length;
      const result = await lanes.forward(
        { ids, ...pushAt(request, step), pool: lastPool(rows.length, length), pools: 1, positions: [index<TokenIndex>(length - 1)] },
        true,
        pause,
      );
      if (step === 0) prefillSeconds = seconds(started);
      ids = rows.map((row) => [done(row) ? over(row) : choose(row, result)]);
      if (rows.every(done)) break;
    }
  } finally {
    lanes.dispose();
  }
  const decodeSeconds = seconds(started) - prefillSeconds;
  const out: GeneratedRow[] = [];
  const unsteered = new Unsteered(model, prompt);
  try {
    for (const row of rows) {
      await pause();
      out.push(await finish(row, unsteered, request.read));
    }
  } finally {
    unsteered.dispose();
  }
  return { rows: out, promptTokens: prompt.length, prefillSeconds, decodeSeconds };

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
    const token = row.choose([...prompt, ...row.tokens], own);
    if (row.plain) row.logProbs.push(logProbability(own, token));
    row.ended = model.endTokens.has(token);
    row.tokens.push(token);
    row.text = model.decode(row.tokens);
    const scores = request.read ? scoresOf(residual, row.index, { rows: rows.length, width }, request.read) : new Float32Array(0);
    row.scores.push(Array.from(scores));
    report({ row: row.index, token, text: row.text, scores, tokens: ++made, seconds: Math.max(0, seconds(started) - prefillSeconds) });
    return token;
  }
}

const done = (row: Row): boolean => row.ended || row.failure !== null;

/**
 * Adds what the unsteered model makes of the answer: its scores, and the mean log-probability of the coherence numbers. Both are known
 * already where the row was unsteered.
 */
async function finish(row: Row, unsteered: Unsteered, directions: Float32Array | null): Promise<GeneratedRow> {
  const { text, tokens, scores, ended, failure, plain } = row;
  const again = plain || tokens.length === 0 ? null : await unsteered.read(tokens);
  const logProbs = again?.logProbs ?? row.logProbs;
  const unsteeredScores =
    !directions || tokens.length === 0
      ? []
      : again
        ? Array.from(scoresOf(again.residual, ALONE, { rows: 1, width: directions.length / scores[0]!.length }, directions))
        : scores[0]!.map((_, layer) => mean(scores.map((token) => token[layer]!)));
  return { text, tokens, scores, unsteeredScores, ended, failure, coherence: coherence(text, mean(logProbs)) };
}

/** [layer]: one row's residuals, of [layer, row, width], along `directions` [layer, width]. */
function scoresOf(residual: Float32Array, row: RowIndex, shape: { rows: number; width: number }, directions: Float32Array): Float32Array {
  const { width } = shape;
  return Float32Array.from(indices<LayerIndex>(directions.length / width), (layer) =>
    project(layerRow(residual, shape, layer, row), directions.subarray(layer * width, (layer + 1) * width)),
  );
}

/** The row of a batch of one. */
const ALONE = index<RowIndex>(0);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function check(model: LoadedModel, request: SteerRequest, promptTokens: number): void {
  const { rows, maxNewTokens } = request;
  expectPush(model, request);
  if (request.answer) expectPush(model, { ...request, steer: request.answer.steer });
  for (const clamps of [request.clamps, request.answer?.clamps]) if (clamps) expectClamps(model, clamps, rows);
  if (promptTokens === 0) throw new LabError('empty-prompt', 'The prompt is empty.', 'Write something for the model to answer.');
  if (!(Number.isInteger(maxNewTokens) && maxNewTokens >= 1))
    throw new LabError('bad-length', `maxNewTokens must be a whole number of at least 1, got ${maxNewTokens}.`, 'Try 64.');
  const over = promptTokens + maxNewTokens - (model.context ?? Infinity);
  if (over > 0) {
    const fewer = maxNewTokens - over;
    throw new LabError(
      'prompt-too-long',
      `${count(promptTokens, 'prompt token')} and ${count(maxNewTokens, 'new one')} are ${over.toLocaleString('en-GB')} more than the model's context of ${model.context!.toLocaleString('en-GB')}.`,
      `Shorten the prompt by ${count(over, 'token')}${fewer > 0 ? `, or ask for at most ${count(fewer, 'new one')}` : ' at least'}.`,
    );
  }
  const { firstWindow } = model.graph;
  const again = firstWindow !== null && promptTokens <= firstWindow && promptTokens + maxNewTokens > firstWindow ? firstWindow + 1 : 0;
  expectFits(model, { rows, prompt: promptTokens, answer: maxNewTokens, readAtOnce: Math.max(promptTokens, again) });
}

/** The first step reads the prompt, the others the answer. */
const pushAt = ({ steer, clamps = null, answer }: SteerRequest, step: number): Pick<Pass, 'steer' | 'clamps'> =>
  step > 0 && answer ? answer : { steer, clamps };

const isPlain = ({ steer, clamps, answer }: SteerRequest, row: RowIndex, shape: { rows: number; layers: number; width: number }): boolean =>
  [clamps, answer?.clamps].every((own) => !own || isUnbound(clampsOfRow(own, row, shape.rows, shape.layers))) &&
  [steer, ...(answer ? [answer.steer] : [])].every((push) =>
    indices<LayerIndex>(shape.layers).every((layer) => layerRow(push, shape, layer, row).every((x) => x === 0)),
  );

/** Bounds of one row, none of which keeps anything. */
const isUnbound = ({ low, high }: Clamps): boolean => low.every((x) => x === -Infinity) && high.every((x) => x === Infinity);

const seconds = (since: number): number => (performance.now() - since) / 1000;
