/**
 * How far to believe a block's direction, in one sentence that a person understands. The rules are stated at `KINDS`; the weakest verdict
 * is the one to show beside a push.
 */
import { FEWEST_PAIRS } from '../auroc-interval';
import type { Evidence } from './evidence';
import { fixed } from './fixed';
import type { Reported } from './report';
import { fewestOf, nounOf, takes, testedText, type Tested } from './tested';
import { t } from '../../language/t';

export { FEWEST_PAIRS };

/**
 * Above this p a block is no better than luck. The p is the one corrected for looking at all blocks, at every block and wherever a block
 * is judged: no block is named before the test pairs are looked at, because the pairs held out in turn, by which one is recommended
 * (src/lab/recommend.ts), have the test pairs among them.
 */
export const LARGEST_P = 0.05;

/** What a verdict is made from. */
export type Judged = Tested & Pick<Reported, 'layers' | 'final' | 'table' | 'words'>;

/**
 * From weakest to strongest, with the rule; the first that holds is a block's verdict.
 * - `unread`: no test pair was read, or of lone texts none of a class.
 * - `none`: the block has no direction, the two kinds of text read the same there.
 * - `few`: fewer than `FEWEST_PAIRS` test pairs were read, or lone texts of a class.
 * - `arriving`: there are enough, and no interval yet.
 * - `undetermined`: the texts give no interval: drawn anew, they all say the same, or all lie on one side of what they say.
 * - `below`: the interval of the AUROC lies below 0.5.
 * - `chance`: it holds 0.5.
 * - `lucky`: as good an AUROC comes, more than once in twenty, from the best of all blocks where labels are thrown by a coin.
 * - `wide`: the band of directions learnt from shuffled labels reaches up to the AUROC.
 * - `words-better`: the interval of the AUROC minus the words' AUROC, on the same pairs, lies below 0.
 * - `words`: it holds 0.
 * - `unknown`: words were not counted, or that difference has no interval.
 * - `beyond`: it lies above 0.
 */
const KINDS = [
  'unread',
  'none',
  'few',
  'arriving',
  'undetermined',
  'below',
  'chance',
  'lucky',
  'wide',
  'words-better',
  'words',
  'unknown',
  'beyond',
] as const;
export type VerdictKind = (typeof KINDS)[number];

export interface Verdict {
  readonly kind: VerdictKind;
  readonly layer: number;
  /** One plain sentence. */
  readonly sentence: string;
}

/** The verdict on one block. */
export function verdictAt(report: Judged, layer: number): Verdict {
  const kind = kindAt(report, layer);
  return { kind, layer, sentence: SENTENCES[kind](report, layer) };
}

/**
 * The report with a verdict on every block from all that is known of it: its own columns, and those of the evidence where it has been
 * gathered. The report of an analysis is always one that this function gave: whoever speaks of a block takes `verdicts`.
 */
export function withVerdicts<R extends Judged>(report: R, evidence: Pick<Evidence, 'table'> | null): R & Pick<Reported, 'verdicts'> {
  return { ...report, verdicts: verdictsOf(report, evidence) };
}

/** [layer] the same verdicts alone. */
export function verdictsOf(report: Judged, evidence: Pick<Evidence, 'table'> | null): Verdict[] {
  const judged = { ...report, table: { ...report.table, ...evidence?.table } };
  return Array.from({ length: report.layers }, (_, layer) => verdictAt(judged, layer));
}

/**
 * The weakest verdict of the blocks from `first` to `last`; of several alike, that of the block with the lowest AUROC. A band beyond the
 * model counts as far as the model goes.
 */
export function weakest(report: Pick<Reported, 'layers' | 'table' | 'verdicts'>, [first, last]: readonly [number, number]): Verdict {
  const from = Math.max(0, Math.min(first, report.layers - 1));
  const to = Math.min(Math.max(last, from), report.layers - 1);
  const { verdicts, table } = report;
  const rank = (layer: number): number => KINDS.indexOf(verdicts[layer]!.kind);
  const { auroc } = table;
  let chosen = from;
  for (let layer = from + 1; layer <= to; layer++) {
    const by = rank(layer) - rank(chosen);
    if (by < 0 || (by === 0 && auroc[layer]! < auroc[chosen]!)) chosen = layer;
  }
  return verdicts[chosen]!;
}

