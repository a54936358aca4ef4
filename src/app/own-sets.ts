/** Scenario sets of a person's own: the one that this browser keeps, and those that the runs on the page were read from. */
import type { KnownSet } from '../experiment/experiment';
import { OWN_SET, type Choices } from '../experiment/link';
import { isShipped, shippedOf } from '../experiment/shipped';
import { shownRun } from '../experiment/shown';
import { hashScenarioSet, parseScenarioSet } from '../formats/scenario-set';
import { unpackText } from '../formats/packed-text';
import type { Context } from './ports';
import { provenanceOf, type LabState } from './state';
import { t } from '../language/t';

/** The set that this browser keeps: `damaged` where it is none any more, null where there is none. */
export type KeptSet = KnownSet | 'damaged' | null;

/** A set whose texts came in a link. It is kept in that link alone: what this browser keeps is the person's own. */
export interface LinkedSet extends KnownSet {
  readonly packed: string;
}

/** The set of these packed texts. Throws `link-texts`, and what `parseScenarioSet` throws. */
export async function linkedSetOf(packed: string): Promise<LinkedSet> {
  const set = parseScenarioSet(await unpackText(packed), t`the set in the link`);
  return { set, hash: await hashScenarioSet(set), packed };
}

/** Reads it anew, for another tab may have put one in its place. A browser that refuses storage has what this tab was given. */
export async function readKeptSet({ disk, store }: Pick<Context, 'disk' | 'store'>): Promise<KeptSet> {
  const text = await disk.session.readOwnSet();
  if (text === null) return store.getState().keptSet;
  try {
    const set = parseScenarioSet(text, t`the set that this browser kept`);
    return { set, hash: await hashScenarioSet(set) };
  } catch {
    // What it lacks is of no use to anyone: its file has it right.
    return 'damaged';
  }
}

/**
 * Every set of one's own that can be taken into use, each once: the kept one, then those of runs and of a link, then the one in use if it
 * is another.
 */
export function ownSets({
  keptSet,
  linkedSet,
  experiment,
  set,
}: Pick<LabState, 'keptSet' | 'linkedSet' | 'experiment' | 'set'>): readonly KnownSet[] {
  const kept = keptSet !== null && keptSet !== 'damaged' ? [keptSet] : [];
  // A set without its texts can be read by no model.
  const ofRuns = experiment.sets.filter((one) => !isShipped(one.set) && !one.set.unwritten);
  const inUse = set.status === 'ready' && set.shipped === null ? [{ set: set.set, hash: set.hash }] : [];
  const all = [...kept, ...ofRuns, ...(linkedSet ? [linkedSet] : []), ...inUse];
  return all.filter(({ hash }, i) => all.findIndex((one) => one.hash === hash) === i);
}

/** The set of the analysis that is shown, as a link would name it; nothing where that is the recording, or there is none. */
export function setOfRun(state: Pick<LabState, 'experiment' | 'origins'>): Choices {
  const run = shownRun(state.experiment);
  if (!run || provenanceOf(state) === 'recorded' || run.set.set.unwritten) return {};
  const shipped = shippedOf(run.set.set);
  return shipped ? { set: shipped } : { set: OWN_SET, ownHash: run.set.hash };
}
