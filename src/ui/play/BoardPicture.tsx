/** The board of a game that a person plays, as it stands, with what its letters stand for; nothing for a game without one. */
import type { Game } from '../../formats/game';
import type { GameState } from '../../play/state';
import { Figure } from '../figure/Figure';
import { planFigure } from '../figure/plan';
import { TakeFigure } from '../figure/TakeFigure';
import { BoardMarks } from './BoardMarks';
import { boardSaid, lettersOn } from './step-said';
import { t } from '../../language/t';

const CELL = 34;
/** Pixels that the lines below a small board are given. */
const LEAST = 260;

interface Props {
  readonly game: Game;
  readonly state: GameState;
  readonly seed: number;
}

export function BoardPicture({ game, state, seed }: Props) {
  const said = boardSaid(game, state);
  if (said === null || game.board === null) return null;
  const letters = lettersOn(game, state).map(({ name }) => name);
  const content = {
    title: t`${game.name}, after ${state.moves.length} of ${game.steps} steps`,
    keys: [],
    origin: t`${letters.join(' · ')}. Played by a person, seed ${seed}. EIA Lab ${__VERSION__}.`,
  };
  const plan = planFigure(content, Math.max(LEAST, game.board[0]!.length * CELL), game.board.length * CELL);
  return (
    <figure className="figure">
      <Figure plan={plan} svg={{ role: 'img', 'aria-label': said, className: 'board-picture' }}>
        <g transform={`translate(0 ${plan.top})`}>
          <BoardMarks game={game} state={state} cell={CELL} />
        </g>
      </Figure>
      <TakeFigure />
    </figure>
  );
}
