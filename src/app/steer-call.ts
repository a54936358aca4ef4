/** What is asked of the model for the rows of one prompt, and the record that comes of each. Pure. */
import type { Answer, Ending } from '../experiment/answer';
import type { DirectionsRecord } from '../experiment/directions';
import { streamEdits, type EditedRow } from '../experiment/edits';
import type { ShownRun, SteeredText, SteeredUnder } from '../experiment/shown';
import { stampOf } from '../experiment/stamp';
import type { SteeringSettings } from '../experiment/view';
import { pushRows } from '../lab/edit-rows';
import { steerRows } from '../lab/units';
import type { Message, ModelInfo, SteerRequest } from '../protocol';
import { shownBand } from './shown-blocks';
import type { LabState } from './state';
import { expectDirections } from './steer-actions';

/** Under which settings, along which directions, by which model something is written. */
export interface SteerWay {
  readonly at: string;
  readonly info: ModelInfo;
  readonly run: ShownRun;
  readonly settings: SteeringSettings;
}

/** The way of the page at this moment. Throws what `expectDirections` throws. */
export function steerWay(state: Pick<LabState, 'experiment' | 'model'>, at: string): SteerWay {
  const { info, run } = expectDirections(state);
  const { steering } = state.experiment.view;
  return { at, info, run, settings: { ...steering, band: shownBand(state), template: steering.template && info.chatTemplate } };
}

/** The way as the page shows it beside what is written. */
export const underOf = ({ at, info, run, settings }: SteerWay): SteeredUnder => ({
  at,
  model: info.id,
  scenarios: run.record.name,
  pooling: run.capture.pooling,
  settings,
});

/** `known`: directions that edits may name. Throws what `pushRows` and `streamEdits` throw. */
export function steerRequest(
  prompt: SteerRequest['prompt'],
  rows: readonly EditedRow[],
  { run: { directions }, settings }: SteerWay,
  known: readonly DirectionsRecord[],
): SteerRequest {
  const { template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = settings;
  const alphas = rows.map(({ alpha }) => alpha);
  const edits = rows.map((row) => streamEdits(row.edits, known));
  return {
    prompt,
    template,
    rows: rows.length,
    seeds: rows.map(() => seed),
    alphas,
    ...pushRows(steerRows(directions, { band, alphas, unit }), edits, directions),
    read: directions.data,
    temperature,
    topP,
    repetitionPenalty,
    maxNewTokens,
  };
}

/** What was written of a row, as a record. */
export function answerOf(
  messages: readonly Message[],
  text: SteeredText,
  ending: Ending,
  { at, info, run, settings }: SteerWay,
): Omit<Answer, 'id'> {
  const { template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = settings;
  return {
    at,
    model: { id: info.id, stamp: stampOf(info) },
    messages: [...messages],
    template,
    edits: [{ op: 'add', directions: run.record.id, band, amount: text.alpha, unit, when: 'all' }, ...text.edits],
    sampling: { temperature, topP, repetitionPenalty, maxNewTokens },
    seed,
    tokens: text.tokens,
    text: text.text,
    reads: { directions: run.record.id, scores: text.scores, unsteered: text.unsteeredScores },
    coherence: text.coherence,
    ending,
  };
}
