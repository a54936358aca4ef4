/**
 * What a person chose, in the URL hash: a link shows the same page to whoever opens it. Defaults are left out. Values that are broken or
 * out of range are ignored, and named; so are names that this version does not know, and values after the first of a name. The words of a
 * prompt of one's own are in it only where they were asked for. src/experiment/link-parameters.ts and link-asking.ts have the names.
 */
import type { Choices, InUse } from './link-parameter';
import { PARAMETERS } from './link-parameters';
import type { View } from './view';

export { OWN_SET, type Choices, type InUse } from './link-parameter';

/** `#layer=14&alpha=3&…`, without what equals `defaults`. */
export function encodeHash(view: View, defaults: View, inUse: InUse): string {
  const query = new URLSearchParams();
  for (const { name, write } of PARAMETERS) {
    const text = write(view, defaults, inUse);
    if (text !== null) query.set(name, text);
  }
  return query.size > 0 ? `#${query}` : '';
}

/**
 * Reads what it understands. Never throws: a link may come from a newer lab or a broken mail. `ignored`: one phrase for each value that
 * it cannot take, as "topP=7 (0.05 to 1)".
 */
export function decodeHash(hash: string): { choices: Choices; ignored: string[] } {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  let choices: Choices = { steering: {} };
  const ignored: string[] = [];
  for (const { name, read } of PARAMETERS) {
    const text = query.get(name);
    if (text === null) continue;
    const said = read(text);
    if ('expected' in said) ignored.push(`${name}=${text.slice(0, 40)} (${said.expected})`);
    else choices = joined(choices, said.choices);
  }
  return { choices, ignored: [...ignored, ...notTaken(query, hash)] };
}

/** Both, the second where both say something. */
export const joined = (one: Choices, other: Choices): Choices => ({
  ...one,
  ...other,
  steering: { ...one.steering, ...other.steering },
  ...((one.choosing ?? other.choosing) && { choosing: { ...one.choosing, ...other.choosing } }),
  ...((one.sweeping ?? other.sweeping) && { sweeping: { ...one.sweeping, ...other.sweeping } }),
});

/** Names that this version does not know, once each, and values after the first. "#layers" sets nothing, and is no name. */
function notTaken(query: URLSearchParams, hash: string): string[] {
  if (!hash.includes('=')) return [];
  const phrase = (name: string, text: string, why: string): string => `${name.slice(0, 40)}=${text.slice(0, 40)} (${why})`;
  return [...new Set(query.keys())].flatMap((name) => {
    const [first = '', ...more] = query.getAll(name);
    if (!PARAMETERS.some((one) => one.name === name)) return [phrase(name, first, 'no setting of this version')];
    return more.map((text) => phrase(name, text, `${name} is said twice`));
  });
}

/** The view as a link that says this shows it, its prompt aside: that is of a set. */
export function chosen(view: View, choices: Choices): View {
  const { pooling, template, layer, method, withoutMean, draws, beside, steering, choosing, sweeping } = choices;
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
  };
}
