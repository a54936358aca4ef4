/** Which numbers of an analysis are NaN, at which blocks and why, in sentences: a script sees no page that would say it. Pure. */
import { COLUMNS, type Column } from './columns';
import { t } from '../../language/t';

/** A list [layer], under the name by which it is read. */
export interface Listed {
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** What NaN means in it at a block that has a direction. */
  readonly nan: string;
  /** Whether it is measured along the block's direction: without one it is NaN, too. */
  readonly along: boolean;
}

/** What NaN means once everything was asked for and read, where the registry's sentence also names causes that are out of the question. */
const WHOLE: { readonly [column in Column]?: string } = {
  aurocLow: t`the AUROC, or what each pair or text adds to it, does not vary over them, so the bootstrap has no interval`,
  aurocHigh: t`the AUROC, or what each pair or text adds to it, does not vary over them, so the bootstrap has no interval`,
  crossMean: t`the training texts of a fold have no direction there`,
  crossMin: t`the training texts of a fold have no direction there`,
  foldMean: t`the training texts of a fold have no direction there`,
  foldMin: t`the training texts of a fold have no direction there`,
};

/** Columns that need no direction of the block, or have directions of their own. */
const WITHOUT: readonly Column[] = ['agreement', 'crossMean', 'crossMin', 'foldMean', 'foldMin'];

/** A column of the registry. `nan`: why, where somebody knows better than the registry. */
export const listed = (name: Column, values: ArrayLike<number>, nan = WHOLE[name] ?? COLUMNS[name].nan): Listed => ({
  name,
  values,
  nan,
  along: !WITHOUT.includes(name),
});

const NO_DIRECTION = t`no direction was found there, because the training texts of both kinds read the same, or do not vary as the method needs, or nothing is left without a mean that was taken out`;

/**
 * One sentence for all lists that are NaN at the same blocks for the same reason, in the order in which they first come; [] where no number
 * is NaN. `without`: blocks that have no direction.
 */
export function undefinedSentences(lists: readonly Listed[], without: ReadonlySet<number>): string[] {
  const names = new Map<string, string[]>();
  for (const { name, values, nan, along } of lists) {
    const blocks = Array.from(values).flatMap((value, layer) => (Number.isNaN(value) ? [layer] : []));
    const follows = along ? blocks.filter((layer) => without.has(layer)) : [];
    const own = blocks.filter((layer) => !follows.includes(layer));
    for (const [some, why] of [[follows, NO_DIRECTION] as const, [own, nan] as const]) {
      if (some.length === 0) continue;
      const rest = t`NaN ${placeOf(some, values.length)}: ${why}.`;
      names.set(rest, [...(names.get(rest) ?? []), name]);
    }
  }
  return [...names].map(([rest, all]) => `${and(all)} ${all.length === 1 ? 'is' : 'are'} ${rest}`);
}

/** Blocks that a sentence names before it breaks off. */
const NAMED = 8;

function placeOf(blocks: readonly number[], layers: number): string {
  if (blocks.length === layers) return t`at every block`;
  if (blocks.length === 1) return t`at block ${blocks[0]!}`;
  return t`at ${blocks.length} blocks: ${blocks.slice(0, NAMED).join(', ')}${blocks.length > NAMED ? ', …' : ''}`;
}

const and = (names: readonly string[]): string =>
  names.length === 1 ? names[0]! : t`${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
