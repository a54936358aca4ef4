/**
 * Which of several given answers a model would rather give, under a push: log-probabilities, nothing sampled. A prompt is read once a
 * strength; every option goes on from there.
 */
import { clampsOfRow, type Clamps } from '../../src/lab/clamps';
import { index, indices, type LayerIndex, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { project } from '../../src/lab/score';
import type { ChooseEvent, ChooseRequest, ChosenItem } from '../../src/protocol';
import { KEPT } from '../device/limits';
import { isUnbound } from '../generate/request';
import { unusableRow } from '../generate/overflow';
import { logProbability, unusable } from '../generate/sample';
import type { LoadedModel } from '../model/loaded';
import { lastPool, type Pass, type PassResult } from '../pass/forward';
import { Lanes, pickRow } from '../pass/lanes';
import { breathe } from '../yield';
import { checkItem, checkRequest, crosses, tokensOf, type ItemTokens } from './items';

/**
 * Every item under every row's push. Reports each item; stops within one pass. Throws `no-items`, `empty-prompt`, `bad-options`,
 * `prompt-too-long`, `shape-mismatch`, `push-too-far`, `run-too-large`, `no-chat-template`,
 * `edits-failed`, and `logits-not-finite` or `logits-flat` where a push leaves an option no log-probability.
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
  // Nothing that can be refused has the graph mounted anew.
  if (request.clamps || request.answer?.clamps) await model.takeClamps();
  const pause = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  const chosen: ChosenItem[] = [];
  for (const tokens of all) {
    const item = await ask(model, request, tokens, pause);
    // A stop that came in during the last pass, too.
    await pause();
    chosen.push(item);
    report({ done: chosen.length, of: all.length, item });
  }
  return chosen;
}

/** One item under every push: row after row, because GroupQueryAttention goes on from a cache with several tokens in one row alone. */
async function ask(model: LoadedModel, request: ChooseRequest, tokens: ItemTokens, pause: () => Promise<void>): Promise<ChosenItem> {
  const { layers, width } = model.graph;
  const { rows, read } = request;
  const logProbs: number[][] = [];
  let plain: Float32Array | null = null;
  for (const row of indices<RowIndex>(rows)) {
    const { prompt, option } = editsOf(request, row, { rows, layers, width });
    const isLeft = [prompt, option].every(({ steer, clamps }) => steer!.every((x) => x === 0) && (!clamps || isUnbound(clamps)));
    /** Throws for logits that give no probability: a sum of theirs would be no number. */
    const expectUsable = (logits: Float32Array): void => {
      const problem = unusable(logits);
      if (problem) throw unusableRow(model, request, row, problem, isLeft);
    };
    const answer = await askRow(model, { prompt, option }, tokens, { pause, expectUsable });
    logProbs.push(answer.logProbs);
    if (isLeft) plain = answer.residual;
  }
  // What could be read before it acts is read without a push, where no row was.
  const left = { steer: null };
  if (read)
    plain ??= (await askRow(model, { prompt: left, option: left }, { ...tokens, options: [] }, { pause, expectUsable: () => undefined }))
      .residual;
  return { logProbs, tokens: tokens.options.map(({ length }) => length), read: read && plain ? along(plain, read, { layers, width }) : [] };
}

/** What happens at positions of one row. */
type Positions = Pick<Pass, 'steer' | 'clamps'>;

/** One row at the prompt's positions, and at those of an option. */
function editsOf(
  { steer, clamps = null, answer }: ChooseRequest,
  row: RowIndex,
  shape: { rows: number; layers: number; width: number },
): Record<'prompt' | 'option', Positions> {
  const at = (own: Float32Array, bounds: Clamps | null): Positions => ({
    steer: pickRow(own, row, shape),
    clamps: bounds && clampsOfRow(bounds, row, shape.rows, shape.layers),
  });
  const prompt = at(steer, clamps);
  return { prompt, option: answer ? at(answer.steer, answer.clamps) : prompt };
}

/** `residual`: of the prompt's last token, [layer, width]. `logProbs`: [option]. */
async function askRow(
  model: LoadedModel,
  at: Record<'prompt' | 'option', Positions>,
  { prompt, options }: ItemTokens,
  { pause, expectUsable }: { pause: () => Promise<void>; expectUsable: (logits: Float32Array) => void },
): Promise<{ logProbs: number[]; residual: Float32Array }> {
  const after = new Lanes(model, 1);
  const anew = new Lanes(model, 1);
  const read = async (
    lanes: Lanes,
    ids: readonly number[],
    positions: readonly TokenIndex[],
    { pushed, keep }: { pushed: Positions; keep: boolean },
  ): Promise<PassResult> => {
    await pause();
    return lanes.forward({ ids: [ids], ...pushed, pool: lastPool(1, ids.length), pools: 1, positions }, keep, pause);
  };
  const probability = (logits: Float32Array, token: number): number => {
    expectUsable(logits);
    return logProbability(logits, token);
  };
  /** Sum over an option's tokens from number `first` on; `ids`: what is read for them, the last of these before the last of those. */
  const summed = async (lanes: Lanes, ids: readonly number[], option: readonly number[], first: number): Promise<number> => {
    let sum = 0;
    const before = ids.length - option.length + 1;
    // Logits of KEPT tokens at a time.
    for (let from = first; from < option.length; from += KEPT) {
      const tokens = option.slice(from, from + KEPT);
      const places = indices<TokenIndex>(ids.length).slice(before + from - 1, before + from - 1 + tokens.length);
      const { logits } = await read(lanes, ids, places, { pushed: at.option, keep: false });
      const vocab = logits.length / tokens.length;
      tokens.forEach((token, i) => (sum += probability(logits.subarray(i * vocab, (i + 1) * vocab), token)));
    }
    return sum;
  };
  try {
    const start = await read(after, prompt, [index<TokenIndex>(prompt.length - 1)], {
      pushed: at.prompt,
      keep: options.length > 0,
    });
    const logProbs: number[] = [];
    for (const option of options) {
      const given = option.slice(0, -1);
      // Prompt and option are then pushed alike (checkItem).
      if (crosses(model, prompt, option)) logProbs.push(await summed(anew, [...prompt, ...given], option, 0));
      else logProbs.push(probability(start.logits, option[0]!) + (await summed(after, given, option, 1)));
    }
    return { logProbs, residual: start.residual };
  } finally {
    after.dispose();
    anew.dispose();
  }
}

/** [layer]: the projection of a residual, [layer, width]. */
const along = (residual: Float32Array, directions: Float32Array, { layers, width }: { layers: number; width: number }): number[] =>
  indices<LayerIndex>(layers).map((layer) =>
    project(residual.subarray(layer * width, (layer + 1) * width), directions.subarray(layer * width, (layer + 1) * width)),
  );
