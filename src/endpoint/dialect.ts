/**
 * The fields that a server takes of a request for a chat. Some models refuse the older name for the number of tokens, some a temperature;
 * what one of them took is remembered in memory, so that its next answer costs no refusal first.
 */
import type { Endpoint } from './address';

/** What the number of tokens is called: every server knows the older name, but OpenAI's own refuses it for models that think. */
type Limit = 'max_tokens' | typeof NEW_LIMIT;
const NEW_LIMIT = 'max_completion_tokens';

export interface Dialect {
  readonly limit: Limit;
  /** It takes a temperature. */
  readonly temperature: boolean;
}

const COMMON: Dialect = { limit: 'max_tokens', temperature: true };

/** How servers answer a field that they do not take. */
export const REFUSES: readonly number[] = [400, 422];

/** By whoever reaches servers, then by address and model: it ends with the page, and is written nowhere. */
const known = new WeakMap<object, Map<string, Dialect>>();
const keyOf = ({ base, model }: Endpoint): string => JSON.stringify([base, model]);

/** What this model of this server took last; what most take, where nothing is known. `world`: the same object as long as the page lives. */
export const dialectOf = (world: object, endpoint: Endpoint): Dialect => known.get(world)?.get(keyOf(endpoint)) ?? COMMON;

/** Remembers what it took. */
export function learn(world: object, endpoint: Endpoint, dialect: Dialect): void {
  if (!known.has(world)) known.set(world, new Map());
  known.get(world)!.set(keyOf(endpoint), dialect);
}

/**
 * Another way to ask after a refusal that names a field; null where no other is left. `first`: how it was asked to begin with: a field is
 * changed once, so that this ends. `mayDropTemperature`: the answer may be drawn at the server's own temperature.
 */
export function otherDialect(said: string, now: Dialect, first: Dialect, mayDropTemperature: boolean): Dialect | null {
  if (said.includes(NEW_LIMIT) && now.limit === first.limit) return { ...now, limit: now.limit === NEW_LIMIT ? 'max_tokens' : NEW_LIMIT };
  if (mayDropTemperature && now.temperature && said.includes('temperature')) return { ...now, temperature: false };
  return null;
}
