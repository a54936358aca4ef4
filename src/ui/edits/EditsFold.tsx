/** What else is done to the stream beside the push of α: other directions, and projections that are taken out, set or kept in bounds. */
import './edits.css';
import { useMemo } from 'react';
import { setEdits } from '../../app/actions';
import { layersInUse, shownBand } from '../../app/shown-blocks';
import type { Edit } from '../../experiment/answer';
import { directionsToEdit } from '../../experiment/fitting';
import { namesOf } from '../run/direction-names';
import { Fold } from '../parts/Fold';
import { count } from '../parts/format';
import { useLab } from '../useLab';
import { EditCosines, pushedBeside } from './EditCosines';
import { EditRow } from './EditRow';
import { t } from '../../language/t';

export function EditsFold() {
  const edits = useLab((s) => s.experiment.view.edits);
  return (
    <Fold id="edits" testId="edits" {...(edits.length > 0 && { title: t`${count(edits.length, 'other edit')}, with every push` })}>
      <EditList edits={edits} />
    </Fold>
  );
}

function EditList({ edits }: { readonly edits: readonly Edit[] }) {
  const experiment = useLab((s) => s.experiment);
  const layers = useLab(layersInUse);
  const [first, last] = useLab(shownBand);
  const running = useLab((s) => s.steer.status === 'running');
  const records = useMemo(() => directionsToEdit(experiment), [experiment]);
  const names = useMemo(() => namesOf(records, experiment), [records, experiment]);
  const unscaled = useMemo(() => new Set(records.filter(({ scale }) => !scale).map(({ id }) => id)), [records]);
  const [along] = records;
  const { alpha } = experiment.view.steering;
  const push = useMemo(() => pushedBeside(along, [first, last], alpha), [along, first, last, alpha]);
  return (
    <div className="edits">
      <p className="quiet-line">{t`A push adds the same to every text. An edit can also look first: take a direction out of the stream, set its score, or keep it below or above a bound. With edits the page answers without anything, with the push, with the edits and with both, so that each effect stands by itself. Choices and sweeps are asked with them, too.`}</p>
      {edits.map((edit, i) => (
        <EditRow
          key={i}
          name={t`Edit ${i + 1}`}
          edit={edit}
          names={names}
          unscaled={unscaled}
          layers={layers}
          disabled={running}
          onChange={(next) => setEdits(edits.with(i, next))}
          onRemove={() => setEdits(edits.toSpliced(i, 1))}
        />
      ))}
      <EditCosines edits={edits} records={experiment.directions} push={push} />
      <p className="actions">
        <button
          type="button"
          data-testid="add-edit"
          disabled={!along || running}
          onClick={() =>
            along &&
            setEdits([...edits, { op: 'ablate', directions: along.id, band: [first, last], amount: 0, unit: 'separation', when: 'all' }])
          }
        >{t`Add an edit`}</button>
        {!along && <span className="quiet-line">{t`Needs a direction: let a model read the texts first.`}</span>}
      </p>
    </div>
  );
}
