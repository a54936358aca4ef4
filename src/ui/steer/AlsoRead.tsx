/** Further directions of the experiment that answers are read along, beside the ones that push them. */
import { useMemo } from 'react';
import { setReading } from '../../app/actions';
import { directionsToEdit } from '../../experiment/fitting';
import { FOLDS } from '../folds';
import { namesOf } from '../run/direction-names';
import { Fold } from '../parts/Fold';
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
  const chosen = others.filter(({ id }) => reading.includes(id));
  return (
    <Fold id="also-read" note={chosen.length > 0 ? chosen.map(({ id }) => names.get(id)).join(' · ') : t`other directions of this page`}>
      <fieldset className="also-read" disabled={running} data-testid="also-read">
        <legend className="visually-hidden">{FOLDS['also-read'].title}</legend>
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
    </Fold>
  );
}
