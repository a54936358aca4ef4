/** The readout of all blocks is one question to the model, and blocks without a direction are left out of it. */
import { expect, test } from 'vitest';
import { readoutActions } from '../../../src/app/readout-actions';

test('one call asks of the blocks that have a direction; the others are null', async () => {
  const asked: { directions: Float32Array; width: number; top: number }[] = [];
  const { readOutAll } = readoutActions({
    call: (_kind: string, request: (typeof asked)[number]) => {
      asked.push(request);
      const rows = Array.from({ length: request.directions.length / request.width }, (_, row) => ({
        positive: [{ id: row, token: `t${row}`, logit: 1 }],
        negative: [],
      }));
      return Promise.resolve({ rows });
    },
  } as unknown as Parameters<typeof readoutActions>[0]);
  const found = await readOutAll({ layers: 4, width: 2, data: Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0) }, { top: 3 });
  expect(asked).toEqual([{ directions: Float32Array.of(1, 0, 0, 1), width: 2, top: 3 }]);
  expect(found.map((block) => block?.positive[0]!.token ?? null)).toEqual(['t0', null, 't1', null]);
  expect(await readOutAll({ layers: 1, width: 2, data: new Float32Array(2) })).toEqual([null]);
  expect(asked).toHaveLength(1);
});
