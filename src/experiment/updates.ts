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
    sets: sets.some((one) => sameSet(one, set)) ? sets : put(sets, set, ({ hash }) => hash === set.hash),
    readings: put(readings, reading, (one) => one.id === reading.id),
    analyses: put(analyses, analysis, same),
    directions: put(directions, made, (one) => one.id === made.id),
    view: { ...view, analysis: id },
  };
}

/** Word for word: the hash tells the texts alone. */
const sameSet = (a: KnownSet, b: KnownSet): boolean =>
  a.hash === b.hash && (a.set === b.set || JSON.stringify(a.set) === JSON.stringify(b.set));

const sameSpec = (a: Spec, b: Spec): boolean =>
  a.method === b.method && a.pooling === b.pooling && a.validation === b.validation && a.seed === b.seed;

/** The record of new directions: the analysis's own is replaced, unless an answer was pushed along it and it is another one now. */
function directionsOf(
  experiment: Experiment,
  own: string | undefined,
  found: Directions,
  name: string,
  analysis: string,
): DirectionsRecord {
  const { directions } = experiment;
  const before = own === undefined ? undefined : byId(directions, own);
  const replaces = before && (!isUsed(experiment, before.id) || sameNumbers(before.data, found.data));
  return recordDirections(found, replaces ? before.id : freshId('directions', directions), name, analysis);
}

/** Whether an answer or a choice was pushed along these directions, or read along them. */
const isUsed = ({ answers, choices }: Experiment, id: string): boolean =>
  answers.some(({ edits, reads }) => reads?.directions === id || edits.some((edit) => edit.directions === id)) ||
  choices.some(({ edits }) => edits.some((edit) => edit.directions === id));

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

/**
 * The experiment without this analysis, and without what only it used: its reading, its set, its directions. Directions that pushed an
 * answer stay. The last of the others is shown.
 */
export function withoutAnalysis(experiment: Experiment, id: string): Experiment {
  const gone = byId(experiment.analyses, id);
  if (!gone) return experiment;
  const analyses = experiment.analyses.filter((one) => one !== gone);
  const readings = experiment.readings.filter((one) => one.id !== gone.reading || analyses.some(({ reading }) => reading === one.id));
  const sets = experiment.sets.filter(({ hash }) => readings.some(({ set }) => set === hash));
  const kept = isUsed(experiment, gone.directions) || analyses.some(({ directions }) => directions === gone.directions);
  const directions = kept ? experiment.directions : experiment.directions.filter((one) => one.id !== gone.directions);
  const { view } = experiment;
  const analysis = view.analysis === id ? (analyses.at(-1)?.id ?? null) : view.analysis;
  return { ...experiment, sets, readings, analyses, directions, view: { ...view, analysis } };
}
