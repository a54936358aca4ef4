/**
 * What a lesson reads of games along the directions on show: pushes to both sides, beside asking, and what is read before a decision. Where
 * the recording has such games, it is of these alone: so a lesson's sentences about them stay true whatever is played beside them.
 */
import { mean } from '../lab/moments';
import { decidedR } from '../lab/report/decisions';
import { spokenPush } from '../lab/report/spoken-push';
import type { Experiment } from './experiment';
import type { PageFacts } from './lesson-readings';
import { playedOf } from './played';
import { playedIn, playWaysAlong } from './plays-asked';
import type { ShownRun } from './shown';
import { nearestWay } from './ways';

/** Each null where it is not known. Scores are 0 to 2, of games that were played to their ends. */
export interface PlayReadings {
  /** Games on record in this way along the directions, controls too, and games that were played here, too. */
  readonly plays: number;
  /** Mean score without a push. */
  readonly mean: number | null;
  /** Mean change of the score under the push towards the concept that `spokenPush` names, and under the one away from it. */
  readonly shift: number | null;
  readonly shiftDown: number | null;
  /** Games whose score is another one under the push towards it. */
  readonly moved: number | null;
  /** Mean change where the concept is asked for, without a push. */
  readonly asked: number | null;
  /** Pearson's r, situation by situation, of what is read at the block before a decision with how likely helping then was. */
  readonly r: number | null;
}

const NONE: PlayReadings = { plays: 0, mean: null, shift: null, shiftDown: null, moved: null, asked: null, r: null };

/** What `readPlaysWith` (lesson-readings.ts) is given. */
export interface PlayReader {
  readings(facts: PageFacts, run: ShownRun | null): PlayReadings;
  /** Games that were played to their ends here. */
  live(facts: PageFacts): number;
}

export const PLAY_READER: PlayReader = {
  readings: playReadings,
  live: ({ experiment, isLive }) => experiment.plays.filter((one) => isLive(one.id) && playedOf(experiment, one).ended).length,
};

/** Facts are made once for each state of the page, and asked for one reading after another. */
const taken = new WeakMap<PageFacts, PlayReadings>();

function playReadings(facts: PageFacts, run: ShownRun | null): PlayReadings {
  const before = taken.get(facts);
  if (before) return before;
  const { experiment, isRecorded } = facts;
  const recorded = { ...experiment, plays: experiment.plays.filter(({ id }) => isRecorded(id)) };
  const all = readingsIn(experiment, facts, run);
  const found = { ...(readingsIn(recorded, facts, run) ?? all ?? NONE), plays: all?.plays ?? 0 };
  taken.set(facts, found);
  return found;
}

/** null where these games hold none along the directions. */
function readingsIn(known: Pick<Experiment, 'games' | 'plays'>, { layer, way: set }: PageFacts, run: ShownRun | null): PlayReadings | null {
  const way = run && nearestWay(playWaysAlong(known, run.record.id), set);
  const asked = way && playedIn(known, way);
  if (!asked) return null;
  const { scores } = asked.given;
  const { plain, asked: inWords } = scores;
  const changes = (margins: readonly number[] | undefined): number[] | null => {
    const known = margins?.map((one, i) => one - plain[i]!).filter(Number.isFinite) ?? [];
    return known.length > 0 ? known : null;
  };
  const average = (of: readonly number[] | null): number | null => of && mean(of);
  const up = changes(spokenPush(scores, 1)?.margins);
  const scored = plain.filter(Number.isFinite);
  const r = decidedR(asked.decisions, layer);
  return {
    plays: asked.records.length,
    mean: scored.length > 0 ? mean(scored) : null,
    shift: average(up),
    shiftDown: average(changes(spokenPush(scores, -1)?.margins)),
    moved: up && up.filter((one) => one !== 0).length,
    asked: average(changes(inWords.find(({ side }) => side === 'positive')?.margins)),
    r: Number.isFinite(r) ? r : null,
  };
}
