/** Steer and stop: several strengths of one prompt, streamed side by side. */
import { LabError, errorData, labError } from '../error';
import type { Answer, Ending } from '../experiment/answer';
import { shownRun, type ShownRun, type SteeredText, type SteeredUnder } from '../experiment/shown';
import { stampOf } from '../experiment/stamp';
import type { SteeringSettings } from '../experiment/view';
import type { DirectionsRecord } from '../experiment/directions';
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

export function steerActions({ store, clock }: Context, model: ModelClient) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  async function write(alphas: readonly number[]): Promise<void> {
    const state = get();
    if (state.steer.status === 'running') return;
    const { epoch } = state;
    const { info, run } = expectDirections(state);
    const { steering } = state.experiment.view;
    const settings = { ...steering, band: shownBand(state), template: steering.template && info.chatTemplate };
    const { prompt, template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = settings;
    const at = clock.now().toISOString();
    const under: SteeredUnder = { at, model: info.id, scenarios: run.record.name, pooling: run.capture.pooling, settings };
    const rows = editedRows(alphas, state.experiment.view.edits);
    const texts = rows.map(unwritten);
    const answerOf = (text: SteeredText, ending: Ending): Omit<Answer, 'id'> => ({
      at,
      model: { id: info.id, stamp: stampOf(info) },
      messages: [{ role: 'user', content: prompt }],
      template,
      edits: [{ op: 'add', directions: run.record.id, band, amount: text.alpha, unit, when: 'all' }, ...text.edits],
      sampling: { temperature, topP, repetitionPenalty, maxNewTokens },
      seed,
      tokens: text.tokens,
      text: text.text,
      reads: { directions: run.record.id, scores: text.scores, unsteered: text.unsteeredScores },
      coherence: text.coherence,
      ending,
    });
    stop = new AbortController();
    set({ steer: { status: 'running', tokens: 0, tokensPerSecond: null, stopping: false }, streaming: { under, texts }, error: null });
    let rate: number | null = null;
    let answers: Omit<Answer, 'id'>[] = [];
    let failures: LabErrorData[] = [];
    try {
      const request = {
        prompt,
        template,
        rows: texts.length,
        seeds: texts.map(() => seed),
        alphas: rows.map(({ alpha }) => alpha),
        ...pushed(rows, run.directions, { band, unit }, state.experiment.directions),
        read: run.directions.data,
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
      failures = made.flatMap(({ failure }) => failure ?? []);
    } catch (error) {
      const { code, message } = errorData(error);
      const ending: Ending = code === 'cancelled' ? { kind: 'stopped' } : { kind: 'failed', reason: message };
      answers = (get().streaming?.texts ?? texts).map((text) => answerOf(text, ending));
      if (code !== 'cancelled') throw error;
    } finally {
      set((now) => answered(now, epoch, { answers, along: run.record }, rate));
    }
    // The answers are on the page, each broken one with its reason; the first reason is also said like any error.
    if (failures[0]) throw labError(failures[0]);
  }

  return {
    /**
     * Streams one answer per strength, all in one batch; they end in the experiment, stopped ones included. Errors end in the store:
     * `no-model`, `no-directions`, `other-model`, and what generating throws.
     */
    steer: (alphas: readonly number[]): Promise<void> => guard(store, () => write(alphas)),
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

const unwritten = ({ alpha, edits }: EditedRow): SteeredText => ({
  alpha,
  edits,
  text: '',
  tokens: [],
  scores: [],
  unsteeredScores: null,
  coherence: null,
  cut: false,
  failure: null,
});

const written = ({ text, tokens, scores, unsteeredScores, coherence }: GeneratedRow, row: EditedRow): SteeredText => ({
  ...unwritten(row),
  text,
  tokens,
  scores,
  unsteeredScores,
  coherence,
});

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
