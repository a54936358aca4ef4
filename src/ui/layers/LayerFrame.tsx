/**
 * A chart over layers as an instrument: click or ←/→ chooses the layer, the pointer reads one off.
 * Cursor and pointer line lie above the figure and are no part of it, so choosing a layer never redraws the curve.
 */
import { useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { selectLayer } from '../../app/actions';
import { Figure } from '../figure/Figure';
import type { Plan } from '../figure/plan';
import { useLab } from '../useLab';
import { HEIGHT, layerToX, xToLayer } from './frame';
import { t } from '../../language/t';

interface Props {
  /** Accessible name, and what a test looks for. */
  readonly label: string;
  readonly testId: string;
  readonly layers: number;
  readonly plan: Plan;
  /** The value at a layer in words, e.g. "AUROC 0.95 [0.88, 1.00]". */
  readonly read: (layer: number) => string;
  /** The plot, from its own upper edge: what moves with a run. */
  readonly children: ReactNode;
  /** What stands still behind it, in the figure's own pixels. */
  readonly axes: ReactNode;
  /** Pixels of the plot's height. */
  readonly plot?: number;
}

export function LayerFrame({ label, testId, layers, plan, read, children, axes, plot = HEIGHT }: Props) {
  const { width, top } = plan;
  const layer = useLab((s) => Math.min(s.experiment.view.layer, layers - 1));
  const [under, setUnder] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);

  const at = (event: MouseEvent): number => xToLayer(event.clientX - (frame.current?.getBoundingClientRect().left ?? 0), layers, width);
  const press = (event: KeyboardEvent): void => {
    const to = {
      ArrowLeft: layer - 1,
      ArrowDown: layer - 1,
      ArrowRight: layer + 1,
      ArrowUp: layer + 1,
      Home: 0,
      End: layers - 1,
      PageUp: layer + 5,
      PageDown: layer - 5,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    selectLayer(Math.max(0, Math.min(layers - 1, to)));
  };

  const shown = under ?? layer;
  return (
    <div
      ref={frame}
      className="frame"
      data-testid={testId}
      role="slider"
      tabIndex={0}
      aria-label={t`${label}. Choose a block`}
      aria-valuemin={0}
      aria-valuemax={layers - 1}
      aria-valuenow={layer}
      aria-valuetext={t`block ${layer}: ${read(layer)}`}
      onKeyDown={press}
    >
      {width > 0 && (
        <>
          <Figure plan={plan}>
            {axes}
            <g transform={`translate(0 ${top})`}>{children}</g>
          </Figure>
          <span
            className="plot"
            style={{ top, height: plot }}
            onClick={(event) => selectLayer(at(event))}
            onPointerMove={(event) => event.pointerType === 'mouse' && setUnder(at(event))}
            onPointerLeave={() => setUnder(null)}
          >
            {under !== null && under !== layer && <span className="cursor cursor-under" style={{ left: layerToX(under, layers, width) }} />}
            <span className="cursor" style={{ left: layerToX(layer, layers, width) }} />
            <span
              className={`readout ${under !== null && under !== layer ? 'readout-under' : ''}`}
            >{t`block ${shown}: ${read(shown)}`}</span>
          </span>
        </>
      )}
    </div>
  );
}
