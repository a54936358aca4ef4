/** Directions of another concept that the same model gave: what stands in for those that are shown, as a control. */
import type { DirectionsRecord } from './directions';
import { byId, type Experiment } from './experiment';
import type { ShownRun } from './shown';

/**
 * The directions of the last whole analysis of a set with another concept by the same model, of the same method and pooling where there is
 * one; null where there is none.
 */
export function otherConcept({ sets, readings, analyses, directions }: Experiment, run: ShownRun): DirectionsRecord | null {
  const found = analyses.flatMap(({ made, reading, spec, directions: name }) => {
    const read = byId(readings, reading);
    const concept = sets.find(({ hash }) => hash === read?.set)?.set.concept.name;
    const record = byId(directions, name);
    const fits = made.complete && read?.model.graphHash === run.model.graphHash && concept !== run.set.set.concept.name;
    const { layers, width } = run.directions;
    return fits && record?.layers === layers && record.width === width ? [{ record, spec }] : [];
  });
  const alike = found.filter(({ spec }) => spec.method === run.spec.method && spec.pooling === run.spec.pooling);
  return (alike.at(-1) ?? found.at(-1))?.record ?? null;
}
