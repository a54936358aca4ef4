/**
 * What a lesson reads of games along the directions on show: pushes to both sides, beside asking, and what is read before a decision. Where
 * the recording has such games, it is of these alone: so a lesson's sentences about them stay true whatever is played beside them.
 */
import { mean } from '../lab/moments';
import { effectOf, type AskedUnder, type EffectOn } from '../lab/report/choices';
import { decidedR, FEWEST_GAMES } from '../lab/report/decisions';
import { endsOf, goesWith } from '../lab/report/push-kind';
import { spokenPush } from '../lab/report/spoken-push';
import type { Experiment } from './experiment';
import type { PageFacts } from './lesson-readings';
import { playedOf } from './played';
import { playedIn, playWaysAlong } from './plays-asked';
import type { ShownRun } from './shown';
import { nearestWay } from './ways';

/** Which way an interval lies: above 0, below it, or it tells neither, because it holds 0 or there is none. */
export type Told = 'up' | 'down' | 'open';

/** Each null where it is not known. Scores are 0 to 2, of games that were played to their ends. */
export interface PlayReadings {
  /** Games on record in this way along the directions, controls too, and games that were played here, too. */
  readonly plays: number;
  /** Mean score without a push. */
  readonly mean: number | null;
  /** Mean change of the score under the push towards the concept that `spokenPush` names, its interval, and what that tells. */
  readonly shift: number | null;
  readonly shiftLow: number | null;
  readonly shiftHigh: number | null;
  readonly shiftTold: Told | null;
  /** Mean change under the push away from it. */
  readonly shiftDown: number | null;
  /** Games whose score is another one under the push towards it. */
  readonly moved: number | null;
  /** The same of games in which the concept is asked for, without a push. */
  readonly asked: number | null;
  readonly askedLow: number | null;
  readonly askedHigh: number | null;
  readonly askedTold: Told | null;
  readonly askedMoved: number | null;
  /** Pearson's r, situation by situation, of what is read at the block before a decision with how likely helping then was. */
  readonly r: number | null;
  /** Over the steps of so many games. */
  readonly rGames: number | null;
  /** 'open' where so few games have no interval; null where they have one, which takes longer to draw than a reading may. */
  readonly rTold: 'open' | null;
}

const SHIFT = { shift: null, shiftLow: null, shiftHigh: null, shiftTold: null, shiftDown: null, moved: null };
const ASKED = { asked: null, askedLow: null, askedHigh: null, askedTold: null, askedMoved: null };
const NONE: PlayReadings = { plays: 0, mean: null, ...SHIFT, ...ASKED, r: null, rGames: null, rTold: null };

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
function readingsIn(
  known: Pick<Experiment, 'games' | 'plays'>,
  { layer, way: set, experiment }: PageFacts,
  run: ShownRun | null,
): PlayReadings | null {
  const way = run && nearestWay(playWaysAlong(known, run.record.id), set);
  const asked = way && playedIn(known, way);
  if (!asked) return null;
  const { scores } = asked.given;
  const { plain, asked: inWords } = scores;
  // Of the seed that the page draws its own intervals by.
  const changed = (by: Pick<AskedUnder, 'margins'> | undefined): EffectOn | null =>
    by ? effectOf(scores, by.margins, plain, 1, experiment.view.seed) : null;
  const up = changed(spokenPush(scores, 1));
  const words = changed(inWords.find(({ side }) => side === 'positive'));
  const scored = plain.filter(Number.isFinite);
  const along = decidedR(asked.decisions, layer);
  return {
    plays: asked.records.length,
    mean: scored.length > 0 ? mean(scored) : null,
    shift: up && up.mean,
    shiftLow: up && end(up, 0),
    shiftHigh: up && end(up, 1),
    shiftTold: up && told(up),
    shiftDown: changed(spokenPush(scores, -1))?.mean ?? null,
    moved: up && moved(up),
    asked: words && words.mean,
    askedLow: words && end(words, 0),
    askedHigh: words && end(words, 1),
    askedTold: words && told(words),
    askedMoved: words && moved(words),
    r: along && along.r,
    rGames: along && along.games,
    rTold: along && along.games < FEWEST_GAMES ? 'open' : null,
  };
}

const told = (change: EffectOn): Told => (goesWith(change, 1) ? 'up' : goesWith(change, -1) ? 'down' : 'open');
const moved = ({ shifts }: EffectOn): number => shifts.filter((shift) => shift !== 0).length;

/** null where there is no interval. */
function end(change: EffectOn, which: 0 | 1): number | null {
  const at = endsOf(change)[which];
  return Number.isFinite(at) ? at : null;
}
