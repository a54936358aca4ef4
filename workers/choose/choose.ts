/**
 * Which of several given answers the model would rather give, under a push: log-probabilities, nothing sampled. Of a row's texts, each a
 * prompt with an option, what they begin with alike is read once (workers/pass/row-reader.ts): a prefix is positions of a prompt under one
 * push. Of one text under several, what lies beneath them is computed once (workers/pass/beneath.ts).
 */
import { indices, type LayerIndex, type RowIndex } from '../../src/lab/indices';
import { project } from '../../src/lab/score';
import type { ChooseEvent, ChooseRequest, ChosenItem } from '../../src/protocol';
import { isUnbound, rowEdits } from '../generate/request';
import { unusableRow } from '../generate/overflow';
import { unusable } from '../generate/sample';
import type { LoadedModel } from '../model/loaded';
import { Given } from '../pass/beneath';
import type { Between } from '../pass/pieces';
import { alike, RowReader, sharesBeginnings, type Positions } from '../pass/row-reader';
import { pausing } from '../yield';
import { checkItem, checkRequest, crosses, tokensOf, type ItemTokens } from './items';
import { readingOrder } from './order';
import { readingsAnew, readingsApart, readingsTogether, type Reading } from './readings';

/**
 * Every item under every row's push. Reports each item as it is done, in an order in which those that begin alike follow each other; stops
 * within one pass. Throws `no-items`, `empty-prompt`, `bad-options`, `prompt-too-long`, `shape-mismatch`, `push-too-far`, `run-too-large`,
 * `no-chat-template`, `edits-failed`, and `logits-not-finite` or `logits-flat` where a push leaves an option no log-probability.
 */
export async function choose(
  model: LoadedModel,
  request: ChooseRequest,
  report: (event: ChooseEvent) => void,
  signal: AbortSignal,
): Promise<ChosenItem[]> {
  checkRequest(model, request);
  // All are looked at before the first is read: a mistake in the last one costs nobody a minute.
  const all = request.items.map((item, i) => {
    const tokens = tokensOf(model, item, request.template);
    checkItem(model, request, tokens, i);
    return tokens;
  });
  const pause = pausing(signal);
  // Nothing that can be refused has the graph mounted anew.
  if (request.clamps || request.answer?.clamps) await model.takeClamps(pause);
  signal.throwIfAborted();
  const rows = rowsOf(model, request, pause);
  const chosen: ChosenItem[] = [];
  let [done, computed, asked] = [0, 0, 0];
  try {
    for (const i of sharesBeginnings(model, 0) ? readingOrder(all.map(({ prompt }) => prompt)) : all.keys()) {
      const tokens = all[i]!;
      const item = await ask(model, request, rows, tokens, pause);
      // A stop that came in during the last pass, too.
      await pause();
      chosen[i] = item.chosen;
      computed += item.computed;
      asked += item.readings * tokens.prompt.length + request.rows * tokens.options.reduce((sum, { length }) => sum + length - 1, 0);
      report({ done: ++done, of: all.length, index: i, item: item.chosen, computed, asked });
    }
  } finally {
    for (const { reader } of rows) reader.dispose();
  }
  return chosen;
}

/** A push, and what has been read under it. */
interface Row {
  readonly prompt: Positions;
  readonly option: Positions;
  /** Nothing is pushed. */
  readonly isLeft: boolean;
  readonly reader: RowReader;
  /** Throws for log-probabilities that are none: a sum of theirs would be no number. */
  readonly expectUsable: (logProbs: Float32Array) => void;
}

/**
 * Those of the request; and after them one without a push where none of them is one and what could be read before it acts is wanted.
 */
function rowsOf(model: LoadedModel, request: ChooseRequest, pause: Between): Row[] {
  const { layers, width } = model.graph;
  const rows = indices<RowIndex>(request.rows).map((row): Row => {
    const { prompt, answer: option } = rowEdits(request, row, { rows: request.rows, layers, width });
    const isLeft = [prompt, option].every(({ steer, clamps }) => steer!.every((x) => x === 0) && (!clamps || isUnbound(clamps)));
    const expectUsable = (logProbs: Float32Array): void => {
      const problem = unusable(logProbs);
      if (problem) throw unusableRow(model, request, row, problem, isLeft);
    };
    return { prompt, option, isLeft, reader: new RowReader(model, pause), expectUsable };
  });
  if (!request.read || rows.some(({ isLeft }) => isLeft)) return rows;
  const left: Positions = { steer: null };
  return [...rows, { prompt: left, option: left, isLeft: true, reader: new RowReader(model, pause), expectUsable: () => undefined }];
}

