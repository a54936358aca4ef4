/** A refusal of the graph code says what it means and what to do. */
import { expect, test } from 'vitest';
import { GraphError, type GraphErrorCode } from '../../../src/graph/error';

test.each<[GraphErrorCode, RegExp, RegExp]>([
  ['graph-truncated', /is not whole/, /Download .* again/],
  ['graph-foreign', /no model the lab can read/, /Choose such a file/],
  ['graph-not-understood', /cannot find in it where to read and steer/, /Export with/],
  ['graph-unsafe-location', /outside its own folder/, /Do not load/],
  ['graph-bad-size', /do not belong together/, /Download .* again/],
])('%s', (code, meaning, advice) => {
  const { hint } = new GraphError(code, 'It happened.');
  expect(hint).toMatch(meaning);
  expect(hint).toMatch(advice);
});
