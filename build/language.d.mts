/** Types of language.mjs, for the tests. */

export interface Said {
  /** File → its keys. */
  readonly byFile: Readonly<Record<string, readonly string[]>>;
  /** Keys of counted nouns. */
  readonly counted: ReadonlySet<string>;
}

export function keysOf(name: string, code: string): { keys: string[]; counted: Set<string> };
export function said(root: string): Said;
export function asJson(value: unknown): string;
export function allKeys(byFile: Said['byFile']): string[];
export function skeleton(
  code: string,
  said: Said,
): { format: string; code: string; name: string; dir: string; texts: Record<string, string | Record<string, string>> };
export function compared(texts: Readonly<Record<string, unknown>>, byFile: Said['byFile']): { missing: string[]; unused: string[] };
