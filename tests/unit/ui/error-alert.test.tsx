/** An error leads to the section where it is mended, if it names one. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { LabErrorData } from '../../../src/protocol';
import { ErrorAlert } from '../../../src/ui/ErrorAlert';

// A server shows the store as it began; what the buttons do belongs to a page.
const shown = vi.hoisted(() => ({ error: null as LabErrorData | null }));
vi.mock('../../../src/app/actions', () => ({ dismissError: () => undefined }));
vi.mock('../../../src/ui/useLab', () => ({ useLab: <T,>(select: (state: typeof shown) => T) => select(shown) }));

test('an edit has the name that the page calls it by', () => {
  shown.error = { code: 'invalid-input', message: 'edits[0] and edits[1] are parallel, edits[2].directions: gone', hint: '', where: null };
  expect(renderToStaticMarkup(<ErrorAlert />)).toContain('Edit 1 and Edit 2 are parallel, Edit 3 (directions): gone');
  // A field of a file is none of the page's edits.
  shown.error = { code: 'invalid-input', message: 'view.edits[0].directions', hint: '', where: null };
  expect(renderToStaticMarkup(<ErrorAlert />)).toContain('view.edits[0].directions');
});

test('an error that names an edit leads to the fold of edits', () => {
  shown.error = { code: 'invalid-input', message: 'edits[0] is out of range', hint: '', where: 'steer' };
  expect(renderToStaticMarkup(<ErrorAlert />)).toMatch(/data-to="edits"[^>]*>Show me: Other edits</);
  shown.error = { ...shown.error, message: 'The strength is too large.' };
  expect(renderToStaticMarkup(<ErrorAlert />)).toMatch(/data-to="steer"/);
});

test.each([
  ['texts', /data-to="contrast"[^>]*>Show me: Contrast</],
  ['disk', /data-to="storage"[^>]*>Show me: On this disk</],
  [null, /^(?!.*data-to)/],
] as const)('%s', (where, link) => {
  shown.error = { code: 'internal', message: 'It broke.', hint: 'Mend it.', where };
  expect(renderToStaticMarkup(<ErrorAlert />)).toMatch(link);
});
