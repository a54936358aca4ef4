/**
 * Directions of another concept that the same model gave, or that came from a file: what stands in for those that are shown, as a control.
 */
import { blocksOf, isFromFile, type DirectionsRecord } from './directions';
import { byId, type Experiment } from './experiment';
import { directionsToEdit } from './fitting';
import type { ShownRun } from './shown';

/**
 * Those that can be it, the one that is taken unless a person chose another first: the last whole analysis of a set with another concept by
 * the same model, of the same method and pooling where there is one; then those from files that have a direction at every block of the
 * `band`, because a push along others would be shorter than the one that it is held against.
 */
export function otherConcepts(
  experiment: Experiment,
  run: ShownRun,
  [first, last]: readonly [number, number],
): readonly DirectionsRecord[] {
  const { sets, readings, analyses, directions } = experiment;
  const found = analyses.flatMap(({ made, reading, spec, directions: name }) => {
    const read = byId(readings, reading);
    const concept = sets.find(({ hash }) => hash === read?.set)?.set.concept.name;
    const record = byId(directions, name);
    const fits = made.complete && read?.model.graphHash === run.model.graphHash && concept !== run.set.set.concept.name;
    const { layers, width } = run.directions;
    return fits && record?.layers === layers && record.width === width ? [{ record, spec }] : [];
  });
  const alike = found.filter(({ spec }) => spec.method === run.spec.method && spec.pooling === run.spec.pooling);
  const ofAnalyses = [...alike, ...found.filter((one) => !alike.includes(one))].map(({ record }) => record);
  const best = alike.at(-1)?.record ?? ofAnalyses.at(-1);
  const isWhole = (record: DirectionsRecord): boolean =>
    blocksOf(record).filter((block) => block >= first && block <= last).length > last - first;
  const fromFiles = directionsToEdit(experiment).filter((record) => isFromFile(record) && isWhole(record));
  return [...new Set([...(best ? [best] : []), ...ofAnalyses, ...fromFiles])];
}

/** The one that a person chose, as long as it can be it, else the first; null where there is none. */
export function otherConcept(experiment: Experiment, run: ShownRun, band: readonly [number, number]): DirectionsRecord | null {
  const all = otherConcepts(experiment, run, band);
  return byId(all, experiment.view.choosing.other ?? null) ?? all[0] ?? null;
}
