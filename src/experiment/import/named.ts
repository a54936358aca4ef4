/** Rows in a sentence of the lint, by what the person calls them. Pure. */
import { passageKey } from '../../lab/passage';
import { t } from '../../language/t';

/** `name`: how the person finds it: "prompt 3". */
export interface Named {
  readonly name: string;
  readonly text: string;
  /** What it answers; absent or '' where it is no answer. */
  readonly prompt?: string | undefined;
}

/** "a, b, c, and 4 more"; `most`: how many are named. */
export const some = (names: readonly string[], most = 3): string =>
  names.slice(0, most).join(', ') + (names.length > most ? t`, and ${names.length - most} more` : '');

/** What tells a text from others: its words, spaces at its ends aside, and the prompt that it answers. */
export const keyOf = ({ text, prompt }: Named): string => passageKey(text.trim(), prompt?.trim());

/** Texts that stand before already: "row 4 (as row 2)". */
export function again(texts: readonly Named[]): string[] {
  const first = new Map<string, string>();
  return texts.flatMap((one) => {
    const before = first.get(keyOf(one));
    if (before === undefined) first.set(keyOf(one), one.name);
    return before === undefined ? [] : [t`${one.name} (as ${before})`];
  });
}
