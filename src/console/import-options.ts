/** What a script may say of files that it hands to lab.import, looked at before a file is read. */
import * as v from 'valibot';
import type { ImportOptions } from './types';
import { POOLINGS } from '../experiment/capture';
import type { PromptWay, SplitWay } from '../formats/import/choice';
import { ROLES, type Role, type Use } from '../formats/import/layouts';
import { MOST_LAYERS } from '../formats/vectors/refused';
import { counted, is, oneOf, positive, record, text } from '../formats/schemas';

type Mapping = NonNullable<ImportOptions['mapping']>;

/** All names of a type, and no other. */
const every = <T extends string>(all: Record<T, true>): T[] => Object.keys(all) as T[];
const USES = every<Use>({ pairs: true, rated: true, classes: true, items: true });
const PROMPTS = every<PromptWay>({ apart: true, before: true, out: true });
const SPLITS = every<SplitWay>({ given: true, group: true, hash: true });

const isColumns = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([role, column]) => (ROLES as readonly string[]).includes(role) && typeof column === 'string');

/** [field of the mapping] what it may be. */
const FIELDS = {
  use: v.optional(oneOf(...USES)),
  columns: v.optional(is<Partial<Record<Role, string>>>(`names of columns by role (${ROLES.join(', ')})`, isColumns)),
  prompt: v.optional(oneOf(...PROMPTS)),
  split: v.optional(oneOf(...SPLITS)),
  name: v.optional(text),
  concept: v.optional(record({ name: text, positive: text, negative: text })),
  poolings: v.optional(counted('poolings', POOLINGS.length, oneOf(...POOLINGS))),
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const mapping = v.pipe(
  is<Record<string, unknown>>('an object', isObject),
  v.strictObject(FIELDS, `no field but ${Object.keys(FIELDS).join(', ')}`),
  // A field that is there as undefined is left out: spread over what the files suggest it would take that away.
  v.transform((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Mapping),
);

const isBlock = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) < MOST_LAYERS;
const block = is<number>(`a block, a whole number from 0 to ${MOST_LAYERS - 1}`, isBlock);

/** The options of lab.import. */
export const importOptions = record({ layers: v.optional(positive), layer: v.optional(block), mapping: v.optional(mapping) });
