/** How a model wrote the pairs of a file that the lab took home (`writtenFile`, src/experiment/write-pairs/out.ts): read back with them. */
import * as v from 'valibot';
import { WRITTEN } from '../kind';
import { writtenBy, type WrittenBy } from '../scenario-set';
import type { ImportChoice } from './choice';
import type { Table, TableRow } from './table';
import { t } from '../../language/t';

/** Why a row of such a file is no pair of a set. `field`: its column, or the role of one. */
interface NoPair {
  readonly field: 'source' | 'accepted';
  readonly says: string;
}

/**
 * Of a row how its pair was written: null where its file is another, or its sides are other columns than the texts; why it is left out
 * where nobody took it in the review, or the fields are not what the lab writes. The instruction of a side goes with its text.
 */
export function writtenOf({ columns }: Table, { columns: chosen }: Pick<ImportChoice, 'columns'>) {
  const place = new Map(columns.map((name, i) => [name, i]));
  const instructionOf = (text: string | undefined): string =>
    /^(?:non_)?empathic_text$/.test(text ?? '') ? text!.replace(/text$/, 'instruction') : '';
  const [positive, negative] = [instructionOf(chosen.positive), instructionOf(chosen.negative)];
  return ({ cells }: TableRow): WrittenBy | NoPair | null => {
    const cell = (name: string): unknown => cells[place.get(name) ?? -1];
    if (cell('format') !== WRITTEN) return null;
    const taken = cell('accepted') ?? null;
    // A line without it is of another program: nothing says that it is undecided.
    if (taken !== true && taken !== null) return { field: 'accepted', says: taken === false ? undecided() : noDecision() };
    if (positive === '' || negative === '') return null;
    const { success, output } = v.safeParse(writtenBy, {
      model: cell('source_model'),
      host: cell('source_host') ?? undefined,
      instructions: { positive: cell(positive), negative: cell(negative) },
      temperature: cell('temperature'),
      seed: cell('seed'),
      at: cell('generated_at'),
      edited: cell('edited'),
    });
    return success ? output : { field: 'source', says: damaged() };
  };
}

const undecided = (): string =>
  t`expected true, got false: nobody took this pair in the review. Take it there and download the file again, or write true here`;
const noDecision = (): string => t`expected true or false, whether a person took the pair in the review`;
const damaged = (): string => t`expected how the model wrote it (instructions, temperature, seed, date, edited), as the lab takes it home`;
