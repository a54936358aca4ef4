/** Further directions of the experiment that answers are read along, beside the ones that push them. */
import { useMemo } from 'react';
import { setReading } from '../../app/actions';
import { directionsToEdit } from '../../experiment/fitting';
import { namesOf } from '../run/direction-names';
import { useLab } from '../useLab';
import { t } from '../../language/t';

/** Nothing where there is only the direction that pushes. */
export function AlsoRead() {
  const experiment = useLab((s) => s.experiment);
  const running = useLab((s) => s.steer.status === 'running');
  const { reading } = experiment.view;
  const records = useMemo(() => directionsToEdit(experiment), [experiment]);
  const names = useMemo(() => namesOf(records, experiment), [records, experiment]);
  const others = records.slice(1);
  if (others.length === 0) return null;
  return (
    <fieldset className="also-read" disabled={running} data-testid="also-read">
      <legend className="quiet-line">{t`Also read every answer along`}</legend>
      {others.map(({ id }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={reading.includes(id)}
            onChange={({ target }) => setReading(target.checked ? [...reading, id] : reading.filter((one) => one !== id))}
          />
          <bdi>{names.get(id)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
