/**
 * Whether two records say the same, whatever the order of their fields, but for the field `but`; a field that is undefined is none. Of
 * values that JSON has, arrays of numbers and NaN.
 */
export function isSameRecord(a: unknown, b: unknown, but = ''): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((one, i) => isSameRecord(one, b[i]));
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const field in one) if (field !== but && !isSameRecord(one[field], other[field])) return false;
  for (const field in other) if (!(field in one) && field !== but && other[field] !== undefined) return false;
  return true;
}

const isList = (value: object): value is readonly unknown[] => Array.isArray(value) || ArrayBuffer.isView(value);
