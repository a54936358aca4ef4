/** Directions of the model that is shown: those that an edit can name, and that answers can be read along. */
import type { DirectionsRecord } from './directions';
import { byId, type Experiment } from './experiment';
import { shownRun } from './shown';

/** Of the shape that the shown ones have, those first. Where an analysis found them, its model must be the same. */
export function directionsToEdit(experiment: Experiment): readonly DirectionsRecord[] {
  const run = shownRun(experiment);
  if (!run) return [];
  const { analyses, readings, directions } = experiment;
  const fits = (record: DirectionsRecord): boolean => {
    if (record.layers !== run.record.layers || record.width !== run.record.width) return false;
    const analysis = 'analysis' in record.origin ? byId(analyses, record.origin.analysis) : undefined;
    const reading = analysis && byId(readings, analysis.reading);
    return !reading || reading.model.graphHash === run.model.graphHash;
  };
  return [run.record, ...directions.filter((record) => record.id !== run.record.id && fits(record))];
}

/** Those that the next answers are read along beside the ones that push them, as they were chosen, as far as the shown model has them. */
export const alsoRead = (experiment: Experiment): readonly DirectionsRecord[] =>
  directionsToEdit(experiment)
    .slice(1)
    .filter(({ id }) => experiment.view.reading.includes(id));
