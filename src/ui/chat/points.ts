/** What a monitor shows of a conversation: a point a text, and the table of them. Pure. */
import { alphaOf, type Answer } from '../../experiment/answer';
import { saidBefore } from '../../experiment/chat';
import { isMonitoredIn, type MonitorWay } from '../../experiment/monitor';
import { compact } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Twin';
import { t } from '../../language/t';

export interface MonitorPoint {
  /** From 1 on. */
  readonly turn: number;
  readonly side: 'user' | 'assistant';
  readonly text: string;
  /** NaN where it could not be read. */
  readonly score: number;
  readonly truncated: boolean;
  /** The answer was pushed, or its stream edited. */
  readonly pushed: boolean;
}

export const isPushed = (answer: Pick<Answer, 'edits'>): boolean => alphaOf(answer) !== 0 || answer.edits.length > 1;

/** Two points a turn that was read in this way, the person's first. */
export const pointsOf = (turns: readonly Answer[], way: MonitorWay, layer: number): MonitorPoint[] =>
  turns.flatMap((answer, i) => {
    const { monitor } = answer;
    if (!monitor || !isMonitoredIn(monitor, way)) return [];
    return (['user', 'assistant'] as const).map((side) => ({
      turn: i + 1,
      side,
      text: side === 'user' ? saidBefore(answer) : answer.text,
      score: monitor[side]?.scores[layer] ?? NaN,
      truncated: monitor[side]?.truncated ?? false,
      pushed: side === 'assistant' && isPushed(answer),
    }));
  });

export const COLUMNS: readonly TwinColumn[] = [
  { name: t`turn` },
  { name: t`who` },
  { name: t`score`, print: compact, nan: t`nothing of it could be read in this way` },
  { name: t`above the threshold` },
  { name: t`text` },
];

export const rowsOf = (points: readonly MonitorPoint[], threshold: number): Cell[][] =>
  points.map(({ turn, side, score, pushed, text, truncated }): Cell[] => [
    turn,
    { text: side === 'user' ? t`you` : pushed ? t`the model, pushed` : t`the model` },
    score,
    { text: Number.isNaN(score) || Number.isNaN(threshold) ? '–' : score > threshold ? t`yes` : t`no` },
    { text: truncated ? t`${text} (its end was not read)` : text },
  ]);
