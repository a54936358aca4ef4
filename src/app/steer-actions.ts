/** Steer and stop: several strengths of one prompt, streamed side by side. */
import { LabError, errorData, labError } from '../error';
import type { Answer, Ending } from '../experiment/answer';
import { shownAnswers, shownRun, textOf, type ShownAnswers, type ShownRun, type SteeredText, type SteeredUnder } from '../experiment/shown';
import { stampOf } from '../experiment/stamp';
import type { SteeringSettings } from '../experiment/view';
import { labDirections, type DirectionsRecord } from '../experiment/directions';
import { byId } from '../experiment/experiment';
import type { Directions } from '../lab/direction';
import { editedRows, streamEdits, type EditedRow } from '../experiment/edits';
import { pushRows } from '../lab/edit-rows';
import { steerRows } from '../lab/units';
import type { GeneratedRow, LabErrorData, ModelInfo } from '../protocol';
import { guard } from './guard';
import { usable } from './model-state';
import type { Context, ModelClient } from './ports';
import { shownBand } from './shown-blocks';
import type { LabState } from './state';
import { answered, rateOf, streamed } from './state-updates';

/** Rows to be answered, and all that they have in common. */
interface Job {
  readonly info: ModelInfo;
  readonly along: DirectionsRecord;
  readonly directions: Directions;
  readonly under: Omit<SteeredUnder, 'at'>;
  readonly rows: readonly EditedRow[];
  /** Ids that the answers begin with. */
  readonly begin: readonly number[];
  /** The shown answer that this one stands behind; null where the new ones take the place of those that are shown. */
  readonly behind: string | null;
}

/** Of each place of an answer. */
const LIKELY = 5;

export function steerActions({ store, clock }: Context, model: ModelClient) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  /** The push of the page at these strengths. */
  function pushes(alphas: readonly number[]): Job {
    const state = get();
    const { info, run } = expectDirections(state);
    const { steering, edits } = state.experiment.view;
    const settings = { ...steering, band: shownBand(state), template: steering.template && info.chatTemplate };
    const under = { model: info.id, along: run.record.id, scenarios: run.record.name, pooling: run.capture.pooling, settings };
    return { info, along: run.record, directions: run.directions, under, rows: editedRows(alphas, edits), begin: [], behind: null };
  }

  /** An answer once more, up to a place, with another token there. */
  function otherwise(id: string, place: number, token: number): Job {
    const state = get();
    const info = usable(state.model);
    const { answers, directions: known } = state.experiment;
    const answer = byId(answers, id);
    const along = byId(known, answer?.edits[0]?.directions ?? null);
    const directions = along && labDirections(along);
    const shown = shownAnswers(state.experiment);
    if (!answer || !directions || !shown)
      throw new LabError('no-directions', 'That answer, or the direction that pushed it, is not here any more.', 'Steer again.');
    if (answer.model.stamp?.graphHash !== info.graphHash)
      throw new LabError(
        'other-model',
        `That answer was written by ${answer.model.id}, the loaded model is ${info.id}.`,
        'Load the model that wrote it.',
      );
    const { alpha, edits } = textOf(answer);
    const begin = [...answer.tokens.slice(0, place), token];
    return { info, along, directions, under: shown.under, rows: [{ alpha, edits }], begin, behind: id };
  }

  async function write({ info, along, directions, under, rows, begin, behind }: Job): Promise<void> {
    const { epoch, experiment } = get();
    const { prompt, template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = under.settings;
    const at = clock.now().toISOString();
    const texts = rows.map(unwritten);
    const answerOf = (text: SteeredText, ending: Ending): Omit<Answer, 'id'> => ({
      at,
      model: { id: info.id, stamp: stampOf(info) },
      messages: [{ role: 'user', content: prompt }],
      template,
      edits: [{ op: 'add', directions: along.id, band, amount: text.alpha, unit, when: 'all' }, ...text.edits],
      sampling: { temperature, topP, repetitionPenalty, maxNewTokens },
      seed,
      tokens: text.tokens,
      text: text.text,
      ends: text.ends,
      ...(begin.length > 0 && { given: Math.min(begin.length, text.tokens.length) }),
      reads: {
        directions: along.id,
        scores: text.scores,
        unsteered: text.unsteeredScores,
        ...(text.rereadScores.length > 0 && { reread: text.rereadScores }),
      },
      coherence: text.coherence,
      ending,
    });
    stop = new AbortController();
    set({
      steer: { status: 'running', tokens: 0, tokensPerSecond: null, stopping: false },
      streaming: streamingOf({ ...under, at }, texts, shownAnswers(experiment), behind),
      error: null,
    });
    let rate: number | null = null;
    let answers: Omit<Answer, 'id'>[] = [];
    let likely: GeneratedRow['likely'][] = [];
    let failures: LabErrorData[] = [];
    try {
      const request = {
        prompt,
        template,
        rows: texts.length,
        seeds: texts.map(() => seed),
        alphas: rows.map(({ alpha }) => alpha),
        ...pushed(rows, directions, { band, unit }, experiment.directions),
        read: directions.data,
        begin,
        likely: LIKELY,
        temperature,
        topP,
        repetitionPenalty,
        maxNewTokens,
      };
      const { rows: made } = await model.call('generate', request, {
        signal: stop.signal,
        onEvent(event) {
          rate = rateOf(event, texts.length);
          set((now) => streamed(now, event));
        },
      });
      answers = made.map((row, i) => answerOf(written(row, rows[i]!), endingOf(row)));
      likely = made.map((row) => row.likely);
      failures = made.flatMap(({ failure }) => failure ?? []);
    } catch (error) {
      const { code, message } = errorData(error);
      const ending: Ending = code === 'cancelled' ? { kind: 'stopped' } : { kind: 'failed', reason: message };
      const { streaming } = get();
      answers = (streaming?.texts.slice(streaming.first, streaming.first + texts.length) ?? texts).map((text) => answerOf(text, ending));
      if (code !== 'cancelled') throw error;
    } finally {
      set((now) => answered(now, epoch, { answers, likely, along, behind }, rate));
    }
    // The answers are on the page, each broken one with its reason; the first reason is also said like any error.
    if (failures[0]) throw labError(failures[0]);
  }

  const begin = (job: () => Job): Promise<void> =>
    guard(store, async () => {
      if (get().steer.status !== 'running') await write(job());
    });

  return {
    /**
     * Streams one answer per strength, all in one batch; they end in the experiment, stopped ones included. Errors end in the store:
     * `no-model`, `no-directions`, `other-model`, and what generating throws.
     */
    steer: (alphas: readonly number[]): Promise<void> => begin(() => pushes(alphas)),
    /**
     * “What if it had said”: the answer once more, under the same push, with `token` at `place`, and what follows from that. It stands
     * behind the one that it departs from. Errors as `steer`.
     */
    sayInstead: (answer: string, place: number, token: number): Promise<void> => begin(() => otherwise(answer, place, token)),
    /** Stops within one token; what was written stays. */
    stopSteer(): void {
      stop?.abort();
      set(({ steer: now }) => (now.status === 'running' ? { steer: { ...now, stopping: true } } : {}));
    },
  };
}

