/** Values in messages. Nothing that a file or a script can hold makes this throw, or take long: it looks at the first of everything. */
import { t } from '../language/t';

const LONGEST = 60;
const ITEMS = 3;
const DEPTH = 3;

/** A value in a message, at most 60 characters. `absent`: how what is not there is called. */
export function shown(value: unknown, absent = t`nothing`): string {
  const text = sketch(value, absent, DEPTH);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}…` : text;
}

function sketch(value: unknown, absent: string, depth: number): string {
  if (value === undefined) return absent;
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST + 1));
  if (typeof value === 'function') return t`a function`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return t`a ${value.constructor.name} of ${(value as Float32Array).length}`;
  const inner = (one: unknown): string => sketch(one, absent, depth - 1);
  const first = (parts: string[], of: number): string => [...parts, ...(of > parts.length ? ['…'] : [])].join(', ');
  if (Array.isArray(value)) {
    const items: unknown[] = depth > 0 ? value.slice(0, ITEMS) : [];
    return `[${first(items.map(inner), value.length)}]`;
  }
  const names = Object.keys(value);
  const some = depth > 0 ? names.slice(0, ITEMS) : [];
  return `{${first(
    some.map((name) => `${JSON.stringify(name.slice(0, LONGEST))}: ${inner((value as Record<string, unknown>)[name])}`),
    names.length,
  )}}`;
}
