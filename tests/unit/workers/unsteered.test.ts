/** Reading on from the prompt's cache, many tokens at once, gives what reading all at once gives: for every family and both exporters. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { random } from '../../../src/lab/random';
import { project } from '../../../src/lab/score';
import { emptyCache } from '../../../workers/pass/kv-cache';
import { forward } from '../../../workers/pass/forward';
import { argmax, logProbability } from '../../../workers/generate/sample';
import { Unsteered } from '../../../workers/generate/unsteered';
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
  const { layers, width } = model.graph;
  const next = random(5);
  const along = Float32Array.from({ length: layers * width }, () => (next() - 0.5) / Math.sqrt(width));
  const unsteered = new Unsteered(model, prompt, { along, likely: 3 }, () => Promise.resolve());
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
    expect(read.scores).toHaveLength(answer.length);
    for (let layer = 0; layer < layers; layer++) {
      const pooled = residual.subarray(layer * width, (layer + 1) * width);
      const is = read.scores.reduce((sum, token) => sum + token[layer]!, 0) / answer.length;
      const error = Math.abs(is - project(pooled, along.subarray(layer * width, (layer + 1) * width))) / Math.hypot(...pooled);
      expect(error).toBeLessThan(model.graph.rowsCoupled ? 0.2 : 1e-4);
    }
    // What is likely there: in order, none above 1 together, and the token itself where it is among them.
    read.likely.forEach((some, i) => {
      const of = logits.subarray(i * vocab, (i + 1) * vocab);
      expect(some).toHaveLength(3);
      if (!model.graph.rowsCoupled) expect(some[0]!.id).toBe(argmax(of));
      some.forEach(({ id, logProb }) => expect(logProb).toBeCloseTo(logProbability(of, id), digits));
    });
  }
  unsteered.dispose();
  await model.dispose();
});
