/** Reading on from the prompt's cache, many tokens at once, gives what reading all at once gives: for every family and both exporters. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { forward } from '../../../workers/pass/forward';
import { logProbability } from '../../../workers/generate/sample';
import { Unsteered } from '../../../workers/generate/unsteered';
import { cosine } from '../graph/compare';
import { loadTiny } from './tiny';

const root = new URL('../../fixtures/', import.meta.url);
// Fixtures that are whole models: the others are graphs alone.
/** Normed after every sum (tests/unit/graph/rescaled.test.ts). */
const REFUSED = 'tiny-18-opt350-optimum';
const models = readdirSync(root).filter(
  (name) => name.startsWith('tiny-') && name !== REFUSED && readdirSync(new URL(`${name}/`, root)).includes('tokenizer_config.json'),
);

test.each(models)('%s', async (repo) => {
  const { model } = await loadTiny(repo, { dtype: repo.endsWith('dynamic') ? 'q8' : repo === 'tiny-18-lfm2-split' ? 'q4' : 'fp32' });
  const prompt = model.encode('a person needs water while the game goes on');
  const answers = [[7, 300, 12, 45, 99, 5], [411], [9, 9, 9]];
  const unsteered = new Unsteered(model, prompt);
  for (const answer of answers) {
    const ids = [...prompt, ...answer.slice(0, -1)];
    const cache = emptyCache(model, 1);
    const pool = new Float32Array(ids.length).fill(1 / answer.length, prompt.length - 1);
    const { logits, residual } = await forward(
      model,
      { ids: [ids], steer: null, pool, pools: 1, positions: indices<TokenIndex>(ids.length).slice(prompt.length - 1) },
      cache,
      false,
    );
    const vocab = logits.length / answer.length;
    const wanted = answer.map((token, i) => logProbability(logits.subarray(i * vocab, (i + 1) * vocab), token));
    // Dynamic quantisation scales by all tokens of a run, so that what is read together matters there.
    const digits = model.graph.rowsCoupled ? 0 : 4;
    const read = await unsteered.read(answer);
    read.logProbs.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, digits));
    expect(cosine(read.residual, residual)).toBeGreaterThan(model.graph.rowsCoupled ? 0.98 : 0.999999);
    expect(Math.hypot(...read.residual) / Math.hypot(...residual)).toBeCloseTo(1, model.graph.rowsCoupled ? 1 : 4);
  }
  unsteered.dispose();
  await model.dispose();
});
