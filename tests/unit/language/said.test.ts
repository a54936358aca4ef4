/** English stands in one place: src/language/en.json is what the source says, and a translation is held against it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allKeys, asJson, compared, keysOf, said, skeleton } from '../../../build/language.mjs';
import { readLanguage } from '../../../src/language/language';
import { pseudo } from '../../pseudo';

const all = said(process.cwd());

test('src/language/en.json is up to date: npm run language writes it', () => {
  expect(readFileSync('src/language/en.json', 'utf8')).toBe(asJson(all.byFile));
});

test('a language that was begun has every text, none of them written, and opens', () => {
  const begun = skeleton('pl', all);
  expect(Object.keys(begun.texts)).toEqual(allKeys(all.byFile));
  expect(begun.texts['{0} texts']).toEqual({ few: '', many: '', one: '', other: '' });
  const { language, wrong } = readLanguage(JSON.stringify(begun), 'pl');
  expect([language.texts.size, wrong]).toEqual([0, []]);
  expect(compared(begun.texts, all.byFile)).toEqual({ missing: allKeys(all.byFile), unused: [] });
  expect(compared({ ...begun.texts, Stop: 'Stój', 'Said no more': 'x' }, all.byFile).unused).toEqual(['Said no more']);
  expect(compared({ ...begun.texts, Stop: 'Stój' }, all.byFile).missing).not.toContain('Stop');
});

test('keys: sentences, sentences with elements, and counted nouns by the names that a file has for count', () => {
  const code = [
    "import { count as plural } from '../parts/format';",
    'const a = t`Read ${n} of ${plural(m, "text")}`, b = rich`See ${<b>{t`this`}</b>}.`;',
    "const c = plural(n, few ? 'push' : 'pull', few ? 'pushes' : 'pulls'), d = count(n, 'not ours'), e = css`no text`;",
  ].join('\n');
  expect(keysOf('x.tsx', code).keys).toEqual(['Read {0} of {1}', '{0} texts', 'See {0}.', 'this', '{0} pushes', '{0} pulls']);
});

test('the language of the tests has no letter of English, and all places', () => {
  for (const key of allKeys(all.byFile)) {
    const other = pseudo(key);
    expect(other).not.toMatch(/[A-Za-z]/);
    expect([...other.matchAll(/\{\d+\}/g)].map(String)).toEqual([...key.matchAll(/\{\d+\}/g)].map(String));
  }
});
