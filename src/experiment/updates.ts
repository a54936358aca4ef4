/** How an experiment grows: each function gives the next one. */
import type { Directions } from '../lab/direction';
import type { Evidence } from '../lab/report/evidence';
import type { Report } from '../lab/report/report';
import { withVerdicts } from '../lab/report/verdict';
import { analysisId, partOf, type Analysis, type Made, type Scores, type Spec } from './analysis';
import { withDirections } from './additions';
import { recordDirections, type DirectionsRecord } from './directions';
import { byId, put, type Experiment, type KnownSet } from './experiment';
import type { Reading } from './reading';
import type { View } from './view';

/** What an analysis gave, before it is a record. */
export interface Found {
  readonly spec: Spec;
  readonly directions: Directions;
  readonly scores: Scores;
  readonly report: Report;
  readonly made: Made;
}

/** Where an analysis came from. `at`: ISO 8601, null while texts arrive. */
export interface FoundIn {
  readonly set: KnownSet;
  readonly reading: Reading;
  readonly at: string | null;
}

/**
 * The experiment with this analysis in it, shown. It takes the place of an earlier one of the same reading with the same spec; one that is
 * not whole stands beside a whole one until it is whole itself. Directions are never changed: other numbers are another record.
 */
export function withAnalysis(
  experiment: Experiment,
  found: Found,
  { set, reading, at }: FoundIn,
  ownEvidence: (analysis: string) => boolean = () => true,
): Experiment {
  const { sets, readings, analyses } = experiment;
  const { spec, scores, report, made } = found;
  const whole = analysisId(reading.id, spec);
  const part = partOf(whole);
  const id = !made.complete && byId(analyses, whole)?.made.complete ? part : whole;
  const directions = recordDirections(found.directions, nameOf(set, spec), { analysis: id, pooling: spec.pooling });
  const evidence = ownEvidence(id) ? evidenceOf(byId(analyses, id), directions.id, made) : null;
  const analysis: Analysis = {
    id,
    at,
    reading: reading.id,
    spec,
    directions: directions.id,
    scores,
    report: withVerdicts(report, evidence),
    made,
    evidence,
  };
  const others = made.complete ? analyses.filter((one) => one.id !== part) : analyses;
  return swept({
    ...experiment,
    sets: sets.some((one) => sameSet(one, set)) ? sets : put(sets, set, ({ hash }) => hash === set.hash),
    readings: put(readings, reading, (one) => one.id === reading.id),
    analyses: put(others, analysis, (one) => one.id === id),
    directions: withDirections(experiment.directions, directions),
    view: { ...experiment.view, analysis: id },
  });
}

/** What directions are called: the set that they separate, and that the mean was taken out of them. */
const nameOf = ({ set }: KnownSet, { withoutMean }: Spec): string => (withoutMean ? `${set.name}, mean taken out` : set.name);

/**
 * The experiment without those of these analyses that the shown one takes the place of: they are the same but for seed or folds, and no
 * directions go with them that anything names.
 */
export function withoutDrawn(experiment: Experiment, ids: ReadonlySet<string>): Experiment {
  const shown = byId(experiment.analyses, experiment.view.analysis);
  const givesWay = (one: Analysis): boolean =>
    shown !== undefined &&
    one !== shown &&
    ids.has(one.id) &&
    one.reading === shown.reading &&
    sameButDraws(one.spec, shown.spec) &&
    (one.directions === shown.directions || !isUsed(experiment, one.directions));
  const analyses = experiment.analyses.filter((one) => !givesWay(one));
  return analyses.length < experiment.analyses.length ? swept({ ...experiment, analyses }) : experiment;
}

/** Whether they are the same but for how chance is drawn: seed and folds. */
export const sameButDraws = (a: Spec, b: Spec): boolean =>
  a.method === b.method && a.pooling === b.pooling && a.validation === b.validation && a.withoutMean === b.withoutMean;

