/**
 * Edits of the residual stream as the graph takes them (src/graph/clamp.ts): what is added at each block, and between which bounds the
 * projection on each direction is kept. Pure.
 */
import type { Clamps } from './clamps';
import { checkDirections } from './direction';
import { index, type RowIndex } from './indices';
import { InvalidInput } from './invalid';
import { clampsOf, type Bounded } from './orthogonal';
import { FURTHEST, largest, length, overflow, type Stream, type StreamShape } from './overflow';
import { checkBand, steerVector, type Steerable, type Unit } from './units';

export const OPS = ['add', 'ablate', 'set', 'cap', 'floor'] as const;
export type Op = (typeof OPS)[number];
export const WHENS = ['all', 'prompt', 'answer'] as const;
export type When = (typeof WHENS)[number];

export interface StreamEdit {
  readonly op: Op;
  readonly directions: Steerable;
  /** First and last block. */
  readonly band: readonly [number, number];
  /**
   * `add`: the dose, shared by the blocks of the band as in `steerVector`. `set`, `cap`, `floor`: the projection that each block of the
   * band is set to, or kept below or above. `ablate` takes none.
   */
  readonly amount: number;
  /**
   * Of a projection: `raw` as it is; `separation`: so many class distances from the midpoint of the classes; `norm`: so many mean lengths
   * of the residual.
   */
  readonly unit: Unit;
  /** Of `add`: how the blocks of the band share the dose (`sharesOf`); evenly where it is left out. */
  readonly profile?: readonly number[] | undefined;
  /** At which positions: of the prompt, of the answer, or all. */
  readonly when: When;
}

/** The residual stream that edits act on. `stream`: its element type; float32, the widest there is, where nobody says it. */
export interface StreamSize {
  readonly layers: number;
  readonly width: number;
  readonly stream?: Stream;
}

/** What happens to one row. */
export interface Push {
  /** [layer, width]. */
  readonly steer: Float32Array;
  /** The edits that make up `steer`, by the names that errors give them; and those that make up `clamps`. */
  readonly adding: readonly string[];
  readonly bounding: readonly string[];
  /** Of one row; null where nothing is kept between bounds. */
  readonly clamps: Clamps | null;
}

/**
 * What these edits do at positions of the prompt, or of the answer. Bounds on one direction meet; directions of one block are made
 * orthogonal to those before them (Gram and Schmidt), so that a later one acts on what of it is not in an earlier one; its bounds are of
 * its whole score where the earlier ones are set or taken out (`clampsOf`). Throws on what
 * `steerVector` throws on, on a cap below a floor, on parallel directions, on directions without numbers, and on edits that the stream
 * cannot take (`FURTHEST`), one by itself or what several make together.
 */
export function pushOf(edits: readonly StreamEdit[], at: 'prompt' | 'answer', { layers, width, stream = 'float32' }: StreamSize): Push {
  const alone = { layers, rows: 1, width, stream };
  const steer = new Float32Array(layers * width);
  const bounded: Bounded[] = [];
  const [adding, bounding]: [string[], string[]] = [[], []];
  edits.forEach((edit, i) => {
    checkEdit(edit, i, layers, width);
    if (edit.when !== 'all' && edit.when !== at) return;
    if (edit.op !== 'add') {
      bounding.push(`edits[${i}]`);
      return bind(bounded, edit, i, stream);
    }
    const own = steerVector(edit.directions, { ...edit, alpha: edit.amount });
    expectRoom(own, ONLY, [`edits[${i}]`], alone);
    own.forEach((x, k) => (steer[k]! += x));
    adding.push(`edits[${i}]`);
  });
  expectRoom(steer, ONLY, adding, alone);
  const clamps = bounded.length === 0 ? null : clampsOf(bounded, layers, width);
  expectRoom(steer, ONLY, [...adding, ...bounding], alone, clamps);
  return { steer, adding, bounding, clamps };
}

const ONLY = index<RowIndex>(0);
const ADDED: Readonly<Record<Stream, string>> = { float32: 'a length of', float16: 'numbers up to' };

/**
 * Throws, naming `who` added it, where a row of `steer` [layer, row, width] is more than the stream can take; with `clamps`, where it is
 * together with these bounds of the same rows, each of which the stream can take.
 */
export function expectRoom(
  steer: Float32Array,
  row: RowIndex,
  who: readonly string[],
  shape: StreamShape,
  clamps: Clamps | null = null,
): void {
  const found = overflow(steer, row, shape, clamps);
  if (!found) return;
  const does = clamps ? 'together they make' : who.length > 1 ? 'together they add' : 'it adds';
  throw tooFar(who.join(' and '), found.layer, `${does} ${ADDED[shape.stream]}`, found.reaches, shape.stream, clamps !== null);
}

function tooFar(who: string, layer: number, does: string, value: number, stream: Stream, fits = false): InvalidInput {
  const what = fits ? 'Each of them fits by itself: choose smaller amounts, or other blocks' : 'Choose a far smaller amount';
  return new InvalidInput(
    `${who}: at block ${layer} ${does} ${value.toExponential(1)}, and ${LIMIT[stream]}`,
    `${what}: language breaks down long before.${stream === 'float16' ? ' A file that computes in 32-bit floats (q4, fp32) takes more.' : ''}`,
  );
}
const LIMIT: Readonly<Record<Stream, string>> = {
  float32: `the norms that read the stream overflow above ${FURTHEST.float32.toExponential(1)}`,
  float16: `this file keeps the stream in 16-bit floats, which end at ${FURTHEST.float16}`,
};

