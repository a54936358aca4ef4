/** The sentences that ask for each side of a set's concept: just asking is held against a push. */
import { partMissing } from '../error';
import type { ChoicePlan } from '../experiment/choice-plan';
import type { KnownSet } from '../experiment/experiment';
import { shippedOf } from '../experiment/shipped';
import { parseScenarioSet } from '../formats/scenario-set';
import type { Ports } from './ports';
import { t } from '../language/t';

/**
 * Those of the set itself. A shipped set that was recorded before it had any has those that it has today, because its concept is the same.
 * null where nobody wrote some. Throws what fetching a part of the lab throws.
 */
export function askings(fetchOwn: Ports['fetchOwn']): (run: { readonly set: KnownSet }) => Promise<ChoicePlan['asking']> {
  const read = new Map<string, Promise<ChoicePlan['asking']>>();
  const ofFile = async (id: string): Promise<ChoicePlan['asking']> => {
    const answer = await fetchOwn(`scenarios/${id}.json`).catch(() => {
      throw partMissing(t`The scenario set ${id}.json`);
    });
    return parseScenarioSet(await answer.text(), `${id}.json`).asking ?? null;
  };
  return async ({ set: { set } }) => {
    if (set.asking) return set.asking;
    const shipped = shippedOf(set);
    if (!shipped) return null;
    const asking = read.get(shipped) ?? ofFile(shipped);
    read.set(shipped, asking);
    return asking.catch((error: unknown) => {
      read.delete(shipped);
      throw error;
    });
  };
}

/** What there is of controls; `other` is left out where another concept is none of them. */
interface ControlsThere {
  readonly texts: boolean;
  readonly asking: ChoicePlan['asking'];
  /** Directions of another concept; null where there are none. */
  readonly other?: unknown;
}

/** A sentence for each direction that was wanted as a control and cannot be had. */
export const directionsLeftOut = ({ texts, other }: Pick<ControlsThere, 'texts' | 'other'>): string[] => [
  ...(texts
    ? []
    : [t`The direction of shuffled labels is left out: it is learnt from the texts of the run, which this browser does not have.`]),
  ...(other === null
    ? [
        t`Another concept is left out: this model has read no whole set of another concept yet, and no file has brought directions for the blocks that are pushed.`,
      ]
    : []),
];

/** The same, and the sentence for just asking. */
export const controlsLeftOut = ({ asking, ...directions }: ControlsThere, set: string): string[] => [
  ...directionsLeftOut(directions),
  ...(asking
    ? []
    : [t`Just asking is left out: the set “${set}” has no sentences that ask for its sides (asking: { positive, negative } in its file).`]),
];
