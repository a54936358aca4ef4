/** How what the page shows changes: each function gives the parts of the next state. */
import type { Experiment } from '../experiment/experiment';
import { withAnalysis, type Found, type FoundIn } from '../experiment/updates';
import type { LabState, Provenance } from './state';

type Next = Partial<LabState>;
/** What this browser knows an experiment by. */
export type Place = Pick<LabState, 'line' | 'own' | 'mark'>;

/** Another experiment in the place of the one there is. Work that fills the old one can no longer write. */
export const replaced = ({ epoch }: LabState, experiment: Experiment, origins: LabState['origins'], place: Place): Next => ({
  experiment,
  origins,
  epoch: epoch + 1,
  ...place,
  parts: {},
});

type Dated = Pick<Experiment, 'analyses' | 'matrices' | 'answers' | 'choices' | 'plays'>;

/** Where its analyses, matrices, answers, choices and plays came from, by their ids. */
export const originsOf = (
  { analyses, matrices, answers, choices, plays }: Dated,
  origin: (id: string) => Provenance,
): LabState['origins'] =>
  Object.fromEntries([...analyses, ...matrices, ...answers, ...choices, ...plays].map(({ id }) => [id, origin(id)]));

/** Whether that record was made in this browser: it came with no recording, and from no file. */
export const madeHere = (origins: LabState['origins'], id: string): boolean => origins[id] === 'live' || origins[id] === 'kept';

/** Another experiment beside the one that there is: `both` have all records, and what is new in them comes from `origin`. */
export function beside({ experiment, origins }: LabState, both: Experiment, origin: Provenance): Pick<LabState, 'experiment' | 'origins'> {
  const fresh = <R extends { readonly id: string }>(all: readonly R[], before: readonly R[]): R[] => {
    const there = new Set(before.map(({ id }) => id));
    return all.filter(({ id }) => !there.has(id));
  };
  const more: Dated = {
    analyses: fresh(both.analyses, experiment.analyses),
    matrices: fresh(both.matrices, experiment.matrices),
    answers: fresh(both.answers, experiment.answers),
    choices: fresh(both.choices, experiment.choices),
    plays: fresh(both.plays, experiment.plays),
  };
  return { experiment: both, origins: { ...origins, ...originsOf(more, () => origin) } };
}

/** The browser keeps more than before. */
export const keptMore = ({ keptCount }: LabState): Next => ({ keptCount: keptCount + 1 });

/** An analysis has come, or come further; nothing where its experiment was replaced meanwhile. */
export function analysed(state: LabState, epoch: number, found: Found, source: FoundIn, provenance: Provenance): Next {
  if (state.epoch !== epoch) return {};
  // What a recording or a file says of the same directions was gathered elsewhere: whoever reads the texts gathers evidence of their own.
  const experiment = withAnalysis(state.experiment, found, source, (id) => madeHere(state.origins, id));
  return { experiment, origins: { ...state.origins, [experiment.view.analysis!]: provenance } };
}
