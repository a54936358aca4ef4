/** How an experiment grows: each function gives the next one. */
import type { Directions } from '../lab/direction';
import type { Report } from '../lab/report/report';
import type { Analysis, Made, Scores, Spec } from './analysis';
import type { Answer } from './answer';
import { recordDirections, type DirectionsRecord } from './directions';
import { byId, freshId, put, type Experiment, type KnownSet } from './experiment';
import type { Reading } from './reading';

/** What an analysis gave, before it is a record. */
export interface Found {
  readonly spec: Spec;
  readonly directions: Directions;
  readonly scores: Scores;
  readonly report: Report;
  readonly made: Made;
}

/** Where an analysis came from. `at`: ISO 8601, null while texts arrive. */
export interface Source {
  readonly set: KnownSet;
  readonly reading: Reading;
  readonly at: string | null;
}

/**
 * The experiment with this analysis in it, shown. It takes the place of an earlier one of the same reading with the same spec. Directions
 * that
 * pushed an answer stay as they were.
 */
export function withAnalysis(experiment: Experiment, found: Found, { set, reading, at }: Source): Experiment {
  const { sets, readings, analyses, directions, view } = experiment;
  const same = (one: Analysis): boolean => one.reading === reading.id && sameSpec(one.spec, found.spec);
  const before = analyses.find(same);
  const id = before?.id ?? freshId('analysis', analyses);
  const made = directionsOf(experiment, before?.directions, found.directions, set.set.name, id);
  const { spec, scores, report } = found;
  const analysis: Analysis = { id, at, reading: reading.id, spec, directions: made.id, scores, report, made: found.made };
  return {
    ...experiment,
    sets: put(sets, set, ({ hash }) => hash === set.hash),
    readings: put(readings, reading, (one) => one.id === reading.id),
    analyses: put(analyses, analysis, same),
    directions: put(directions, made, (one) => one.id === made.id),
    view: { ...view, analysis: id },
  };
}

const sameSpec = (a: Spec, b: Spec): boolean =>
  a.method === b.method && a.pooling === b.pooling && a.validation === b.validation && a.seed === b.seed;

/** The record of new directions: the analysis's own is replaced, unless an answer was pushed along it and it is another one now. */
function directionsOf(
  { directions, answers }: Experiment,
  own: string | undefined,
  found: Directions,
  name: string,
  analysis: string,
): DirectionsRecord {
  const before = own === undefined ? undefined : byId(directions, own);
  const used =
    before && answers.some(({ edits, reads }) => reads?.directions === before.id || edits.some((edit) => edit.directions === before.id));
  if (before && (!used || sameNumbers(before.data, found.data))) return recordDirections(found, before.id, name, analysis);
  return recordDirections(found, freshId('directions', directions), name, analysis);
}

const sameNumbers = (a: Float32Array, b: Float32Array): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

/** The experiment with these answers in it, shown. */
export function withAnswers(experiment: Experiment, answers: readonly Omit<Answer, 'id'>[]): Experiment {
  let all: readonly Answer[] = experiment.answers;
  const ids: string[] = [];
  for (const answer of answers) {
    const id = freshId('answer', all);
    all = [...all, { ...answer, id }];
    ids.push(id);
  }
  return { ...experiment, answers: all, view: { ...experiment.view, answers: ids } };
}

/** Shows another analysis of the experiment. */
export const showAnalysis = (experiment: Experiment, id: string): Experiment =>
  byId(experiment.analyses, id) ? { ...experiment, view: { ...experiment.view, analysis: id } } : experiment;
