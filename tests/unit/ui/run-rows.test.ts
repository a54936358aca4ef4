/** A hundred stored runs: each told apart from the others. */
import { expect, test } from 'vitest';
import type { ListedReading } from '../../../src/storage/readings';
import { describeRuns } from '../../../src/ui/disk/RunRow';

const run = (setHash: string, tokensHash: string): ListedReading =>
  ({ repo: 'owner/model', dtype: 'q4', setHash, tokensHash, template: false, whole: null, outdated: false }) as unknown as ListedReading;

test('runs that look alike have their tokens beside them; the others have not', () => {
  const runs = [run('aaaaaaaaaa', '11111111xx'), run('bbbbbbbbbb', '22222222xx'), run('aaaaaaaaaa', '33333333xx')];
  expect(describeRuns(runs, new Map([['bbbbbbbbbb', 'Mine']]))).toEqual([
    'owner/model q4 · set aaaaaaaa · tokens 11111111',
    'owner/model q4 · Mine',
    'owner/model q4 · set aaaaaaaa · tokens 33333333',
  ]);
});
