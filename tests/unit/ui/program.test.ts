import { expect, test } from 'vitest';
import { programBytes } from '../../../src/ui/model/program';

const sizes = { worker: 1, plain: 10, jspi: 100, asyncify: 1000 };

test.each([
  ['wasm', { gpu: true, jspi: true }, 11],
  ['webgpu', { gpu: true, jspi: true }, 101],
  ['webgpu', { gpu: true, jspi: false }, 1001],
  ['auto', { gpu: false, jspi: true }, 11],
  // The adapter may turn out to be none: the larger of the two.
  ['auto', { gpu: true, jspi: false }, 1001],
] as const)('%s in %o fetches the worker and one runtime', (device, browser, bytes) =>
  expect(programBytes(sizes, device, browser)).toBe(bytes),
);

test('what nobody has counted is not said', () => expect(programBytes({}, 'wasm', { gpu: false, jspi: false })).toBeNull());
