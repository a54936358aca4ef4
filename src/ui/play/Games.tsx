/** The games: one that is chosen, who plays it, and two of what was played side by side. */
import { useCallback, useMemo, useState } from 'react';
import type { LabState } from '../../app/store';
import { byId } from '../../experiment/experiment';
import type { Play } from '../../experiment/play';
import { Fold } from '../parts/Fold';
import { useLab } from '../useLab';
import { ChooseGame, type Wanted } from './ChooseGame';
import { GamesReport } from './GamesReport';
import { ModelPlays } from './ModelPlays';
import type { Begun } from './pair';
import { PairShown } from './PairShown';
import { PersonPlays } from './PersonPlays';
import { RecordedPlays } from './RecordedPlays';
import { ScriptsPlay } from './ScriptsPlay';
import { optionOf, useGame } from './useGame';
import { usePair } from './usePair';
import { t } from '../../language/t';

const FIRST: Wanted = { option: 'the-duel', variant: null, seed: 1 };

const lastPlayed = ({ experiment: { plays }, origins }: LabState): Play | undefined =>
  plays.findLast(({ id }) => origins[id] !== 'recorded') ?? plays[0];

export function Games() {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const last = useLab(lastPlayed);
  const known = useLab((s) => (last ? byId(s.experiment.games, last.game) : undefined));
  // Until somebody chooses, what was played last here; else the first of the recorded ones.
  const usual: Wanted = last && known ? { option: optionOf(known), variant: last.variant, seed: last.seed } : FIRST;
  const { option, variant: named, seed } = wanted ?? usual;
  const games = useGame(option);
  const { game } = games;
  // What was played before may have had a control that the game no longer has.
  const variant = game?.game.variants.some(({ id }) => id === named) ? named : null;
  const begun = useMemo((): Begun => ({ game: game?.id ?? '', variant, seed }), [game, variant, seed]);
  const pair = usePair(begun);
  const { pick } = pair;
  const show = useCallback((id: string) => pick('right', id), [pick]);
  const key = JSON.stringify(begun);
  return (
    <>
      <RecordedPlays />
      <ChooseGame games={games} wanted={{ option, variant, seed }} onChange={setWanted} />
      <div className="folds">
        <Fold id="play-model" note={t`with and without the push, the same seed`}>
          <ModelPlays game={game} variant={variant} seed={seed} />
        </Fold>
        <Fold id="play-yourself" note={t`no model is needed`}>
          {game && (
            <>
              <PersonPlays key={key} game={game} begun={begun} />
              <ScriptsPlay game={game} begun={begun} onPlayed={show} />
            </>
          )}
        </Fold>
      </div>
      {game && <PairShown {...pair} />}
      <GamesReport own={games.own} />
    </>
  );
}
