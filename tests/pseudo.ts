/**
 * A language made from the English: no letter of it is an ASCII one, each sentence stands in brackets and is a third longer. What on the
 * page has ASCII letters is then said in English.
 */
import { allKeys, said } from '../build/language.mjs';
import { FORMAT } from '../src/language/language';

/** A code that no language has. */
export const PSEUDO = 'qps';
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const OTHER = [...'áƀçðéƒĝĥíĵķļɱñóþɋŕšŧúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŦÚṼŴẊÝŽ'];

/** One text; places stay as they are. */
export function pseudo(english: string): string {
  const other = english.replace(/[A-Za-z]/g, (letter) => OTHER[PLAIN.indexOf(letter)]!);
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(other) ?? [];
  // Words, so that lines may break in what is longer, too.
  const more = Math.ceil(english.replace(/\{\d+\}/g, '').length * 0.3);
  return `${before}⟦${inner}${more > 3 ? ` ${'éé '.repeat(Math.floor(more / 3)).trim()}` : 'é'.repeat(more)}⟧${after}`;
}

/** The file of it. `dir`: to look at a page that runs from right to left. */
export function pseudoFile(dir: 'ltr' | 'rtl' = 'ltr'): string {
  const { byFile, counted } = said(process.cwd());
  const texts = Object.fromEntries(
    allKeys(byFile).map((key) => [key, counted.has(key) ? { one: pseudo(key.replace(/s$/, '')), other: pseudo(key) } : pseudo(key)]),
  );
  return JSON.stringify({ format: FORMAT, code: PSEUDO, name: pseudo('Pseudo'), dir, texts });
}
