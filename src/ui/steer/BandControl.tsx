/** Which blocks receive the push: two numbers, and a picture of the stack. */
import { setSteering } from '../../app/actions';
import { layersInUse, shownBand, shownLayer } from '../../app/shown-blocks';
import { useLab } from '../useLab';
import { NumberField } from '../parts/NumberField';
import { Term } from '../parts/Term';
import { t } from '../../language/t';

export function BandControl() {
  const [first, last] = useLab(shownBand);
  const layer = useLab(shownLayer);
  const layers = useLab(layersInUse);
  return (
    <div className="band">
      <span className="band-name">
        <Term id="band">{t`Band`}</Term>
      </span>
      <NumberField
        label={t`from block`}
        value={first}
        min={0}
        max={layers - 1}
        onChange={(value) => setSteering({ band: [value, Math.max(value, last)] })}
        further={(value) => (value > last ? t`“to block” followed to ${value}.` : '')}
      />
      <NumberField
        label={t`to block`}
        value={last}
        min={0}
        max={layers - 1}
        onChange={(value) => setSteering({ band: [Math.min(first, value), value] })}
        further={(value) => (value < first ? t`“from block” followed to ${value}.` : '')}
      />
      <button type="button" onClick={() => setSteering({ band: [layer, layer] })}>{t`Only block ${layer}`}</button>
      <span className="stack" role="img" aria-label={t`Blocks ${first} to ${last} of ${layers} are pushed`}>
        {Array.from({ length: layers }, (_, block) => (
          <i key={block} className={`${block >= first && block <= last ? 'pushed' : ''} ${block === layer ? 'chosen' : ''}`} />
        ))}
      </span>
    </div>
  );
}
