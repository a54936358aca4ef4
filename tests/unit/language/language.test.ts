/** A language file comes from outside: what does not fit is named and left out, what is no such file is refused. */
import { expect, test } from 'vitest';
import { readLanguage } from '../../../src/language/language';
import { addressIn, codeOf } from '../../../src/language/wanted';

const fileOf = (more: Record<string, unknown>): string =>
  JSON.stringify({ format: 'eia-lab/language/1', code: 'de', name: 'Deutsch', texts: {}, ...more });
const wrongOf = (texts: Record<string, unknown>): string[] => readLanguage(fileOf({ texts }), 'de').wrong;

test('entries that do not fit their English are named, and the others are used', () => {
  const { language, wrong } = readLanguage(
    fileOf({
      texts: {
        Stop: 'Halt',
        'Read {0} texts': 'Texte gelesen',
        'Of {0}': 'Von {0} und {1}',
        '{0} to {1}': '{0} bis {0}',
        Run: 7,
        Load: '',
      },
    }),
    'de',
  );
  expect([...language.texts.keys()]).toEqual(['Stop']);
  expect(wrong).toEqual([
    '“Read {0} texts”: {0} is missing',
    '“Of {0}”: {1} is no place of it',
    '“{0} to {1}”: {1} is missing',
    '“Run”: expected a text, or an object of plural forms, got 7',
  ]);
});

test('plural forms: the number may be left out, “other” may not, and no form is made up', () => {
  expect(wrongOf({ '{0} texts': { one: 'ein Text', other: '{0} Texte' } })).toEqual([]);
  expect(wrongOf({ '{0} texts': { one: 'ein Text' } })).toEqual(['“{0} texts”: the form “other” is missing']);
  expect(wrongOf({ '{0} texts': { single: 'x', other: '{0}' } })[0]).toContain('“single” is no plural form');
  expect(wrongOf({ '{0} texts': { one: 1, other: '{0}' } })).toEqual(['“{0} texts”: one: expected a text, got 1']);
  expect(wrongOf({ '{0} of {1} texts': { one: 'x', other: '{0} {1}' } })).toEqual(['“{0} of {1} texts”: one: {1} is missing']);
  expect(wrongOf({ '{0} to {1}': '{0} {1} {1}', Long: 'x'.repeat(8001) })).toEqual([
    '“{0} to {1}”: {1} is there twice',
    '“Long”: longer than 8000 letters',
  ]);
});

test.each([
  ['[', 'it is not JSON'],
  ['null', 'it does not begin with "format": "eia-lab/language/1"'],
  [JSON.stringify({ format: 'eia-lab/experiment' }), 'it does not begin with'],
  [fileOf({ code: 'fr' }), 'its code is "fr", where its name says "de"'],
  [fileOf({ name: '' }), 'its name is ""'],
  [fileOf({ dir: 'up' }), 'its dir is "up"'],
  [fileOf({ texts: [] }), 'its texts are no object'],
  [fileOf({ texts: Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [i, ''])) }), 'it has 20001 texts'],
])('what is no language file is refused: %#', (json, why) => {
  expect(() => readLanguage(json, 'de')).toThrow(why);
});

test('the address decides, then what was chosen before, then the browser among the languages that there are', () => {
  const there = ['de', 'pt-BR'];
  expect(codeOf('?lang=fr', 'de', ['de'], there)).toBe('fr');
  expect(codeOf('?lang=en', 'de', ['de'], there)).toBeNull();
  expect(codeOf('', 'de', ['en'], there)).toBe('de');
  expect(codeOf('', 'en', ['de'], there)).toBeNull();
  expect(codeOf('', 'fr', ['de-AT', 'en'], there)).toBe('de');
  expect(codeOf('', null, ['fr', 'pt-BR'], there)).toBe('pt-BR');
  expect(codeOf('', null, ['en-GB', 'de'], there)).toBeNull();
  expect(codeOf('', null, ['pt-PT'], there)).toBeNull();
  expect(codeOf('?lang=', null, [], there)).toBeNull();
});

test('the same address in another language', () => {
  expect(addressIn('de', 'https://lab/?run=x&lang=fr#layer=3')).toBe('https://lab/?run=x&lang=de#layer=3');
});
