/** The schemas that codecs are made of. Each says what it expects in words that `decode` (src/formats/codec.ts) puts into its messages. */
import * as v from 'valibot';
import { expectedBy } from './codec';
import { t } from '../language/t';

/** Values of a type that a test tells: `is<number>('an even number', …)`. */
export const is = <T>(expected: string, test: (value: unknown) => boolean) => v.custom<T>(test, expected);

/** Any text. */
export const text = v.string('a text');
/** A text with something else than white space in it. */
export const nonEmptyText = is<string>(t`a non-empty text`, (x) => typeof x === 'string' && x.trim() !== '');
/** A boolean. */
export const flag = v.boolean(t`true or false`);
/** Neither NaN nor infinite. */
export const finite = is<number>(t`a number`, Number.isFinite);
/** 0, 1, 2, … */
export const whole = is<number>(t`a whole number of at least 0`, (x) => Number.isInteger(x) && (x as number) >= 0);
/** What chance is drawn from: of another number only the lower 32 bits would count (src/lab/random.ts), and it would be one of these. */
export const seed = is<number>(
  t`a whole number from 0 to 4294967295`,
  (x) => Number.isInteger(x) && (x as number) >= 0 && (x as number) < 2 ** 32,
);
/** 1, 2, 3, … */
export const positive = is<number>(t`a whole number above 0`, (x) => Number.isInteger(x) && (x as number) > 0);

/** 0 to 1: a share, a probability, an AUROC. */
export const share = is<number>(t`a number from 0 to 1`, (x) => typeof x === 'number' && x >= 0 && x <= 1);

/** One of these values: `oneOf('train', 'test')`. */
export const oneOf = <const T extends readonly (string | number)[]>(...allowed: T) =>
  v.picklist(allowed, allowed.map((one) => JSON.stringify(one)).join(t` or `));

/** An object with these fields. A list is no object. `fieldsOf`: what is done with other fields; by default they are dropped. */
export const record = <const E extends v.ObjectEntries>(entries: E, fieldsOf: FieldsOf = dropping) =>
  v.pipe(anObject, fieldsOf(entries), v.readonly());

/**
 * A record, the fields of `first` (format and version) looked at before the rest: of another format the rest would only be noise.
 */
export const versioned = <const F extends v.ObjectEntries, const E extends v.ObjectEntries>(
  first: F,
  rest: E,
  fieldsOf: FieldsOf = dropping,
) =>
  v.pipe(
    anObject,
    v.looseObject(first, missing(first)) as v.GenericSchema<Record<string, unknown>>,
    fieldsOf<F & E>({ ...first, ...rest }),
    v.readonly(),
  );

/** The schema of what has been seen to be an object. */
export type FieldsOf = <const E extends v.ObjectEntries>(entries: E) => Fields<v.ObjectSchema<E, undefined>>;
type Fields<S extends v.GenericSchema> = v.GenericSchema<Record<string, unknown>, v.InferOutput<S>>;

/** Other fields are dropped. */
export const dropping: FieldsOf = (entries) => v.object(entries, missing(entries)) as Fields<v.ObjectSchema<typeof entries, undefined>>;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const anObject = is<Record<string, unknown>>(t`an object`, isObject);

/** Of a field that is missing, its own schema says what was expected. */
const missing =
  (entries: v.ObjectEntries) =>
  ({ path }: v.BaseIssue<unknown>): string =>
    path ? expectedBy(entries[String(path[0].key)] as v.GenericSchema) : t`an object`;

/** A list. */
export const list = <const S extends v.GenericSchema>(item: S) => v.pipe(v.array(item, 'a list'), v.readonly());

/** A list of at least one item and at most `most`. `name`: what the message calls them, as in "at most 200 layers". */
export const counted = <const S extends v.GenericSchema>(name: string, most: number, item: S) =>
  v.pipe(
    v.unknown(),
    also((value, report) => Array.isArray(value) && few(value.length, name, most, report)),
    list(item) as v.GenericSchema<unknown, readonly v.InferOutput<S>[]>,
    also((value, report) => Array.isArray(value) && some(value.length, name, report)),
  );

/** A list of at most `most` items, and maybe none. `name`: as of `counted`. */
export const atMost = <const S extends v.GenericSchema>(name: string, most: number, item: S) =>
  v.pipe(
    v.unknown(),
    also((value, report) => Array.isArray(value) && few(value.length, name, most, report)),
    list(item) as v.GenericSchema<unknown, readonly v.InferOutput<S>[]>,
  );

/** An object whose names are the file's own: at least one of them and at most `most`. */
export const named = <const S extends v.GenericSchema>(name: string, most: number, item: S) =>
  v.pipe(
    anObject,
    also((value, report) => isObject(value) && few(Object.keys(value as object).length, name, most, report)),
    v.record(v.string(), item) as v.GenericSchema<Record<string, unknown>, Record<string, v.InferOutput<S>>>,
    // Asked last: a name that would reach the prototype is dropped.
    also((value, report) => isObject(value) && some(Object.keys(value as object).length, name, report)),
    v.readonly(),
  );

const few = (there: number, name: string, most: number, report: Report): void => {
  if (there > most) report([], t`at most ${most} ${name}`, String(there));
};
const some = (there: number, name: string, report: Report): void => {
  if (there === 0) report([], t`at least one of the ${name}`, 'none');
};

/** A list of objects with ids of their own, at most `most`. `name`: what the message calls it, as in "pairs[0] has it too". */
export const listWithIds = <const S extends v.GenericSchema<unknown, { readonly id: string }>>(name: string, item: S, most = Infinity) =>
  v.pipe(
    v.array(item, 'a list'),
    also((value, report) => Array.isArray(value) && few(value.length, name, most, report)),
    also((value, report) => {
      const seen = new Map<string, number>();
      if (!Array.isArray(value)) return;
      value.forEach((_, i) => {
        const id = inside(value, [i, 'id']);
        if (typeof id !== 'string' || id.trim() === '') return;
        const first = seen.get(id);
        if (first === undefined) seen.set(id, i);
        else report([i, 'id'], t`an id of its own (${name}[${first}] has it too)`);
      });
    }),
    v.readonly(),
  );

/** Says that at `path` another thing was expected; `got` where the value there does not say it itself. */
export type Report = (path: readonly (string | number)[], expected: string, got?: string) => void;

/**
 * A check of fields against each other, for a pipe. It is done although single fields may be wrong, so that all problems are named at once:
 * `value` can be anything, and `inside` looks at it.
 */
export const also = <T>(check: (value: unknown, report: Report) => unknown): v.RawCheckAction<T> =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    check(dataset.value, (path, expected, got = '') => {
      const items = path.map((key): v.UnknownPathItem => ({ type: 'unknown', origin: 'value', input: undefined, key, value: undefined }));
      const [first, ...others] = items;
      addIssue({ message: expected, received: got, input: inside(dataset.value, path), ...(first && { path: [first, ...others] }) });
    });
  });

/** What lies at a path inside a value; undefined where there is nothing. Fields that an object inherits are nothing. */
export const inside = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce(
    (at: unknown, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string | number, unknown>)[key] : undefined,
    value,
  );
