import { InvalidInput } from './invalid';
import { random, shuffle } from './random';

/** How pairs are held out: the set's own test pairs; each pair once, in k parts; or each group of pairs once. */
export type Validation = 'split' | 'k-fold' | 'leave-one-group-out';
export const VALIDATIONS: readonly Validation[] = ['split', 'k-fold', 'leave-one-group-out'];

/** Parts of a k-fold: the fewest, and as many as there are unless told. There are at most as many as pairs. */
export const FOLDS = { min: 2, standard: 5 } as const;

/** Train on some pairs, test on others; places in the list of pairs, ascending. */
export interface Fold {
  /** `split`, `fold 1` …, or the group that is left out. */
  readonly name: string;
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** What a pair has for folds: its part of the set's own split, and the situation or other group that it belongs to. */
export interface Grouped {
  readonly split: 'train' | 'test';
  readonly group: string;
}

/**
 * The folds of a set. `split`: one, as the pairs say. `k-fold`: all pairs, shuffled by `seed`, in `folds` parts whose sizes differ by one
 * at most. `leave-one-group-out`: all pairs, one fold a group, in the order in which the groups first come. Throws on a split without
 * training or test pairs, on fewer than two folds or fewer pairs than folds, and on a single group.
 */
export function foldsOf(
  pairs: readonly Grouped[],
  validation: Validation,
  { folds = FOLDS.standard, seed = 1 }: { folds?: number; seed?: number } = {},
): Fold[] {
  const all = pairs.map((_, i) => i);
  const fold = (name: string, tested: (pair: number) => boolean): Fold => ({
    name,
    train: all.filter((pair) => !tested(pair)),
    test: all.filter(tested),
  });
  switch (validation) {
    case 'split': {
      const one = fold('split', (pair) => pairs[pair]!.split === 'test');
      if (one.test.length === 0)
        throw new InvalidInput(`none of ${pairs.length} pairs is a test pair`, 'Mark some pairs as test, or choose k-fold.');
      if (one.train.length === 0)
        throw new InvalidInput(`all of ${pairs.length} pairs are test pairs`, 'Mark some pairs as train, or choose k-fold.');
      return [one];
    }
    case 'k-fold': {
      if (!(Number.isInteger(folds) && folds >= FOLDS.min)) throw new InvalidInput(`expected two folds or more, got ${folds}`);
      if (pairs.length < folds)
        throw new InvalidInput(`${pairs.length} pairs are too few for ${folds} folds`, 'Choose fewer folds, or add pairs.');
      const part = new Int32Array(pairs.length);
      shuffle(all.slice(), random(seed)).forEach((pair, place) => (part[pair] = place % folds));
      return Array.from({ length: folds }, (_, k) => fold(`fold ${k + 1}`, (pair) => part[pair] === k));
    }
    case 'leave-one-group-out': {
      const groups = [...new Set(pairs.map(({ group }) => group))];
      if (groups.length < 2)
        throw new InvalidInput(
          groups.length === 0
            ? 'there are no pairs to leave out'
            : `all pairs are of one group, '${groups[0]}': nothing is left to train on`,
          'Give the pairs two groups or more, or choose k-fold.',
        );
      return groups.map((group) => fold(group, (pair) => pairs[pair]!.group === group));
    }
    default:
      throw new InvalidInput(`no validation '${String(validation)}'`, `Use ${VALIDATIONS.map((one) => `'${one}'`).join(', ')}.`);
  }
}
