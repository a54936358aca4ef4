/**
 * What repeats itself among texts that do not come in pairs: test texts that were trained on, texts that stand twice, texts of both
 * classes. What warnings.ts says of pairs, for texts one by one.
 */
import type { Label, LoneText } from '../lab/contrast';
import type { TextIndex } from '../lab/indices';
import { passageKey } from '../lab/passage';
import type { Cut } from '../protocol';
import { list } from './warnings';
import { t } from '../language/t';

/** A text by the name it has for the reader. */
export interface NamedText extends LoneText<string> {
  readonly id: string;
  readonly split: 'train' | 'test';
  /** What it answers; absent where it is no answer. */
  readonly prompt?: string | undefined;
}

/** Texts that only begin or end with other spaces count as the same; the same answer to two prompts is two. */
const keyOf = ({ text, prompt }: NamedText): string => passageKey(text.trim(), prompt);

/** Two texts that are alike, by their places: the later one, and the first that it is like. */
type Alike = readonly [text: number, as: number];

interface Repeated {
  readonly seen: readonly Alike[];
  readonly twice: readonly Alike[];
  readonly both: readonly Alike[];
}

/** Texts are alike where their keys are equal. */
function repeated(texts: readonly Pick<NamedText, 'split' | 'label'>[], keys: readonly string[]): Repeated {
  const first = new Map<string, number>();
  const name = (split: string, label: Label, i: number): string => `${split} ${label} ${keys[i]!}`;
  texts.forEach(({ split, label }, i) => {
    if (!first.has(name(split, label, i))) first.set(name(split, label, i), i);
  });
  const like = (split: 'train' | 'test', label: Label, i: number): Alike[] => {
    const as = first.get(name(split, label, i));
    return as === undefined || as === i ? [] : [[i, as]];
  };
  return {
    seen: texts.flatMap(({ split, label }, i) => (split === 'test' ? like('train', label, i) : [])),
    twice: texts.flatMap(({ split, label }, i) => like(split, label, i)),
    both: texts.flatMap(({ label }, i) =>
      label === 'negative' ? [...like('train', 'positive', i), ...like('test', 'positive', i)].slice(0, 1) : [],
    ),
  };
}

function sentences(texts: readonly NamedText[], { seen, twice, both }: Repeated, how: string): string[] {
  const named = (alike: readonly Alike[]): string => list(alike.map(([text, as]) => t`${texts[text]!.id} (as ${texts[as]!.id})`));
  return [
    ...(seen.length > 0
      ? [
          t`${seen.length === 1 ? t`A test text is a training text` : t`${seen.length} test texts are training texts`}, too${how}: ${named(seen)}. Figures on the test texts flatter the direction. Write other texts for the test, or move these to the training split.`,
        ]
      : []),
    ...(twice.length > 0
      ? [
          t`${twice.length === 1 ? t`A text stands` : t`${twice.length} texts stand`} twice in one class and split${how}: ${named(twice)}. Each counts again and tells nothing more, so that intervals and p say more than is known. Leave the second ones out.`,
        ]
      : []),
    ...(both.length > 0
      ? [
          t`${both.length === 1 ? t`A text stands` : t`${both.length} texts stand`} in both classes${how}: ${named(both)}. No direction can tell such a text from itself. Give it one class.`,
        ]
      : []),
  ];
}

/** One sentence for each kind; [] where there is none. */
export const repeatedLone = (texts: readonly NamedText[]): string[] => sentences(texts, repeated(texts, texts.map(keyOf)), '');

/** The same of texts that only their tokens make alike, as far as they are read: what `repeatedLone` names already is left out. */
export function repeatedTokens(
  texts: readonly NamedText[],
  places: readonly { readonly text: TextIndex }[],
  { tokenHashes }: Pick<Cut, 'tokenHashes'>,
): string[] {
  const keys = texts.map(keyOf);
  const found = repeated(
    texts,
    places.map(({ text }) => tokenHashes[text]!),
  );
  const other = (alike: readonly Alike[]): readonly Alike[] => alike.filter(([text, as]) => keys[text] !== keys[as]);
  return sentences(texts, { seen: other(found.seen), twice: other(found.twice), both: other(found.both) }, t`, as far as they are read`);
}
