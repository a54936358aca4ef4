/** Residuals → the evidence beside an analysis, block by block; what somebody else asks meanwhile is answered between two blocks. */
import type { EvidenceRequest, StepEvent } from '../../src/analysis-protocol';
import { agreementAt } from '../../src/lab/agreement';
import { meanAt, residualsWithout } from '../../src/lab/carrier';
import { allTextsOf, hasBoth, isPaired, itemsOf, LABELS, sidesOf, someOf } from '../../src/lab/contrast';
import { foldsOf, FOLDS, type Fold, type Grouped, type Validation } from '../../src/lab/folds';
import { gramAt, gramWithout, scoresAlong, type BlockGram } from '../../src/lab/gram';
import { indices, type LayerIndex } from '../../src/lab/indices';
import { InvalidInput } from '../../src/lab/invalid';
import { maxOverBlocks } from '../../src/lab/max-over-blocks';
import { thrownDraws } from '../../src/lab/permutation';
import { betweenMethods, cosinesBetweenAt, methodPairsOf } from '../../src/lab/readers/between';
import { tryFit } from '../../src/lab/readers/fit';
import { recommend, steeringEvidence, whyNotRecommended } from '../../src/lab/recommend';
import { CHANCE, chanceRow } from '../../src/lab/report/chance';
import type { Evidence, EvidenceColumn, LeftOut } from '../../src/lab/report/evidence';
import { countedIn, type Tested } from '../../src/lab/report/tested';
import type { Residuals } from '../../src/lab/residuals';
import { selectivityAt } from '../../src/lab/selectivity';
import { crossAurocsAt, crossValidated } from '../../src/lab/validate';
import { breathe } from '../yield';

export type Plan = Pick<EvidenceRequest, 'contrast' | 'method' | 'seed' | 'folds' | 'report'> & {
  /** How pairs are held out beside the set's own split; both ways unless told. */
  validations?: readonly Exclude<Validation, 'split'>[];
  /** Whether the columns that say what chance would give are made; they are unless told. */
  chance?: boolean;
  /** The mean of neutral texts that is taken out of every direction, as `meanResidual` gives it; none unless told. */
  mean?: Float64Array | undefined;
};
const VALIDATIONS = ['leave-one-group-out', 'k-fold'] as const;

/**
 * The evidence of all texts that the contrast names. A column that cannot be made is absent, and `missing` says why in a sentence. Throws
 * what `gramAt` throws (residuals that are not finite), and the signal's reason.
 */
