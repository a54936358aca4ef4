/** A figure of rows of dots over one score axis: a handful of SVG nodes, cheap enough to redraw while the model is reading. */
import './dots.css';
import { useMemo, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Ends } from '../parts/ends';
import { useWidth } from '../parts/useWidth';
import { Figure } from '../figure/Figure';
import { CUT, THRESHOLD } from '../figure/marks';
import type { Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { Strips } from './Strips';
import { heightOf, layout, nearest } from './layout';
import type { Row } from './layout';
import { t } from '../../language/t';

interface Props {
  /** Of the figure. */
  readonly title: string;
  /** What its marks mean, beside those of the threshold and of cut texts. */
  readonly keys: readonly Key[];
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
  /** Accessible name. */
  readonly label: string;
  readonly testId: string;
  readonly rows: readonly Row[];
  /** The ends of the axis, that hold all of it. */
  readonly ends: Ends | null;
  readonly threshold: number | null;
  readonly thresholdLabel: string;
  readonly picked: string | null;
  readonly onPick: (id: string | null) => void;
}

export function DotStrips({ title, keys, origin, label, testId, rows, ends, threshold, thresholdLabel, picked, onPick }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [under, setUnder] = useState<string | null>(null);
  const plan = useMemo(() => layout(rows, threshold, width, ends), [rows, threshold, width, ends]);
  const marked = threshold !== null;
  const cut = rows.some((row) => row.dots.some((dot) => dot.cut));
  const allKeys = useMemo(
    () => [
      ...keys,
      ...(marked ? [{ mark: THRESHOLD, label: thresholdLabel }] : []),
      ...(cut ? [{ mark: CUT, label: t`cut, its end was not read` }] : []),
    ],
    [keys, marked, thresholdLabel, cut],
  );
  const figure = useFigure({ title, keys: allKeys, origin }, width, heightOf(rows.length));
  const at = (event: MouseEvent<SVGSVGElement>): string | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return plan ? (nearest(plan.placed, event.clientX - box.left, event.clientY - box.top - figure.top)?.id ?? null) : null;
  };
  /** ←/→ walk through the dots from low score to high. */
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onPick(null);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || !plan) return;
    event.preventDefault();
    const order = [...plan.placed].sort((a, b) => a.px - b.px);
    const now = order.findIndex((dot) => dot.id === picked);
    onPick(order[now < 0 ? 0 : Math.max(0, Math.min(order.length - 1, now + by))]?.id ?? null);
  };
  const rings = plan?.placed.filter((dot) => dot.id === picked || dot.id === under) ?? [];
  return (
    <div ref={ref} className="strips" data-testid={testId} data-dots={plan?.placed.length ?? 0}>
      {plan && (
        <Figure
          plan={figure}
          svg={{
            role: 'img',
            'aria-label': t`${label}. Left and right walk through the texts`,
            tabIndex: 0,
            className: under ? 'over-dot' : '',
            onPointerMove: (event) => setUnder(at(event)),
            onPointerLeave: () => setUnder(null),
            onClick: (event) => onPick(at(event)),
            onKeyDown: press,
          }}
        >
          <Strips plan={plan} top={figure.top} rings={rings} thresholdLabel={thresholdLabel} />
        </Figure>
      )}
    </div>
  );
}
