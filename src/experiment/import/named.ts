/** Rows in a sentence of the lint, by what the person calls them. Pure. */
import { t } from '../../language/t';

/** `name`: how the person finds it: "prompt 3". */
export interface Named {
  readonly name: string;
  readonly text: string;
}

/** "a, b, c, and 4 more"; `most`: how many are named. */
export const some = (names: readonly string[], most = 3): string =>
  names.slice(0, most).join(', ') + (names.length > most ? t`, and ${names.length - most} more` : '');

/** Texts that stand before already, spaces at their ends aside: "row 4 (as row 2)". */
export function again(texts: readonly Named[]): string[] {
  const first = new Map<string, string>();
  return texts.flatMap(({ name, text }) => {
    const before = first.get(text.trim());
    if (before === undefined) first.set(text.trim(), name);
    return before === undefined ? [] : [t`${name} (as ${before})`];
  });
}
