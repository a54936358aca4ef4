/** Edits that a script asks `lab.generate`, `lab.choose` and `lab.sweep` for, as the worker takes them. */
import * as v from 'valibot';
import { LabError } from '../error';
import { told, band as bandOf, directionsOf } from './arguments';
import type { GenerateEdit } from './types';
import type { LabState } from '../app/state';
import { decode } from '../formats/codec';
import { finite, is, list, oneOf, record } from '../formats/schemas';
import { OPS, WHENS, type StreamEdit, type StreamSize } from '../lab/edits';
import { UNITS } from '../lab/units';

const shape = record({
  op: oneOf(...OPS),
  directions: v.unknown(),
  band: v.optional(
    is<number | [number, number]>('a block, or first and last', (x) => typeof x === 'number' || (Array.isArray(x) && x.length === 2)),
  ),
  amount: v.optional(finite, 0),
  unit: v.optional(oneOf(...UNITS), 'raw'),
  when: v.optional(oneOf(...WHENS), 'all'),
  profile: v.optional(list(finite)),
});

const FIELDS: readonly string[] = ['op', 'directions', 'band', 'amount', 'unit', 'when', 'profile'] satisfies (keyof GenerateEdit)[];

/**
 * Throws `bad-input`, `bad-directions`, `shape-mismatch` for directions of another model than the loaded one, and `invalid-input` for
 * blocks outside the model; `amount` is missed by all but `ablate`.
 */
export function streamEdits(value: readonly GenerateEdit[], { layers }: StreamSize, state: Pick<LabState, 'model'>): StreamEdit[] {
  const hint = 'Give an array of { op, directions, band, amount, unit, when, profile }; README.md, “Console”, has an example.';
  const given = decode(list(shape), value, told('edits', hint));
  value.forEach((edit, i) => {
    const other = Object.keys(edit).find((name) => !FIELDS.includes(name));
    if (other !== undefined) throw new LabError('bad-input', `edits[${i}] has no field “${other}”.`, hint);
  });
  return given.map(({ directions, band, amount, ...edit }, i) => {
    if (edit.op !== 'ablate') decode(finite, value[i]!.amount, told(`edits[${i}].amount`, hint));
    return { ...edit, amount, directions: directionsOf(directions, state, `edits[${i}].directions`), band: bandOf(band, layers) };
  });
}

/** What they act on: the stream of the loaded model, where one is loaded. */
export const sizeOf = (size: Pick<StreamSize, 'layers' | 'width'>, { model }: Pick<LabState, 'model'>): StreamSize => ({
  ...size,
  ...(model.status === 'ready' && { stream: model.info.stream }),
});
