/**
 * Which of several given answers the model would rather give, under a push: log-probabilities, nothing sampled. Of a row's texts, each a
 * prompt with an option, what they begin with alike is read once (workers/pass/row-reader.ts): a prefix is positions of a prompt under one
 * push. Of one text under several, what lies beneath them is computed once (workers/pass/beneath.ts), and rows read it as one batch where
 * they can (bundles.ts).
 */
import type { ChooseEvent, ChooseRequest, ChosenItem } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import { sharesBeginnings } from '../pass/row-reader';
import { pausing } from '../yield';
import { Chooser } from './chooser';
import { checkItem, checkRequest, tokensOf } from './items';
import { readingOrder } from './order';

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
  const chooser = new Chooser(model, request, pause);
  const chosen: ChosenItem[] = [];
  let [done, computed, asked] = [0, 0, 0];
  try {
    for (const i of sharesBeginnings(model, 0) ? readingOrder(all.map(({ prompt }) => prompt)) : all.keys()) {
      const tokens = all[i]!;
      const item = await chooser.ask(tokens);
      // A stop that came in during the last pass, too.
      await pause();
      chosen[i] = item.chosen;
      computed += item.computed;
      asked += item.readings * tokens.prompt.length + request.rows * tokens.options.reduce((sum, { length }) => sum + length - 1, 0);
      report({ done: ++done, of: all.length, index: i, item: item.chosen, computed, asked });
    }
  } finally {
    chooser.dispose();
  }
  return chosen;
}
