/** A row of a table that goes home, and the columns that say how something was pushed. Pure. */
import type { Edit } from '../answer';
import type { Control } from '../control';
import { byId, type Experiment } from '../experiment';

/** A number that is none is NaN, a text that is none ''. */
export type Row = Readonly<Record<string, number | string>>;

/** The first edit, which is the push where there is one; all others as JSON, and what the row stands beside the push for. */
export function pushed(
  [push, ...edits]: readonly Edit[],
  control: Control | undefined,
  { directions }: Pick<Experiment, 'directions'>,
): Row {
  return {
    ...{ alpha: push?.amount ?? 0, unit: push?.unit ?? '', op: push?.op ?? '', when: push?.when ?? '' },
    ...{ firstBlock: push?.band[0] ?? NaN, lastBlock: push?.band[1] ?? NaN },
    ...{ directions: push?.directions ?? '', along: (push && byId(directions, push.directions)?.name) ?? '' },
    ...{ edits: edits.length > 0 ? JSON.stringify(edits) : '', control: control?.kind ?? '' },
    controlDetail: control ? JSON.stringify(control) : '',
  };
}
