/** What scripts of version 1 read of an experiment: one run, one batch of answers. Read off the view; the records are beside it. */
import { bandWithin, layersOf, layerWithin } from '../experiment/blocks';
import type { CaptureSettings } from '../experiment/capture';
import type { Experiment } from '../experiment/experiment';
import { shownAnswers, shownRun, type SteeredText, type SteeredUnder } from '../experiment/shown';
import type { ModelStamp } from '../experiment/stamp';
import type { Scores } from '../experiment/analysis';
import type { SteeringSettings } from '../experiment/view';
import type { Directions } from '../lab/direction';
import { conclusion, type Conclusion } from '../lab/report/conclusion';
import type { Report } from '../lab/report/report';
import { rows, type LayerMetrics } from '../lab/report/rows';

export interface Version1 {
  /** ISO 8601, when the run that is shown was finished or stopped. */
  readonly recordedAt: string | null;
  readonly model: ModelStamp | null;
  /** The set of `run`. */
  readonly scenarios: {
    readonly id: string;
    readonly name: string;
    readonly hash: string;
    readonly set: Experiment['sets'][number]['set'];
  } | null;
  readonly capture: CaptureSettings;
  /** The analysis that is shown; null before the first. */
  readonly run: {
    readonly directions: Directions;
    readonly report: Report;
    /** What the evidence means, as the page says it; null before it is gathered. */
    readonly conclusion: Conclusion | null;
    readonly metrics: readonly LayerMetrics[];
    readonly scores: Scores;
    readonly complete: boolean;
    readonly computed: number;
    readonly fromStorage: number;
    readonly of: number;
    readonly truncated: readonly boolean[];
    readonly capture: CaptureSettings;
  } | null;
  readonly layer: number;
  readonly steering: SteeringSettings;
  /** The answers that are shown. */
  readonly completions: readonly SteeredText[];
  readonly steered: SteeredUnder | null;
  readonly seed: number;
}

/** The experiment, and its view as version 1 had it, inside a model of so many blocks. Plain data, all of it. */
export function withVersion1(experiment: Experiment, layers = layersOf(experiment)): Experiment & Version1 {
  const { layer, capture, steering, seed } = experiment.view;
  const shown = shownRun(experiment);
  const answers = shownAnswers(experiment);
  return {
    ...experiment,
    recordedAt: shown?.at ?? null,
    model: shown?.model ?? null,
    scenarios: shown && { id: shown.set.set.id, name: shown.set.set.name, hash: shown.set.hash, set: shown.set.set },
    capture,
    run: shown && runOf(shown),
    layer: layerWithin(layer, layers),
    steering: { ...steering, band: bandWithin(steering.band, layers) },
    completions: answers?.texts ?? [],
    steered: answers?.under ?? null,
    seed,
  };
}

function runOf(shown: NonNullable<ReturnType<typeof shownRun>>): NonNullable<Version1['run']> {
  const { directions, report, evidence, scores, complete, computed, fromStorage, of, truncated, capture } = shown;
  const said = evidence && conclusion(report, evidence);
  return { directions, report, conclusion: said, metrics: rows(report), scores, complete, computed, fromStorage, of, truncated, capture };
}
