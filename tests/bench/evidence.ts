/** How long the evidence takes: 40 pairs, 30 blocks of 576 numbers, made up. No model. */
import { pairsInARow } from '../../src/lab/direction';
import { foldsOf } from '../../src/lab/folds';
import { gramAt } from '../../src/lab/gram';
import { indices, type LayerIndex } from '../../src/lab/indices';
import { gaussian, random } from '../../src/lab/random';
import { METHODS } from '../../src/lab/readers/method';
import type { Residuals } from '../../src/lab/residuals';
import { crossAurocsAt } from '../../src/lab/validate';
import { analyse } from '../../workers/analysis/analyse';
import { gatherEvidence } from '../../workers/analysis/evidence';
import type { Measured } from './rows';

const [PAIRS, LAYERS, WIDTH, GROUPS] = [40, 30, 576, 5];

/** All controls of each method, and leave one group out of all four. */
export async function evidence(quick: boolean): Promise<Measured[]> {
  const normal = gaussian(random(1));
  const residuals: Residuals = {
    layers: LAYERS,
    width: WIDTH,
    count: 2 * PAIRS,
    data: Float32Array.from({ length: 2 * PAIRS * LAYERS * WIDTH }, (_, at) => {
      const [text, i] = [Math.floor(at / (LAYERS * WIDTH)), at % WIDTH];
      return normal() + (text % 2 === 0 && i < 8 ? 0.5 : 0);
    }),
  };
  const pairs = pairsInARow(PAIRS).map((pair, i) => ({
    ...pair,
    split: i % 4 === 3 ? ('test' as const) : ('train' as const),
    group: `situation ${i % GROUPS}`,
  }));
  const seconds = async (work: () => unknown): Promise<number> => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000;
  };
  const rounds = quick ? 1 : 3;
  const words = pairs.flatMap(() => ['', '']);
  const have = new Uint8Array(residuals.count).fill(1);
  const { report } = analyse(
    { residuals, have, words, rated: [] },
    { contrast: pairs, scored: [], method: 'mean-difference', resamples: 2000, seed: 1 },
  )!;
  const rows: Measured[] = [];
  for (const method of METHODS) {
    const values: number[] = [];
    for (let round = 0; round < rounds; round++)
      values.push(
        await seconds(() =>
          gatherEvidence(residuals, { contrast: pairs, method, seed: 1, report }, () => undefined, new AbortController().signal),
        ),
      );
    rows.push({ name: `all controls, ${method}, 40 pairs × 30 blocks × 576, s`, values, atMost: 10 });
  }
  const folds = foldsOf(pairs, 'leave-one-group-out');
  const values: number[] = [];
  for (let round = 0; round < rounds; round++)
    values.push(
      await seconds(() => {
        for (const layer of indices<LayerIndex>(LAYERS)) {
          const gram = gramAt(residuals, layer);
          for (const method of METHODS) crossAurocsAt(gram, method, pairs, folds);
        }
      }),
    );
  rows.push({ name: 'leave one situation out, four methods, s', values, atMost: 20 });
  return rows;
}
