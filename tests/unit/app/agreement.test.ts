/** How far analyses agree is asked of the analysis worker: r with its interval, cosines of one block. */
import { expect, test } from 'vitest';
import { agreementActions } from '../../../src/app/agreement-actions';
import { analysisDesk } from '../../../workers/analysis/desk';
import { inProcess } from '../workers/in-process';

const actions = agreementActions({ analysis: inProcess(analysisDesk()) });
const { signal } = new AbortController();

test('r of each comparison, with its interval where there are enough texts', async () => {
  const x = Array.from({ length: 12 }, (_, i) => i);
  const [few, enough] = await actions.agreements(
    [
      { x: [1, 2, 3], y: [1, 2, 3] },
      { x, y: x.map((value) => value + (value % 3)) },
    ],
    1,
    signal,
  );
  expect(few).toEqual({ r: expect.closeTo(1, 12) as number, low: NaN, high: NaN });
  expect(enough!.low < enough!.r && enough!.r < enough!.high).toBe(true);
});

test('cosines of the block that was asked for, a group of one model each', async () => {
  const units = (...data: number[]) => ({ layers: 2, width: 2, data: Float32Array.from(data) });
  const groups = [
    { layer: 1, directions: [units(1, 0, 0, 1), units(1, 0, 1, 0)] },
    { layer: 0, directions: [units(1, 0, 0, 1), units(1, 0, 1, 0)] },
  ];
  expect(await actions.cosinesAt(groups, signal)).toEqual([[[1, 0], [0, 1]], [[1, 1], [1, 1]]]); // prettier-ignore
});
