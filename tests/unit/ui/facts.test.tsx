import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { Facts } from '../../../src/ui/parts/Facts';

test('a number that is none is no warning in the console', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(renderToStaticMarkup(<Facts facts={[]} testId="correlation" data={{ 'data-r': NaN, 'data-n': 3 }} />)).toContain('data-r="NaN"');
  expect(said).not.toHaveBeenCalled();
});
