/**
 * What the evidence of a run means, in one plain paragraph. The rules stand at `conclusion`; each sentence carries the numbers that chose
 * it.
 */
import { FEWEST_PAIRS } from '../auroc-interval';
import { coinToss } from '../recommend';
import type { Evidence, EvidenceColumn } from './evidence';
import { fixed } from './fixed';
import { pText } from './p-text';
import type { Report } from './report';
import { countText, fewestOf, nounOf, takes, testedText } from './tested';
import { LARGEST_P, uncounted, verdictsOf, type VerdictKind } from './verdict';
import { t } from '../../language/t';

/** What the first sentence says. */
export type ConclusionKind =
  'few' | 'folds' | 'nothing' | 'undetermined' | 'below' | 'chance' | 'lucky' | 'wide' | 'words-better' | 'words' | 'unknown' | 'beyond';

export interface Conclusion {
  readonly kind: ConclusionKind;
  /** The block that it speaks of: the recommended one, else the middle one that has a direction, so that none is picked for its figures. */
  readonly layer: number;
  readonly sentences: readonly string[];
}

/** Above this cosine with the mean of neutral texts, pushing the direction moves what all texts have in common (provisional). */
const CARRIED = 0.35;
/** Mean cosines of pair differences that steered, and that did not, in published work on Llama-type models: provisional. */
const AGREED = { high: 0.3, low: 0.15 };

/**
 * The first sentence says what the verdict on the block says (src/lab/report/verdict.ts has the rules), in words for a whole run:
 * - `few`: fewer than `FEWEST_PAIRS` test pairs, or lone texts of a class, were read; `folds`: so it is, but pairs held out in turn
 * recommend a block;
 * - `nothing`: the verdict is `none`, `undetermined`, `chance` or `lucky`, and even for the best of all blocks p, its maximum taken over
 * blocks, is above .05;
 * - `undetermined`: the verdict is that one, or `none`, or not made yet;
 * - `below`, `chance`, `lucky`, `wide`, `words-better`, `words`, `unknown`, `beyond`: the verdict. After `wide` comes what it would be
 * without the band of shuffled labels.
 * Then one sentence each, where it is known: the block's p (not after `wide`), which of these rules could not be applied, situations left
 * out, shuffled tokens, selectivity, length, agreement, carrier, and that the block was chosen. After `folds` none of what the test pairs
 * alone would have to say.
 */
export function conclusion(report: Report, evidence: Evidence): Conclusion {
  const layer = evidence.recommended?.layer ?? middleOf(report);
  const kind = kindAt(report, evidence, layer);
  const sentences = [FIRST[kind](report, evidence, layer)];
  if (kind === 'wide') sentences.push(FIRST[withoutBand(report, evidence, layer)](report, evidence, layer));
  // Where any labels tell the texts apart, a p of the labels read apart from that would say the opposite.
  const rest = QUIET.includes(kind) ? [] : kind === 'folds' ? BY_FOLDS : kind === 'wide' ? REST : [beyondChance, ...REST];
  sentences.push(...rest.flatMap((sentence) => sentence(report, evidence, layer) ?? []));
  return { kind, layer, sentences };
}

/**
 * What the recommended block has to do with a first sentence that speaks against the direction, where that is not plain: the rule
 * (src/lab/recommend.ts) refuses blocks no better than chance or than thrown labels, and asks nothing of directions from shuffled labels.
 */
export const recommendedBeside = (kind: ConclusionKind): string | null =>
  kind === 'wide'
    ? t`This goes by how well blocks read held-out texts, not by the band of shuffled labels: it names the block to try, and leaves open what is said above.`
    : null;

/** After these nothing more is said. */
const QUIET: readonly ConclusionKind[] = ['few', 'nothing', 'undetermined', 'below', 'chance', 'lucky'];

/** The block nearest to the middle that has an AUROC; the middle one where none has. */
function middleOf({ layers, table }: Report): number {
  const middle = Math.floor(layers / 2);
  const off = (layer: number): number => Math.abs(layer - middle);
  const read = Array.from({ length: layers }, (_, layer) => layer).filter((layer) => Number.isFinite(table.auroc[layer]));
  return read.reduce((a, b) => (off(b) < off(a) ? b : a), read[0] ?? middle);
}

const at = ({ table }: Evidence, column: EvidenceColumn, layer: number): number => table[column]?.[layer] ?? NaN;
/** Of those that are finite; NaN where none is. */
const lowest = (values: ArrayLike<number>): number => {
  const finite = Array.from(values).filter(Number.isFinite);
  return finite.length > 0 ? Math.min(...finite) : NaN;
};

/** Verdicts at a block that say no more than that nothing is to be seen there. */
const NOTHING: readonly VerdictKind[] = ['none', 'undetermined', 'chance', 'lucky'];

function kindAt(report: Report, evidence: Evidence, layer: number): ConclusionKind {
  if (fewestOf(report) < FEWEST_PAIRS) return evidence.recommended ? 'folds' : 'few';
  const { kind } = verdictsOf(report, evidence)[layer]!;
  if (NOTHING.includes(kind) && lowest(evidence.table.permutationMaxP ?? []) > LARGEST_P) return 'nothing';
  return kindOf(kind);
}

