/** One game at one step as a picture of the page. */
import { useMemo } from 'react';
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { useFigure } from '../figure/useFigure';
import { useWidth } from '../parts/useWidth';
import { GameParts, keysOf } from './GameParts';
import { layoutOf } from './layout';
import { playerSaid } from './pair';
import { partsOf } from './parts-of';
import { boardSaid, lettersOn, readsOf } from './step-said';
import { t } from '../../language/t';

interface Props {
  readonly played: Played;
  readonly play: Play;
  /** From 1; 0 at the beginning. */
  readonly step: number;
  readonly layer: number;
  /** Of the projection, shared by both games. */
  readonly steps: number;
  readonly ends: readonly [low: number, high: number];
  readonly origin: string;
}

export function GameFigure({ played, play, step, layer, steps, ends, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { game, states } = played;
  const state = states[step]!;
  const reads = useMemo(() => readsOf(play, layer), [play, layer]);
  const parts = useMemo(() => partsOf(played, play, reads), [played, play, reads]);
  const names = lettersOn(game, state).map(({ name }) => name);
  const layout = layoutOf({ ...parts, names }, Math.max(width, 1));
  const keys = keysOf(parts);
  const title = t`${game.name}, ${playerSaid(play, game)}, after step ${step} of ${game.steps}`;
  const plan = useFigure({ title, keys, origin }, width, layout.height);
  const said = [title, boardSaid(game, state), ...state.moves.slice(-1).flatMap(({ events }) => events.map(({ text }) => text))];
  return (
    <div ref={ref} className="game-figure">
      <Caption {...plan} />
      {width > 0 && layout.height > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': said.filter((one) => one !== null).join('. ') }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="game-picture">
            <GameParts {...{ played, play, layout, step, layer, reads, steps, ends, width }} />
          </g>
        </Figure>
      )}
    </div>
  );
}
