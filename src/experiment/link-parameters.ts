/** The table of what a link can say: each name stands once, with how its text is read, written and left out. */
import * as v from 'valibot';
import type { ScenarioSet } from '../formats/scenario-set';
import { METHODS, type Method } from '../lab/readers/method';
import { UNITS } from '../lab/units';
import { POOLINGS, type KeptPooling } from './capture';
import { band, block, number, onOrOff, oneOf } from './link-values';
import { SHIPPED_SETS, type ShippedSet } from './shipped';
import { BESIDE, LIMITS, type BesideId, type SteeringSettings, type View } from './view';

/** The part of an experiment that a link carries. */
export interface Choices {
  /** A scenario set that comes with the page, or the one of their own that this browser's owner used last. */
  set?: ShippedSet | typeof OWN_SET;
  /** Of a set of one's own: how its hash begins. */
  ownHash?: string;
  layer?: number;
  pooling?: KeptPooling;
  method?: Method;
  withoutMean?: boolean;
  /** The seed of resamples, folds and chance. */
  draws?: number;
  /** What is drawn beside the AUROC curve. */
  beside?: readonly BesideId[];
  template?: boolean;
  steering?: Partial<SteeringSettings>;
  /** The id of a prompt of the set. */
  ask?: string;
}

/** What is in use beside the experiment. */
export interface InUse {
  /** The scenario set; null while none is. */
  set: ShippedSet | typeof OWN_SET | null;
  /** Of a set of one's own. */
  ownHash?: string;
  prompts: ScenarioSet['prompts'];
  /** Whether a prompt of one's own is written out. */
  ownPrompt: boolean;
  /** Whether there are words of one's own to come back to: then the usual prompt is named, too, or a reload would take the words for it. */
  hasWords?: boolean;
}

/** How a link names a set that does not come with the page, and the beginning of its hash behind a dash: its texts are not in the link. */
export const OWN_SET = 'own';
const HASH_DIGITS = 8;

/** One name in a link. */
export interface Parameter {
  name: string;
  /** The text to stand in the link; null where nothing is to be said, or the default. */
  write: (view: View, defaults: View, inUse: InUse) => string | null;
  /** What the text chooses, or in words what was expected. */
  read: (text: string) => { choices: Choices } | { expected: string };
}

/**
 * `schema`: text → value, its messages what a person may write. `of`: the value to write, null for none; the default is that of the
 * defaults, unless `standard` is given. `take`: what it chooses.
 */
const parameter = <T>(
  name: string,
  schema: v.GenericSchema<string, T>,
  of: (view: View, inUse: InUse) => T | null,
  take: (value: T) => Choices,
  standard: (defaults: View, inUse: InUse) => T | null = of,
): Parameter => ({
  name,
  write: (view, defaults, inUse) => {
    const [value, usual] = [print(of(view, inUse)), print(standard(defaults, inUse))];
    return value === usual ? null : value;
  },
  read: (text) => {
    const { success, output, issues } = v.safeParse(schema, text);
    return success ? { choices: take(output) } : { expected: issues[0].message };
  },
});
const print = (value: unknown): string | null => (value === null ? null : Array.isArray(value) ? value.join('-') : String(value));

const NOTHING = 'none';
/** "words.left-out", or "none". */
const beside = v.pipe(
  v.string(),
  v.transform((text) => (text === NOTHING ? [] : text.split('.'))),
  v.array(oneOf(BESIDE), `${NOTHING}, or some of ${BESIDE.join('.')}`),
);

/** What has the same name in the view. */
const ofView = <K extends 'layer' | 'method' | 'withoutMean'>(name: K, schema: v.GenericSchema<string, View[K]>): Parameter =>
  parameter(
    name,
    schema,
    (view) => view[name],
    (value) => ({ [name]: value }),
  );

/** A number as the field of that name takes it. */
const within = (name: keyof typeof LIMITS) => {
  const { min, max, whole } = LIMITS[name];
  return number(
    `${whole ? 'a whole number, ' : ''}${min} to ${max}`,
    (value) => value >= min && value <= max && (!whole || Number.isInteger(value)),
  );
};
const limited = (name: keyof typeof LIMITS): Parameter =>
  parameter(
    name,
    within(name),
    ({ steering }) => steering[name],
    (value) => ({ steering: { [name]: value } }),
  );

/** The prompt of the set that is asked; null for words of one's own, and those of a set of one's own are such. */
const listed = ({ steering }: View, { set, prompts }: InUse): ScenarioSet['prompts'][number] | null =>
  (set !== OWN_SET && prompts.find(({ text }) => text === steering.prompt)) || null;

const joined = ({ beside }: View): string => beside.join('.') || NOTHING;

/** Every name that a link can have, in the order in which it has them. */
export const PARAMETERS: readonly Parameter[] = [
  {
    name: 'set',
    write: (_, __, { set, ownHash }) =>
      set === null || set === SHIPPED_SETS[0].id ? null : set === OWN_SET && ownHash ? `${OWN_SET}-${ownHash.slice(0, HASH_DIGITS)}` : set,
    read: (text) => {
      const shipped = SHIPPED_SETS.find(({ id }) => id === text);
      if (shipped) return { choices: { set: shipped.id } };
      const own = /^own(?:-([0-9a-f]{8}))?$/.exec(text);
      if (!own) return { expected: `one of ${[...SHIPPED_SETS.map(({ id }) => id), OWN_SET].join(', ')}` };
      return { choices: { set: OWN_SET, ...(own[1] && { ownHash: own[1] }) } };
    },
  },
  ofView('layer', block),
  parameter(
    'pooling',
    oneOf(POOLINGS),
    ({ capture }) => capture.pooling,
    (pooling) => ({ pooling }),
  ),
  ofView('method', oneOf(METHODS)),
  ofView('withoutMean', onOrOff),
  parameter(
    'draws',
    within('seed'),
    ({ seed }) => seed,
    (draws) => ({ draws }),
  ),
  {
    name: 'beside',
    write: (view, defaults) => (joined(view) === joined(defaults) ? null : joined(view)),
    read: (text) => {
      const { success, output } = v.safeParse(beside, text);
      return success ? { choices: { beside: output } } : { expected: `${NOTHING}, or some of ${BESIDE.join('.')}` };
    },
  },
  parameter(
    'template',
    onOrOff,
    ({ capture }) => capture.template,
    (template) => ({ template }),
  ),
  ...(Object.keys(LIMITS) as (keyof typeof LIMITS)[]).map(limited),
  parameter(
    'unit',
    oneOf(UNITS),
    ({ steering }) => steering.unit,
    (unit) => ({ steering: { unit } }),
  ),
  parameter(
    'band',
    band,
    ({ steering }) => steering.band,
    (band) => ({ steering: { band } }),
  ),
  parameter(
    'chat',
    onOrOff,
    ({ steering }) => steering.template,
    (template) => ({ steering: { template } }),
  ),
  parameter(
    'ask',
    v.pipe(v.string(), v.nonEmpty('a prompt of the set')),
    (view, inUse) => listed(view, inUse)?.id ?? null,
    (ask) => ({ ask }),
    (defaults, inUse) => (inUse.hasWords ? null : (listed(defaults, inUse)?.id ?? null)),
  ),
  parameter(
    'prompt',
    v.string(),
    (view, inUse) => (inUse.ownPrompt && !listed(view, inUse) ? view.steering.prompt : null),
    (prompt) => (prompt ? { steering: { prompt } } : {}),
    ({ steering }) => steering.prompt,
  ),
];
