/** What is asked of the model for the rows of one prompt, and the record that comes of each. Pure. */
import type { Answer, Ending } from '../experiment/answer';
import type { DirectionsRecord } from '../experiment/directions';
import { streamEdits, type EditedRow } from '../experiment/edits';
import type { SteeredText, SteeredUnder } from '../experiment/shown';
import { stampOf } from '../experiment/stamp';
import type { Directions } from '../lab/direction';
import { pushRows } from '../lab/edit-rows';
import { steerRows } from '../lab/units';
import type { GeneratedRow, Message, ModelInfo, SteerRequest } from '../protocol';
import { shownBand } from './shown-blocks';
import type { LabState } from './state';
import { expectDirections } from './steer-actions';

/** Under which settings, along which directions, by which model something is written. */
export interface SteerWay {
  readonly info: ModelInfo;
  readonly along: DirectionsRecord;
  readonly directions: Directions;
  readonly under: SteeredUnder;
}

/** The way of the page at this moment. Throws what `expectDirections` throws. */
export function steerWay(state: Pick<LabState, 'experiment' | 'model'>, at: string): SteerWay {
  const { info, run } = expectDirections(state);
  const { steering } = state.experiment.view;
  const settings = { ...steering, band: shownBand(state), template: steering.template && info.chatTemplate };
  const { record, directions, capture } = run;
  const under = { at, model: info.id, along: record.id, scenarios: record.name, pooling: capture.pooling, settings };
  return { info, along: record, directions, under };
}

/** `known`: directions that edits may name. Throws what `pushRows` and `streamEdits` throw. */
export function steerRequest(
  prompt: SteerRequest['prompt'],
  rows: readonly EditedRow[],
  { directions, under }: SteerWay,
  known: readonly DirectionsRecord[],
): SteerRequest {
  const { template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = under.settings;
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
  { info, along, under }: SteerWay,
): Omit<Answer, 'id'> {
  const { template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = under.settings;
  return {
    at: under.at,
    model: { id: info.id, stamp: stampOf(info) },
    messages: [...messages],
    template,
    edits: [{ op: 'add', directions: along.id, band, amount: text.alpha, unit, when: 'all' }, ...text.edits],
    sampling: { temperature, topP, repetitionPenalty, maxNewTokens },
    seed,
    tokens: text.tokens,
    text: text.text,
    ends: text.ends,
    ...(text.given > 0 && { given: text.given }),
    reads: {
      directions: along.id,
      scores: text.scores,
      unsteered: text.unsteeredScores,
      ...(text.rereadScores.length > 0 && { reread: text.rereadScores }),
    },
    coherence: text.coherence,
    ending,
  };
}

/** A row of which nothing is written yet. */
export const unwritten = ({ alpha, edits }: EditedRow): SteeredText => ({
  id: null,
  alpha,
  edits,
  text: '',
  tokens: [],
  ends: [],
  given: 0,
  scores: [],
  unsteeredScores: null,
  rereadScores: [],
  coherence: null,
  cut: false,
  failure: null,
});

/** A row that is written. */
export const written = (made: GeneratedRow, row: EditedRow): SteeredText => {
  const { text, tokens, ends, scores, unsteeredScores, rereadScores, coherence } = made;
  return { ...unwritten(row), text, tokens, ends, scores, unsteeredScores, rereadScores, coherence };
};

/** A row that has come further by a token. */
export const further = (
  one: SteeredText,
  { text, token, scores }: { readonly text: string; readonly token: number; readonly scores: Float32Array },
): SteeredText => ({
  ...one,
  text,
  tokens: [...one.tokens, token],
  // Half a character at the end becomes another with the next token: no place lies behind the text.
  ends: [...one.ends.map((end) => Math.min(end, text.length)), text.length],
  scores: [...one.scores, Array.from(scores)],
});

/** How an answer ended, from what the worker says of its row. */
export function endingOf({ ended, failure }: Pick<GeneratedRow, 'ended' | 'failure'>): Ending {
  if (failure) return { kind: 'failed', reason: `${failure.message} ${failure.hint}` };
  return { kind: ended ? 'end' : 'limit' };
}
