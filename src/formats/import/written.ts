/** How a model wrote the pairs of a file that the lab took home (`writtenFile`, src/experiment/write-pairs/out.ts): read back with them. */
import * as v from 'valibot';
import { WRITTEN } from '../kind';
import { writtenBy, type WrittenBy } from '../scenario-set';
import type { ImportChoice } from './choice';
import type { Table, TableRow } from './table';

/**
 * Of a row how its pair was written: null where its file is another, or its sides are other columns than the texts; 'damaged' where the
 * fields are not what the lab writes. The instruction of a side goes with its text.
 */
export function writtenOf({ columns }: Table, { columns: chosen }: Pick<ImportChoice, 'columns'>) {
  const place = new Map(columns.map((name, i) => [name, i]));
  const instructionOf = (text: string | undefined): string =>
    /^(?:non_)?empathic_text$/.test(text ?? '') ? text!.replace(/text$/, 'instruction') : '';
  const [positive, negative] = [instructionOf(chosen.positive), instructionOf(chosen.negative)];
  return ({ cells }: TableRow): WrittenBy | 'damaged' | null => {
    const cell = (name: string): unknown => cells[place.get(name) ?? -1];
    if (cell('format') !== WRITTEN || positive === '' || negative === '') return null;
    const { success, output } = v.safeParse(writtenBy, {
      model: cell('source_model'),
      host: cell('source_host') ?? undefined,
      instructions: { positive: cell(positive), negative: cell(negative) },
      temperature: cell('temperature'),
      seed: cell('seed'),
      at: cell('generated_at'),
      edited: cell('edited'),
    });
    return success ? output : 'damaged';
  };
}
