/** The line beside Run: how the last run ended is said whatever is chosen meanwhile. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RunNote } from '../../../src/ui/run/RunNote';

const said = (props: Parameters<typeof RunNote>[0]): string =>
  renderToStaticMarkup(<RunNote {...props} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('a run that was stopped is said beside numbers that were made in another way', () =>
  expect(said({ note: 'The run was stopped.', stale: 'the method “PCA”', missing: null })).toBe(
    'The run was stopped. The numbers below are from the method “PCA”. Press Run for the present choice.',
  ));
test('what is missing leads to where it is, unless it only has to be waited for', () => {
  expect(said({ note: null, stale: null, missing: { text: 'Load a model.', section: 'model' } })).toBe('Load a model. Show me');
  expect(said({ note: 'Kept.', stale: null, missing: { text: 'It is loading.', section: null } })).toBe('Kept. It is loading.');
});
