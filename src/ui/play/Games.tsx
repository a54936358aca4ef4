/** The games: one that is chosen, who plays it, and two of what was played side by side. */
import { useCallback, useMemo } from 'react';
import { setGame } from '../../app/actions';
import type { LabState } from '../../app/store';
import { byId } from '../../experiment/experiment';
import type { Play } from '../../experiment/play';
import { FIRST_GAME, optionOf, type ShownGame } from '../../experiment/shown-game';
import { Fold } from '../parts/Fold';
import { useLab } from '../useLab';
import { ChooseGame } from './ChooseGame';
import { GamesReport } from './GamesReport';
import { ModelPlays } from './ModelPlays';
import type { Begun } from './pair';
import { PairShown } from './PairShown';
import { PersonPlays } from './PersonPlays';
import { RecordedPlays } from './RecordedPlays';
import { ScriptsPlay } from './ScriptsPlay';
import { useGame } from './useGame';
import { usePair } from './usePair';
import { t } from '../../language/t';

const lastPlayed = ({ experiment: { plays }, origins }: LabState): Play | undefined =>
  plays.findLast(({ id }) => origins[id] !== 'recorded') ?? plays[0];

export function Games() {
  const chosen = useLab((s) => s.experiment.view.game);
  const last = useLab(lastPlayed);
  const known = useLab((s) => (last ? byId(s.experiment.games, last.game) : undefined));
  // Until somebody chooses, what was played last here; else the first of the recorded ones.
  const usual: ShownGame = last && known ? { of: optionOf(known), variant: last.variant, seed: last.seed } : FIRST_GAME;
  const { of, variant: named, seed } = chosen ?? usual;
  const games = useGame(of);
  const { game } = games;
  // What was played before may have had a control that the game no longer has.
  const variant = game?.game.variants.some(({ id }) => id === named) ? named : null;
  const begun = useMemo((): Begun => ({ game: game?.id ?? '', variant, seed }), [game, variant, seed]);
  const pair = usePair(begun);
  const { pick, fork, letGo } = pair;
  /** What is played or picked is what is looked at: the address has it from then on. */
  const hold = useCallback(() => setGame({ of, variant, seed }), [of, variant, seed]);
  const begin = useCallback(() => (hold(), letGo()), [hold, letGo]);
  const choose = useCallback((side: 'left' | 'right', id: string) => (hold(), pick(side, id)), [hold, pick]);
  const goOn = useCallback((parent: string) => (hold(), fork(parent)), [hold, fork]);
  const show = useCallback((id: string) => choose('right', id), [choose]);
  const key = JSON.stringify(begun);
  return (
    <>
      <RecordedPlays />
      <ChooseGame games={games} wanted={{ of, variant, seed }} onChange={setGame} />
      <div className="folds">
        <Fold id="play-model" note={t`with and without the push, the same seed`}>
          <ModelPlays game={game} variant={variant} seed={seed} onBegin={begin} />
        </Fold>
        <Fold id="play-yourself" note={t`no model is needed`}>
          {game && (
            <>
              <PersonPlays key={key} game={game} begun={begun} onBegin={begin} />
              <ScriptsPlay game={game} begun={begun} onPlayed={show} />
            </>
          )}
        </Fold>
      </div>
      {game && <PairShown {...pair} pick={choose} fork={goOn} />}
      <GamesReport own={games.own} />
    </>
  );
}
