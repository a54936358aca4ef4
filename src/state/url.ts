/** What a person chose, in the URL hash: a link shows the same page to whoever opens it. Unknown, broken and out-of-range values are ignored, defaults are left out. */
import { UNITS } from '../lab/units';
import type { Pooling } from '../protocol';
import { isPooling, LIMITS } from './defaults';
import { SHIPPED_SETS, isShippedSet, type ShippedSet } from './shipped';
import type { Experiment, SteeringSettings } from './experiment';

/** The part of an experiment that a link carries. */
export interface Choices {
  /** A scenario set that comes with the page, or the one of their own that this browser's owner used last. */
  set?: ShippedSet | typeof OWN_SET;
  layer?: number;
  pooling?: Pooling;
  template?: boolean;
  steering?: Partial<SteeringSettings>;
}

/** How a link names a set that does not come with the page: its texts are not in the link. */
export const OWN_SET = 'own';

const NUMBERS = Object.keys(LIMITS) as (keyof typeof LIMITS)[];

/** `#layer=14&alpha=3&…`, without what equals `defaults`. `set`: the id of the scenario set in use; null for none. */
export function encodeHash(experiment: Experiment, defaults: Experiment, set: string | null): string {
  const query = new URLSearchParams();
  const put = (name: string, value: unknown, standard: unknown) => {
    if (String(value) !== String(standard)) query.set(name, String(value));
  };
  if (set !== null) put('set', isShippedSet(set) ? set : OWN_SET, SHIPPED_SETS[0].id);
  put('layer', experiment.layer, defaults.layer);
  put('pooling', experiment.capture.pooling, defaults.capture.pooling);
  put('template', experiment.capture.template, defaults.capture.template);
  const { steering } = experiment;
  for (const name of NUMBERS) put(name, steering[name], defaults.steering[name]);
  put('unit', steering.unit, defaults.steering.unit);
  put('band', steering.band.join('-'), defaults.steering.band.join('-'));
  put('chat', steering.template, defaults.steering.template);
  put('prompt', steering.prompt, defaults.steering.prompt);
  return query.size > 0 ? `#${query}` : '';
}

/** Reads what it understands. Never throws: a link may come from a newer lab or a broken mail. */
export function decodeHash(hash: string): Choices {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const choices: Choices = {};
  const steering: Partial<SteeringSettings> = {};
  const set = query.get('set');
  if (isShippedSet(set) || set === OWN_SET) choices.set = set;
  const layer = number(query.get('layer'));
  if (Number.isInteger(layer) && layer >= 0) choices.layer = layer;
  const pooling = query.get('pooling');
  if (isPooling(pooling)) choices.pooling = pooling;
  if (query.has('template')) choices.template = query.get('template') === 'true';
  for (const name of NUMBERS) {
    const value = number(query.get(name));
    const { min, max, whole } = LIMITS[name];
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) steering[name] = value;
  }
  const unit = UNITS.find((name) => name === query.get('unit'));
  if (unit) steering.unit = unit;
  const band = /^(\d+)-(\d+)$/.exec(query.get('band') ?? '');
  if (band && Number(band[1]) <= Number(band[2])) steering.band = [Number(band[1]), Number(band[2])];
  if (query.has('chat')) steering.template = query.get('chat') === 'true';
  const prompt = query.get('prompt');
  if (prompt) steering.prompt = prompt;
  return { ...choices, steering };
}

/** NaN where there is nothing: Number('') would be 0. */
const number = (text: string | null): number => (text?.trim() ? Number(text) : NaN);
