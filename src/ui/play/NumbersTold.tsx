/** The numbers that the player is told: lives, water, coins. */
import type { Game } from '../../formats/game';
import type { GameState } from '../../play/state';
import { tick } from '../parts/format';
import { numbersTold } from './step-said';

export function NumbersTold({ game, state }: { readonly game: Game; readonly state: GameState }) {
  const numbers = numbersTold(game, state);
  if (numbers.length === 0) return null;
  return (
    <dl className="facts" data-testid="game-numbers">
      {numbers.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{tick(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
