/** Steer and stop: several strengths of one prompt, streamed side by side. */
import { LabError, errorData, labError } from '../error';
import type { Answer, Ending } from '../experiment/answer';
import { shownRun, type ShownRun, type SteeredText } from '../experiment/shown';
import { editedRows, type EditedRow } from '../experiment/edits';
import type { GeneratedRow, LabErrorData, ModelInfo } from '../protocol';
import { guard } from './guard';
import { usable } from './model-state';
import type { Context, ModelClient } from './ports';
import type { LabState } from './state';
import { answered, rateOf, streamed } from './state-updates';
import { answerOf, steerRequest, steerWay, underOf } from './steer-call';

export function steerActions({ store, clock }: Context, model: ModelClient) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  async function write(alphas: readonly number[]): Promise<void> {
    const state = get();
    if (state.steer.status === 'running') return;
    const { epoch } = state;
    const way = steerWay(state, clock.now().toISOString());
    const { run, settings } = way;
    const { prompt } = settings;
    const under = underOf(way);
    const rows = editedRows(alphas, state.experiment.view.edits);
    const texts = rows.map(unwritten);
    const made = (text: SteeredText, ending: Ending) => answerOf([{ role: 'user', content: prompt }], text, ending, way);
    stop = new AbortController();
    set({ steer: { status: 'running', tokens: 0, tokensPerSecond: null, stopping: false }, streaming: { under, texts }, error: null });
    let rate: number | null = null;
    let answers: Omit<Answer, 'id'>[] = [];
    let failures: LabErrorData[] = [];
    try {
      const request = steerRequest(prompt, rows, way, state.experiment.directions);
      const { rows: given } = await model.call('generate', request, {
        signal: stop.signal,
        onEvent(event) {
          rate = rateOf(event, texts.length);
          set((now) => streamed(now, event));
        },
      });
      answers = given.map((row, i) => made(written(row, rows[i]!), endingOf(row)));
      failures = given.flatMap(({ failure }) => failure ?? []);
    } catch (error) {
      const { code, message } = errorData(error);
      const ending: Ending = code === 'cancelled' ? { kind: 'stopped' } : { kind: 'failed', reason: message };
      answers = (get().streaming?.texts ?? texts).map((text) => made(text, ending));
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

/** A row of which nothing is written yet. */
export const unwritten = ({ alpha, edits }: EditedRow): SteeredText => ({
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

/** A row that is written. */
export const written = ({ text, tokens, scores, unsteeredScores, coherence }: GeneratedRow, row: EditedRow): SteeredText => ({
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
