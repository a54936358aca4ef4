/** What is thrown becomes data with words a person can act on. */
import { expect, test } from 'vitest';
import { errorData } from '../../src/error';

// As Chromium, Firefox and Safari say it, of a fetch and of a module.
test.each([
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'Failed to fetch dynamically imported module: http://a/b.mjs',
  'Importing a module script failed.',
])('“%s” is the network, not a fault of the lab', (message) => {
  const { code, hint } = errorData(new TypeError(message));
  expect(code).toBe('network');
  expect(hint).toContain('The network is away');
});

test('another TypeError is a fault of the lab', () =>
  expect(errorData(new TypeError('x is undefined'))).toMatchObject({ code: 'internal', hint: expect.stringContaining('report') }));
