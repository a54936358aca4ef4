/** What is wrong with the names and bounds of a game: a name that means something else already, a start out of bounds, a circle. */
import type { Game } from './game';
import type { Problem } from './game-problems';
import { namesOf, PLAYERS, WORDS } from './game-terms';
import { t } from '../language/t';

export const nameProblems = ({ things, numbers, players }: Game): Problem[] => [
  ...circles(things),
  ...numbers.flatMap((one, i) => numberProblems(one, `numbers[${i}]`)),
  ...players.flatMap(({ id }, i): Problem[] => {
    const others = PLAYERS.join(', ');
    const isTaken = (PLAYERS as readonly string[]).includes(id);
    return isTaken ? [[`players[${i}].id`, t`a name other than ${others}, the players of every game`, JSON.stringify(id)]] : [];
  }),
];

function numberProblems({ id, start, least = -Infinity, most = Infinity }: Game['numbers'][number], path: string): Problem[] {
  const found: Problem[] = [];
  if ((WORDS as readonly string[]).includes(id))
    found.push([`${path}.id`, t`a name other than ${WORDS.join(', ')}, the words of conditions`, JSON.stringify(id)]);
  if (least > most) found.push([`${path}.least`, t`a number of at most ${most} (most)`, String(least)]);
  else if (start > most) found.push([`${path}.start`, t`a number of at most ${most} (most)`, String(start)]);
  else if (start < least) found.push([`${path}.start`, t`a number of at least ${least} (least)`, String(start)]);
  return found;
}

/** Things that are there or not by how near they themselves are, or another whose being there hangs on theirs. */
function circles(things: Game['things']): Problem[] {
  const near = new Map(things.map(({ id, when }) => [id, (when ? namesOf(when) : []).filter((name) => name.startsWith('near.'))]));
  /** `been`: what was looked at before, on whichever way it was come to; it is not looked at again. */
  const hangsOn = (name: string, id: string, been: Set<string>): boolean => {
    const of = name.slice('near.'.length);
    if (of === id) return true;
    if (been.has(of)) return false;
    been.add(of);
    return (near.get(of) ?? []).some((next) => hangsOn(next, id, been));
  };
  return things.flatMap(({ id }, i): Problem[] => {
    const name = near.get(id)!.find((one) => hangsOn(one, id, new Set()));
    return name === undefined
      ? []
      : [[`things[${i}].when`, t`a condition on anything but where ${id} is, for that hangs on it`, JSON.stringify(name)]];
  });
}
