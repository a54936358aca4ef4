/** The board of a game by itself, with what its letters stand for; nothing for a game without one. */
import type { Game } from '../../formats/game';
import type { GameState } from '../../play/state';
import { BoardMarks } from './BoardMarks';
import { boardSaid, lettersOn } from './step-said';

const CELL = 34;

export function BoardPicture({ game, state }: { readonly game: Game; readonly state: GameState }) {
  const said = boardSaid(game, state);
  if (said === null || game.board === null) return null;
  const [width, height] = [game.board[0]!.length * CELL, game.board.length * CELL];
  return (
    <div>
      <svg role="img" aria-label={said} width={width} viewBox={`0 0 ${width} ${height}`} className="board-picture" fontFamily="var(--sans)">
        <BoardMarks game={game} state={state} cell={CELL} />
      </svg>
      <p className="quiet-line">
        {lettersOn(game, state)
          .map(({ name }) => name)
          .join(' · ')}
      </p>
    </div>
  );
}
