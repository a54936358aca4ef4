/** Which blocks receive the push: two numbers, and a picture of the stack. */
import { shownRun } from '../../experiment/shown';
import { setSteering } from '../../app/actions';
import { useLab } from '../useLab';
import { NumberField } from '../parts/NumberField';
import { Term } from '../parts/Term';

/** Blocks of the model in use: the loaded one, or the one that made the run. */
const useLayers = (): number =>
  useLab((s) => shownRun(s.experiment)?.directions.layers ?? (s.model.status === 'ready' ? s.model.info.layers : 30));

export function BandControl() {
  const [first, last] = useLab((s) => s.experiment.view.steering.band);
  const layer = useLab((s) => s.experiment.view.layer);
  const layers = useLayers();
  return (
    <div className="band">
      <span className="band-name">
        <Term id="band">Band</Term>
      </span>
      <NumberField
        label="from block"
        value={first}
        min={0}
        max={layers - 1}
        onChange={(value) => setSteering({ band: [value, Math.max(value, last)] })}
        further={(value) => (value > last ? `“to block” followed to ${value}.` : '')}
      />
      <NumberField
        label="to block"
        value={last}
        min={0}
        max={layers - 1}
        onChange={(value) => setSteering({ band: [Math.min(first, value), value] })}
        further={(value) => (value < first ? `“from block” followed to ${value}.` : '')}
      />
      <button type="button" onClick={() => setSteering({ band: [layer, layer] })}>
        Only block {layer}
      </button>
      <span className="stack" role="img" aria-label={`Blocks ${first} to ${last} of ${layers} are pushed`}>
        {Array.from({ length: layers }, (_, block) => (
          <i key={block} className={`${block >= first && block <= last ? 'pushed' : ''} ${block === layer ? 'chosen' : ''}`} />
        ))}
      </span>
    </div>
  );
}
