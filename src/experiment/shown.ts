/**
 * What the view of an experiment points at, brought together: pictures and texts are functions of these. Made once per record, so that what
 * did not change stays the same object.
 */
import type { Directions } from '../lab/direction';
import type { LayerTable } from '../lab/report/columns';
import type { Evidence } from '../lab/report/evidence';
import type { Report } from '../lab/report/report';
import type { Coherence } from '../protocol';
import type { Analysis, Scores, Spec } from './analysis';
import { alphaOf, choseAll, type Answer, type Edit } from './answer';
import type { CaptureSettings, KeptPooling } from './capture';
import { labDirections, type DirectionsRecord } from './directions';
import { byId, type Experiment, type KnownSet } from './experiment';
import type { Reading } from './reading';
import type { ModelStamp } from './stamp';
import type { SteeringSettings } from './view';

/** The analysis that is shown, with the records that it names. */
export interface ShownRun {
  readonly id: string;
  /** ISO 8601, when it was finished or stopped; null while texts arrive. */
  readonly at: string | null;
  readonly model: ModelStamp;
  readonly set: KnownSet;
  readonly reading: Reading;
  /** The directions as a record. */
  readonly record: DirectionsRecord;
  readonly directions: Directions;
  readonly scores: Scores;
  readonly report: Report;
  /** null where it has not been gathered (yet). */
  readonly evidence: Evidence | null;
  /** The columns of the report, and those of the evidence. */
  readonly table: LayerTable;
  readonly spec: Spec;
  /** How the texts were read: the settings of the view may have changed since. */
  readonly capture: CaptureSettings;
  readonly complete: boolean;
  readonly computed: number;
  readonly fromStorage: number;
  readonly of: number;
  /** [text], in the order of the reading: its end was not read. */
  readonly truncated: readonly boolean[];
}

const runs = new WeakMap<Analysis, ShownRun>();

/** null before the first analysis. */
export function shownRun(experiment: Experiment): ShownRun | null {
  const analysis = byId(experiment.analyses, experiment.view.analysis);
  if (!analysis) return null;
  const reading = byId(experiment.readings, analysis.reading);
  const set = experiment.sets.find(({ hash }) => hash === reading?.set);
  const record = byId(experiment.directions, analysis.directions);
  const directions = record && labDirections(record);
  if (!reading || !set || !directions) return null;
  const before = runs.get(analysis);
  if (before?.reading === reading && before.set === set && before.record === record) return before;
  const { id, at, scores, report, evidence, spec, made } = analysis;
  const capture = { ...reading.how, pooling: spec.pooling };
  const truncated = reading.texts.map((text) => text.truncated);
  const { complete, computed, fromStorage, of } = made;
  const run: ShownRun = {
    id,
    at,
    model: reading.model,
    set,
    reading,
    record,
    directions,
    scores,
    report,
    evidence,
    table: { ...report.table, ...evidence?.table },
    spec,
    capture,
    complete,
    computed,
    fromStorage,
    of,
    truncated,
  };
  runs.set(analysis, run);
  return run;
}

/** What an answer scores along directions that pushed nothing of it. The fields as in `SteeredText`. */
export interface AlsoRead extends Pick<SteeredText, 'scores' | 'unsteeredScores' | 'rereadScores'> {
  readonly directions: string;
}

/** One answer at one strength, and under its edits, as it is shown and as it is written. `scores[token][layer]`, the push included. */
export interface SteeredText {
  /** Of the answer as a record; null while it is written. */
  readonly id: string | null;
  readonly alpha: number;
  /** What else was done to the residual stream. */
  readonly edits: readonly Edit[];
  readonly text: string;
  readonly tokens: readonly number[];
  /** [token]: how many characters of the text are there after it; empty where that is not known. */
  readonly ends: readonly number[];
  /** How many of its first tokens were given to it. */
  readonly given: number;
  readonly scores: readonly (readonly number[])[];
  /** [layer]: its mean score when it is read again without a push; null while it is written, and where it was not. */
  readonly unsteeredScores: readonly number[] | null;
  /** [token][layer]: of each token when it is read again without a push; empty where it was not, or only the mean was kept. */
  readonly rereadScores: readonly (readonly number[])[];
  /** The same along further directions. */
  readonly also: readonly AlsoRead[];
  readonly coherence: Coherence | null;
  /** The answer ended at `maxNewTokens`, not by itself. */
  readonly cut: boolean;
  /** Why the answer broke off; null where it did not. */
  readonly failure: string | null;
}

