/**
 * Whether a game is small enough to be played: its conditions and effects are looked at in every step, and before it is taken it is played
 * to its end by every script and by dice in every variant.
 */
import type { Game } from './game';
import type { Problem } from './game-problems';
import { comparisonsIn, type Condition } from './game-terms';
import { t } from '../language/t';

/** Rules, comparisons and effects: games that come with the lab have up to 45. */
const MOST_SIZE = 2000;

/** The same times the steps in which they are looked at: games that come with the lab come to 300,000, which takes a part of a second. */
const MOST_WORK = 20e6;

/** Games of dice by which a game is tried in each variant, and of those who go and stand where somebody comes. */
export const THROWS = 20;
export const STANDS = 6;

export function sizeProblems(game: Game): Problem[] {
  const size = sizeOf(game);
  const { steps, things, players, variants } = game;
  if (size > MOST_SIZE)
    return [['rules', t`at most ${MOST_SIZE} rules, comparisons and effects in the whole file: take some out, or join them`, `${size}`]];
  const coming = things.filter(({ kind, when }) => kind === 'person' && when).length;
  // Scripts are played twice: once for whether they come to an end, once for their scores.
  const games = (1 + variants.length) * (2 * players.length + THROWS + STANDS * coming);
  if (games * steps * size <= MOST_WORK) return [];
  const most = Math.floor(MOST_WORK / games / size);
  return [['steps', t`at most ${most} for a game with so much in it: take out steps, rules, variants or players`, `${steps}`]];
}

function sizeOf({ things, actions, lines, rules, ends, rubric }: Game): number {
  const effects = [...actions, ...lines, ...rules].flatMap((one) => one.do);
  const conditions = [
    ...[...things, ...actions, ...lines, ...rules, ...ends, ...rubric].map(({ when }): Condition | undefined => when),
    ...effects.map((one) => one.if),
  ];
  return rules.length + effects.length + conditions.reduce((sum, one) => sum + (one ? comparisonsIn(one) : 0), 0);
}
