/** One step of a game, drawn: the board with its letters, how likely each action was, and the projection before each. */
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { SIZE, type Key } from '../figure/plan';
import { BoardMarks } from './BoardMarks';
import { LETTERS_LINE, type GameLayout, type Parts } from './layout';
import { AREA_DONE, AREA_OTHER, READ } from './marks';
import { PolicyBars } from './PolicyBars';
import { ReadLine } from './ReadLine';
import { policyRows } from './step-said';
import { t } from '../../language/t';

interface Props {
  readonly played: Played;
  readonly play: Play;
  readonly layout: GameLayout;
  /** From 1; 0 at the beginning. */
  readonly step: number;
  readonly layer: number;
  /** [step]: the projections at the block, NaN where it was not read. */
  readonly reads: readonly number[];
  /** Of their plot: the last step, and the ends of the axis. */
  readonly steps: number;
  readonly ends: readonly [low: number, high: number];
  readonly width: number;
}

const BAR_KEYS: readonly Key[] = [
  { mark: AREA_DONE, label: t`what was done` },
  { mark: AREA_OTHER, label: t`what else could be` },
];
const READ_KEYS: readonly Key[] = [{ mark: READ, label: t`projection before the action` }];
const ALL_KEYS: readonly Key[] = [...BAR_KEYS, ...READ_KEYS];
const NO_KEYS: readonly Key[] = [];

/** One array for as long as it says the same. */
export const keysOf = ({ bars, read }: Pick<Parts, 'bars' | 'read'>): readonly Key[] =>
  bars > 0 ? (read ? ALL_KEYS : BAR_KEYS) : read ? READ_KEYS : NO_KEYS;

export const GameParts = ({ played, play, layout, step, layer, reads, steps, ends, width }: Props) => (
  <>
    {layout.board && <BoardMarks game={played.game} state={played.states[step]!} cell={layout.board.cell} />}
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
          <PolicyBars rows={policyRows(played, play, step)} width={width} />
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
  </>
);
