/**
 * Today's exports, loaded as the worker loads them, against PyTorch: residuals of a text, and greedy answers for every strength
 * (tests/fixtures/README.md, gold.json).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dtype, ModelInfo } from '../../../src/protocol';
import { cosine } from '../graph/compare';
import type { Gold } from '../graph/fixture';
import type * as Capture from '../../../workers/pass/capture';
import type * as Generate from '../../../workers/generate/generate';
import type { LoadedModel } from '../../../workers/model/loaded';
import { loadTiny } from './tiny';

const ROOT = new URL('../../fixtures/', import.meta.url);
const read = (path: string): Gold => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as Gold;
/** Half precision decides a tie of these otherwise (two logits .007 apart); from there on it is another answer. */
const NEAR_TIE = ['tiny-18-gptoss-builder model_q4f16.onnx'];
const TIE = 0.01;
/** Of one graph, or of a decoder whose embedding is a graph of its own. */
const DTYPES: Record<string, Dtype> = Object.fromEntries(
  ['model', 'decoder_model_merged'].flatMap((name) => [
    [`${name}.onnx`, 'fp32'],
    [`${name}_q4.onnx`, 'q4'],
    [`${name}_q4f16.onnx`, 'q4f16'],
  ]),
);

/** These files are not what PyTorch computes, by their exporter's own doing (docs/exports.md): the lab can only read them as they are. */
const DEPART = [
  'tiny-18-gpt2scaled-optimum',
  'tiny-18-olmo-builder',
  'tiny-18-mistral-builder',
  'tiny-18-deepseek-optimum',
  'tiny-18-longrope-optimum',
];
/** Refused: normed after every sum (tests/unit/graph/rescaled.test.ts). */
const REFUSED = ['tiny-18-opt350-optimum'];
const CASES = readdirSync(ROOT)
  .filter((folder) => !DEPART.includes(folder) && !REFUSED.includes(folder))
  .filter((folder) => existsSync(new URL(`${folder}/gold.json`, ROOT)))
  .flatMap((folder) =>
    readdirSync(new URL(`${folder}/onnx`, ROOT))
      .filter((file) => file in DTYPES)
      .map((file) => ({ folder, file })),
  );

test('fixtures with a gold.json are found', () => {
  expect(CASES.length).toBeGreaterThan(9);
});

describe.each(CASES)('$folder $file', ({ folder, file }) => {
  // A quantised file computes what its own weights say, not what they were rounded from.
  const own = `${folder}/gold_${file}.json`;
  const exact = DTYPES[file] === 'fp32';
  const gold = read(exact ? `${folder}/gold.json` : own);
  let capture: typeof Capture.capture;
  let generate: typeof Generate.generate;
  let model: LoadedModel;
  let info: ModelInfo;
  beforeAll(async () => {
    ({ capture } = await import('../../../workers/pass/capture'));
    ({ generate } = await import('../../../workers/generate/generate'));
    ({ model, info } = await loadTiny(folder, { dtype: DTYPES[file]! }));
    return () => model.dispose();
  });
  const { layers, width, block } = gold;
  /** Of scores and log-probabilities, absolute below 1 and relative above. Half precision rounds at other places here than there. */
  const near = exact ? 1e-3 : file.includes('f16') ? 0.15 : 0.05;
  const never = new AbortController().signal;

  test('passes its self-test, with the blocks and the tokens of PyTorch', () => {
    expect(info.selfTest.failures).toEqual([]);
    expect([info.layers, info.width]).toEqual([layers, width]);
    expect(model.encode(gold.text)).toEqual(gold.ids);
    expect(model.encode(gold.prompt)).toEqual(gold.prompt_ids);
  });

  test('reads the residual stream of every block', async () => {
    const { data } = await capture(
      model,
      { texts: [gold.text], poolings: ['mean'], template: false, maxTokens: 512 },
      () => undefined,
      never,
    );
    for (let layer = 0; layer < layers; layer++)
      expect(
        cosine(data.subarray(layer * width, (layer + 1) * width), Float32Array.from(gold.mean[layer]!)),
        `block ${layer}`,
      ).toBeGreaterThanOrEqual(exact ? 0.9999 : 0.999);
  });

  test('answers with the same tokens for every strength, all rows side by side, with the same scores', async () => {
    const alphas = Object.keys(gold.generate).map(Number);
    const rows = alphas.length;
    const steer = new Float32Array(layers * rows * width);
    const directions = new Float32Array(layers * width);
    for (let layer = 0; layer < layers; layer++) directions.set(gold.unit, layer * width);
    alphas.forEach((alpha, row) =>
      steer.set(
        gold.unit.map((x) => alpha * x),
        (block * rows + row) * width,
      ),
    );
    const endless = { ...model, endTokens: new Set<number>() };
    const request = {
      prompt: gold.prompt,
      template: false,
      rows,
      steer,
      seeds: alphas.map(() => 1),
      read: directions,
      temperature: 0,
      topP: 1,
      repetitionPenalty: 1,
      maxNewTokens: gold.generate['0']!.tokens.length,
    };
    const answer = await generate(endless, request, () => undefined, never);
    Object.values(gold.generate).forEach((wanted, row) => {
      const got = answer.rows[row]!;
      const alpha = alphas[row];
      const tie = NEAR_TIE.includes(`${folder} ${file}`) ? wanted.gaps.findIndex((gap) => gap < TIE) : -1;
      const sure = tie < 0 ? wanted.tokens.length : tie;
      expect(got.tokens.slice(0, sure), `α ${alpha}`).toEqual(wanted.tokens.slice(0, sure));
      if (sure < wanted.tokens.length) return;
      wanted.scores.forEach((each, token) =>
        each.forEach((score, layer) =>
          expect(Math.abs(got.scores[token]![layer]! - score), `α ${alpha}, token ${token}, block ${layer}`).toBeLessThan(
            near * Math.max(1, Math.abs(score)),
          ),
        ),
      );
      // Coherence is judged by the model left alone; gold.json's `logprob` is of the model under the push.
      // Gold reads an answer at once; past LongRoPE's first window a model that answers token by token has seen its beginning otherwise
      // (longrope.test.ts).
      if (model.graph.firstWindow !== null) return;
      const logprob = alpha === 0 ? wanted.logprob : wanted.logprob_unsteered;
      if (logprob !== undefined) expect(Math.abs(got.coherence.meanLogProb - logprob), `α ${alpha}, log-probability`).toBeLessThan(near);
    });
  });
});
