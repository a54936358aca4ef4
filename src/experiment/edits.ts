/** Edits of the residual stream beside the push of α: as records name them, and as src/lab takes them. */
import { InvalidInput } from '../lab/invalid';
import type { StreamEdit } from '../lab/edits';
import type { Edit } from './answer';
import { labDirections, type DirectionsRecord } from './directions';
import { byId } from './experiment';
import { t } from '../language/t';

/** What a row of a batch is pushed by: the strength along the directions that are shown, and edits beside it. */
export interface EditedRow {
  readonly alpha: number;
  readonly edits: readonly Edit[];
}

/**
 * The rows of a batch. Without a push nothing else is done either, for everything is compared with that. One strength beside none stands
 * there without and with the edits, and the edits by themselves: what each of them does can then be told apart.
 */
export function editedRows(alphas: readonly number[], edits: readonly Edit[]): EditedRow[] {
  const plain = alphas.map((alpha) => ({ alpha, edits: [] }));
  if (edits.length === 0) return plain;
  const pushes = alphas.filter((alpha) => alpha !== 0);
  if (pushes.length > 1) return alphas.map((alpha) => ({ alpha, edits: alpha === 0 ? [] : edits }));
  return [...plain, { alpha: 0, edits }, ...pushes.map((alpha) => ({ alpha, edits }))];
}

/** The edits with their directions. Throws, naming the edit, where those are gone, or are known by name alone. */
export function streamEdits(edits: readonly Edit[], directions: readonly DirectionsRecord[]): StreamEdit[] {
  return edits.map((edit, i) => {
    const record = byId(directions, edit.directions);
    if (!record || record.layers === 0)
      throw new InvalidInput(
        `edits[${i}].directions: ${record ? t`the numbers of “${record.name}” were not kept` : t`they are not here any more`}`,
        t`Choose other directions for it, or take it out.`,
      );
    const { layers, width, data } = record;
    return { ...edit, directions: labDirections(record) ?? { layers, width, data } };
  });
}
