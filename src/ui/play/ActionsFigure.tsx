/** What the model did under each push: the share of steps of each kind, and below it how likely each kind was. */
import { memo, useMemo } from 'react';
import { ACTION_KINDS, type ActionKind, type ActionShares } from '../../lab/report/action-kinds';
import type { PlaysReport } from '../../lab/report/plays';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { HowToRead } from '../figure/HowToRead';
import { lookOf, SIZE, type AreaMark, type Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { count, percent } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { ACTION_COLUMNS, actionRows, KIND_NAMES, rowSaid, type AskedFor } from './games-rows';
import { t } from '../../language/t';

interface Props {
  readonly report: PlaysReport;
  readonly asking: AskedFor;
  readonly origin: string;
}

type Edge = Pick<AreaMark, 'stroke' | 'strokeDasharray'>;
const area = (fill: string, fillOpacity: number, edge: Edge = {}): AreaMark => ({ shape: 'area', fill, fillOpacity, ...edge });
/** Light and dark take turns, so that neighbours differ in grey, too; edges tell them apart where there are few colours. */
const MARKS: Readonly<Record<ActionKind, AreaMark>> = {
  helps: area('var(--measure)', 1),
  kind: area('var(--measure)', 0.4, { stroke: 'var(--measure)' }),
  neutral: area('var(--negative)', 0.75, { stroke: 'var(--negative)', strokeDasharray: '1 2' }),
  unkind: area('var(--control)', 0.9, { stroke: 'var(--control)', strokeDasharray: '3 2' }),
  walk: area('var(--ink-3)', 0.25),
  deed: area('var(--ink-2)', 0.7, { stroke: 'var(--ink-2)' }),
  none: area('var(--ink-3)', 0.1, { stroke: 'var(--ink-2)', strokeDasharray: '3 2' }),
};
/** From row to row; the bar below the words, and the thin one below that. */
const [ROW, BAR, THIN] = [52, { top: 20, height: 14 }, { top: 36, height: 6 }] as const;

/** Below it there is no room for the words of both ends of a row. */
const NARROW = 480;

export const ActionsFigure = memo(function ActionsFigure({ report, asking, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { actions } = report;
  const kinds = useMemo(
    () => ACTION_KINDS.filter((kind) => actions.some(({ done, likely }) => done[kind] > 0 || likely[kind] > 0)),
    [actions],
  );
  const keys = useMemo<Key[]>(() => kinds.map((kind) => ({ mark: MARKS[kind], label: KIND_NAMES[kind] })), [kinds]);
  // Of answers in free text nobody knows what else was likely.
  const isLikely = actions.some(({ likely }) => Number.isFinite(likely.helps));
  const title = isLikely
    ? t`What was done, by push: shares of steps, and below them how likely each kind was`
    : t`What was done, by push: shares of steps`;
  const plan = useFigure({ title, keys, origin }, width, actions.length * ROW);
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="actions-chart" data-rows={actions.length} fontSize={SIZE.axis}>
            {actions.map(({ alpha, random, side, games, done, likely }, i) => (
              <g key={i} transform={`translate(0 ${i * ROW})`}>
                <text y={13} fill="var(--ink)">
                  {rowSaid(alpha, side, asking, random)} ({count(games, 'game')})
                </text>
                <text x={width} y={13} textAnchor="end" fill="var(--ink-2)">
                  {width < NARROW ? t`helps ${percent(done.helps, 1)}` : t`helps in ${percent(done.helps, 1)} of steps`}
                </text>
                <Bar {...{ kinds, width }} shares={done} at={BAR} />
                {Number.isFinite(likely.helps) && <Bar {...{ kinds, width }} shares={likely} at={THIN} />}
              </g>
            ))}
          </g>
        </Figure>
      )}
      <Twin caption={title} columns={ACTION_COLUMNS} rows={() => actionRows(report, asking)} />
      <HowToRead id="game-actions" />
    </figure>
  );
});

interface BarProps {
  readonly kinds: readonly ActionKind[];
  readonly shares: ActionShares;
  readonly width: number;
  readonly at: { readonly top: number; readonly height: number };
}

function Bar({ kinds, shares, width, at: { top, height } }: BarProps) {
  const before = (n: number): number => kinds.slice(0, n).reduce((sum, kind) => sum + shares[kind], 0);
  return kinds.map(
    (kind, i) =>
      shares[kind] > 0 && (
        <rect
          key={kind}
          data-kind={kind}
          x={before(i) * width}
          y={top}
          width={shares[kind] * width}
          height={height}
          {...lookOf(MARKS[kind])}
        />
      ),
  );
}
