import { LABELS, type Labelled } from './contrast';
import { InvalidInput } from './invalid';
import { random, shuffle } from './random';

/** How pairs, or lone texts, are held out: the set's own test part; each once, in k parts; or each group once. */
export type Validation = 'split' | 'k-fold' | 'leave-one-group-out';
export const VALIDATIONS: readonly Validation[] = ['split', 'k-fold', 'leave-one-group-out'];

/** Parts of a k-fold: the fewest, and as many as there are unless told. There are at most as many as pairs, or as texts of either class. */
export const FOLDS = { min: 2, standard: 5 } as const;

/** Train on some, test on others; places in the list of pairs, or of lone texts, ascending. */
export interface Fold {
  /** `split`, `fold 1` …, or the group that is left out. */
  readonly name: string;
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** What a pair, or a lone text, has for folds: its part of the set's own split, and the situation or other group that it belongs to. */
export interface Grouped {
  readonly split: 'train' | 'test';
  readonly group: string;
}

/** What is dealt: pairs, of which no more needs to be known, or lone texts with their class. */
export type Dealt = Labelled<Grouped>;

/**
 * The folds of a set. `split`: one, as the set says. `k-fold`: all, shuffled by `seed`, in `folds` parts whose sizes differ by one at most;
 * of lone texts each class is dealt by itself, so that every part has its share of both (stratified). `leave-one-group-out`: all, one fold
 * a group, in the order in which the groups first come. Throws on a split without training or test part, on fewer than two folds or fewer
 * pairs than folds, and on a single group; of lone texts, where a part has texts of one class alone, which nothing can be told from.
 */
export function foldsOf(
  dealt: Dealt,
  validation: Validation,
  { folds = FOLDS.standard, seed = 1 }: { folds?: number; seed?: number } = {},
): Fold[] {
  const items: readonly Grouped[] = 'texts' in dealt ? dealt.texts : dealt;
  const noun = 'texts' in dealt ? 'texts' : 'pairs';
  const all = items.map((_, i) => i);
  const fold = (name: string, tested: (place: number) => boolean): Fold => ({
    name,
    train: all.filter((place) => !tested(place)),
    test: all.filter(tested),
  });
  switch (validation) {
    case 'split': {
      const one = fold('split', (place) => items[place]!.split === 'test');
      if (one.test.length === 0)
        throw new InvalidInput(
          `none of ${items.length} ${noun} is a test ${noun.slice(0, -1)}`,
          `Mark some ${noun} as test, or choose k-fold.`,
        );
      if (one.train.length === 0)
        throw new InvalidInput(`all of ${items.length} ${noun} are test ${noun}`, `Mark some ${noun} as train, or choose k-fold.`);
      return withBoth([one], dealt);
    }
    case 'k-fold': {
      if (!(Number.isInteger(folds) && folds >= FOLDS.min)) throw new InvalidInput(`expected two folds or more, got ${folds}`);
      const strata = 'texts' in dealt ? LABELS.map((label) => all.filter((place) => dealt.texts[place]!.label === label)) : [all];
      const fewest = Math.min(...strata.map((stratum) => stratum.length));
      if (fewest < folds)
        throw new InvalidInput(
          `${fewest} ${'texts' in dealt ? 'texts of a class' : 'pairs'} are too few for ${folds} folds`,
          `Choose fewer folds, or add ${noun}.`,
        );
      const part = new Int32Array(items.length);
      const uniform = random(seed);
      for (const stratum of strata) shuffle(stratum.slice(), uniform).forEach((item, place) => (part[item] = place % folds));
      return Array.from({ length: folds }, (_, k) => fold(`fold ${k + 1}`, (place) => part[place] === k));
    }
    case 'leave-one-group-out': {
      const groups = [...new Set(items.map(({ group }) => group))];
      if (groups.length < 2)
        throw new InvalidInput(
          groups.length === 0
            ? `there are no ${noun} to leave out`
            : `all ${noun} are of one group, '${groups[0]}': nothing is left to train on`,
          `Give the ${noun} two groups or more, or choose k-fold.`,
        );
      return withBoth(
        groups.map((group) => fold(group, (place) => items[place]!.group === group)),
        dealt,
      );
    }
    default:
      throw new InvalidInput(`no validation '${String(validation)}'`, `Use ${VALIDATIONS.map((one) => `'${one}'`).join(', ')}.`);
  }
}

/** The folds, where each trains and tests on both classes. Of pairs each does. */
function withBoth(folds: Fold[], dealt: Dealt): Fold[] {
  if (!('texts' in dealt)) return folds;
  for (const { name, train, test } of folds)
    for (const [places, what] of [
      [test, name === 'split' ? 'among the test texts' : `in '${name}'`] as const,
      [train, name === 'split' ? 'among the training texts' : `beside '${name}'`] as const,
    ]) {
      const there = new Set(places.map((place) => dealt.texts[place]!.label));
      const lacking = LABELS.find((label) => !there.has(label));
      if (lacking)
        throw new InvalidInput(
          `there is no ${lacking} text ${what}: each part that is held out needs texts of both classes`,
          'Choose k-fold.',
        );
    }
  return folds;
}
