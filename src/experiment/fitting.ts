/** Directions of the model that is shown: those that an edit can name, and that answers can be read along. */
import { LabError } from '../error';
import { t } from '../language/t';
import type { Analysis } from './analysis';
import type { DirectionsRecord } from './directions';
import { byId, type Experiment } from './experiment';
import { sameModel } from './same-model';
import { shownRun } from './shown';
import type { ModelStamp } from './stamp';

/** Of the shape that the shown ones have, those first. Where an analysis found them, its model must be the same. */
export function directionsToEdit(experiment: Experiment): readonly DirectionsRecord[] {
  const run = shownRun(experiment);
  if (!run) return [];
  const fits = (record: DirectionsRecord): boolean => {
    if (record.layers !== run.record.layers || record.width !== run.record.width) return false;
    const model = modelOf(record, experiment);
    return !model || sameModel(model, run.model);
  };
  return [run.record, ...experiment.directions.filter((record) => record.id !== run.record.id && fits(record))];
}

/** The analysis that found them; undefined where none of this experiment did, or it was taken out. */
export const analysisOf = ({ origin }: DirectionsRecord, { analyses }: Pick<Experiment, 'analyses'>): Analysis | undefined =>
  'analysis' in origin ? byId(analyses, origin.analysis) : undefined;

/** The model in which an analysis found them; undefined where that is not known. */
function modelOf(record: DirectionsRecord, experiment: Pick<Experiment, 'analyses' | 'readings'>): ModelStamp | undefined {
  const analysis = analysisOf(record, experiment);
  return analysis && byId(experiment.readings, analysis.reading)?.model;
}

type Loaded = Pick<ModelStamp, 'id' | 'repo' | 'graphHash' | 'layers' | 'width'>;

/** The first edit along directions that were found in another model, of whatever shape, as an error with both; null without one. */
export function editOfOther(
  experiment: Pick<Experiment, 'view' | 'directions' | 'analyses' | 'readings'>,
  loaded: Loaded,
): LabError | null {
  for (const [i, { directions: id }] of experiment.view.edits.entries()) {
    const record = byId(experiment.directions, id);
    const model = record && modelOf(record, experiment);
    if (!model || sameModel(model, loaded)) continue;
    return new LabError(
      'other-model',
      t`Edit ${i + 1} is along directions of ${model.id} (“${record.name}”), the loaded model is ${loaded.id}.`,
      t`Choose other directions for it, or take it out.`,
    );
  }
  return null;
}

/** Throws `other-model` for such an edit. */
export function expectOfModel(experiment: Experiment, loaded: Loaded): void {
  const wrong = editOfOther(experiment, loaded);
  if (wrong) throw wrong;
}

/** Those that the next answers are read along beside the ones that push them, as they were chosen, as far as the shown model has them. */
export const alsoRead = (experiment: Experiment): readonly DirectionsRecord[] =>
  directionsToEdit(experiment)
    .slice(1)
    .filter(({ id }) => experiment.view.reading.includes(id));
