/** What scripts hand to window.lab, looked at before it goes further: a wrong argument is the caller's to mend, and is told so. */
import { LabError } from '../error';
import { checkBand, middleBand, type Steerable } from '../lab/units';

export interface Pair {
  positive: string;
  negative: string;
  group?: string;
}

/** Throws `bad-input` unless `value` is a text. */
export function aText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new LabError('bad-input', `${name}: expected a text, got ${shown(value)}.`, 'Give a string.');
  return value;
}

/** Throws `bad-input` unless `value` is a list of texts. */
export function texts(value: unknown): string[] {
  if (!Array.isArray(value))
    throw new LabError(
      'bad-input',
      `texts: expected a list of texts, got ${shown(value)}.`,
      'Give an array of strings, also for a single one.',
    );
  return value.map((text, i) => aText(text, `texts[${i}]`));
}

/** Throws `empty-pairs` and `one-sided-pair`. */
export function pairs(value: unknown): Pair[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new LabError(
      'empty-pairs',
      `pairs: expected a list of { positive, negative }, got ${shown(value)}.`,
      'A pair needs two texts: the same situation answered both ways.',
    );
  value.forEach((pair: Partial<Pair> | null | undefined, i) => {
    for (const side of ['positive', 'negative'] as const) {
      const text = pair?.[side];
      if (typeof text !== 'string' || text.trim() === '')
        throw new LabError(
          'one-sided-pair',
          `pairs[${i}].${side} is ${text === undefined || text === null ? 'missing' : 'empty'}.`,
          'A pair needs two texts: the same situation answered both ways.',
        );
    }
  });
  return value as Pair[];
}

/** `lab.directions()`'s result, also with `data` as a plain list, as JSON has it. Throws `bad-directions` for another shape. */
export function directions(value: unknown): Steerable {
  const given = (value ?? {}) as Partial<Steerable>;
  const { layers, width } = given;
  const data: unknown = Array.isArray(given.data) && given.data.every(Number.isFinite) ? Float32Array.from(given.data) : given.data;
  const whole = (x: unknown): x is number => Number.isInteger(x) && (x as number) > 0;
  if (!whole(layers) || !whole(width) || !(data instanceof Float32Array) || data.length !== layers * width)
    throw new LabError(
      'bad-directions',
      `directions: expected { layers, width, data: Float32Array of layers × width }, got ${whole(layers) && whole(width) ? `${layers} × ${width} and ${data instanceof Float32Array ? `${data.length} numbers` : shown(data)}` : shown(value)}.`,
      'Find them with lab.directions(pairs).',
    );
  return { ...given, layers, width, data };
}

/** One block, or first and last; by default the middle third. Throws `invalid-input` outside the model. */
export function band(layer: unknown, layers: number): readonly [number, number] {
  if (layer === undefined) return middleBand(layers);
  const [first, last] = (Array.isArray(layer) ? layer : [layer, layer]) as [number, number];
  return checkBand([first, last], layers);
}

/** Throws `no-alphas`, and `bad-input` for what is no list of numbers. */
export function alphas(value: unknown): number[] {
  if (!Array.isArray(value) || !value.every((alpha) => Number.isFinite(alpha)))
    throw new LabError(
      'bad-input',
      `alphas: expected a list of finite numbers, got ${shown(value)}.`,
      'Give an array, such as [0, -8, 8].',
    );
  if (value.length === 0) throw new LabError('no-alphas', 'alphas is empty.', 'Give at least one strength; 0 does not steer.');
  return value as number[];
}

/** Throws `bad-input` unless `value` is a list. */
export function files<T>(value: Iterable<T>): T[] {
  if (typeof (value as Iterable<T> | null | undefined)?.[Symbol.iterator] !== 'function')
    throw new LabError(
      'bad-input',
      `Expected a list of files, got ${String(value)}.`,
      'Give the files of a folder, as a file input or a drop hands them out.',
    );
  return [...value];
}

/** A value in an error message, short. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.slice(0, 3).map(shown).join(', ')}${value.length > 3 ? ', …' : ''}]`;
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  return typeof value === 'object' && value !== null ? 'an object without them' : String(value);
}
