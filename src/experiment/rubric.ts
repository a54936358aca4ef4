/** What vouches for the rubric of a run: no number hangs on it, so the hash that names the texts of a set leaves it out. Pure. */
import type { KnownSet } from './experiment';

/** The same texts with the same rubric are in use; with another rubric; or nothing that the lab has says what it was. */
export type RubricSays = 'same' | 'other' | 'unknown';

const rubricOf = ({ set }: KnownSet): string =>
  JSON.stringify(set.scenarios.map(({ id, rubric }) => [id, rubric?.[0], rubric?.[1], rubric?.[2]]));

/** `inUse`: the scenario set in use; null while there is none. */
export function rubricSays(ofRun: KnownSet, inUse: KnownSet | null): RubricSays {
  if (inUse === null || inUse.hash !== ofRun.hash) return 'unknown';
  return rubricOf(inUse) === rubricOf(ofRun) ? 'same' : 'other';
}
