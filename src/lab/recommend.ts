/** Where to steer, by a rule that is written down and sees no steered answer. */
import { FEWEST_PAIRS } from './auroc-interval';
import { InvalidInput } from './invalid';
import type { Evidence } from './report/evidence';
import { countedIn, fewestOf, nounOf, takes, type Tested } from './report/tested';
import { fixed } from './report/fixed';
import type { Labelled } from './contrast';
import { pText } from './report/p-text';
import { LARGEST_P, verdictsOf, type Judged, type VerdictKind } from './report/verdict';
import { t } from '../language/t';

/** What is known of the blocks, all by pairs that were held out. */
export type SteeringEvidence = Tested & SteeringFigures;

/** `Tested`: what was held out and read, the test pairs or texts, or with `crossMean` those of all folds together. */
interface SteeringFigures {
  /** [layer] cross-validated mean AUROC, where there is one. */
  readonly crossMean?: ArrayLike<number> | undefined;
  /** [layer] lower end of the AUROC's interval on the test texts; not looked at where there is `crossMean`. */
  readonly aurocLow: ArrayLike<number>;
  /** [layer] */
  readonly verdicts: readonly VerdictKind[];
  /** The lowest p of all blocks, its maximum taken over blocks (permutation); absent where labels were not shuffled. */
  readonly bestP?: number | undefined;
}

export interface Recommendation {
  readonly layer: number;
  /** First and last block, both included. */
  readonly band: readonly [first: number, last: number];
  /** One plain sentence with the figures. */
  readonly reason: string;
}

/** Verdicts on a block that reads no better than chance. */
const NO_BETTER: readonly VerdictKind[] = ['below', 'chance', 'lucky'];

/**
 * As far as a coin toss reaches: two standard errors above ½, of which one is ½/√pairs. Of lone texts the smaller class counts for the
 * pairs.
 */
export const coinToss = (pairs: number): number => 0.5 + 1 / Math.sqrt(pairs);

/** A binomial standard error of an AUROC on so many pairs: what lies within it of the best counts as alike. Never 0: 1/n. */
const standardError = (auroc: number, pairs: number): number => Math.max(1 / pairs, Math.sqrt((auroc * (1 - auroc)) / pairs));

/**
 * The block and the band to steer at, or null (`whyNotRecommended` says why). The rule:
 * 0. None where the best of all blocks is no better than the best under labels thrown by a coin (p above `LARGEST_P`).
 * 1. Candidates are blocks better than chance whose held-out AUROC A is within one standard error, √(A(1 − A)/pairs), of the best such
 *    block's (Breiman and others 1984: what cannot be told from the best is as good). The AUROC is the cross-validated mean; without it,
 *    its interval's lower end. Better than chance: the verdict is neither `below` nor `chance` nor `lucky`, nor, without
 *    cross-validation, one of those that say that too little was read; with it, A is at least ½ + 1/√pairs, two standard errors above a
 *    coin toss.
 * 2. Of these the block is the one nearest to the middle of the model, where a push has worked in published work and blocks are left to act
 *    on it; of two as near, the one with the higher held-out AUROC, then the lower.
 * 3. The band grows from the block to neighbouring candidates of step 1, each time to the side with the higher held-out AUROC (as high:
 *    nearer to the middle), up to a third of the model's blocks.
 * Throws where the lists differ in length.
 */
export function recommend(evidence: SteeringEvidence): Recommendation | null {
  const found = choose(evidence);
  return typeof found === 'string' ? null : found;
}

/** Why there is no recommendation, in one sentence; null where there is one. */
export function whyNotRecommended(evidence: SteeringEvidence): string | null {
  const found = choose(evidence);
  return typeof found === 'string' ? found : null;
}

