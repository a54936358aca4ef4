/** What a game's picture has room for, so that its parts stand still from step to step. Pure. */
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import type { Parts } from './layout';
import { lettersOn } from './step-said';

/** `reads` [step]: the projections that are drawn, NaN where there is none. */
export function partsOf({ game, states }: Played, { steps }: Play, reads: readonly number[]): Omit<Parts, 'names'> {
  const names = states.map((one) => lettersOn(game, one).map(({ name }) => name));
  return {
    board: game.board,
    allNames: names.reduce((longest, one) => (one.join().length > longest.join().length ? one : longest)),
    bars: Math.max(0, ...steps.map(({ policy }) => Object.keys(policy ?? {}).length)),
    read: reads.some(Number.isFinite),
  };
}
