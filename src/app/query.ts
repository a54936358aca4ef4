/**
 * What the query of the address asks for: a part of the page alone (`embed`), a device (`device`), where time goes (`profile`), a run file
 * to open (`run`). Pure.
 */
import { LabError } from '../error';
import { PARAMETERS } from '../experiment/link-parameters';
import { t } from '../language/t';

/** What can stand in a frame of another page. */
export const EMBEDS = ['layers', 'steer'] as const;
export type Embed = (typeof EMBEDS)[number];

/** null for the whole page. */
export const embedOf = (search: string): Embed | null => EMBEDS.find((one) => one === new URLSearchParams(search).get('embed')) ?? null;

/** On what a model can be asked to run; `auto` as without a word. */
export const DEVICES = ['auto', 'wasm', 'webgpu'] as const;

export const deviceOf = (search: string): (typeof DEVICES)[number] =>
  DEVICES.find((one) => one === new URLSearchParams(search).get('device')) ?? 'auto';

/** `?profile`: whoever opens the page wants to see where its time goes. */
export const profileAsked = (search: string): boolean => new URLSearchParams(search).has('profile');

/**
 * A phrase for each value of the query that there is not, as "device=quantum (one of auto, wasm, webgpu)", and for each setting that
 * belongs behind the #.
 */
export function unknownIn(search: string): string[] {
  const asked = new URLSearchParams(search);
  const unknown = Object.entries({ embed: EMBEDS, device: DEVICES }).flatMap(([name, there]: [string, readonly string[]]) => {
    const value = asked.get(name);
    return value === null || there.includes(value) ? [] : [t`${name}=${value.slice(0, 40)} (one of ${there.join(', ')})`];
  });
  const misplaced = PARAMETERS.flatMap(({ name }) => {
    const value = asked.get(name);
    return value === null ? [] : [t`${name}=${value.slice(0, 40)} (a setting, which stands behind a # in the address)`];
  });
  return [...unknown, ...misplaced];
}

/** A run file by its address. */
export interface RunAddress {
  readonly url: string;
  /** It lies on the server of this page. */
  readonly own: boolean;
  /** Where it comes from, for people. */
  readonly from: string;
}

/**
 * The run file that the address names; null where it names none. Throws `bad-input` for an address that is neither of this page's server
 * nor https, or that has a name and password in it.
 */
export function runOf(search: string, page: string): RunAddress | null {
  const text = new URLSearchParams(search).get('run');
  if (text === null || text === '') return null;
  const refused = (why: string): LabError =>
    new LabError(
      'bad-input',
      t`The run file of this link was not fetched: ${text.slice(0, 80)} ${why}.`,
      t`What is on the page stays. A run file can lie on the server of this page, or at an https address that other pages may read (CORS).`,
    );
  let url: URL;
  try {
    url = new URL(text, page);
  } catch {
    throw refused(t`is no address`);
  }
  if (url.username || url.password) throw refused(t`has a name or a password in it`);
  const own = url.origin === new URL(page).origin && /^https?:$/.test(url.protocol);
  if (!own && url.protocol !== 'https:') throw refused(t`is neither on this server nor an https address`);
  return { url: url.href, own, from: own ? url.pathname.split('/').at(-1) || url.pathname : `${url.host}${url.pathname}` };
}
