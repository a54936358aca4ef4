/** A file that cannot be had leaves the page in English, and says why; a worker takes its language by its name. */
import { afterEach, expect, test, vi } from 'vitest';
import { fetched } from '../../../src/language/fetched';
import { named } from '../../../src/language/wanted';

const DE = JSON.stringify({
  format: 'eia-lab/language/1',
  code: 'de',
  name: 'Deutsch',
  texts: { '{0} texts': { one: '{0} Text', other: '{0} Texte' }, Stop: 'Halt' },
});
const answers = (body: string | ReadableStream, init: ResponseInit = {}) => vi.stubGlobal('fetch', async () => new Response(body, init));
const de = { code: 'de', url: 'https://lab/language/de.json' };
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test.each([
  ['no file', () => answers('', { status: 404 }), 'the server answered 404 for language/de.json'],
  ['the page itself', () => answers('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'language/de.json is not there'],
  ['another file', () => answers('{"id": "empathy"}'), 'it does not begin with "format"'],
  ['no answer', () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch'))), 'Failed to fetch'],
])('%s', async (_, prepare, why) => {
  prepare();
  const { language, trouble } = await fetched(de);
  expect(language).toBeNull();
  expect(trouble?.message).toMatch(/^This page has no texts in the language “de”: /);
  expect(trouble?.message).toContain(why);
  expect(trouble?.hint).toContain('docs/language.md');
});

test('a file without end is not read to its end', async () => {
  let asked = 0;
  answers(new ReadableStream({ pull: (to) => void (asked++, to.enqueue(new Uint8Array(1e6))) }));
  expect((await fetched(de)).trouble?.message).toContain('has more than 4 MB');
  expect(asked).toBeLessThan(8);
});

test('no code of a language is asked of a server', async () => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  expect((await fetched({ code: '../models', url: 'x' })).trouble?.message).toContain('that is no code of a language');
  expect(fetch).not.toHaveBeenCalled();
});

test('texts that do not fit are said, three of them, and the language is used', async () => {
  answers(DE.replace('"Halt"', '"Halt","a":1,"b":2,"c":3,"d":4'));
  const { language, trouble } = await fetched(de);
  expect(language?.texts.size).toBe(2);
  expect(trouble?.message).toMatch(/^Of language\/de\.json, 4 texts do not fit their English and are left out: “a”: .*; and 1 more\.$/);
});

test('a worker knows its language by its name, and loses no message that came before its program', async () => {
  const self = { name: named(de), onmessage: null as ((message: unknown) => void) | null };
  vi.stubGlobal('self', self);
  vi.stubGlobal('fetch', async () => {
    self.onmessage?.({ data: 'early' });
    return new Response(DE);
  });
  vi.resetModules();
  const { count } = await import('../../../src/count');
  const { earlyMessages } = await import('../../../src/language/chosen');
  expect([count(1, 'text'), count(1200, 'text'), count(2, 'pair')]).toEqual(['1 Text', '1,200 Texte', '2 pairs']);
  expect(earlyMessages()).toEqual([{ data: 'early' }]);
  expect(earlyMessages()).toEqual([]);
});