/** What others are held against: nothing was done to its residual stream, and it chose all of its tokens. */
export const isUntouched = (text: SteeredText): boolean => text.alpha === 0 && text.edits.length === 0 && choseAll(text);

/** All that a batch of answers depends on beside their own α. */
export interface SteeredUnder {
  /** ISO 8601, when they were written. */
  readonly at: string;
  readonly model: string;
  /** The directions that the answers were pushed and read along; null where they are not known. */
  readonly along: string | null;
  /** Name of the set whose directions were added, and how its texts were pooled. */
  readonly scenarios: string;
  /** null for directions that were brought from elsewhere. */
  readonly pooling: KeptPooling | null;
  readonly settings: SteeringSettings;
}

export interface ShownAnswers {
  readonly under: SteeredUnder;
  readonly texts: readonly SteeredText[];
}

const batches = new WeakMap<readonly Answer[], { ids: readonly string[]; shown: ShownAnswers | null }>();

/** The answers that are shown; null where there are none. */
export function shownAnswers(experiment: Experiment): ShownAnswers | null {
  const { answers, view } = experiment;
  const before = batches.get(answers);
  if (before && before.ids === view.answers) return before.shown;
  const batch = view.answers.flatMap((id) => byId(answers, id) ?? []);
  const shown = batch.length === 0 ? null : { under: underOf(batch[0]!, experiment), texts: batch.map(textOf) };
  batches.set(answers, { ids: view.answers, shown });
  return shown;
}

function underOf(answer: Answer, { directions, analyses }: Experiment): SteeredUnder {
  const { at, model, messages, template, edits, sampling, seed } = answer;
  const [edit] = edits;
  const record = edit && byId(directions, edit.directions);
  const settings = {
    prompt: messages.at(-1)?.content ?? '',
    template,
    band: edit?.band ?? [0, 0],
    unit: edit?.unit ?? 'raw',
    alpha: alphaOf(answer),
    seed,
    ...sampling,
  };
  return {
    at,
    model: model.id,
    along: record?.id ?? null,
    scenarios: record?.name ?? '',
    pooling: record ? poolingOf(record, analyses) : null,
    settings,
  };
}

/** How the texts were pooled in which these directions were found; null where that is not known. */
export function poolingOf({ origin }: DirectionsRecord, analyses: readonly Analysis[]): KeptPooling | null {
  if ('file' in origin) return null;
  // Earlier files leave the pooling to the analysis.
  return origin.pooling ?? ('analysis' in origin ? (byId(analyses, origin.analysis)?.spec.pooling ?? null) : null);
}

const NO_OTHERS: readonly AlsoRead[] = [];

/** An answer as it is shown. */
export function textOf(answer: Answer): SteeredText {
  const { id, text, tokens, ends = [], given = 0, reads, alsoReads, coherence, ending } = answer;
  return {
    id,
    alpha: alphaOf(answer),
    edits: answer.edits.slice(1),
    text,
    tokens,
    ends,
    given,
    scores: reads?.scores ?? [],
    unsteeredScores: reads?.unsteered ?? null,
    rereadScores: reads?.reread ?? [],
    also:
      alsoReads?.map(({ directions, scores, unsteered, reread = [] }) => ({
        directions,
        scores,
        unsteeredScores: unsteered,
        rereadScores: reread,
      })) ?? NO_OTHERS,
    coherence,
    cut: ending.kind === 'limit',
    failure: ending.kind === 'failed' ? ending.reason : null,
  };
}
