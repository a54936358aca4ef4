import { expect, test } from 'vitest';
import { LOG_PROBS } from '../../../src/graph/log-probs';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { logProbability } from '../../../workers/generate/sample';
import { forward, meanPool } from '../../../workers/pass/forward';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { loadTiny, withRun } from './tiny';

/** As far as 32 bits carry a number of this size. */
const DIGITS = 5;

test.each(['tiny-llama-builder', 'tiny-llama-optimum', 'tiny-gemma3-builder'])(
  'log-probabilities of %s are those of its logits, for one position and for several, in several rows',
  async (repo) => {
    const { model } = await loadTiny(repo);
    for (const count of [1, 4]) {
      const asked: string[] = [];
      const seen = withRun(model, (feeds, names) => {
        asked.push(...(names as string[]));
        return model.session.run(feeds, names);
      });
      const ids = [
        [3, 4, 5, 6],
        [7, 8, 9, 10],
      ];
      const pass = { ids, steer: null, pool: meanPool(2, 4), pools: 1, positions: indices<TokenIndex>(4).slice(-count) };
      const { logits } = await forward(seen, pass, emptyCache(model, 2), false);
      const normed = await forward(seen, { ...pass, normed: true }, emptyCache(model, 2), false);
      const vocab = logits.length / (2 * count);
      expect(normed.logits).toHaveLength(logits.length);
      for (let at = 0; at < logits.length; at += vocab)
        for (const token of [0, 1, vocab - 1])
          expect(normed.logits[at + token]).toBeCloseTo(logProbability(logits.subarray(at, at + vocab), token), DIGITS);
      // A lone position's are made in JavaScript: a step of an answer does not pay for them.
      expect(asked.filter((name) => name === LOG_PROBS)).toHaveLength(count > 1 ? 1 : 0);
    }
  },
);
