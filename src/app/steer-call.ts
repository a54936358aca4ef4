/** What is asked of the model for the rows of one prompt, and the record that comes of each. Pure. */
import type { Answer, Ending, Reads } from '../experiment/answer';
import type { DirectionsRecord } from '../experiment/directions';
import { streamEdits, type EditedRow } from '../experiment/edits';
import { alsoRead } from '../experiment/fitting';
import type { AlsoRead, SteeredText, SteeredUnder } from '../experiment/shown';
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
  /** Further ones of the same shape, along which it is read as well. */
  readonly also: readonly DirectionsRecord[];
  readonly under: SteeredUnder;
}

/** The way of the page at this moment. Throws what `expectDirections` throws. */
export function steerWay(state: Pick<LabState, 'experiment' | 'model'>, at: string): SteerWay {
  const { info, run } = expectDirections(state);
  const { steering } = state.experiment.view;
  const settings = { ...steering, band: shownBand(state), template: steering.template && info.chatTemplate };
  const { record, directions, capture } = run;
  const under = { at, model: info.id, along: record.id, scenarios: record.name, pooling: capture.pooling, settings };
  return { info, along: record, directions, also: alsoRead(state.experiment), under };
}

/** `known`: directions that edits may name. Throws what `pushRows` and `streamEdits` throw. */
export function steerRequest(
  prompt: SteerRequest['prompt'],
  rows: readonly EditedRow[],
  { info, directions, also, under }: SteerWay,
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
    ...pushRows(steerRows(directions, { band, alphas, unit }), edits, info),
    ...readAlong([directions, ...also]),
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
    reads: readsOf(along.id, text),
    ...(text.also.length > 0 && { alsoReads: text.also.map((one) => readsOf(one.directions, one)) }),
    coherence: text.coherence,
    ending,
  };
}

const readsOf = (directions: string, { scores, unsteeredScores, rereadScores }: Omit<AlsoRead, 'directions'>): Reads => ({
  directions,
  scores,
  unsteered: unsteeredScores,
  ...(rereadScores.length > 0 && { reread: rereadScores }),
});

/** Directions of one shape, one after the other, as a request names them. */
function readAlong(all: readonly Pick<Directions, 'data'>[]): Pick<SteerRequest, 'read' | 'readCount'> {
  const [first] = all;
  if (all.length === 1) return { read: first!.data };
  const each = first!.data.length;
  const read = new Float32Array(all.length * each);
  all.forEach(({ data }, i) => read.set(data, i * each));
  return { read, readCount: all.length };
}

/** A row of which nothing is written yet. `also`: further directions along which it is read. */
export const unwritten = ({ alpha, edits }: EditedRow, { also }: Pick<SteerWay, 'also'>): SteeredText => ({
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
  also: also.map(({ id }) => ({ directions: id, scores: [], unsteeredScores: null, rereadScores: [] })),
  coherence: null,
  cut: false,
  failure: null,
});

/** A row that is written. */
export const written = (made: GeneratedRow, row: EditedRow, way: Pick<SteerWay, 'also'>): SteeredText => {
  const { text, tokens, ends, coherence } = made;
  const before = unwritten(row, way);
  /** What was said of direction number `i` of those that were asked for. */
  const along = (i: number) => {
    const part = partOf(i, 1 + before.also.length);
    return { scores: made.scores.map(part), unsteeredScores: part(made.unsteeredScores), rereadScores: made.rereadScores.map(part) };
  };
  return { ...before, text, tokens, ends, ...along(0), also: before.also.map((one, i) => ({ ...one, ...along(i + 1) })), coherence };
};

/** [layer]: what numbers [direction × layer] say of direction number `i` of `count`. */
const partOf =
  (i: number, count: number) =>
  (values: readonly number[]): number[] => {
    const layers = values.length / count;
    return values.slice(i * layers, (i + 1) * layers);
  };

/** A row that has come further by a token. */
export function further(
  one: SteeredText,
  { text, token, scores }: { readonly text: string; readonly token: number; readonly scores: Float32Array },
): SteeredText {
  const said = Array.from(scores);
  const along = (i: number): number[] => partOf(i, 1 + one.also.length)(said);
  return {
    ...one,
    text,
    tokens: [...one.tokens, token],
    // Half a character at the end becomes another with the next token: no place lies behind the text.
    ends: [...one.ends.map((end) => Math.min(end, text.length)), text.length],
    scores: [...one.scores, along(0)],
    also: one.also.map((other, i) => ({ ...other, scores: [...other.scores, along(i + 1)] })),
  };
}

/** How an answer ended, from what the worker says of its row. */
export function endingOf({ ended, failure }: Pick<GeneratedRow, 'ended' | 'failure'>): Ending {
  if (failure) return { kind: 'failed', reason: `${failure.message} ${failure.hint}` };
  return { kind: ended ? 'end' : 'limit' };
}
