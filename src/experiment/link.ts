/**
 * What a person chose, in the URL hash: a link shows the same page to whoever opens it. Defaults are left out. Values that are broken or
 * out of range
 * are ignored, and named; names that this version does not know are passed over. The words of a prompt of one's own are in it only where
 * they were asked for.
 */
import { UNITS, type Unit } from '../lab/units';
import type { Pooling } from '../protocol';
import { isPooling, POOLINGS } from './capture';
import { SHIPPED_SETS, isShippedSet, type ShippedSet } from './shipped';
import type { ScenarioSet } from '../formats/scenario-set';
import { LIMITS, type SteeringSettings, type View } from './view';

/** The part of an experiment that a link carries. */
export interface Choices {
  /** A scenario set that comes with the page, or the one of their own that this browser's owner used last. */
  set?: ShippedSet | typeof OWN_SET;
  layer?: number;
  pooling?: Pooling;
  template?: boolean;
  steering?: Partial<SteeringSettings>;
  /** The id of a prompt of the set. */
  ask?: string;
}

/** What is in use beside the experiment. */
export interface InUse {
  /** The scenario set; null while none is. */
  set: ShippedSet | typeof OWN_SET | null;
  prompts: ScenarioSet['prompts'];
  /** Whether a prompt of one's own is written out. */
  ownPrompt: boolean;
}

/** How a link names a set that does not come with the page: its texts are not in the link. */
export const OWN_SET = 'own';

const NUMBERS = Object.keys(LIMITS) as (keyof typeof LIMITS)[];

/** `#layer=14&alpha=3&…`, without what equals `defaults`. */
export function encodeHash(view: View, defaults: View, { set, prompts, ownPrompt }: InUse): string {
  const query = new URLSearchParams();
  const put = (name: string, value: unknown, standard: unknown) => {
    if (String(value) !== String(standard)) query.set(name, String(value));
  };
  if (set !== null) put('set', set, SHIPPED_SETS[0].id);
  put('layer', view.layer, defaults.layer);
  put('pooling', view.capture.pooling, defaults.capture.pooling);
  put('template', view.capture.template, defaults.capture.template);
  const { steering } = view;
  for (const name of NUMBERS) put(name, steering[name], defaults.steering[name]);
  put('unit', steering.unit, defaults.steering.unit);
  put('band', steering.band.join('-'), defaults.steering.band.join('-'));
  put('chat', steering.template, defaults.steering.template);
  const { prompt } = steering;
  const listed = prompts.find(({ text }) => text === prompt);
  if (listed && set !== OWN_SET) {
    if (prompt !== defaults.steering.prompt) query.set('ask', listed.id);
  } else if (ownPrompt) put('prompt', prompt, defaults.steering.prompt);
  return query.size > 0 ? `#${query}` : '';
}

/**
 * Reads what it understands. Never throws: a link may come from a newer lab or a broken mail. `ignored`: one phrase for each value that
 * it cannot take, as "topP=7 (0.05 to 1)".
 */
export function decodeHash(hash: string): { choices: Choices; ignored: string[] } {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const choices: Choices = {};
  const steering: { -readonly [name in keyof SteeringSettings]?: SteeringSettings[name] } = {};
  const ignored: string[] = [];
  /** Hands a value on if it is `right`; names it otherwise. */
  const read = <T>(
    name: string,
    parse: (text: string) => T,
    right: (value: T) => boolean,
    expected: string,
    take: (value: T) => void,
  ): void => {
    const text = query.get(name);
    if (text === null) return;
    const value = parse(text);
    if (right(value)) take(value);
    else ignored.push(`${name}=${text.slice(0, 40)} (${expected})`);
  };
  const self = (text: string): string => text;
  const isSwitch = (text: string): boolean => text === 'true' || text === 'false';
  read(
    'set',
    self,
    (value) => isShippedSet(value) || value === OWN_SET,
    `one of ${[...SHIPPED_SETS.map(({ id }) => id), OWN_SET].join(', ')}`,
    (value) => (choices.set = value as Choices['set'] & string),
  );
  read(
    'layer',
    number,
    (value) => Number.isInteger(value) && value >= 0,
    'a block, counted from 0',
    (value) => (choices.layer = value),
  );
  read('pooling', self, isPooling, `one of ${POOLINGS.join(', ')}`, (value) => (choices.pooling = value as Pooling));
  read('template', self, isSwitch, 'true or false', (value) => (choices.template = value === 'true'));
  for (const name of NUMBERS) {
    const { min, max, whole } = LIMITS[name];
    const right = (value: number): boolean => value >= min && value <= max && (!whole || Number.isInteger(value));
    read(name, number, right, `${whole ? 'a whole number, ' : ''}${min} to ${max}`, (value) => (steering[name] = value));
  }
  read(
    'unit',
    self,
    (value) => UNITS.some((name) => name === value),
    `one of ${UNITS.join(', ')}`,
    (value) => (steering.unit = value as Unit),
  );
  read(
    'band',
    band,
    (value) => value !== null && value[0] <= value[1],
    'first and last block, as 10-19',
    (value) => (steering.band = value!),
  );
  read('chat', self, isSwitch, 'true or false', (value) => (steering.template = value === 'true'));
  read(
    'ask',
    self,
    (value) => value !== '',
    'a prompt of the set',
    (value) => (choices.ask = value),
  );
  const prompt = query.get('prompt');
  if (prompt) steering.prompt = prompt;
  return { choices: { ...choices, steering }, ignored };
}

/** NaN where there is nothing: Number('') would be 0. */
const number = (text: string): number => (text.trim() ? Number(text) : NaN);

function band(text: string): [number, number] | null {
  const ends = /^(\d+)-(\d+)$/.exec(text);
  return ends && [Number(ends[1]), Number(ends[2])];
}