function choose(evidence: SteeringEvidence): Recommendation | string {
  const { crossMean, aurocLow, verdicts, bestP } = evidence;
  const [fewest, noun] = [fewestOf(evidence), nounOf(evidence)];
  const heldOut = crossMean ?? aurocLow;
  const layers = verdicts.length;
  if (heldOut.length !== layers) throw new InvalidInput(t`got verdicts on ${layers} blocks and the AUROC of ${heldOut.length}`);
  if (fewest < FEWEST_PAIRS)
    return t`Too few ${noun} were held out to recommend a block: ${heldText(evidence)}, and it takes ${takes(FEWEST_PAIRS, evidence)}.`;
  if (bestP !== undefined && bestP > LARGEST_P)
    return t`No block is recommended for steering: even the best of all does no better than the best does with labels thrown by a coin (${pText(bestP)}).`;
  const blocks = verdicts.map((_, layer) => layer);
  const bar = crossMean ? coinToss(fewest) : 0.5;
  if (crossMean && blocks.every((layer) => Number.isNaN(crossMean[layer])))
    return t`No block can be recommended: at none of them has every part of the ${noun} that is left out a direction to be read along.`;
  const refused: readonly VerdictKind[] = crossMean ? NO_BETTER : [...NO_BETTER, 'unread', 'few', 'arriving', 'undetermined'];
  const beyond = blocks.filter((layer) => !refused.includes(verdicts[layer]!) && heldOut[layer]! > bar);
  if (beyond.length === 0)
    return t`No block reads the concept better than chance ${verdicts.some((kind) => NO_BETTER.includes(kind)) && crossMean ? t`both on the test ${noun} and on ${noun} held out in turn` : t`on held-out ${noun}`}, so there is none to recommend.`;
  const best = Math.max(...beyond.map((layer) => heldOut[layer]!));
  const least = best - standardError(best, fewest);
  const candidates = beyond.filter((layer) => heldOut[layer]! >= least - 1e-12);
  const off = (layer: number): number => Math.abs(layer - (layers - 1) / 2);
  const higher = (a: number, b: number): number => heldOut[b]! - heldOut[a]!;
  const layer = candidates.toSorted((a, b) => off(a) - off(b) || higher(a, b) || a - b)[0]!;
  const band = grown(layer, candidates, (a, b) => higher(a, b) || off(a) - off(b) || a - b, Math.max(1, Math.floor(layers / 3)));
  const name = crossMean ? t`cross-validated AUROC` : t`lower end of the AUROC`;
  return {
    layer,
    band,
    reason:
      t`Of ${candidates.length === 1 ? t`the one block that reads held-out ${noun} best` : t`the ${candidates.length} blocks that held-out ${noun} cannot tell from the best`} (${name} ${fixed(least)} to ${fixed(best)}), ` +
      t`block ${layer} (${fixed(heldOut[layer]!)}) is nearest to the middle of the model` +
      `${band[0] === band[1] ? t`; no block beside it belongs to the band` : t`; the band is blocks ${band[0]} to ${band[1]}`}.`,
  };
}

/** "there are 9": how many were held out. */
const heldText = ({ pairs, texts }: Tested): string =>
  texts ? t`there are ${texts.positive} + ${texts.negative}` : pairs === 1 ? t`there is 1` : t`there are ${pairs}`;

/** Grows from `layer` over neighbouring candidates, to at most `most` blocks. */
function grown(layer: number, candidates: readonly number[], better: (a: number, b: number) => number, most: number): [number, number] {
  let [first, last] = [layer, layer];
  while (last - first + 1 < most) {
    const [next] = [first - 1, last + 1].filter((beside) => candidates.includes(beside)).sort(better);
    if (next === undefined) break;
    if (next < first) first = next;
    else last = next;
  }
  return [first, last];
}

/**
 * What the rule goes by, from the report of an analysis and the columns of its evidence: the verdicts are those of both together.
 * `contrast`: all pairs or lone texts, of which those for the test are told.
 */
export function steeringEvidence(
  report: Judged,
  table: Evidence['table'],
  contrast: Labelled<{ readonly split: string }>,
): SteeringEvidence {
  const { permutationMaxP } = table;
  const crossMean = table.crossMean ?? table.foldMean;
  const found = Array.from(permutationMaxP ?? []).filter(Number.isFinite);
  return {
    ...countedIn(contrast, ({ split }) => crossMean !== undefined || split === 'test'),
    crossMean,
    aurocLow: report.table.aurocLow,
    verdicts: verdictsOf(report, { table }).map(({ kind }) => kind),
    bestP: found.length > 0 ? Math.min(...found) : undefined,
  };
}