/**
 * One item under every push: row after row, because GroupQueryAttention goes on from a cache with several tokens in one row alone.
 * `computed`: tokens. `readings`: how often its prompt was asked for.
 */
async function ask(
  model: LoadedModel,
  { rows: asked, read }: ChooseRequest,
  rows: readonly Row[],
  tokens: ItemTokens,
  pause: Between,
): Promise<{ chosen: ChosenItem; computed: number; readings: number }> {
  const { layers, width } = model.graph;
  const logProbs: number[][] = [];
  let left: Float32Array | null = null;
  let computed = 0;
  const given = new Given();
  for (const [i, row] of rows.entries()) {
    const answer = await askRow(model, row, i < asked ? tokens : { ...tokens, options: [] }, given, pause);
    if (i < asked) logProbs.push(answer.logProbs);
    if (row.isLeft) left = answer.residual;
    computed += answer.computed;
  }
  return {
    chosen: {
      logProbs,
      tokens: tokens.options.map(({ length }) => length),
      read: read ? along(left!, read, { layers, width }) : [],
    },
    computed,
    readings: rows.length,
  };
}

/** `residual`: of the prompt's last token, [layer, width]. `logProbs`: [option]. `computed`: how many tokens were read. */
async function askRow(
  model: LoadedModel,
  row: Row,
  { prompt, options }: ItemTokens,
  given: Given,
  pause: Between,
): Promise<{ logProbs: number[]; residual: Float32Array; computed: number }> {
  const together = sharesBeginnings(model, prompt.length + Math.max(1, ...options.map(({ length }) => length)) - 1);
  const reader = together ? row.reader : new RowReader(model, pause);
  const anew = new RowReader(model, pause);
  const before = reader.computed;
  const logProbs = options.map(() => 0);
  let residual: Float32Array | null = null;
  /** The prompt and what follows it. The first reading of all has the prompt's last token. */
  const take = async (own: RowReader, { given: said, from, count, options: some }: Reading, keep: boolean): Promise<void> => {
    const text = [
      { ids: prompt, at: row.prompt },
      { ids: said, at: row.option },
    ];
    const wanted = { first: prompt.length - 1 + from, count, keep, normed: true };
    const { logits, residual: first } = await own.read(text, wanted, given);
    residual ??= first;
    const vocab = logits.length / count;
    // Those of `some` that go on with a token number `at` after what was read.
    const goOn = (at: number): number[] => some.filter((i) => at < Math.min(options[i]!.length, alike(options[i]!, said) + 1));
    for (let at = from; at < from + count; at++) {
      const next = goOn(at);
      if (next.length === 0) continue;
      const before = logits.subarray((at - from) * vocab, (at - from + 1) * vocab);
      row.expectUsable(before);
      for (const i of next) logProbs[i]! += before[options[i]![at]!]!;
    }
  };
  try {
    if (together) for (const reading of readingsTogether(options)) await take(reader, reading, true);
    else {
      // Past the length at which the angles change, prompt and option are one reading, and pushed alike (checkItem).
      const isAnew = options.map((option) => crosses(model, prompt, option));
      for (const reading of readingsApart(options)) {
        const some = reading.options.filter((i) => !isAnew[i]);
        if (reading.given.length === 0) await take(reader, { ...reading, options: some }, options.length > 0);
        else if (some.length > 0) await take(reader, { ...reading, options: some }, false);
      }
      for (const [i, option] of options.entries())
        if (isAnew[i]) for (const reading of readingsAnew(option, i)) await take(anew, reading, false);
    }
    return { logProbs, residual: residual!, computed: reader.computed - before + anew.computed };
  } finally {
    if (!together) reader.dispose();
    anew.dispose();
  }
}

/** [layer]: the projection of a residual, [layer, width]. */
const along = (residual: Float32Array, directions: Float32Array, { layers, width }: { layers: number; width: number }): number[] =>
  indices<LayerIndex>(layers).map((layer) =>
    project(residual.subarray(layer * width, (layer + 1) * width), directions.subarray(layer * width, (layer + 1) * width)),
  );
