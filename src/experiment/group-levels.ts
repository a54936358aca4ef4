/** What a push comes to in each group of games (plays-asked.ts): groups stand beside each other and are averaged into none. Pure. */
import { mean } from '../lab/moments';
import type { PlayWay } from './play-plan';
import { groupsIn, playedIn, type PlayGroup } from './plays-asked';
import type { Experiment } from './experiment';

export interface GroupLevel {
  readonly group: PlayGroup;
  readonly alpha: number;
  readonly games: number;
  /** Score, 0 to 2. */
  readonly mean: number;
  /** Mean change against no push, game by game; NaN where none was played without one. */
  readonly shift: number;
  /** Of the shift: games that were played under this strength and without a push. */
  readonly paired: number;
  /** Of the steps of a game the share whose answer was no action, the mean over games. */
  readonly unscored: number;
}

const meanOf = (values: readonly number[]): number => (values.length === 0 ? NaN : mean(values));

const shiftOf = (changes: readonly number[]): Pick<GroupLevel, 'shift' | 'paired'> => ({ shift: meanOf(changes), paired: changes.length });

/** By group, then by strength; controls of the push aside. */
export const groupLevels = (known: Pick<Experiment, 'games' | 'plays'>, way: PlayWay): GroupLevel[] =>
  groupsIn(known, way).flatMap((group) => {
    const { scores, actions } = playedIn(known, way, group)!.given;
    const rows = [{ alpha: 0, margins: scores.plain }, ...scores.pushes.filter(({ alpha }) => alpha !== 0)];
    return rows
      .map(({ alpha, margins }): GroupLevel => {
        const own = margins.filter(Number.isFinite);
        const changes = margins.map((one, i) => one - scores.plain[i]!).filter(Number.isFinite);
        const did = actions.find((one) => one.alpha === alpha && !one.random && one.side === null)?.games ?? [];
        const unscored = meanOf(did.map(({ done }) => done.none));
        return { group, alpha, games: own.length, mean: meanOf(own), ...shiftOf(alpha === 0 ? [] : changes), unscored };
      })
      .filter(({ games }) => games > 0)
      .sort((a, b) => a.alpha - b.alpha);
  });
