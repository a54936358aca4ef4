/** Which other concept's direction stands in for the one that is shown, and which controls there are no directions for. */
import { directionsLeftOut } from '../../app/asking';
import { otherConcept } from '../../experiment/other-concept';
import { shownRun } from '../../experiment/shown';
import { brief } from '../parts/format';
import { useLab } from '../useLab';
import { t } from '../../language/t';

/** `texts`: this browser has the texts of the run. */
export function DirectionsNote({ texts }: { readonly texts: boolean }) {
  const other = useLab(({ experiment }) => {
    const run = shownRun(experiment);
    return run && otherConcept(experiment, run);
  });
  const named = other ? t`Another concept is “${brief(other.name, 60)}”.` : null;
  return (
    <p className="quiet-line" data-testid="directions-note">
      {[
        named,
        ...directionsLeftOut({ texts, other }),
        other ? null : t`Read a set of another concept with this model, and come back to this one.`,
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  );
}