function kindAt(report: Judged, layer: number): VerdictKind {
  const { final, table } = report;
  const fewest = fewestOf(report);
  const at = (column: keyof typeof table): number => table[column]?.[layer] ?? NaN;
  if (fewest === 0) return 'unread';
  if (Number.isNaN(at('auroc'))) return 'none';
  if (fewest < FEWEST_PAIRS) return 'few';
  if (Number.isNaN(at('aurocLow'))) return final ? 'undetermined' : 'arriving';
  if (at('aurocHigh') < 0.5) return 'below';
  if (at('aurocLow') <= 0.5) return 'chance';
  // Columns of the evidence, where it has been gathered.
  if (at('permutationMaxP') > LARGEST_P) return 'lucky';
  if (at('shuffledHigh') >= at('auroc')) return 'wide';
  if (Number.isNaN(at('overWordsLow'))) return 'unknown';
  if (at('overWordsHigh') < 0) return 'words-better';
  return at('overWordsLow') <= 0 ? 'words' : 'beyond';
}

/** Why a direction cannot be compared with words. */
export function uncounted(words: Judged['words']): string {
  if (words && !('refused' in words)) return t`what the direction has over a bag of words has no interval`;
  return t`they were not counted${words ? ` (${words.refused.replace(/\.$/, '')})` : ''}`;
}

const two = (value: number | undefined): string => fixed(value ?? NaN);
const range = ({ table }: Judged, layer: number): string => t`${two(table.aurocLow[layer])} to ${two(table.aurocHigh[layer])}`;
/** The direction's AUROC and the words' on the same pairs. */
const against = ({ table }: Judged, layer: number): string =>
  t`${two(table.auroc[layer]! - table.overWords[layer]!)} against ${two(table.auroc[layer])}`;

const SENTENCES: Record<VerdictKind, (report: Judged, layer: number) => string> = {
  unread: ({ final, pairs }) =>
    final
      ? t`Nothing is known: training ${nounOf({ pairs })} alone were read.`
      : pairs === undefined
        ? t`Nothing is known yet: test texts of both classes are still to come.`
        : t`Nothing is known yet: the first test pair is still to come.`,
  none: () => t`No direction here: the two kinds of text read the same at this block.`,
  few: (report) =>
    t`Too few ${nounOf(report)} to say: ${report.pairs === 1 ? t`there is one test pair` : t`there are ${testedText(report)}`}, and it takes ${takes(FEWEST_PAIRS, report)}.`,
  arriving: () => t`Texts are still arriving; how far to believe the direction is said with the last one.`,
  undetermined: (report, layer) =>
    t`How far to believe the direction stays open: drawn anew, these ${nounOf(report)} all say the same (AUROC ${two(report.table.auroc[layer])}), or all lie on one side of it, so there is no interval.`,
  below: (report, layer) =>
    t`Below chance: on the test ${nounOf(report)} the direction points the wrong way (AUROC ${range(report, layer)}, where 0.5 is a coin toss).`,
  chance: (report, layer) =>
    t`No better than chance, as far as these ${nounOf(report)} tell: the AUROC may lie anywhere from ${range(report, layer)}, and 0.5 is a coin toss.`,
  lucky: ({ table }, layer) =>
    t`No better than luck: with labels thrown by a coin, the best of all blocks gets an AUROC of ${two(table.auroc[layer])} in ${Math.round(100 * (table.permutationMaxP?.[layer] ?? NaN))} of 100 throws.`,
  wide: ({ table }, layer) =>
    t`Chance reaches as far: at least one in forty directions learnt from shuffled labels gets ${two(table.shuffledHigh?.[layer])} or more where the real one has ${two(table.auroc[layer])}.`,
  'words-better': (report, layer) =>
    t`Counting words does better (AUROC ${against(report, layer)}): the direction shows less than the words of these texts do.`,
  words: (report, layer) =>
    t`Counting words may do as well (AUROC ${against(report, layer)}): no proof that the model understands more than words.`,
  unknown: ({ words }) => t`Better than chance, but words alone may explain it: ${uncounted(words)}.`,
  beyond: (report, layer) =>
    t`Better than chance and better than counting words (AUROC ${two(report.table.auroc[layer])} against ${two(report.table.auroc[layer]! - report.table.overWords[layer]!)}): the direction carries something that single words do not.`,
};