export async function gatherEvidence(
  residuals: Residuals,
  { contrast, method, seed, report, folds = FOLDS.standard, validations = VALIDATIONS, chance: withChance = true, mean }: Plan,
  event: (event: StepEvent) => void,
  signal: AbortSignal,
): Promise<Evidence> {
  const { layers } = residuals;
  // What chance and agreement are measured in: residuals in which no direction finds the mean.
  const rest = mean ? residualsWithout(residuals, mean) : residuals;
  const blocks = indices<LayerIndex>(layers);
  const paired = isPaired(contrast);
  const train = someOf(contrast, ({ split }) => split === 'train');
  const test = someOf(contrast, ({ split }) => split === 'test');
  const [trained, tested] = [sidesOf(train), sidesOf(test)];
  const missing: string[] = [];
  const dealt = (validation: (typeof VALIDATIONS)[number]): Fold[] | null =>
    validations.includes(validation) ? orMissing(() => foldsOf(contrast, validation, { folds, seed }), missing) : null;
  const [left, parts] = [dealt('leave-one-group-out'), dealt('k-fold')];
  const split = withChance && hasBoth(trained) && hasBoth(tested);
  const groupsIn = (some: typeof contrast): Set<string> => new Set(itemsOf(some).map(({ group }) => group));
  const grouped = groupsIn(contrast).size > 1;
  const learnt = groupsIn(train);
  const strangers = [...groupsIn(test)].some((group) => !learnt.has(group));
  if (withChance && !split)
    missing.push(`Without both training and test ${paired ? 'pairs' : 'texts of both classes'} there is no chance to compare with.`);
  if (withChance && method === 'pca')
    missing.push('PCA finds the same line whatever labels are swapped: there is no band of shuffled labels.');
  if (!paired) missing.push('The texts do not come in pairs: there are no pair differences, of which agreement is the mean cosine.');

  if (split && !grouped)
    missing.push(
      `All ${paired ? 'pairs' : 'texts'} are of one group: there is no selectivity, for which labels without meaning are drawn by the group.`,
    );
  else if (split && strangers)
    missing.push(
      `Test ${paired ? 'pairs are of groups that no training pair' : 'texts are of groups that no training text'} is of: there is no selectivity, because what is remembered of a group could not show.`,
    );

  const table: { [column in EvidenceColumn]?: Float64Array } = {};
  const put = (column: EvidenceColumn, layer: number, value: number): void => {
    (table[column] ??= new Float64Array(layers).fill(NaN))[layer] = value;
  };
  const observed = new Float64Array(layers).fill(NaN);
  const thrown: Float64Array[] = [];
  const leftAurocs: Float64Array[] = [];
  const partAurocs: Float64Array[] = [];
  const methodCosines: number[][] = [];

  for (const layer of blocks) {
    await breathe();
    signal.throwIfAborted();
    const texts = allTextsOf(contrast);
    const whole = gramAt(residuals, layer, texts);
    const gram = mean ? gramWithout(residuals, whole, meanAt(mean, residuals, layer), texts) : whole;
    if (isPaired(contrast) && isPaired(train)) put('agreement', layer, agreementAt(rest, train.length > 0 ? train : contrast, layer));
    if (hasBoth(trained)) methodCosines.push(cosinesBetweenAt(gram, train));
    if (left) leftAurocs.push(crossAurocsAt(gram, method, contrast, left));
    if (parts) partAurocs.push(crossAurocsAt(gram, method, contrast, parts));
    await breathe();
    if (split) chanceAt(layer, gram);
    event({ done: layer + 1, of: layers });
  }

  /** The columns of one block that say what chance would give on the set's own split. */
  function chanceAt(layer: LayerIndex, gram: BlockGram): void {
    const direction = tryFit(method, gram, train);
    if (!direction) {
      // Its place among the draws of all blocks: without a direction nothing is ordered.
      const none = (texts: readonly unknown[]) => new Float64Array(texts.length);
      thrown.push(thrownDraws({ paired, positive: none(tested.positive), negative: none(tested.negative) }, { seed }));
      return;
    }
    const [positive, negative] = LABELS.map((label) => scoresAlong(gram, direction, tested[label]));
    const scores = { paired, positive: positive!, negative: negative! };
    const by = chanceRow({ residuals: rest, layer, test, scores, found: { gram, train, method }, seed });
    for (const column of CHANCE) if (column in by.row) put(column, layer, by.row[column]!);
    observed[layer] = by.auroc;
    thrown.push(by.thrown);
    if (grouped && !strangers) put('selectivity', layer, selectivityAt(gram, method, train, test, { seed }).selectivity);
  }

  if (split) table.permutationMaxP = maxOverBlocks(observed, thrown);
  const groups: LeftOut[] = [];
  if (left) {
    const cross = crossValidated(left, leftAurocs);
    [table.crossMean, table.crossMin] = [cross.crossMean, cross.crossMin];
    const counts = (name: string): Tested => countedIn<Grouped>(contrast, ({ group }) => group === name);
    groups.push(...cross.folds.map(({ name, auroc }): LeftOut => ({ group: name, ...counts(name), auroc: Array.from(auroc) })));
  }
  if (parts) {
    const cross = crossValidated(parts, partAurocs);
    [table.foldMean, table.foldMin] = [cross.crossMean, cross.crossMin];
  }
  const steering = steeringEvidence(report, table, contrast);
  return {
    seed,
    table,
    groups,
    apart: [],
    ...(hasBoth(trained) && { methods: betweenMethods(methodCosines, methodPairsOf(train)) }),
    recommended: recommend(steering),
    unrecommended: whyNotRecommended(steering),
    missing,
  };
}

/** What cannot be made of these texts is said, and the rest goes on. */
function orMissing<T>(make: () => T, missing: string[]): T | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    missing.push(`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.`);
    return null;
  }
}