function checkEdit({ op, directions, band, amount, profile }: StreamEdit, i: number, layers: number, width: number): void {
  if (!OPS.includes(op)) throw new InvalidInput(`edits[${i}].op: expected ${OPS.join(', ')}, got ${String(op)}`);
  checkDirections(directions);
  if (directions.layers !== layers || directions.width !== width)
    throw new InvalidInput(
      `edits[${i}].directions: expected ${layers} layers × ${width}, as this model has, got ${directions.layers} × ${directions.width}`,
      'They belong to another model: find them again with this one.',
    );
  checkBand(band, layers);
  checkNumbers(directions, band, i);
  if (op !== 'add') checkLength(directions, band, i, op);
  if (profile && op !== 'add')
    throw new InvalidInput(`edits[${i}].profile: only \`add\` has a dose to share, got op ${op}`, 'Leave the profile out.');
  if (op !== 'ablate' && !Number.isFinite(amount)) throw new InvalidInput(`edits[${i}].amount: expected a finite number, got ${amount}`);
}

/** Throws where a block of the band has a direction that is no number. */
function checkNumbers({ width, data }: Steerable, [first, last]: readonly [number, number], edit: number): void {
  for (let layer = first; layer <= last; layer++)
    if (!data.subarray(layer * width, (layer + 1) * width).every(Number.isFinite))
      throw new InvalidInput(
        `edits[${edit}].directions: they have no numbers at block ${layer}`,
        'Leave that block out of the band, or choose other directions.',
      );
}

/** Throws where no block of the band has a direction whose score could be bounded: nothing would be done. */
function checkLength({ width, data }: Steerable, [first, last]: readonly [number, number], edit: number, op: Op): void {
  if (data.subarray(first * width, (last + 1) * width).some((x) => x !== 0)) return;
  const where = first === last ? `at block ${first}` : `at blocks ${first} to ${last}`;
  throw new InvalidInput(
    `edits[${edit}].directions: they are zero ${where}, and ${op} would do nothing there`,
    'Give it blocks at which there is a direction, or choose other directions.',
  );
}

/** Adds the bounds of an edit to those of its direction. */
function bind(bounded: Bounded[], { op, directions, band, amount, unit }: StreamEdit, edit: number, stream: Stream): void {
  const { layers, data } = directions;
  let own = bounded.find((one) => isSame(one.directions.data, data));
  if (!own) bounded.push((own = { directions, edit, low: new Float64Array(layers).fill(NaN), high: new Float64Array(layers).fill(NaN) }));
  for (let layer = band[0]; layer <= band[1]; layer++) {
    const to = op === 'ablate' ? 0 : projection(directions, layer, amount, unit, edit);
    if (forced(op, to) * weight(directions, layer, stream) > FURTHEST[stream]) throw tooFar(`edits[${edit}]`, layer, SAYS[op], to, stream);
    const [low, high] = [op === 'cap' ? -Infinity : to, op === 'floor' ? Infinity : to];
    // NaN: no bound yet.
    const least = Math.max(...[own.low[layer]!, low].filter((bound) => !Number.isNaN(bound)));
    const most = Math.min(...[own.high[layer]!, high].filter((bound) => !Number.isNaN(bound)));
    [own.low[layer], own.high[layer]] = [least, most];
    if (least > most)
      throw new InvalidInput(
        `edits[${edit}]: at block ${layer} the projection would have to be at least ${short(least, most)} and at most ${short(most, least)}`,
        'Bounds of one direction must leave room: a floor at or below the cap.',
      );
  }
}

/** How far from 0 an operator may take the projection by itself: a cap takes it down only, a floor up only. */
const forced = (op: Op, to: number): number => (op === 'cap' ? -to : op === 'floor' ? to : Math.abs(to));
const SAYS: Readonly<Record<Op, string>> = {
  add: 'it adds',
  ablate: 'it takes out the projection',
  set: 'it sets the projection to',
  cap: 'it caps the projection at',
  floor: 'it keeps the projection above',
};

/** What a projection of 1 makes of the stream: its length (float32), or its largest number (float16). */
function weight({ width, data }: Steerable, layer: number, stream: Stream): number {
  if (stream === 'float32') return 1;
  const own = data.subarray(layer * width, (layer + 1) * width);
  // A block at which the classes read the same has no direction.
  return largest(own) / (length(own) || 1);
}

/** Four digits, unless the other number then reads the same. */
function short(value: number, other: number): string {
  const [own, its] = [value, other].map((one) => Number(one.toPrecision(4)));
  return String(own === its ? value : own);
}

/** The same numbers: directions that are handed over twice, as JSON is, are two arrays. */
const isSame = (a: Float32Array, b: Float32Array): boolean => a === b || (a.length === b.length && a.every((x, i) => x === b[i]));

/** The projection that an amount means at a block. */
function projection(d: Steerable, layer: number, amount: number, unit: Unit, edit: number): number {
  const number = (name: 'separation' | 'midpoint' | 'norm'): number => {
    const value = d[name]?.[layer];
    if (value !== undefined && Number.isFinite(value)) return value;
    throw new InvalidInput(
      `edits[${edit}]: these directions carry no ${name} at block ${layer}`,
      "Use the unit 'raw', or directions found by the lab.",
    );
  };
  if (unit === 'separation') return number('midpoint') + amount * number('separation');
  return unit === 'norm' ? amount * number('norm') : amount;
}
