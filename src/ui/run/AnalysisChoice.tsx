/** Which analysis the pictures show, where the experiment holds several: other sets, models and poolings, side by side. */
import { useId } from 'react';
import { addRecorded, removeAnalysis, showAnalysis } from '../../app/actions';
import type { LabState, Provenance } from '../../app/store';
import { FOLDS } from '../../experiment/analysis';
import { byId } from '../../experiment/experiment';
import { COMPARED, fileOf } from '../../experiment/recorded';
import { forget } from '../parts/forget';
import { brief, count, date } from '../parts/format';
import { toldApart } from '../parts/told-apart';
import { modelName, place } from '../provenance';
import { useLab } from '../useLab';
import { MEAN_OUT, METHOD_NAMES, POOLING_NAMES } from './found-by';
import { t } from '../../language/t';

const ORIGINS: Record<Provenance, string> = {
  none: '',
  recorded: t`recorded`,
  opened: t`from a file`,
  kept: t`kept here`,
  live: t`made here`,
};

/**
 * "Empathy in action · SmolLM2-135M-Instruct · mean, no first · recorded": one line an analysis, in the order in which they came. Lines
 * that would be equal say what differs.
 */
export function linesOf({ experiment, origins, catalogue }: Pick<LabState, 'experiment' | 'origins' | 'catalogue'>) {
  const all = experiment.analyses.map(({ reading: name, spec, at, made, id }) => {
    const reading = byId(experiment.readings, name);
    const set = experiment.sets.find(({ hash }) => hash === reading?.set)?.set.name ?? '';
    const parts = [
      brief(set, 40),
      reading ? modelName(catalogue, reading.model) : '',
      METHOD_NAMES[spec.method],
      POOLING_NAMES[spec.pooling],
      spec.withoutMean ? MEAN_OUT : '',
    ];
    const { how, model } = reading ?? {};
    const more = [
      model ? `${model.id}, ${model.dtype}` : '',
      model ? place(model) : '',
      how ? t`${how.template ? t`chat template` : t`raw text`}, cut at ${how.maxTokens}` : '',
      t`seed ${spec.seed}`,
      t`${spec.folds ?? FOLDS.standard} folds`,
      made.complete ? 'whole' : t`${made.computed + made.fromStorage} of ${count(made.of, 'text')}`,
      at ? at.replace(/^.*T/, '').slice(0, 8) : '',
    ];
    return { text: [...parts, ORIGINS[origins[id] ?? 'none'], at ? date(at) : ''].filter(Boolean).join(' · '), more };
  });
  return toldApart(all).map((text, i) => ({ id: experiment.analyses[i]!.id, text }));
}

/** Whether there are recorded runs beside those that are here. */
export const moreIsRecorded = ({ experiment, origins, parts }: LabState): boolean =>
  COMPARED.some((part) => parts[fileOf(part)] !== 'there') && experiment.analyses.some(({ id }) => origins[id] === 'recorded');

export function AnalysisChoice() {
  const experiment = useLab((s) => s.experiment);
  const running = useLab((s) => s.run.status === 'running' || s.steer.status === 'running');
  const shown = experiment.view.analysis;
  const several = experiment.analyses.length > 1 && shown !== null;
  const recorded = useLab(moreIsRecorded);
  if (!several && !recorded) return null;
  return (
    <div className="analysis-choice" data-testid="analysis-choice">
      {several && <Several />}
      {recorded && (
        <button
          type="button"
          className="quiet"
          data-testid="add-recorded"
          disabled={running}
          onClick={() => forget(addRecorded())}
        >{t`Recorded runs of other sets`}</button>
      )}
    </div>
  );
}

function Several() {
  const experiment = useLab((s) => s.experiment);
  const origins = useLab((s) => s.origins);
  const catalogue = useLab((s) => s.catalogue);
  const running = useLab((s) => s.run.status === 'running' || s.steer.status === 'running');
  const select = useId();
  const shown = experiment.view.analysis ?? '';
  return (
    <>
      <label htmlFor={select}>{t`Show`}</label>{' '}
      <select id={select} value={shown} disabled={running} onChange={(event) => showAnalysis(event.target.value)}>
        {linesOf({ experiment, origins, catalogue }).map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>{' '}
      <button type="button" className="quiet" disabled={running} onClick={() => removeAnalysis(shown)}>{t`Remove it`}</button>{' '}
    </>
  );
}
