/** In words, whether what is read before a decision in a game goes along with what is done. Pure. */
import type { Interval } from '../bootstrap';
import { FEWEST_GAMES, type Decided, type GoesAlong } from './decisions';
import { fixed } from './fixed';
import { t } from '../../language/t';

/** Of r, either way: no more than this is too little to go by (Cohen's medium effect). */
const LITTLE = 0.3;

export type DecidedKind = 'few' | 'untold' | 'none' | 'explained' | 'unnamed' | 'opposite' | 'predicts';

export interface DecidedVerdict {
  readonly kind: DecidedKind;
  readonly sentence: string;
  /** What stands beside it: the controls of r, and r with how likely helping was. */
  readonly beside: string;
}

/** "r = 0.45 [0.20, 0.61]", and without an interval "r = 0.45". */
const rSaid = (r: number, { low, high }: Interval): string =>
  t`r = ${fixed(r)}${[low, high].every(Number.isFinite) ? ` [${fixed(low)}, ${fixed(high)}]` : ''}`;

/**
 * In words, of what was done. By the first rule that holds: fewer than `FEWEST_GAMES` games (`few`); an interval that holds 0, or none:
 * within ±`LITTLE` the two do not go along (`none`), else that is open (`untold`); given the length of the prompt, or the number of the
 * step, what is left has an interval that holds 0, or none (`explained`); a block that nobody named before games were looked at
 * (`unnamed`); r below 0 (`opposite`); `predicts`. A game without a helping action, or without another, decides nothing.
 */
export const decidedVerdict = (found: Decided, at: At): DecidedVerdict => ({ ...told(found, at), beside: besideDone(found) });

interface At {
  readonly layer: number;
  readonly named: boolean;
}

function told({ decisions, games, situations, helped, done }: Decided, { layer, named }: At): Omit<DecidedVerdict, 'beside'> {
  const { r, low, high } = done;
  const held = t`${decisions} decisions of ${games} games, held against those of the same situation (${situations}),`;
  const numbers = t`${rSaid(r, done)} over ${held} at block ${layer}`;
  if (games < FEWEST_GAMES) {
    const few = t`Too few games to say whether what is read goes along with what is decided: ${games} without a push, and it takes ${FEWEST_GAMES}`;
    return { kind: 'few', sentence: Number.isFinite(r) ? t`${few} (${numbers}).` : t`${few}.` };
  }
  if (!(low > 0 || high < 0)) {
    if (low >= -LITTLE && high <= LITTLE)
      return {
        kind: 'none',
        sentence: t`What is read before a decision does not go along with what is done, or no further than r = ${fixed(LITTLE)} either way (${numbers}).`,
      };
    const open = t`Whether what is read before a decision goes along with what is done cannot be told`;
    return {
      kind: 'untold',
      sentence:
        helped === 0 || helped === decisions
          ? t`${open}: of ${decisions} decisions ${helped} helped, so that there is nothing to tell apart.`
          : Number.isNaN(low)
            ? t`${open}: over ${held} one of the two hardly varies, or no interval can be had (r = ${fixed(r)}).`
            : t`${open} (${numbers}): these games leave open both none and more than r = ${fixed(LITTLE)}. More of them may tell.`,
    };
  }
  const goes = t`What is read before a decision goes along with ${r < 0 ? t`the opposite of ` : ''}what is done`;
  const by = explainedBy(done);
  if (by.length > 0) {
    const names = by.map(({ name }) => name).join(t` and than `);
    const left = by.map(({ name, left: less, interval }) => leftSaid(name, less, interval)).join('; ');
    return {
      kind: 'explained',
      sentence: by.every(({ left: less, interval }) => Number.isNaN(less) || (interval.low >= -LITTLE && interval.high <= LITTLE))
        ? t`${goes} (${numbers}), but no further than ${names} does: ${left}.`
        : t`${goes} (${numbers}); that it says more than ${names} is not shown: ${left}.`,
    };
  }
  if (!named)
    return {
      kind: 'unnamed',
      sentence: t`${goes} at this block (${numbers}), which nobody named beforehand: another look would find another block.`,
    };
  return { kind: r < 0 ? 'opposite' : 'predicts', sentence: t`${goes} (${numbers}, named beforehand by held-out pairs).` };
}

interface Explains {
  readonly name: string;
  /** Of r, where it is taken out. */
  readonly left: number;
  readonly interval: Interval;
}

/** Controls that leave nothing of r, or nothing that can be told from none. */
function explainedBy({ r, givenTokens, givenTokensInterval, givenTurn, givenTurnInterval }: GoesAlong): Explains[] {
  const all: Explains[] = [
    { name: t`the length of the prompt`, left: givenTokens, interval: givenTokensInterval },
    { name: t`the number of the step`, left: givenTurn, interval: givenTurnInterval },
  ];
  return all.filter(({ interval: { low, high } }) => !(r > 0 ? low > 0 : high < 0));
}

const leftSaid = (name: string, left: number, interval: Interval): string =>
  Number.isNaN(left) ? t`given ${name} nothing is left that varies` : t`given ${name}, ${rSaid(left, interval)} is left`;

const ALONE: Interval = { low: NaN, high: NaN };
const controls = ({ tokens, givenTokens, givenTokensInterval, turn, givenTurn, givenTurnInterval }: GoesAlong): string =>
  t`Tokens of the prompt alone: ${rSaid(tokens, ALONE)}, and given them ${rSaid(givenTokens, givenTokensInterval)} is left; number of the step alone: ${rSaid(turn, ALONE)}, and given it ${rSaid(givenTurn, givenTurnInterval)}.`;

/** The controls of r, r with what was likely before it was drawn, and why none of them has an interval. */
function besideDone({ done, likely, helped, decisions, games }: Decided): string {
  const few = games < FEWEST_GAMES ? t` An interval takes ${FEWEST_GAMES} games.` : '';
  return t`${helped} of ${decisions} helped. ${controls(done)} With how likely helping was, before chance drew: ${rSaid(likely.r, likely)}. ${controls(likely)}${few}`;
}
