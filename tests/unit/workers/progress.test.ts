import { expect, test } from 'vitest';
import type { LoadEvent } from '../../../src/protocol';
import { progress } from '../../../workers/files/progress';

test('nothing is estimated in the first second', () => {
  let now = 0;
  const events: LoadEvent[] = [];
  const bar = progress(
    (event) => events.push(event),
    () => now,
  );
  bar.expect(1000);
  for (now of [200, 900, 1000, 2000]) bar.at('a', now / 10, 20, 'network');
  expect(events.map(({ secondsLeft }) => secondsLeft === null)).toEqual([true, true, false, false]);
});

test('a bar is from the disk until something has come over the network', () => {
  let now = 0;
  const sources: LoadEvent['source'][] = [];
  const bar = progress(
    ({ source }) => sources.push(source),
    () => (now += 1000),
  );
  bar.expect(1000);
  bar.at('kept', 100, 0, 'disk');
  bar.at('fetched', 200, 200, 'network');
  bar.at('fetched', 200, 0, 'disk');
  expect(sources).toEqual(['disk', 'network', 'network']);
});
