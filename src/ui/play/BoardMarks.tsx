/** The board of a game, drawn: walls filled, places tinted, people in a ring, the player on a disc; each by its letter. */
import type { Game } from '../../formats/game';
import { boardOf } from '../../play/prompt';
import type { GameState } from '../../play/state';

interface Props {
  readonly game: Game;
  readonly state: GameState;
  /** Pixels of a cell's side. */
  readonly cell: number;
}

export function BoardMarks({ game, state, cell }: Props) {
  const kinds = new Map(game.things.map(({ letter, kind }) => [letter, kind]));
  return (
    <g className="board-cells" fontSize={Math.round(cell * 0.5)} fontWeight={600} textAnchor="middle">
      {boardOf(game, state)?.map((row, y) =>
        [...row].map((letter, x) => (
          <g key={`${x} ${y}`} transform={`translate(${x * cell} ${y * cell})`} data-cell={letter}>
            <rect
              x={0.5}
              y={0.5}
              width={cell - 1}
              height={cell - 1}
              fill={letter === '#' ? 'var(--ink-3)' : kinds.get(letter) === 'place' ? 'var(--measure)' : 'none'}
              fillOpacity={letter === '#' ? 1 : 0.18}
              stroke="var(--rule)"
            />
            {letter === 'A' && <circle cx={cell / 2} cy={cell / 2} r={cell * 0.4} fill="var(--ink)" />}
            {kinds.get(letter) === 'person' && (
              <circle cx={cell / 2} cy={cell / 2} r={cell * 0.4} fill="none" stroke="var(--ink-2)" strokeWidth={1.5} />
            )}
            {letter !== '#' && letter !== '.' && (
              <text x={cell / 2} y={cell / 2} dominantBaseline="central" fill={letter === 'A' ? 'var(--paper)' : 'var(--ink)'}>
                {letter}
              </text>
            )}
          </g>
        )),
      )}
    </g>
  );
}
