/** A text of a situation with a content note stands behind the note; any other is there at once. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SHIPPED_SETS, contentNoteOf } from '../../../src/experiment/shipped';
import { Noted } from '../../../src/ui/parts/Noted';

const drawn = (scenario: string | null): string => renderToStaticMarkup(<Noted scenario={scenario}>the text itself</Noted>);

test('the note comes first, and says of what', () => {
  expect(SHIPPED_SETS.length).toBeGreaterThan(0);
  expect(drawn('the-listener')).toContain(contentNoteOf('the-listener')!);
  expect(drawn('the-listener')).not.toContain('the text itself');
});

test.each(['food-delivery', null, 'constructor'])('a text of %s has none', (scenario) => expect(drawn(scenario)).toBe('the text itself'));
