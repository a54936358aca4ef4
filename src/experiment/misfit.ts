/** How a record that does not fit the others is told, and the checks of length that all records share. */
import { LabError } from '../error';
import type { ErrorCode } from '../protocol';
import { t } from '../language/t';

/** How a misfit is told. */
export interface Told {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly file: string;
}

/** Throws `told.code` with the path, what was expected there and what is there. */
export function misfit({ code, hint, file }: Told, path: string, expected: string, got: string): never {
  throw new LabError(code, t`${file}: ${path}: expected ${expected}, got ${got}.`, hint);
}

/** Throws unless the list has so many items. */
export function expectLength(told: Told, path: string, length: number, items: { readonly length: number }): void {
  if (items.length !== length) misfit(told, path, t`a list of ${length}`, t`${items.length} items`);
}

/** Throws unless the table has so many rows of so many numbers each. */
export function expectRows(
  told: Told,
  path: string,
  [length, each]: readonly [number, number],
  rows: readonly (readonly unknown[])[],
): void {
  expectLength(told, path, length, rows);
  rows.forEach((row, i) => expectLength(told, `${path}[${i}]`, each, row));
}

/** Throws unless the numbers are [layers, width]. */
export function expectMatrix(told: Told, path: string, layers: number, width: number, data: Float32Array): void {
  if (data.length !== layers * width) misfit(told, path, t`${layers} × ${width} numbers`, `${data.length}`);
}

/** Throws unless first and last block are in order, and below `layers` where that is known (null where nobody said). */
export function expectBand(told: Told, path: string, [first, last]: readonly [number, number], layers: number | null): void {
  if (first <= last && (layers === null || last < layers)) return;
  misfit(told, path, t`first and last block${layers === null ? '' : t`, below ${layers}`}`, `${first}-${last}`);
}

/** Throws unless every number that there is lies between the two; NaN stands for one that is missing. */
export function expectBetween(told: Told, path: string, [least, most]: readonly [number, number], values: ArrayLike<number>): void {
  const wrong = Array.from(values).findIndex((value) => value < least || value > most);
  if (wrong < 0) return;
  const range = most === Infinity ? t`of at least ${least}` : least === -Infinity ? t`of at most ${most}` : t`from ${least} to ${most}`;
  misfit(told, `${path}[${wrong}]`, t`a number ${range}`, `${values[wrong]}`);
}

/** Whether two figures are the same but for rounding; a missing one is the same as a missing one. */
export const isSame = (said: number, is: number, tolerance = 1e-6): boolean =>
  Math.abs(said - is) <= tolerance * Math.max(1, Math.abs(is)) || (Number.isNaN(said) && Number.isNaN(is));
