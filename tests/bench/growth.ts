/** How cost grows with what is asked for: texts that are read, tokens of a prompt, rows of a step, blocks that evidence is gathered for. */
import { gaussian, random } from '../../src/lab/random';
import { pairsInARow } from '../../src/lab/direction';
import type { Residuals } from '../../src/lab/residuals';
import type { Device } from '../../src/protocol';
import { analyse } from '../../workers/analysis/analyse';
import { gatherEvidence } from '../../workers/analysis/evidence';
import type { LoadedModel } from '../../workers/model/loaded';
import { capture } from '../../workers/pass/capture';
import { interleave } from './interleave';
import { labModel } from './models';
import type { Measured } from './rows';
import { decoder, prefillOf, PROMPT } from './steps';

const SIZES = {
  texts: [4, 8, 16, 32],
  tokens: [32, 64, 128, 256, 512],
  rows: [1, 2, 4, 8, 16],
  blocks: [4, 8, 15, 30],
} as const;
const [PAIRS, WIDTH] = [20, 576];
const ROUNDS = { quick: 2, whole: 6 };

/** Milliseconds by size, what is compared in turns; rows are called "growth: 8 texts, ms". `texts`: 32 or more to read. */
export async function growth(device: Device, texts: readonly string[], quick: boolean): Promise<Measured[]> {
  const lab = await labModel(device);
  const ids = lab.encode(texts.slice(0, 8).join(' '));
  const rounds = quick ? ROUNDS.quick : ROUNDS.whole;
  const of = async (what: keyof typeof SIZES, ways: readonly (() => Promise<unknown>)[]): Promise<Measured[]> => {
    const times = await interleave(rounds, ways);
    return SIZES[what].map((size, i) => ({ name: `growth: ${size} ${what}, ms`, values: times[i]! }));
  };
  return [
    ...(await of(
      'texts',
      SIZES.texts.map((count) => () => reading(lab, texts.slice(0, count))),
    )),
    ...(await of(
      'tokens',
      SIZES.tokens.map((length) => {
        const prompt = Array.from({ length }, (_, i) => ids[i % ids.length]!);
        return () => prefillOf(lab, prompt);
      }),
    )),
    ...(await of('rows', SIZES.rows.map(stepping(lab)))),
    ...(await of('blocks', SIZES.blocks.map(evidence))),
  ];
}

const reading = (lab: LoadedModel, texts: readonly string[]): Promise<unknown> =>
  capture(lab, { texts: [...texts], poolings: ['mean'], template: false, maxTokens: 512 }, () => undefined, new AbortController().signal);

/** A step of so many rows after a short prompt; the same token again and again costs what any other does. */
const stepping = (lab: LoadedModel) => (rows: number) => {
  const step = decoder(lab, rows);
  const prompt = lab.encode(PROMPT);
  let begun = false;
  return (): Promise<unknown> => {
    const ids = begun ? prompt.slice(-1) : prompt;
    begun = true;
    return step(new Array<number[]>(rows).fill(ids));
  };
};

/** All controls of the mean difference over made-up residuals of so many blocks. */
function evidence(layers: number): () => Promise<unknown> {
  const normal = gaussian(random(1));
  const residuals: Residuals = {
    ...{ layers, width: WIDTH, count: 2 * PAIRS },
    data: Float32Array.from({ length: 2 * PAIRS * layers * WIDTH }, () => normal()),
  };
  const contrast = pairsInARow(PAIRS).map((pair, i) => ({
    ...pair,
    split: i % 4 === 3 ? ('test' as const) : ('train' as const),
    group: `${i % 5}`,
  }));
  const words = contrast.flatMap(() => ['', '']);
  const have = new Uint8Array(residuals.count).fill(1);
  const how = { contrast, method: 'mean-difference' as const, seed: 1 };
  const { report } = analyse({ residuals, have, words, rated: [] }, { ...how, scored: [], resamples: 200 })!;
  return () => gatherEvidence(residuals, { ...how, report }, () => undefined, new AbortController().signal);
}
