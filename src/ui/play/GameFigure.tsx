/** One game at one step as a picture: the board with its letters, how likely each action was, and the projection before each. */
import { useMemo } from 'react';
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { SIZE, type Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { useWidth } from '../parts/useWidth';
import { BoardMarks } from './BoardMarks';
import { layoutOf, LETTERS_LINE } from './layout';
import { AREA_DONE, AREA_OTHER, READ } from './marks';
import { playerSaid } from './pair';
import { PolicyBars } from './PolicyBars';
import { ReadLine } from './ReadLine';
import { boardSaid, lettersOn, policyRows, readsOf } from './step-said';
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

const NO_KEYS: readonly Key[] = [];
const BAR_KEYS: readonly Key[] = [
  { mark: AREA_DONE, label: t`what was done` },
  { mark: AREA_OTHER, label: t`what else could be` },
];
const READ_KEYS: readonly Key[] = [{ mark: READ, label: t`projection before the action` }];
const ALL_KEYS: readonly Key[] = [...BAR_KEYS, ...READ_KEYS];

export function GameFigure({ played, play, step, layer, steps, ends, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { game, states } = played;
  const state = states[step]!;
  const rows = useMemo(() => policyRows(played, play, step), [played, play, step]);
  const bars = Math.max(0, ...play.steps.map(({ policy }) => Object.keys(policy ?? {}).length));
  const reads = useMemo(() => readsOf(play, layer), [play, layer]);
  const isRead = reads.some(Number.isFinite);
  const names = lettersOn(game, state).map(({ name }) => name);
  const allNames = useMemo(() => states.map((one) => lettersOn(game, one).map(({ name }) => name)), [game, states]);
  const most = allNames.reduce((longest, one) => (one.join().length > longest.join().length ? one : longest), names);
  const layout = layoutOf({ board: game.board, names, allNames: most, bars, read: isRead }, Math.max(width, 1));
  const keys = bars > 0 ? (isRead ? ALL_KEYS : BAR_KEYS) : isRead ? READ_KEYS : NO_KEYS;
  const title = t`${game.name}, ${playerSaid(play, game)}, after step ${step} of ${game.steps}`;
  const plan = useFigure({ title, keys, origin }, width, layout.height);
  const said = [title, boardSaid(game, state), ...state.moves.slice(-1).flatMap(({ events }) => events.map(({ text }) => text))];
  return (
    <div ref={ref} className="game-figure">
      <Caption {...plan} />
      {width > 0 && layout.height > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': said.filter((one) => one !== null).join('. ') }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="game-picture">
            {layout.board && <BoardMarks game={game} state={state} cell={layout.board.cell} />}
            <g fontSize={SIZE.axis} fill="var(--ink-2)">
              {layout.letters.lines.map((line, i) => (
                <text key={i} y={layout.letters.top + i * LETTERS_LINE + SIZE.axis}>
                  {line}
                </text>
              ))}
            </g>
            {layout.bars && (
              <>
                <text y={layout.bars.head} fontSize={SIZE.key} fill="var(--ink)">
                  {step === 0 ? t`Before the first step` : t`How likely each action was in step ${step}`}
                </text>
                <g transform={`translate(0 ${layout.bars.top})`}>
                  <PolicyBars rows={rows} width={width} />
                </g>
              </>
            )}
            {layout.read && (
              <>
                <text y={layout.read.head} fontSize={SIZE.key} fill="var(--ink)">
                  {t`Projection before each action, block ${layer}`}
                </text>
                <g transform={`translate(0 ${layout.read.top})`}>
                  <ReadLine {...{ reads, step, steps, ends, width }} />
                </g>
              </>
            )}
          </g>
        </Figure>
      )}
    </div>
  );
}
