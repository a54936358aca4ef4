/** Players without a model: the scripts of the game's file, and dice. */
import { DICE } from '../../experiment/expect-play';
import type { KnownGame } from '../../experiment/known-game';
import { useLab } from '../useLab';
import { keepScripted } from './alone';
import type { Begun } from './pair';
import { t } from '../../language/t';

interface Props {
  readonly game: KnownGame;
  readonly begun: Begun;
  /** It was played, now or before: this record. */
  readonly onPlayed: (id: string) => void;
}

export function ScriptsPlay({ game, begun, onPlayed }: Props) {
  const plays = useLab((s) => s.experiment.plays);
  const players = [...game.game.players.map(({ id, name }) => ({ id, name })), { id: DICE, name: t`Dice` }];
  return (
    <div className="actions" role="group" aria-labelledby="scripts-play">
      <span id="scripts-play" className="quiet-line">{t`Let it be played by a script, without a model:`}</span>
      {players.map(({ id, name }) => (
        <button key={id} type="button" className="quiet" data-player={id} onClick={() => onPlayed(keepScripted(game, begun, id, plays))}>
          {name}
        </button>
      ))}
    </div>
  );
}
