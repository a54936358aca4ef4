/**
 * Which of several given answers the model would rather give, under a push: log-probabilities, nothing sampled. Of a row's texts, each a
 * prompt with an option, what they begin with alike is read once (workers/pass/row-reader.ts): a prefix is positions of a prompt under one
 * push. Of one text under several, what lies beneath them is computed once (workers/pass/beneath.ts), and rows read it as one batch where
 * they can (bundles.ts).
 */
import { indices, type LayerIndex } from '../../src/lab/indices';
import { project } from '../../src/lab/score';
import type { ChooseEvent, ChooseRequest, ChosenItem } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import { Given } from '../pass/beneath';
import type { Between } from '../pass/pieces';
import { alike, sharesBeginnings, type RowReader } from '../pass/row-reader';
import { pausing } from '../yield';
import { bundlesOf, rowsOf, withReader, type Bundle, type Row } from './bundles';
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
  const bundles = bundlesOf(model, rowsOf(model, request)).map((rows) => withReader(model, pause, rows));
  const chosen: ChosenItem[] = [];
  let [done, computed, asked] = [0, 0, 0];
  try {
    for (const i of sharesBeginnings(model, 0) ? readingOrder(all.map(({ prompt }) => prompt)) : all.keys()) {
      const tokens = all[i]!;
      const item = await ask(model, request, bundles, tokens, pause);
      // A stop that came in during the last pass, too.
      await pause();
      chosen[i] = item.chosen;
      computed += item.computed;
      asked += item.readings * tokens.prompt.length + request.rows * tokens.options.reduce((sum, { length }) => sum + length - 1, 0);
      report({ done: ++done, of: all.length, index: i, item: item.chosen, computed, asked });
    }
  } finally {
    for (const { reader } of bundles) reader.dispose();
  }
  return chosen;
}

/** What an item came to. */
interface Answer {
  /** [row][option] */
  readonly logProbs: number[][];
  /** Of the prompt's last token without a push, [layer, width]. */
  left: Float32Array | null;
}

/** One item under every push. `computed`: tokens. `readings`: how often its prompt was asked for. */
async function ask(
  model: LoadedModel,
  { rows: asked, read }: ChooseRequest,
  bundles: readonly Bundle[],
  tokens: ItemTokens,
  pause: Between,
): Promise<{ chosen: ChosenItem; computed: number; readings: number }> {
  const { layers, width } = model.graph;
  const { prompt, options } = tokens;
  const rows = bundles.flatMap((bundle) => bundle.rows);
  const answer: Answer = { logProbs: Array.from({ length: asked }, () => options.map(() => 0)), left: null };
  const given = new Given();
  let computed = 0;
  if (sharesBeginnings(model, prompt.length + Math.max(...options.map(({ length }) => length)) - 1))
    for (const bundle of bundles) computed += await askTogether(bundle, tokens, given, answer);
  else for (const row of rows) computed += await askApart(model, row, tokens, given, answer, pause);
  return {
    chosen: {
      logProbs: answer.logProbs,
      tokens: options.map(({ length }) => length),
      read: read ? along(answer.left!, read, { layers, width }) : [],
    },
    computed,
    readings: rows.length,
  };
}

/** Each text goes on from what the ones before it left. As `askApart` but for that. */
async function askTogether({ rows, reader }: Bundle, tokens: ItemTokens, given: Given, answer: Answer): Promise<number> {
  const before = reader.computed;
  const options = rows[0]!.asked === null ? [] : tokens.options;
  for (const reading of readingsTogether(options)) await take(reader, rows, { ...tokens, options }, reading, true, given, answer);
  return reader.computed - before;
}

/** One row reads one item: adds to `answer`, and returns how many tokens were read. */
async function askApart(
  model: LoadedModel,
  row: Row,
  { prompt, options: all }: ItemTokens,
  given: Given,
  answer: Answer,
  pause: Between,
): Promise<number> {
  const options = row.asked === null ? [] : all;
  const [{ reader }, { reader: anew }] = [withReader(model, pause, [row]), withReader(model, pause, [row])];
  const by = (own: RowReader, reading: Reading, keep: boolean) => take(own, [row], { prompt, options }, reading, keep, given, answer);
  try {
    // Past the length at which the angles change, prompt and option are one reading, and pushed alike (checkItem).
    const isAnew = options.map((option) => crosses(model, prompt, option));
    for (const reading of readingsApart(options)) {
      const some = reading.options.filter((i) => !isAnew[i]);
      if (reading.given.length === 0) await by(reader, { ...reading, options: some }, options.length > 0);
      else if (some.length > 0) await by(reader, { ...reading, options: some }, false);
    }
    for (const [i, option] of options.entries())
      if (isAnew[i]) for (const reading of readingsAnew(option, i)) await by(anew, reading, false);
    return reader.computed + anew.computed;
  } finally {
    reader.dispose();
    anew.dispose();
  }
}

/** The prompt and what follows it, under each row. The first reading of all has the prompt's last token. */
async function take(
  reader: RowReader,
  rows: readonly Row[],
  { prompt, options }: ItemTokens,
  { given: said, from, count, options: some }: Reading,
  keep: boolean,
  given: Given,
  answer: Answer,
): Promise<void> {
  const text = [
    { ids: prompt, at: rows.map((row) => row.prompt) },
    { ids: said, at: rows.map((row) => row.option) },
  ];
  const wanted = { first: prompt.length - 1 + from, count, keep, normed: true };
  // Those of `some` that go on with a token number `at` after what was read.
  const goOn = (at: number): number[] => some.filter((i) => at < Math.min(options[i]!.length, alike(options[i]!, said) + 1));
  await reader.readRows(text, wanted, given, (i, { logits, residual }) => {
    const { asked, isLeft, expectUsable } = rows[i]!;
    if (isLeft) answer.left ??= residual;
    const vocab = logits.length / count;
    for (let at = from; at < from + count; at++) {
      const next = goOn(at);
      if (next.length === 0) continue;
      const before = logits.subarray((at - from) * vocab, (at - from + 1) * vocab);
      expectUsable(before);
      for (const option of next) answer.logProbs[asked!]![option]! += before[options[option]![at]!]!;
    }
  });
}

/** [layer]: the projection of a residual, [layer, width]. */
const along = (residual: Float32Array, directions: Float32Array, { layers, width }: { layers: number; width: number }): number[] =>
  indices<LayerIndex>(layers).map((layer) =>
    project(residual.subarray(layer * width, (layer + 1) * width), directions.subarray(layer * width, (layer + 1) * width)),
  );
