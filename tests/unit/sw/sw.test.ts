/** What the service worker adds to an answer, and which files it knows as ONNX Runtime's. */
import { expect, test } from 'vitest';
import { isolated } from '../../../src/sw/isolated';
import { policy } from '../../../src/sw/policy';
import { buildOf } from '../../../src/sw/runtime';

test('an answer keeps body, type and status, and gets what gives a page threads', async () => {
  const headers = {
    'content-type': 'text/html',
    'content-encoding': 'gzip',
    'content-length': '3',
    'Cross-Origin-Opener-Policy': 'unsafe-none',
  };
  const answer = isolated(new Response('<p>here</p>', { status: 203, statusText: 'Told', headers }), 'document');
  expect([answer.status, answer.statusText, await answer.text()]).toEqual([203, 'Told', '<p>here</p>']);
  expect(Object.fromEntries(answer.headers)).toEqual({
    'content-type': 'text/html',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
  });
});

test('a worker gets the policy, which it has not from its page', () => {
  expect(isolated(new Response(''), 'worker').headers.get('content-security-policy')).toBe(policy());
});

test.each([
  ['assets/ort-wasm-simd-threaded-BQJNh0bu.mjs', 'plain'],
  ['https://host/lab/assets/ort-wasm-simd-threaded-4b-Dm_i3.wasm', 'plain'],
  ['assets/ort-wasm-simd-threaded.jspi-CP6SXO_B.wasm', 'jspi'],
  ['assets/ort-wasm-simd-threaded.asyncify-DXIbolS2.mjs', 'asyncify'],
  ['assets/model.worker-BIeYX-bU.js', null],
  ['demo/empathy.json.gz', null],
])('%s is of the build %s', (url, build) => {
  expect(buildOf(url)).toBe(build);
});
