/** The table of what a link can say: each name stands once. */
import * as v from 'valibot';
import { LESSON_ID } from '../formats/lesson';
import type { ScenarioSet } from '../formats/scenario-set';
import { METHODS } from '../lab/readers/method';
import { UNITS } from '../lab/units';
import { POOLINGS } from './capture';
import { MOST_PACKED } from '../formats/packed-text';
import { ASKING } from './link-asking';
import { EDITS } from './link-edits';
import { gameParameters } from './link-game';
import { HASH_DIGITS, OWN_SET, parameter, type InUse, type Parameter } from './link-parameter';
import { band, block, number, onOrOff, oneOf } from './link-values';
import { SHIPPED_SETS } from './shipped';
import { BESIDE, LIMITS, type View } from './view';
import { t } from '../language/t';

/** Characters of a prompt of one's own that a link carries. */
export const MOST_WORDS = 8000;

/** At most twelve of them, as in a lesson. */
const PLACES = /^[a-z-]{1,40}(\.[a-z-]{1,40}){0,11}$/;

const NOTHING = 'none';
/** "words.left-out", or "none". */
const beside = v.pipe(
  v.string(),
  v.transform((text) => (text === NOTHING ? [] : text.split('.'))),
  v.array(oneOf(BESIDE), t`${NOTHING}, or some of ${BESIDE.join('.')}`),
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
    t`${whole ? t`a whole number, ` : ''}${min} to ${max}`,
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

/** The prompt of the set that is asked; null for words of one's own: those of a set of one's own are such, unless its texts go along. */
const listed = ({ steering }: View, { set, texts, prompts }: InUse): ScenarioSet['prompts'][number] | null =>
  ((set !== OWN_SET || texts !== undefined) && prompts.find(({ text }) => text === steering.prompt)) || null;

const joined = ({ beside }: View): string => beside.join('.') || NOTHING;

/** Every name that a link can have, in the order in which it has them. */
export const PARAMETERS: readonly Parameter[] = [
  {
    name: 'lesson',
    write: (_, __, { lesson }) => lesson?.id ?? null,
    read: (text) => (LESSON_ID.test(text) ? { choices: { lesson: text } } : { expected: t`the name of a lesson` }),
  },
  {
    name: 'step',
    write: (_, __, { lesson }) => (lesson ? String(lesson.step) : null),
    read: (text) => (/^[1-9]\d{0,2}$/.test(text) ? { choices: { step: Number(text) } } : { expected: t`a step, counted from 1` }),
  },
  {
    name: 'show',
    write: (_, __, { lesson }) => lesson?.show?.join('.') ?? null,
    read: (text) =>
      PLACES.test(text) ? { choices: { show: text.split('.') } } : { expected: t`names of parts of the page, as layers.steer` },
  },
  {
    name: 'lessonFile',
    write: (_, __, { lesson }) => lesson?.packed ?? null,
    read: (text) =>
      text !== '' && text.length <= MOST_PACKED
        ? { choices: { lessonFile: text } }
        : { expected: t`1 to ${MOST_PACKED} characters of a packed lesson` },
  },
  {
    name: 'set',
    write: (_, __, { set, ownHash, lesson }) =>
      set === null || set === (lesson?.set ?? SHIPPED_SETS[0].id)
        ? null
        : set === OWN_SET && ownHash
          ? `${OWN_SET}-${ownHash.slice(0, HASH_DIGITS)}`
          : set,
    read: (text) => {
      const shipped = SHIPPED_SETS.find(({ id }) => id === text);
      if (shipped) return { choices: { set: shipped.id } };
      const own = /^own(?:-([0-9a-f]{8}))?$/.exec(text);
      if (!own) return { expected: t`one of ${[...SHIPPED_SETS.map(({ id }) => id), OWN_SET].join(', ')}` };
      return { choices: { set: OWN_SET, ...(own[1] && { ownHash: own[1] }) } };
    },
  },
  {
    name: 'texts',
    write: (_, __, { set, texts }) => (set === OWN_SET ? (texts ?? null) : null),
    read: (text) =>
      text !== '' && text.length <= MOST_PACKED
        ? { choices: { texts: text } }
        : { expected: t`1 to ${MOST_PACKED} characters of a packed set` },
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
      return success ? { choices: { beside: output } } : { expected: t`${NOTHING}, or some of ${BESIDE.join('.')}` };
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
    v.pipe(v.string(), v.nonEmpty(t`a prompt of the set`)),
    (view, inUse) => listed(view, inUse)?.id ?? null,
    (ask) => ({ ask }),
    (defaults, inUse) => (inUse.hasWords ? null : (listed(defaults, inUse)?.id ?? null)),
  ),
  parameter(
    'prompt',
    v.pipe(v.string(), v.maxLength(MOST_WORDS, t`at most ${MOST_WORDS} characters`)),
    (view, inUse) => (inUse.ownPrompt && !listed(view, inUse) && view.steering.prompt.length <= MOST_WORDS ? view.steering.prompt : null),
    (prompt) => (prompt ? { steering: { prompt } } : {}),
    ({ steering }) => steering.prompt,
  ),
  EDITS,
  ...ASKING,
  ...gameParameters(
    parameter(
      'gameSeed',
      within('seed'),
      () => null,
      (seed) => ({ game: { seed } }),
    ).read,
  ),
];
