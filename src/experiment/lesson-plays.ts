/** What a lesson reads of games: the strongest pushes along the directions on show, beside asking, and what is read before a decision. */
import { mean } from '../lab/moments';
import { decidedR } from '../lab/report/decisions';
import type { PageFacts } from './lesson-readings';
import { playedOf } from './played';
import { playedIn, playWaysAlong } from './plays-asked';
import type { ShownRun } from './shown';
import { nearestWay } from './ways';

/** Each null where it is not known. Scores are 0 to 2, of games that were played to their ends. */
export interface PlayReadings {
  /** Games on record along the directions, controls too. */
  readonly plays: number;
  /** Mean score without a push. */
  readonly mean: number | null;
  /** Mean change of the score under the strongest push towards the concept, and away from it. */
  readonly shift: number | null;
  readonly shiftDown: number | null;
  /** Games whose score is another one under the strongest push towards it. */
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

function playReadings({ experiment, layer, way: set }: PageFacts, run: ShownRun | null): PlayReadings {
  const way = run && nearestWay(playWaysAlong(experiment, run.record.id), set);
  const asked = way && playedIn(experiment, way);
  if (!asked) return NONE;
  const { plain, pushes, asked: inWords } = asked.given.scores;
  const changes = (scores: readonly number[] | undefined): number[] | null => {
    const known = scores?.map((one, i) => one - plain[i]!).filter(Number.isFinite) ?? [];
    return known.length > 0 ? known : null;
  };
  const average = (of: readonly number[] | null): number | null => of && mean(of);
  const up = changes(pushes.findLast(({ alpha }) => alpha > 0)?.margins);
  const scored = plain.filter(Number.isFinite);
  const r = decidedR(asked.decisions, layer);
  return {
    plays: asked.records.length,
    mean: scored.length > 0 ? mean(scored) : null,
    shift: average(up),
    shiftDown: average(changes(pushes.find(({ alpha }) => alpha < 0)?.margins)),
    moved: up && up.filter((one) => one !== 0).length,
    asked: average(changes(inWords.find(({ side }) => side === 'positive')?.margins)),
    r: Number.isFinite(r) ? r : null,
  };
}
