/**
 * Items asked of a model one after the other, under the rows of a request: what a text begins with as the one before it did is read once,
 * for as long as the chooser lives (workers/pass/row-reader.ts).
 */
import { indices, type LayerIndex } from '../../src/lab/indices';
import { project } from '../../src/lab/score';
import type { ChosenItem } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import { Given } from '../pass/beneath';
import type { Between } from '../pass/pieces';
import { alike, sharesBeginnings, type RowReader } from '../pass/row-reader';
import { bundlesOf, rowsOf, withReader, type Asking, type Bundle, type Row } from './bundles';
import { crosses, type ItemTokens } from './items';
import { readingsAnew, readingsApart, readingsTogether, type Reading } from './readings';

/** `computed`: tokens that were read for it. `readings`: how often its prompt was asked for. */
export interface Answered {
  readonly chosen: ChosenItem;
  readonly computed: number;
  readonly readings: number;
}

export class Chooser {
  private readonly bundles: readonly Bundle[];

  /** `pause`: awaited before every pass; may throw to stop. */
  constructor(
    private readonly model: LoadedModel,
    private readonly asking: Asking,
    private readonly pause: Between,
  ) {
    this.bundles = bundlesOf(model, rowsOf(model, asking)).map((rows) => withReader(model, pause, rows));
  }

  /**
   * One item under every row; `read` false: without what could be read before it acts. Throws `logits-not-finite` and `logits-flat` where a
   * push leaves an option no log-probability.
   */
  ask(tokens: ItemTokens, { read = true } = {}): Promise<Answered> {
    const [asking, bundles] = read
      ? [this.asking, this.bundles]
      : [{ ...this.asking, read: null }, this.bundles.filter(({ rows }) => rows.some(({ asked }) => asked !== null))];
    return ask(this.model, asking, bundles, tokens, this.pause);
  }

  dispose(): void {
    for (const { reader } of this.bundles) reader.dispose();
  }
}

/** What an item came to. */
interface Answer {
  /** [row][option] */
  readonly logProbs: number[][];
  /** Of the prompt's last token without a push, [layer, width]. */
  left: Float32Array | null;
}

async function ask(
  model: LoadedModel,
  { rows: asked, read }: Asking,
  bundles: readonly Bundle[],
  tokens: ItemTokens,
  pause: Between,
): Promise<Answered> {
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
export const along = (residual: Float32Array, directions: Float32Array, { layers, width }: { layers: number; width: number }): number[] =>
  indices<LayerIndex>(layers).map((layer) =>
    project(residual.subarray(layer * width, (layer + 1) * width), directions.subarray(layer * width, (layer + 1) * width)),
  );
