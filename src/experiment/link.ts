/**
 * What a person chose, in the URL hash: a link shows the same page to whoever opens it. Defaults are left out. Values that are broken or
 * out of range are ignored, and named; so are names that this version does not know, and values after the first of a name. The words of a
 * prompt and the texts of a set of one's own are in it only where they were asked for. A link begins with its version and ends with a mark,
 * so that one from a newer lab and one that was cut on its way are told. src/experiment/link-parameters.ts has the names.
 */
import { gameIn } from './link-game';
import type { Choices, InUse } from './link-parameter';
import { PARAMETERS } from './link-parameters';
import type { View } from './view';
import { t } from '../language/t';

export { OWN_SET, SHOWN, type Choices, type InUse } from './link-parameter';

/** Version 1 had no number, no end, no edits and no texts of sets. */
const VERSION = 2;
const FIRST = 'v';
const LAST = 'end';
const HERE = '1';

/** `#v=2&layer=14&alpha=3&…&end=1`, without what equals `defaults`. */
export function encodeHash(view: View, defaults: View, inUse: InUse): string {
  const query = new URLSearchParams({ [FIRST]: String(VERSION) });
  for (const { name, write } of PARAMETERS) {
    const text = write(view, defaults, inUse);
    if (text !== null) query.set(name, text);
  }
  if (query.size === 1) return '';
  query.set(LAST, HERE);
  return `#${query}`;
}

/** What a link says. */
export interface Said {
  readonly choices: Choices;
  /** A phrase for each value that cannot be taken, as "topP=7 (0.05 to 1)". */
  readonly ignored: string[];
  /** What is wrong with the link as a whole, and what to do; absent where nothing is. */
  readonly trouble?: { readonly message: string; readonly hint: string };
}

/** Reads what it understands. Never throws: a link may come from a newer lab or a broken mail. */
export function decodeHash(hash: string): Said {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  let choices: Choices = { steering: {} };
  const ignored: string[] = [];
  const taken = new Set<string>();
  for (const { name, read } of PARAMETERS) {
    const text = query.get(name);
    if (text === null) continue;
    const said = read(text);
    if ('expected' in said) ignored.push(`${name}=${text.slice(0, 40)} (${said.expected})`);
    else {
      choices = joined(choices, said.choices);
      taken.add(name);
    }
  }
  const version = versionOf(query);
  if (version === null) ignored.push(t`${FIRST}=${query.get(FIRST)!.slice(0, 40)} (a whole number, from 1)`);
  // Version 1 knew no edits: those that are there stay.
  if ((version ?? 1) > 1) choices.edits ??= [];
  const isNewer = (version ?? 1) > VERSION;
  // How a newer lab ends its links is not known here.
  const isCut = (version ?? 1) > 1 && !isNewer && query.get(LAST) !== HERE;
  const message = [
    ...(isNewer
      ? [t`The link comes from a newer lab: it is of version ${version!}, and this page reads links up to version ${VERSION}.`]
      : []),
    ...(isCut ? [t`The link was cut on its way: its end is missing.`, leftOf(query, taken)] : []),
  ].join(' ');
  const hint = [
    ...(isNewer ? [t`Reload for the newest version of this page.`] : []),
    ...(isCut ? [t`Ask for the whole link, which ends in “${LAST}=${HERE}”; where a mail broke it, put its lines together.`] : []),
  ].join(' ');
  const trouble = message ? { message, hint } : null;
  return { choices, ignored: [...ignored, ...notTaken(query, hash)], ...(trouble && { trouble }) };
}

/** Settings of a cut link that are spelt out. */
const MOST_LEFT = 8;
/** Characters of one of them. */
const LONGEST_LEFT = 24;

/** What a link that was cut says still. `taken`: names that could be read. */
function leftOf(query: URLSearchParams, taken: ReadonlySet<string>): string {
  const said = [...query]
    .filter(([name]) => taken.has(name))
    .map(([name, text]) => `${name}=${text.length > LONGEST_LEFT ? `${text.slice(0, LONGEST_LEFT)}…` : text}`);
  const last = [...query.keys()].at(-1) ?? '';
  if (said.length === 0) return t`No setting of it is left: the page stands as it usually opens.`;
  const more = said.length - MOST_LEFT;
  const settings = said.slice(0, MOST_LEFT).join('; ') + (more > 0 ? t`; and ${more} more` : '');
  return [
    t`What is left of it says ${settings}; what came after that is not known, and stands as usual.`,
    ...(taken.has(last) ? [t`The cut may have shortened ${last}, too.`] : []),
  ].join(' ');
}

/** 1 where it says none, null where that is no number. */
function versionOf(query: URLSearchParams): number | null {
  const text = query.get(FIRST) ?? '1';
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** Both, the second where both say something. */
export const joined = (one: Choices, other: Choices): Choices => ({
  ...one,
  ...other,
  steering: { ...one.steering, ...other.steering },
  ...((one.choosing ?? other.choosing) && { choosing: { ...one.choosing, ...other.choosing } }),
  ...((one.sweeping ?? other.sweeping) && { sweeping: { ...one.sweeping, ...other.sweeping } }),
  ...((one.playing ?? other.playing) && { playing: { ...one.playing, ...other.playing } }),
  // Another game has its own variants and beginnings.
  ...((one.game ?? other.game) && { game: other.game?.of === undefined ? { ...one.game, ...other.game } : other.game }),
});

/** Names that this version does not know, once each, and values after the first. "#layers" sets nothing, and is no name. */
function notTaken(query: URLSearchParams, hash: string): string[] {
  if (!hash.includes('=')) return [];
  const phrase = (name: string, text: string, why: string): string => `${name.slice(0, 40)}=${text.slice(0, 40)} (${why})`;
  return [...new Set(query.keys())].flatMap((name) => {
    const [first = '', ...more] = query.getAll(name);
    if (![FIRST, LAST, ...PARAMETERS.map((one) => one.name)].includes(name)) return [phrase(name, first, t`no setting of this version`)];
    return more.map((text) => phrase(name, text, t`${name} is said twice`));
  });
}

/** The view as a link that says this shows it, its prompt aside: that is of a set. */
export function chosen(view: View, choices: Choices): View {
  const { pooling, template, layer, method, withoutMean, draws, beside, steering, choosing, sweeping, playing } = choices;
  return {
    ...view,
    ...(layer !== undefined && { layer }),
    capture: { ...view.capture, ...(pooling && { pooling }), ...(template !== undefined && { template }) },
    ...(method && { method }),
    ...(withoutMean !== undefined && { withoutMean }),
    ...(draws !== undefined && { seed: draws }),
    ...(beside && { beside: [...beside] }),
    steering: { ...view.steering, ...steering },
    choosing: { ...view.choosing, ...choosing },
    sweeping: { ...view.sweeping, ...sweeping },
    playing: { ...view.playing, ...playing },
    game: gameIn(choices) ?? view.game,
  };
}
