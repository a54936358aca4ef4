/** Analyses of an experiment side by side: each brought together with its records, and what of them is alike. Pure. */
import { contrastOf, isPaired, sidesOf } from '../lab/contrast';
import { passageKey } from '../lab/passage';
import { onSameTexts, type Paired, type Scored } from '../lab/report/compare';
import type { Experiment } from './experiment';
import { sameModel } from './same-model';
import { shownRun, type ShownRun } from './shown';

/** Every analysis that is finished or was stopped, in the order in which they came. */
export const allRuns = (experiment: Experiment): ShownRun[] =>
  experiment.analyses.flatMap(({ id, at }) =>
    at === null ? [] : (shownRun({ ...experiment, view: { ...experiment.view, analysis: id } }) ?? []),
  );

/** The texts of pairs, or those without partners, and the scored ones, with their scores at a block. */
function textsOf({ set, scores }: ShownRun, layer: number): Scored {
  // What stands in the place of texts is the same in sets that have nothing to do with each other.
  if (set.set.unwritten) return { texts: [], pairs: [], scores: [] };
  const contrast = contrastOf(set.set);
  // The same answer to two prompts is two texts.
  const told = isPaired(contrast)
    ? contrast.map(({ positive, negative, prompt }) => ({ positive: passageKey(positive, prompt), negative: passageKey(negative, prompt) }))
    : { texts: contrast.texts.map((one) => ({ ...one, text: passageKey(one.text, one.prompt) })) };
  const { positive, negative } = sidesOf(told);
  return {
    texts: [...positive, ...negative, ...set.set.scored.map(({ text, prompt }) => passageKey(text, prompt))],
    pairs: isPaired(contrast) ? [...positive.keys(), ...negative.keys()] : [],
    scores: [...(scores.positive[layer] ?? []), ...(scores.negative[layer] ?? []), ...(scores.scored[layer] ?? [])],
  };
}

/** The scores of two analyses on the texts that both have, each at a block of its own. */
export const scoresInCommon = (a: ShownRun, u: number, b: ShownRun, v: number): Paired => onSameTexts(textsOf(a, u), textsOf(b, v));

/** Whether directions of the two lie in one space: those of one model, cut into the same blocks. */
export const ofOneModel = ({ model: a, directions: u }: ShownRun, { model: b, directions: v }: ShownRun): boolean =>
  sameModel(a, b) && u.layers === v.layers && u.width === v.width;

/** Runs whose directions lie in one space, together; in the order of the first of each. */
export function byModel(runs: readonly ShownRun[]): ShownRun[][] {
  const groups: ShownRun[][] = [];
  for (const run of runs) {
    const group = groups.find(([first]) => first && ofOneModel(first, run));
    if (group) group.push(run);
    else groups.push([run]);
  }
  return groups;
}
