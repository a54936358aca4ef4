/**
 * Mean scores by strength, side by side: those over the same games, which a line may join, and others by themselves with their number of
 * games. Pure.
 */
import { FEWEST_ITEMS, meanInterval, type Side } from '../choices';
import { mean } from '../moments';
import { groupsOf, type AskedUnder, type ChoiceMargins } from './choices';
import { endsOf } from './push-kind';
import { boundedItems, hasAll, sharedItems } from './shared-items';

/** A mean over games with its interval: games of one situation are drawn together where there are five situations. */
export interface Level {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly games: number;
  /** Over the games of `Levels.games`, and no others: only such levels belong on one line. Others are over all of their own games. */
  readonly whole: boolean;
}

/** The mean score, or the mean share of what helps, by strength. */
export interface Levels {
  /** How many games most strengths were played in, the same ones: with no push, where that was played. */
  readonly games: number;
  /** 0 is among them; ascending. */
  readonly pushes: readonly (Level & { readonly alpha: number })[];
  /**
   * By size of push, ascending: the lowest and the highest mean of the random directions that were played in those games; where none was in
   * all of them, of those that shared the most games.
   */
  readonly random: readonly (Pick<Level, 'low' | 'high' | 'games' | 'whole'> & { readonly size: number; readonly draws: number })[];
  readonly asked: readonly (Level & { readonly side: Side })[];
}

const there = (values: readonly number[]): number[] => [...values.keys()].filter((item) => Number.isFinite(values[item]));

export function levelsOf(given: ChoiceMargins, seed: number): Levels {
  const plain = there(given.plain);
  const rows = [{ alpha: 0, margins: given.plain }, ...given.pushes.filter(({ alpha }) => alpha !== 0)];
  const lists = rows.map(({ margins }) => there(margins));
  const shared = boundedItems(plain.length === 0 ? lists : lists.map((list) => list.filter((item) => Number.isFinite(given.plain[item]))));
  const level = (values: readonly number[]): Level | null => {
    const all = there(values);
    if (all.length === 0) return null;
    const whole = shared.length > 0 && hasAll(all, shared);
    const items = whole ? shared : all;
    const own = items.map((item) => values[item]!);
    const found = { mean: mean(own), ...meanInterval(own, { seed, groups: groupsOf(given, items) }) };
    const [low, high] = items.length < FEWEST_ITEMS ? [NaN, NaN] : endsOf({ ...found, shifts: own });
    return { mean: found.mean, low, high, games: items.length, whole };
  };
  return {
    games: shared.length,
    pushes: rows
      .flatMap(({ alpha, margins }) => {
        const found = level(margins);
        return found ? [{ alpha, ...found }] : [];
      })
      .sort((a, b) => a.alpha - b.alpha),
    random: randomOf(given.random, shared),
    asked: given.asked.flatMap(({ side, margins }) => {
      const found = level(margins);
      return found ? [{ side, ...found }] : [];
    }),
  };
}

/** A direction that was played in fewer games than others of its size, because somebody stopped, is not held against it. */
function randomOf(random: readonly AskedUnder[], shared: readonly number[]): Levels['random'] {
  const sizes = [...new Set(random.map(({ alpha }) => alpha))].sort((a, b) => a - b);
  return sizes.flatMap((size) => {
    const sized = random.filter(({ alpha }) => alpha === size).map(({ margins }) => ({ margins, items: there(margins) }));
    const whole = shared.length > 0 && sized.some(({ items }) => hasAll(items, shared));
    const games = whole ? shared : sharedItems(sized.map(({ items }) => items));
    if (games.length === 0) return [];
    const means = sized.filter(({ items }) => hasAll(items, games)).map(({ margins }) => mean(games.map((game) => margins[game]!)));
    return [{ size, low: Math.min(...means), high: Math.max(...means), draws: means.length, games: games.length, whole }];
  });
}