/** What the worker is to add and to keep between bounds in each row. Throws what `pushRows` and `streamEdits` throw. */
function pushed(
  rows: readonly EditedRow[],
  along: Directions,
  { band, unit }: Pick<SteeringSettings, 'band' | 'unit'>,
  known: readonly DirectionsRecord[],
) {
  const steer = steerRows(along, { band, alphas: rows.map(({ alpha }) => alpha), unit });
  return pushRows(
    steer,
    rows.map(({ edits }) => streamEdits(edits, known)),
    along,
  );
}

/** What is on show while these are written: they alone, or the answers that were there, with the new one behind the one it departs from. */
function streamingOf(
  under: SteeredUnder,
  texts: readonly SteeredText[],
  shown: ShownAnswers | null,
  behind: string | null,
): NonNullable<LabState['streaming']> {
  const first = behind === null || !shown ? 0 : shown.texts.findIndex(({ id }) => id === behind) + 1;
  return { under, texts: first === 0 ? texts : shown!.texts.toSpliced(first, 0, ...texts), first, rows: texts.length };
}

const unwritten = ({ alpha, edits }: EditedRow): SteeredText => ({
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

const written = (made: GeneratedRow, row: EditedRow): SteeredText => {
  const { text, tokens, ends, scores, unsteeredScores, rereadScores, coherence } = made;
  return { ...unwritten(row), text, tokens, ends, scores, unsteeredScores, rereadScores, coherence };
};

/** How an answer ended, from what the worker says of its row. */
export function endingOf({ ended, failure }: Pick<GeneratedRow, 'ended' | 'failure'>): Ending {
  if (failure) return { kind: 'failed', reason: `${failure.message} ${failure.hint}` };
  return { kind: ended ? 'end' : 'limit' };
}

/** The loaded model, and directions of its own. */
export function expectDirections({ model, experiment }: Pick<LabState, 'model' | 'experiment'>): { info: ModelInfo; run: ShownRun } {
  const info = usable(model);
  const run = shownRun(experiment);
  if (!run) throw new LabError('no-directions', 'There is no direction to steer along yet.', 'Let the model read the scenario set first.');
  const { layers, width } = run.directions;
  if (layers !== info.layers || width !== info.width || run.model.graphHash !== info.graphHash) {
    throw new LabError(
      'other-model',
      `The directions that are shown belong to ${run.model.id}, the loaded model is ${info.id}.`,
      'Let this model read the scenario set: that finds its own directions.',
    );
  }
  return { info, run };
}
