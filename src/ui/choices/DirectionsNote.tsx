/** Which other concept's direction stands in for the one that is shown, and which controls there are no directions for. */
import { useMemo } from 'react';
import { setChoosing } from '../../app/actions';
import { directionsLeftOut } from '../../app/asking';
import { shownBand } from '../../app/shown-blocks';
import { otherConcept, otherConcepts } from '../../experiment/other-concept';
import { shownRun } from '../../experiment/shown';
import { brief } from '../parts/format';
import { Select } from '../parts/Select';
import { namesOf } from '../run/direction-names';
import { useLab } from '../useLab';
import { t } from '../../language/t';

/** `texts`: this browser has the texts of the run. */
export function DirectionsNote({ texts }: { readonly texts: boolean }) {
  const experiment = useLab((s) => s.experiment);
  const band = useLab(shownBand);
  const run = shownRun(experiment);
  const other = run && otherConcept(experiment, run, band);
  const options = useMemo(() => {
    const all = run ? otherConcepts(experiment, run, band) : [];
    const names = namesOf(all, experiment);
    return all.map(({ id }) => [id, brief(names.get(id) ?? '', 60)] as const);
  }, [experiment, run, band]);
  const named = other && options.length < 2 ? t`Another concept is “${brief(other.name, 60)}”.` : null;
  const said = [
    named,
    ...directionsLeftOut({ texts, other }),
    other ? null : t`Read a set of another concept with this model, and come back to this one.`,
  ].filter(Boolean);
  return (
    <>
      {other && options.length > 1 && (
        <Select label={t`Another concept is`} value={other.id} options={options} onChange={(id) => setChoosing({ other: id })} />
      )}
      <p className="quiet-line" data-testid="directions-note">
        {said.join(' ')}
      </p>
    </>
  );
}
