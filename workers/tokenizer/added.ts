/**
 * Added tokens: which a tokenizer has, and where they stand in a text. transformers.js knows those of tokenizer.json alone, and cuts
 * without `single_word`; here both go as in transformers (AddedVocabulary of Hugging Face tokenizers).
 */
import { specialsOf } from './classes';
import { objectOf, objectsOf, tokenName, type AddedToken, type Json } from './json';

/** What a model's own vocabulary says: the id of a piece, and how many there are. */
export interface Vocabulary {
  idOf(piece: string): number | undefined;
  size: number;
}

/**
 * The tokens of tokenizer.json; over them those of `added_tokens_decoder` in tokenizer_config.json; after them what the settings call
 * special and is in neither. One that the vocabulary has keeps its id there; any other gets the next one.
 */
export function addedTokens(json: Json, settings: Json, config: Json, vocabulary: Vocabulary): AddedToken[] {
  const tokens = new Map<string, AddedToken>();
  for (const entry of objectsOf(json.added_tokens)) if (typeof entry.id === 'number') put(entry, entry.id);
  const decoder = Object.entries(objectOf(settings.added_tokens_decoder) ?? {}).sort(([a], [b]) => Number(a) - Number(b));
  for (const [, entry] of decoder) put(objectOf(entry) ?? {});
  const stated = new Set(specialsOf(settings, {}).map(tokenName));
  for (const token of specialsOf(settings, config)) {
    const content = tokenName(token)!;
    const old = tokens.get(content);
    if (old) tokens.set(content, { ...old, special: true });
    // A class's usual name that the vocabulary does not know is no token of this model.
    else if (stated.has(content) || vocabulary.idOf(content) !== undefined) put({ ...objectOf(token), content, special: true });
  }
  return [...tokens.values()];

  function put(entry: Json, id?: number): void {
    const content = tokenName(entry);
    if (content === null) return;
    const old = tokens.get(content);
    const special = entry.special === true;
    tokens.set(content, {
      id: id ?? old?.id ?? vocabulary.idOf(content) ?? next(),
      content,
      special,
      single_word: entry.single_word === true,
      lstrip: entry.lstrip === true,
      rstrip: entry.rstrip === true,
      normalized: typeof entry.normalized === 'boolean' ? entry.normalized : !special,
    });
  }

  function next(): number {
    return Math.max(vocabulary.size, ...[...tokens.values()].map(({ id }) => id + 1));
  }
}

/** A text in order: what is still to be cut, and the tokens found in it. `start` is the place of a piece in the text. */
export type Part = { text: string; start: number } | { token: AddedToken };

const WORD = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]';
const ENDS_WITH_WORD = new RegExp(`${WORD}$`, 'u');
const STARTS_WITH_WORD = new RegExp(`^${WORD}`, 'u');
const SPACE = /^\p{White_Space}$/u;

/** Cuts these tokens out of texts, the longest first at each place. `writtenAs`: how a token looks in the text. */
export function cutter(
  tokens: readonly AddedToken[],
  writtenAs: (token: AddedToken) => string = ({ content }) => content,
): (text: string) => Part[] {
  const byText = new Map(tokens.map((token) => [writtenAs(token), token] as const));
  byText.delete('');
  if (byText.size === 0) return (text) => (text === '' ? [] : [{ text, start: 0 }]);
  const longestFirst = [...byText.keys()].sort((a, b) => b.length - a.length).map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const pattern = new RegExp(longestFirst.join('|'), 'gu');

  return (text) => {
    const parts: Part[] = [];
    let done = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const token = byText.get(found)!;
      let [from, to] = [index, index + found.length];
      // Two units are a character.
      if (
        token.single_word &&
        (ENDS_WITH_WORD.test(text.slice(Math.max(0, from - 2), from)) || STARTS_WITH_WORD.test(text.slice(to, to + 2)))
      )
        continue;
      if (token.lstrip) while (from > done && SPACE.test(text[from - 1]!)) from--;
      if (token.rstrip) while (to < text.length && SPACE.test(text[to]!)) to++;
      if (done < from) parts.push({ text: text.slice(done, from), start: done });
      parts.push({ token });
      done = to;
    }
    if (done < text.length) parts.push({ text: text.slice(done), start: done });
    return parts;
  };
}
