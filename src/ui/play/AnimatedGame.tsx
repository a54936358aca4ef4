/** A game from its beginning to its end in one <svg>, a group a step: for a file, not for the page. */
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { byId } from '../../experiment/experiment';
import { Figure } from '../figure/Figure';
import { planFigure, SIZE } from '../figure/plan';
import { wrap } from '../figure/text';
import { extent, roundEnds } from '../parts/scale';
import { animationStyle, frameId, frameTexts, secondsOf } from './animation';
import { GameParts, keysOf } from './GameParts';
import { layoutOf } from './layout';
import { playerSaid } from './pair';
import { partsOf } from './parts-of';
import { lettersOn, readsOf } from './step-said';

export interface AnimatedGameProps {
  readonly played: Played;
  readonly play: Play;
  /** Of the projection. */
  readonly layer: number;
  readonly origin: string;
}

/** Pixels. */
const WIDTH = 560;
const LINE = 18;
const GAP = 10;

export function AnimatedGame({ played, play, layer, origin }: AnimatedGameProps) {
  const { game, states } = played;
  const reads = readsOf(play, layer);
  const ends = roundEnds(extent(reads) ?? [0, 1]);
  const parts = partsOf(played, play, reads);
  const texts = frameTexts(played, play);
  const frames = texts.map(({ head, numbers, log }, i) => ({
    lines: [head, ...(numbers === '' ? [] : wrap(numbers, SIZE.key, WIDTH)), ...log.flatMap((line) => wrap(line, SIZE.key, WIDTH))],
    layout: layoutOf({ ...parts, names: lettersOn(game, states[i]!).map(({ name }) => name) }, WIDTH),
  }));
  const said = Math.max(...frames.map(({ lines }) => lines.length)) * LINE + GAP;
  const variant = byId(game.variants, play.variant ?? '')?.name;
  const title = [game.name, variant, playerSaid(play, game)].filter(Boolean).join(', ');
  const plan = planFigure({ title, keys: keysOf(parts), origin }, WIDTH, said + frames[0]!.layout.height);
  return (
    <Figure plan={plan}>
      <style>{animationStyle(secondsOf(texts))}</style>
      {frames.map(({ lines, layout }, step) => (
        <g
          key={step}
          id={frameId(step)}
          transform={`translate(0 ${plan.top})`}
          visibility={step < frames.length - 1 ? 'hidden' : 'visible'}
        >
          <g fontSize={SIZE.key} fill="var(--ink)">
            {lines.map((line, i) => (
              <text key={i} y={i * LINE + SIZE.key} fontWeight={i === 0 ? 600 : 400}>
                {line}
              </text>
            ))}
          </g>
          <g transform={`translate(0 ${said})`}>
            <GameParts {...{ played, play, layout, step, layer, reads, ends }} steps={play.steps.length} width={WIDTH} />
          </g>
        </g>
      ))}
    </Figure>
  );
}
