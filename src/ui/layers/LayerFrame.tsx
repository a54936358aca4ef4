/**
 * A chart over layers as an instrument: click or ←/→ chooses the layer, the pointer reads one off.
 * Cursor and pointer line lie above the chart, so choosing a layer never redraws the curve.
 */
import { useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { selectLayer } from '../../app/actions';
import { useLab } from '../useLab';
import { HEIGHT, layerToX, xToLayer } from './frame';

interface Props {
  /** Accessible name, and what a test looks for. */
  label: string;
  testId: string;
  layers: number;
  width: number;
  /** The value at a layer in words, e.g. "AUROC 0.95 [0.88, 1.00]". */
  read: (layer: number) => string;
  children: ReactNode;
}

export function LayerFrame({ label, testId, layers, width, read, children }: Props) {
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
      style={{ height: HEIGHT }}
      role="slider"
      tabIndex={0}
      aria-label={`${label}. Choose a block`}
      aria-valuemin={0}
      aria-valuemax={layers - 1}
      aria-valuenow={layer}
      aria-valuetext={`block ${layer}: ${read(layer)}`}
      onKeyDown={press}
      onClick={(event) => selectLayer(at(event))}
      onPointerMove={(event) => event.pointerType === 'mouse' && setUnder(at(event))}
      onPointerLeave={() => setUnder(null)}
    >
      {width > 0 && children}
      {width > 0 && under !== null && under !== layer && (
        <span className="cursor cursor-under" style={{ left: layerToX(under, layers, width) }} />
      )}
      {width > 0 && <span className="cursor" style={{ left: layerToX(layer, layers, width) }} />}
      <span className={`readout ${under !== null && under !== layer ? 'readout-under' : ''}`}>
        block {shown}: {read(shown)}
      </span>
    </div>
  );
}