/** The analysis that is the same but for the mean of neutral texts, taken out of one of the two; undefined where there is none. */
export function sameButMean({ analyses }: Experiment, id: string): Analysis | undefined {
  const shown = byId(analyses, id);
  const plain = ({ method, pooling, validation, seed, folds }: Spec) => JSON.stringify([method, pooling, validation, seed, folds]);
  return analyses.find(
    (one) =>
      shown &&
      one.reading === shown.reading &&
      one.made.complete &&
      plain(one.spec) === plain(shown.spec) &&
      one.spec.withoutMean !== shown.spec.withoutMean,
  );
}

/** The evidence that was gathered before, where the same texts have given the same directions again. */
const evidenceOf = (before: Analysis | undefined, directions: string, { complete }: Made): Evidence | null =>
  before?.directions === directions && before.made.complete && complete ? before.evidence : null;

/** The experiment with the evidence of one analysis, and the verdicts that follow from it; as it is where that is gone. */
export function withEvidence(experiment: Experiment, id: string, evidence: Evidence): Experiment {
  const analyses = experiment.analyses.map((one) =>
    one.id === id ? { ...one, evidence, report: withVerdicts(one.report, evidence) } : one,
  );
  return byId(experiment.analyses, id) ? { ...experiment, analyses } : experiment;
}

/** Word for word: the hash tells the texts alone. */
const sameSet = (a: KnownSet, b: KnownSet): boolean =>
  a.hash === b.hash && (a.set === b.set || JSON.stringify(a.set) === JSON.stringify(b.set));

/** Without what no analysis, answer or choice names any more, and without ratings of texts that are gone with their set. */
function swept(experiment: Experiment): Experiment {
  const { analyses, readings, sets, directions, answers, ratings } = experiment;
  const named = (id: string): boolean => analyses.some((one) => one.directions === id) || isUsed(experiment, id);
  const read = readings.filter(({ id }) => analyses.some(({ reading }) => reading === id));
  const stay = sets.filter(({ hash }) => read.some(({ set }) => set === hash));
  const rated = new Set([...answers, ...stay.flatMap(({ set }) => set.scored)].map(({ id }) => id));
  const left = directions.filter(({ id, origin }) => named(id) || 'file' in origin);
  return {
    ...experiment,
    readings: read,
    sets: stay,
    ratings: ratings.every(({ of }) => rated.has(of)) ? ratings : ratings.filter(({ of }) => rated.has(of)),
    directions: left,
    readouts: experiment.readouts.filter((one) => byId(left, one.directions)),
    view: stillThere(experiment.view, left),
  };
}

/** What is gone cannot be read along. */
const stillThere = (view: View, directions: readonly DirectionsRecord[]): View =>
  view.reading.every((id) => byId(directions, id)) ? view : { ...view, reading: view.reading.filter((id) => byId(directions, id)) };

/** Whether an answer, a choice or a game was pushed along these directions, or read along them, or the next one will be. */
export const isUsed = ({ answers, choices, plays, view }: Experiment, id: string): boolean =>
  view.edits.some(({ directions }) => directions === id) ||
  answers.some(
    ({ edits, reads, alsoReads = [], monitor }) =>
      [reads, ...alsoReads, monitor].some((read) => read?.directions === id) || edits.some((edit) => edit.directions === id),
  ) ||
  [...choices, ...plays].some(
    ({ edits, control }) => (control?.kind === 'other' && control.directions === id) || edits.some((edit) => edit.directions === id),
  );

/** Shows another analysis of the experiment. */
export const showAnalysis = (experiment: Experiment, id: string): Experiment =>
  byId(experiment.analyses, id) ? { ...experiment, view: { ...experiment.view, analysis: id } } : experiment;

/**
 * The experiment without this analysis, and without what only it used: its reading, its set, its directions. Directions that pushed an
 * answer stay. The last of the others is shown.
 */
export function withoutAnalysis(experiment: Experiment, id: string): Experiment {
  if (!byId(experiment.analyses, id)) return experiment;
  const analyses = experiment.analyses.filter((one) => one.id !== id);
  const { view } = experiment;
  const analysis = view.analysis === id ? (analyses.at(-1)?.id ?? null) : view.analysis;
  return swept({ ...experiment, analyses, view: { ...view, analysis } });
}
