/** The games that can be chosen, and the one that is: those of the lab, one's own, and those of the experiment. */
import { useMemo } from 'react';
import { shippedGame } from '../../app/lower-actions';
import { byId } from '../../experiment/experiment';
import { knownGame, type KnownGame } from '../../experiment/known-game';
import { isShippedGame, SHIPPED_GAMES, type ShippedGame } from '../../play/shipped';
import { count } from '../parts/format';
import { toldApart } from '../parts/told-apart';
import { useAsked } from '../parts/useAsked';
import { useLab } from '../useLab';
import { t } from '../../language/t';

/** What they are called before their files are there. */
export const GAME_NAMES: Readonly<Record<ShippedGame, string>> = {
  'food-delivery': t`Food delivery`,
  'the-duel': t`The duel`,
  'the-listener': t`The listener`,
  'the-maze': t`The maze`,
  'the-protector': t`The protector`,
};

export interface Games {
  readonly options: readonly (readonly [id: string, name: string])[];
  /** Those that do not come with the lab: opened here, or of the experiment. */
  readonly own: readonly KnownGame[];
  /** null while it is fetched. */
  readonly game: KnownGame | null;
  /** Why it could not be fetched; null where there is no failure. */
  readonly problem: string | null;
}

const fetchGame = async (id: string): Promise<KnownGame | null> => (isShippedGame(id) ? knownGame(await shippedGame(id)) : null);

/** Games that do not come with the lab: those that were opened, and those of an experiment, each set of rules once. */
export const othersOf = (opened: readonly KnownGame[], played: readonly KnownGame[]): KnownGame[] => [
  ...opened,
  ...played.filter(({ id, game }) => !isShippedGame(game.id) && !byId(opened, id)),
];

/** Names of the games, each told from the others: of equal ones by the ids of their files and their steps, and else by a number. */
export function optionsOf(others: readonly KnownGame[]): (readonly [id: string, name: string])[] {
  const all = [
    ...SHIPPED_GAMES.map((id) => ({ option: id as string, text: GAME_NAMES[id], more: ['', ''] })),
    ...others.map(({ id, game }) => ({ option: id, text: game.name, more: [game.id, count(game.steps, 'step')] })),
  ];
  const names = toldApart(all);
  return all.map(({ option }, i) => [option, names[i]!]);
}

/** `chosen`: an option. */
export function useGame(chosen: string): Games {
  const played = useLab((s) => s.experiment.games);
  const own = useLab((s) => s.ownGames);
  const asked = useAsked(chosen, fetchGame);
  const others = useMemo(() => othersOf(own, played), [own, played]);
  const options = useMemo(() => optionsOf(others), [others]);
  const current = asked?.question === chosen ? asked : null;
  return {
    options,
    own: others,
    game: byId(others, chosen) ?? (current && 'answer' in current ? current.answer : null),
    problem: current && 'failure' in current ? current.failure : null,
  };
}
