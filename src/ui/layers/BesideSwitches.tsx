/** What is drawn beside the AUROC curve, switched one by one; those that are not known say why. */
import { resumeEvidence, setBeside, stopEvidence } from '../../app/actions';
import type { ShownRun } from '../../experiment/shown';
import { count } from '../parts/format';
import { StopButton } from '../parts/StopButton';
import { Term } from '../parts/Term';
import { useLab } from '../useLab';
import { BESIDE_ENTRIES } from './beside-entries';
import { evidenceLines } from './evidence-lines';
import { useAround } from './useAround';
import { t } from '../../language/t';

export function BesideSwitches({ run }: { readonly run: ShownRun }) {
  const shown = useLab((s) => s.experiment.view.beside);
  return (
    <div className="beside">
      <fieldset className="beside-switches" data-testid="beside">
        <legend>{t`Beside the curve`}</legend>
        {BESIDE_ENTRIES.map(({ id, label, term, draw }) => {
          const there = draw(run).length > 0;
          return (
            <label key={id} className="check">
              <input
                type="checkbox"
                data-testid={`beside-${id}`}
                checked={shown.includes(id)}
                disabled={!there}
                onChange={(event) => setBeside(event.target.checked ? [...shown, id] : shown.filter((one) => one !== id))}
              />
              <span>
                <Term id={term}>{label}</Term>
              </span>
            </label>
          );
        })}
      </fieldset>
      <EvidenceNote run={run} />
    </div>
  );
}

/** What is being gathered, or why something is missing. */
function EvidenceNote({ run }: { readonly run: ShownRun }) {
  const state = useLab((s) => s.evidence);
  const around = useAround(run);
  if (state.status === 'running')
    return (
      <p className="quiet-line" data-testid="evidence-progress" role="status">
        {t`${state.what === 'controls' ? t`Controls` : t`Reading texts for the controls`}: ${state.done} of ${count(state.of, state.what === 'controls' ? 'block' : 'text')}.`}{' '}
        <StopButton className="quiet" onStop={stopEvidence} />
      </p>
    );
  const { lines, go } = evidenceLines(run, around);
  return lines.length > 0 ? (
    <p className="quiet-line" data-testid="evidence-note">
      {lines.join(' ')}{' '}
      {go !== null && (
        <button type="button" className="quiet" data-testid="resume-evidence" onClick={resumeEvidence}>
          {go}
        </button>
      )}
    </p>
  ) : null;
}
