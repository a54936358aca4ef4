/** Sentences in another language: places move, counted nouns have the forms of the language, what is missing stays English. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readLanguage, type Language } from '../../../src/language/language';
import { keyOf, speaker } from '../../../src/language/speaker';

const languageOf = (texts: Record<string, unknown>, code = 'de'): Language =>
  readLanguage(JSON.stringify({ format: 'eia-lab/language/1', code, name: 'Probe', texts }), code).language;

test('English stands in the source, and is its own key', () => {
  const { t, say } = speaker(null);
  expect(t`Read ${3} of ${'ten'} texts`).toBe('Read 3 of ten texts');
  expect(t`Stop`).toBe('Stop');
  expect(say('Stop', [], 1)).toBeNull();
  expect(keyOf(['Read ', ' of ', ' texts'])).toBe('Read {0} of {1} texts');
});

test('places may come in another order; a text that the language has not is said in English', () => {
  const { t } = speaker(languageOf({ 'Read {0} of {1} texts': 'Von {1} Texten sind {0} gelesen' }));
  expect(t`Read ${3} of ${'ten'} texts`).toBe('Von ten Texten sind 3 gelesen');
  expect(t`Write ${3} texts`).toBe('Write 3 texts');
});

test('a noun takes the form that its language has for the number', () => {
  const { say, t } = speaker(
    languageOf({ '{0} texts': { one: '{0} tekst', few: '{0} teksty', many: '{0} tekstów', other: '{0} tekstu' } }, 'pl'),
  );
  expect([1, 3, 5, 22, 0.5].map((n) => say('{0} texts', [n], n))).toEqual(['1 tekst', '3 teksty', '5 tekstów', '22 teksty', '0.5 tekstu']);
  // Any sentence may have them; its number is what stands in the first place, however it is written.
  const there = speaker(languageOf({ 'there are {0}': { one: 'da ist einer', other: 'da sind {0}' } })).t;
  expect([there`there are ${1}`, there`there are ${'1,200'}`, there`there are ${'many'}`]).toEqual([
    'da ist einer',
    'da sind 1,200',
    'da sind many',
  ]);
  expect(t`Stop`).toBe('Stop');
});

test('elements take part in a sentence, wherever the language puts them', () => {
  const { pieces } = speaker(languageOf({ 'Look at {0} first, then {1}.': 'Erst {0}, dann {1}.', '{0} of {1}': '{1}: {0}' }));
  const strings = (code: TemplateStringsArray, ...places: unknown[]) => pieces(code, places as string[]);
  const node = (parts: readonly unknown[]) => renderToStaticMarkup(createElement('p', null, ...(parts as string[])));
  expect(node(strings`Look at ${createElement('b', null, 'a')} first, then ${'b'}.`)).toBe('<p>Erst <b>a</b>, dann b.</p>');
  expect(node(strings`${createElement('i', null, 'x')} of ${2}`)).toBe('<p>2: <i>x</i></p>');
});

test('markup in a language file is text', () => {
  const { pieces } = speaker(languageOf({ Stop: '<img src=x onerror=alert(1)>' }));
  const strings = (code: TemplateStringsArray) => pieces(code, []);
  expect(renderToStaticMarkup(createElement('p', null, ...strings`Stop`))).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>');
});