const kindOf = (verdict: VerdictKind): ConclusionKind =>
  verdict === 'none' || verdict === 'unread' || verdict === 'arriving' ? 'undetermined' : verdict;

/** What the verdict on the block would be if directions learnt from shuffled labels reached nowhere. */
function withoutBand(report: Report, { table }: Evidence, layer: number): ConclusionKind {
  const rest = { ...table };
  delete rest.shuffledHigh;
  return kindOf(verdictsOf(report, { table: rest })[layer]!.kind);
}

const words = ({ table }: Report, layer: number): string => fixed(table.auroc[layer]! - table.overWords[layer]!);
const area = ({ table }: Pick<Report, 'table'>, layer: number): string => fixed(table.auroc[layer]!);

const FIRST: Record<ConclusionKind, (report: Report, evidence: Evidence, layer: number) => string> = {
  few: (report) =>
    t`Too few ${nounOf(report)} to say anything: ${report.pairs === 1 ? t`one test pair was` : t`${testedText(report)} were`} read, and it takes ${takes(FEWEST_PAIRS, report)}.`,
  folds: (report) =>
    t`Read by ${nounOf(report)} held out in turn alone: ${fewestOf(report) === 0 ? t`without test ${nounOf(report)}` : t`with ${testedText(report)}, where it takes ${takes(FEWEST_PAIRS, report)},`} neither chance nor words are compared.`,
  undetermined: (report, _, layer) =>
    Number.isNaN(report.table.auroc[layer]!)
      ? t`Nothing can be said of block ${layer}: it has no direction, the two kinds of text read the same there.`
      : t`Nothing can be said of block ${layer}: its AUROC is ${area(report, layer)}, and ${testedText(report)} give no interval for it, because drawn anew they all say the same, or all lie on one side of it.`,
  nothing: (report, { table }) =>
    t`Nothing there, as far as ${testedText(report)} tell: even the best of ${report.layers} blocks does no better than the best of ${report.layers} blocks does with labels thrown by a coin (${pText(lowest(table.permutationMaxP!))}).`,
  below: (report, _, layer) =>
    t`Below chance at block ${layer}: the direction points the wrong way on the test ${nounOf(report)}, ${area(report, layer)}, and anything from ${fixed(report.table.aurocLow[layer]!)} to ${fixed(report.table.aurocHigh[layer]!)} goes with them, where 0.5 is a coin toss.`,
  chance: (report, _, layer) =>
    t`No better than chance at block ${layer}, as far as ${testedText(report)} tell: ${area(report, layer)}, and anything from ${fixed(report.table.aurocLow[layer]!)} to ${fixed(report.table.aurocHigh[layer]!)} goes with them.`,
  lucky: (report, evidence, layer) =>
    t`No better than luck at block ${layer}: its AUROC is ${area(report, layer)}, and with labels thrown by a coin the best of ${report.layers} blocks often gets as far (${pText(at(evidence, 'permutationMaxP', layer))}).`,
  wide: (report, evidence, layer) =>
    t`Chance reaches as far: of directions learnt from shuffled labels at least one in forty gets ${fixed(at(evidence, 'shuffledHigh', layer))} or more at block ${layer}, where the real one has ${area(report, layer)}; these texts differ along such a line, whatever they are labelled.${Number.isNaN(at(evidence, 'permutationP', layer)) ? '' : t` The permutation p asks another question: it keeps this direction and throws the labels of the test ${nounOf(report)} alone.`}`,
  'words-better': (report, _, layer) =>
    t`Counting words does better than the model at block ${layer} (${words(report, layer)} against ${area(report, layer)}): the direction shows less than the words of these texts do.`,
  words: (report, _, layer) =>
    t`Words may do as well: at block ${layer} the direction has ${area(report, layer)}, a bag of words that never saw the model ${words(report, layer)}, and the difference may be none.`,
  unknown: (report, evidence, layer) =>
    t`${at(evidence, 'shuffledHigh', layer) >= report.table.auroc[layer]! ? t`Words` : t`Better than chance at block ${layer} (${area(report, layer)}), but words`} alone may explain it: ${uncounted(report.words)}.`,
  beyond: (report, _, layer) =>
    t`Better than words: at block ${layer} the direction has ${area(report, layer)} where a bag of words has ${words(report, layer)}, and the difference is more than these ${nounOf(report)} give by chance.`,
};

type Sentence = (report: Report, evidence: Evidence, layer: number) => string | null;

/** How often chance alone would do as well, looking at every block: by that p the verdict on the block goes, too. */
const beyondChance: Sentence = ({ layers }, evidence, layer) => {
  const p = at(evidence, 'permutationMaxP', layer);
  if (Number.isNaN(p)) return null;
  return layers > 1
    ? t`It does better than the best of ${layers} blocks does with labels thrown by a coin (${pText(p)}, which allows for having looked at all of them).`
    : t`It does better than it does with labels thrown by a coin (${pText(p)}).`;
};

