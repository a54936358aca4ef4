/** Steer and stop: several strengths of one prompt, streamed side by side; and an answer once more with another token in it. */
import { expectOfModel } from '../experiment/fitting';
import { LabError, errorData, labError } from '../error';
import type { Answer, Ending } from '../experiment/answer';
import { labDirections } from '../experiment/directions';
import { editedRows, type EditedRow } from '../experiment/edits';
import { byId } from '../experiment/experiment';
import { sameModel } from '../experiment/same-model';
import { shownAnswers, shownRun, textOf, type ShownAnswers, type ShownRun, type SteeredText } from '../experiment/shown';
import type { GeneratedRow, LabErrorData, ModelInfo } from '../protocol';
import { guard } from './guard';
import { usable } from './model-state';
import type { Context, ModelClient } from './ports';
import type { LabState } from './state';
import { answered, rateOf, streamed } from './steer-updates';
import { answerOf, endingOf, steerRequest, steerWay, unwritten, written, type SteerWay } from './steer-call';
import { t } from '../language/t';

/** Rows to be answered, and all that they have in common. */
interface Job {
  readonly way: SteerWay;
  readonly rows: readonly EditedRow[];
  /** Ids that the answers begin with. */
  readonly begin: readonly number[];
  /** The shown answer that this one stands behind; null where the new ones take the place of those that are shown. */
  readonly behind: string | null;
}

/** How many tokens are named at each place of an answer. */
const LIKELY = 5;

export function steerActions({ store, clock }: Context, model: ModelClient) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  async function write({ way, rows, begin, behind }: Job): Promise<void> {
    const { epoch, experiment } = get();
    const { prompt } = way.under.settings;
    const texts = rows.map((row) => unwritten(row, way));
    const made = (text: SteeredText, ending: Ending): Omit<Answer, 'id'> => {
      const given = Math.min(begin.length, text.tokens.length);
      return answerOf([{ role: 'user', content: prompt }], { ...text, given }, ending, way);
    };
    stop = new AbortController();
    set({
      steer: { status: 'running', tokens: 0, tokensPerSecond: null, stopping: false },
      streaming: streamingOf(way, texts, shownAnswers(experiment), behind),
      error: null,
    });
    let rate: number | null = null;
    let answers: Omit<Answer, 'id'>[] = [];
    let likely: GeneratedRow['likely'][] = [];
    let failures: LabErrorData[] = [];
    try {
      const request = { ...steerRequest(prompt, rows, way, experiment.directions), begin, likely: LIKELY };
      const { rows: given } = await model.call('generate', request, {
        signal: stop.signal,
        onEvent(event) {
          rate = rateOf(event, texts.length);
          set((now) => streamed(now, event));
        },
      });
      answers = given.map((row, i) => made(written(row, rows[i]!, way), endingOf(row)));
      likely = given.map((row) => row.likely);
      failures = given.flatMap(({ failure }) => failure ?? []);
    } catch (error) {
      const { code, message } = errorData(error);
      const ending: Ending = code === 'cancelled' ? { kind: 'stopped' } : { kind: 'failed', reason: message };
      const { streaming } = get();
      const cut = streaming?.texts.slice(streaming.first, streaming.first + texts.length) ?? texts;
      answers = cut.map((text) => made(text, ending));
      if (code !== 'cancelled') throw error;
    } finally {
      // Directions that an edit alone names may have been taken out meanwhile.
      const used = rows.flatMap(({ edits }) => edits.flatMap(({ directions }) => byId(experiment.directions, directions) ?? []));
      set((now) => answered(now, epoch, { answers, likely, along: [way.along, ...way.also, ...used], behind }, rate));
    }
    // The answers are on the page, each broken one with its reason; the first reason is also said like any error.
    if (failures[0]) throw labError(failures[0]);
  }

  const begin = (job: (now: LabState, at: string) => Job): Promise<void> =>
    guard(store, async () => {
      const now = get();
      if (now.steer.status !== 'running') await write(job(now, clock.now().toISOString()));
    });

  return {
    /**
     * Streams one answer per strength, all in one batch; they end in the experiment, stopped ones included. Errors end in the store:
     * `no-model`, `no-directions`, `other-model`, and what generating throws.
     */
    steer: (alphas: readonly number[]): Promise<void> =>
      begin((now, at) => ({
        way: steerWay(now, at),
        rows: editedRows(alphas, now.experiment.view.edits),
        begin: [],
        behind: null,
      })),
    /**
     * “What if it had said”: the answer once more, under the same push, with `token` at `place`, and what follows from that. It stands
     * behind the one that it departs from. Errors as `steer`.
     */
    sayInstead: (answer: string, place: number, token: number): Promise<void> =>
      begin((now, at) => otherwise(now, at, { answer, place, token })),
    /** Stops after the pass that runs (workers/pass/pieces.ts); what was written stays. */
    stopSteer(): void {
      stop?.abort();
      set(({ steer: now }) => (now.status === 'running' ? { steer: { ...now, stopping: true } } : {}));
    },
  };
}

/** An answer once more, up to a place, with another token there. */
function otherwise(
  { model, experiment }: LabState,
  at: string,
  { answer: id, place, token }: { readonly answer: string; readonly place: number; readonly token: number },
): Job {
  const info = usable(model);
  const answer = byId(experiment.answers, id);
  const along = byId(experiment.directions, answer?.edits[0]?.directions ?? null);
  const directions = along && labDirections(along);
  const shown = shownAnswers(experiment);
  if (!answer || !directions || !shown)
    throw new LabError('no-directions', t`That answer, or the direction that pushed it, is not here any more.`, t`Steer again.`);
  if (answer.model.stamp?.graphHash !== info.graphHash)
    throw new LabError(
      'other-model',
      t`That answer was written by ${answer.model.id}, the loaded model is ${info.id}.`,
      t`Load the model that wrote it.`,
    );
  const { alpha, edits } = textOf(answer);
  const also = (answer.alsoReads ?? []).flatMap((one) => byId(experiment.directions, one.directions) ?? []);
  const way = { info, along, directions, also, under: { ...shown.under, at } };
  return { way, rows: [{ alpha, edits }], begin: [...answer.tokens.slice(0, place), token], behind: id };
}

/** What is on show while these are written: they alone, or the answers that were there, with the new one behind the one it departs from. */
function streamingOf(
  { under }: SteerWay,
  texts: readonly SteeredText[],
  shown: ShownAnswers | null,
  behind: string | null,
): NonNullable<LabState['streaming']> {
  const first = behind === null || !shown ? 0 : shown.texts.findIndex(({ id }) => id === behind) + 1;
  return { under, texts: first === 0 ? texts : shown!.texts.toSpliced(first, 0, ...texts), first, rows: texts.length };
}

/** The loaded model, and directions of its own. */
export function expectDirections({ model, experiment }: Pick<LabState, 'model' | 'experiment'>): { info: ModelInfo; run: ShownRun } {
  const info = usable(model);
  const run = shownRun(experiment);
  if (!run)
    throw new LabError('no-directions', t`There is no direction to steer along yet.`, t`Let the model read the scenario set first.`);
  const { layers, width } = run.directions;
  if (layers !== info.layers || width !== info.width || !sameModel(run.model, info)) {
    throw new LabError(
      'other-model',
      t`The directions that are shown belong to ${run.model.id}, the loaded model is ${info.id}.`,
      t`Let this model read the scenario set: that finds its own directions.`,
    );
  }
  expectOfModel(experiment, info);
  return { info, run };
}
