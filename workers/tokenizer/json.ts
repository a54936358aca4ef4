/** The parts of tokenizer.json and tokenizer_config.json that the lab reads, and nothing else of them. */

/** Any object of either file. */
export type Json = Record<string, unknown>;

/** A token that is cut out of a text before anything else looks at it (an entry of `added_tokens`). */
export interface AddedToken {
  id: number;
  content: string;
  /** Not beside a letter or a digit. */
  single_word: boolean;
  /** Takes the white space before it, or after it. */
  lstrip: boolean;
  rstrip: boolean;
  /** Looked for after the text was normalised, in its own normalised form. */
  normalized: boolean;
  /** Left out where an answer is written. */
  special: boolean;
}

/** An object, or null for anything else. */
export const objectOf = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;

/** A list of objects; what is none is left out. */
export const objectsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf).filter((entry) => entry !== null) : []);

/** What a token is called, as settings have it: a string, or an object with `content`. Null for anything else. */
export function tokenName(value: unknown): string | null {
  const name = typeof value === 'string' ? value : objectOf(value)?.content;
  return typeof name === 'string' && name !== '' ? name : null;
}
