/** What one run file says in a table of many: its concept, how well it is read, how far its raters agree, how far a push moves answers. */
import { mean } from '../lab/moments';
import { ratingsReport } from '../lab/report/ratings';
import { mostItems } from '../lab/report/spoken-push';
import { alphaOf, choseAll, isEven, type Answer } from './answer';
import type { Experiment } from './experiment';
import { ratingsAsked, ratingsGiven, readAlong } from './ratings-asked';
import { shownRun } from './shown';

/** Numbers are NaN where the file has none. */
export interface ClassRow {
  /** Both kinds of text: "empathic / task-first". */
  readonly concept: string;
  readonly set: string;
  readonly model: string;
  /** The block that the file shows; the numbers are of it. */
  readonly layer: number;
  readonly auroc: number;
  readonly low: number;
  readonly high: number;
  /** AUROC of counting words, without the model. */
  readonly words: number;
  /** Cohen's kappa, quadratic weights: the mean over pairs of raters; over those who rated blind, where there are some. */
  readonly kappa: number;
  /** Whether it is of blind ratings; where nobody agrees with anybody, whether all there are were blind. */
  readonly blind: boolean;
  readonly raters: number;
  /**
   * How far a push towards the positive side moves the score of finished answers, over prompts; and that strength: the one with the most
   * prompts, of those the strongest.
   */
  readonly effect: number;
  readonly alpha: number;
  readonly prompts: number;
}

/** null for a file without an analysis. */
export function classRow(experiment: Experiment): ClassRow | null {
  const run = shownRun(experiment);
  if (!run) return null;
  const asked = ratingsAsked(experiment);
  const ratings = ratingsReport(ratingsGiven(asked, run.record.id, experiment.view.seed));
  const { concept, name } = run.set.set;
  const { words } = run.report;
  const blind = ratings.agreements.filter((one) => one.blind);
  const agreements = blind.length > 0 ? blind : ratings.agreements;
  const layer = Math.min(experiment.view.layer, run.directions.layers - 1);
  const at = (column: 'auroc' | 'aurocLow' | 'aurocHigh'): number => run.table[column]?.[layer] ?? NaN;
  return {
    concept: `${concept.positive} / ${concept.negative}`,
    set: name,
    model: run.model.id,
    layer,
    ...{ auroc: at('auroc'), low: at('aurocLow'), high: at('aurocHigh') },
    words: words && 'auroc' in words ? words.auroc : NaN,
    kappa: mean(agreements.map(({ kappa }) => kappa).filter(Number.isFinite)),
    blind: agreements.length > 0 ? blind.length > 0 : experiment.ratings.every((one) => one.blind),
    raters: asked.raters.length,
    ...effectOf(experiment.answers, run.record.id, layer),
  };
}

type Effect = Pick<ClassRow, 'effect' | 'alpha' | 'prompts'>;
const NONE: Effect = { effect: NaN, alpha: NaN, prompts: 0 };

/** Of answers by the push alone: each prompt's mean score less that of its answers without a push, of one model, unit and band. */
function effectOf(answers: readonly Answer[], directions: string, layer: number): Effect {
  const own = answers.flatMap((one) => {
    const score = readAlong(one, directions)?.[layer] ?? NaN;
    const isPlain = !one.control && choseAll(one) && one.edits.length <= 1 && one.edits.every(isEven);
    const [edit] = one.edits;
    const way = edit ? JSON.stringify([edit.band, edit.unit]) : null;
    return isPlain && Number.isFinite(score) ? [{ prompt: JSON.stringify(one.messages), alpha: alphaOf(one), way, score }] : [];
  });
  const prompts = [...new Set(own.map(({ prompt }) => prompt))];
  const meanOf = (prompt: string, isMeant: (one: (typeof own)[number]) => boolean): number =>
    mean(own.filter((one) => one.prompt === prompt && isMeant(one)).map(({ score }) => score));
  const pushes = new Map(own.map(({ alpha, way }) => [JSON.stringify([alpha, way]), { alpha, way }]));
  const moved = [...pushes.values()].map(({ alpha, way }) => ({
    alpha,
    moves: prompts
      .map((prompt) => meanOf(prompt, (one) => one.alpha === alpha && one.way === way) - meanOf(prompt, (one) => one.alpha === 0))
      .filter(Number.isFinite),
  }));
  const spoken = mostItems(
    moved.filter(({ moves }) => moves.length > 0),
    1,
    ({ moves }) => moves.length,
  );
  return spoken ? { effect: mean(spoken.moves), alpha: spoken.alpha, prompts: spoken.moves.length } : NONE;
}
