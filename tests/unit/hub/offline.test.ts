import { expect, test } from 'vitest';
import { ask, type Outside } from '../../../src/hub/ask';

const world = (offline?: boolean): Outside => ({
  fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  sleep: () => Promise.resolve(),
  random: () => 0.5,
  now: () => 0,
  patience: 100,
  ...(offline !== undefined && { offline: () => offline }),
});
const trouble = async (offline?: boolean) => {
  const asked = await ask('https://hub.test/x', {}, () => null, { world: world(offline), signal: new AbortController().signal });
  return 'trouble' in asked ? asked.trouble : expect.fail('it answered');
};

test('a machine that is offline is told so, and no hub is blamed', async () => {
  const { code, message, hint } = await trouble(true);
  expect([code, message]).toEqual(['network', 'The network is away: this machine is offline, so hub.test cannot be asked.']);
  expect(hint).not.toMatch(/nginx|CORS/);
  // The program that runs models has to be fetched in each visit, whatever is on the disk.
  expect(hint).not.toContain('needs no network');
  expect(hint).toContain('the program that runs it comes from the server of this page, once in each visit');
});
test('where the browser does not know, both are said', async () => {
  for (const offline of [false, undefined]) {
    const { message, hint } = await trouble(offline);
    expect(message).toBe('hub.test does not answer.');
    expect(hint).toMatch(/^The network may be away, .*nginx/);
  }
});
