/** The same choice as a click on the curve, for fingers and screen readers. */
import { useId } from 'react';
import { selectLayer } from '../../app/actions';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function LayerSlider({ layers }: { layers: number }) {
  const layer = useLab((s) => Math.min(s.experiment.view.layer, layers - 1));
  const id = useId();
  return (
    <div className="layer-slider">
      <label htmlFor={id}>{t`Block`}</label>
      <input
        id={id}
        type="range"
        data-testid="layer-slider"
        min={0}
        max={layers - 1}
        step={1}
        value={layer}
        aria-valuetext={t`block ${layer} of 0 to ${layers - 1}`}
        onChange={(event) => selectLayer(Number(event.target.value))}
      />
      <output htmlFor={id} className="numbers">
        {layer} <span className="quiet-line">{t`of 0–${layers - 1}`}</span>
      </output>
    </div>
  );
}