/** Leave one situation out: does it hold where it was not learnt? Better than chance: two standard errors of a coin toss above ½. */
const leftOut: Sentence = (report, evidence, layer) => {
  // Of folds no part has a name.
  if (evidence.groups.length === 0) {
    const parts = at(evidence, 'foldMean', layer);
    if (Number.isNaN(parts)) return null;
    return t`With each part of the ${nounOf(report)} held out in turn the mean is ${fixed(parts)}, the lowest ${fixed(at(evidence, 'foldMin', layer))}.`;
  }
  const mean = at(evidence, 'crossMean', layer);
  if (Number.isNaN(mean)) return null;
  const worst = evidence.groups.reduce((a, b) => ((b.auroc[layer] ?? NaN) < (a.auroc[layer] ?? NaN) ? b : a));
  const low = worst.auroc[layer] ?? NaN;
  const figures = t`with each left out in turn the mean is ${fixed(mean)}, the lowest ${fixed(low)} (${worst.group}, ${countText(worst)})`;
  if (low <= 0.5) return t`It does not carry over to every situation: ${figures}.`;
  return low > coinToss(fewestOf(worst))
    ? t`It carries over to situations it was not learnt from: ${figures}.`
    : t`Whether it carries over to every situation it was not learnt from, so few ${nounOf(report)} a situation do not tell: ${figures}.`;
};

/** Rules that choose the first sentence, and for which there is no number: what they would say is not known. */
const untested: Sentence = (_, evidence, layer) => {
  const [wide, lucky] = [at(evidence, 'shuffledHigh', layer), at(evidence, 'permutationMaxP', layer)];
  const gone = [Number.isFinite(wide) ? [] : BAND, Number.isFinite(lucky) ? [] : COIN].flat();
  return gone.length > 0 ? t`Not tested here: ${gone.join('; ')}.` : null;
};
const BAND = t`whether directions learnt from shuffled labels reach as far (PCA, for one, finds the same line whatever labels are swapped)`;
const COIN = t`whether it does better than the best of all blocks does with labels thrown by a coin`;

/** One shuffle of few texts: only what leaves the interval of the AUROC counts as a loss, so without one nothing is said. */
const shuffledTokens: Sentence = ({ table }, evidence, layer) => {
  const shuffled = at(evidence, 'tokenShuffled', layer);
  if (Number.isNaN(shuffled) || Number.isNaN(table.aurocLow[layer]!)) return null;
  return shuffled >= table.aurocLow[layer]!
    ? t`With the tokens of the test texts in random order it is ${fixed(shuffled)}, within the interval of ${area({ table }, layer)}: that the words stand in order is not shown to count.`
    : t`With the tokens of the test texts in random order it falls to ${fixed(shuffled)}, below the interval of ${area({ table }, layer)}: how the words are put together counts.`;
};

const selective: Sentence = (_, evidence, layer) => {
  const selectivity = at(evidence, 'selectivity', layer);
  if (Number.isNaN(selectivity)) return null;
  return selectivity > 0.1
    ? t`Labels that mean nothing, one a situation, are learnt less well (by ${fixed(selectivity)}).`
    : t`Labels that mean nothing, one a situation, are learnt about as well (by ${fixed(selectivity)}): this way of reading would find almost anything.`;
};

const length: Sentence = ({ length: counted }) =>
  counted && Math.abs(counted.auroc - 0.5) > 0.2
    ? t`The number of characters alone gives ${fixed(counted.auroc)}, so length may be part of it.`
    : null;

const agreed: Sentence = (_, evidence, layer) => {
  const agreement = at(evidence, 'agreement', layer);
  if (Number.isNaN(agreement)) return null;
  const cosine = t`The training pairs point the same way with a mean cosine of ${fixed(agreement)}`;
  if (agreement >= AGREED.high) return t`${cosine}; in published work directions like that steered (a forecast, no proof).`;
  return agreement < AGREED.low
    ? t`${cosine}; in published work such directions did not steer reliably (a forecast, no proof).`
    : t`${cosine}, in between those that steered and those that did not in published work.`;
};

const carried: Sentence = (_, evidence, layer) => {
  const cosine = at(evidence, 'carrier', layer);
  return cosine > CARRIED
    ? t`It lies ${fixed(cosine)} along the mean of neutral texts: pushing it moves what all texts have in common; take the mean out first.`
    : null;
};

/** A block chosen for its figures has them a little too high. */
const chosen: Sentence = (report, { recommended, table }) =>
  recommended && report.layers > 1 && (table.crossMean ?? table.foldMean)
    ? t`The block was chosen among ${report.layers} by ${nounOf(report)} held out in turn${fewestOf(report) > 0 ? t`, the test ${nounOf(report)} among them` : ''}, which flatters its own figures a little.`
    : null;

const REST: readonly Sentence[] = [untested, leftOut, shuffledTokens, selective, length, agreed, carried, chosen];
/** Of these, what does not hang on the test pairs, which are too few. */
const BY_FOLDS: readonly Sentence[] = [leftOut, agreed, carried, chosen];
