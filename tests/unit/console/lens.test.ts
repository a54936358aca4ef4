/** lab.lens: what is asked of the model, and what is refused before it. */
import { expect, test, vi } from 'vitest';
import { createLab } from '../../../src/console/console';
import type { Lens, LensRequest } from '../../../src/protocol';
import { fakePage } from '../app/ports';

const row: Lens['rows'][number] = { positive: [{ id: 7, token: ' help', logit: 1 }], negative: [{ id: 8, token: ' win', logit: -2 }] };
const call = vi.fn<(kind: string, request: LensRequest) => Promise<Lens>>(() => Promise.resolve({ rows: [row] }));
const lab = createLab(fakePage({ answers: (kind, request) => call(kind, request) }).app);
const directions = { layers: 2, width: 3, data: Float32Array.of(1, 2, 3, 4, 5, 6) };

test('the direction of one block is handed to the model, ten tokens at each end unless told', async () => {
  expect(await lab.lens(directions, { layer: 1 })).toEqual(row);
  expect(await lab.lens({ ...directions, data: [1, 2, 3, 4, 5, 6] as never }, { layer: 0, top: 3 })).toEqual(row);
  expect(call.mock.calls).toEqual([
    ['lens', { directions: Float32Array.of(4, 5, 6), width: 3, top: 10 }],
    ['lens', { directions: Float32Array.of(1, 2, 3), width: 3, top: 3 }],
  ]);
});

test.each([
  [undefined, 'bad-input', /^layer: expected a block, a whole number, got (undefined|nothing)/],
  [{ layer: '1' }, 'bad-input', /^layer: expected a block, a whole number, got "1"/],
  [{ layer: 1, top: 0 }, 'bad-input', /^top: expected a whole number above 0, got 0/],
  [{ layer: 2 }, 'invalid-input', /within 0\.\.1, got \[2, 2\]/],
])('a wrong option is named: %j', async (o, code, message) => {
  await expect(lab.lens(directions, o as never)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  await expect(lab.lens(null as never, { layer: 0 })).rejects.toMatchObject({ code: 'bad-directions' });
});
