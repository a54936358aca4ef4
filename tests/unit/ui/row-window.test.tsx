/** Long tables are drawn in part, and say so; short ones whole. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Table } from '../../../src/ui/parts/Table';
import { LONG, windowOf } from '../../../src/ui/parts/useRowWindow';

const drawn = (rows: number): string =>
  renderToStaticMarkup(<Table caption="Many" columns={[{ name: 'a' }]} rows={Array.from({ length: rows }, (_, i) => [i])} />);

test('what the frame shows is drawn, and some rows on either side', () => {
  for (const top of [0, 1, 24, 25, 60, 1000, 4990, 5000]) {
    const { first, end } = windowOf(top, 14, 5000);
    expect(first).toBeLessThanOrEqual(Math.max(0, top - 20));
    expect(end).toBeGreaterThanOrEqual(Math.min(5000, top + 14 + 20));
    expect(end - first).toBeLessThanOrEqual(100);
    expect(end).toBeGreaterThan(first);
  }
});

test('a short table is whole; of a long one each row that is drawn says which it is', () => {
  const short = drawn(LONG);
  expect(short.match(/<tr/g)).toHaveLength(LONG + 1);
  expect(short).not.toContain('aria-row');
  const long = drawn(5000);
  expect(long).toContain('aria-rowcount="5001"');
  expect(long).toContain('<tr aria-rowindex="2"><th scope="row">0</th></tr>');
  expect(long.match(/<tr aria-rowindex/g)!.length).toBeLessThan(110);
  expect(long.match(/<tr aria-hidden/g)).toHaveLength(1);
});
