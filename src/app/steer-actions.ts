/** Steer and stop: several strengths of one prompt, streamed side by side. */
import { LabError, errorData, labError } from '../error';
import { steerRows } from '../lab/units';
import type { LabErrorData } from '../protocol';
import type { SteeredText, SteeredUnder } from '../experiment/experiment';
import { guard } from './guard';
import { client, usable } from './model-actions';
import { store } from './store';

const { getState: get, setState: set } = store;

let steerStop: AbortController | null = null;

/** Streams one completion per alpha, all in one batch, into store.streaming; they end in experiment.completions, stopped ones included. */
export async function steer(alphas: number[]): Promise<void> {
  await guard(async () => {
    const { model, experiment, epoch, steer: state } = get();
    if (state.status === 'running') return;
    const info = usable(model);
    const found = experiment.run?.directions;
    if (!found) throw new LabError('no-directions', 'There is no direction to steer along yet.', 'Press Run in section 2 first.');
    if (found.layers !== info.layers || found.width !== info.width || experiment.model?.graphHash !== info.graphHash) {
      throw new LabError(
        'other-model',
        `The directions on this page belong to ${experiment.model?.id ?? 'another model'}, the loaded model is ${info.id}.`,
        'Press Run to find the directions of this model.',
      );
    }
    const settings = { ...experiment.steering, template: experiment.steering.template && info.chatTemplate };
    const { prompt, template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = settings;
    const rows: SteeredText[] = alphas.map((alpha) => ({ alpha, text: '', tokens: [], scores: [], coherence: null }));
    const request = {
      prompt,
      template,
      rows: rows.length,
      seeds: rows.map(() => seed),
      alphas,
      steer: steerRows(found, { band, alphas, unit }),
      read: found.data,
      temperature,
      topP,
      repetitionPenalty,
      maxNewTokens,
    };
    const under: SteeredUnder = {
      at: new Date().toISOString(),
      model: info.id,
      scenarios: experiment.scenarios?.name ?? '',
      capture: experiment.run!.capture,
      settings,
    };
    steerStop = new AbortController();
    set({
      steer: { status: 'running', tokens: 0, tokensPerSecond: null, stopping: false },
      streaming: { under, texts: rows },
      error: null,
    });
    let rate: number | null = null;
    let finished = rows;
    let failures: LabErrorData[] = [];
    try {
      const out = await client.call('generate', request, {
        signal: steerStop.signal,
        onEvent({ row, token, text, scores, tokens, seconds }) {
          // The first token of each row belongs to the prefill.
          rate = tokens > rows.length && seconds > 0 ? (tokens - rows.length) / seconds : null;
          set(({ streaming, steer: now }) => ({
            streaming: streaming && {
              ...streaming,
              texts: streaming.texts.map((one, i) =>
                i === row ? { ...one, text, tokens: [...one.tokens, token], scores: [...one.scores, Array.from(scores)] } : one,
              ),
            },
            ...(now.status === 'running' ? { steer: { ...now, tokens, tokensPerSecond: seconds >= 1 ? rate : null } } : {}),
          }));
        },
      });
      finished = out.rows.map(({ text, tokens, scores, unsteeredScores, coherence, ended, failure }, i) => ({
        alpha: alphas[i]!,
        text,
        tokens,
        scores,
        unsteeredScores,
        coherence,
        ...(!ended && !failure && { cut: true }),
        ...(failure && { failure: `${failure.message} ${failure.hint}` }),
      }));
      failures = out.rows.flatMap(({ failure }) => failure ?? []);
    } catch (error) {
      finished = get().streaming?.texts ?? rows;
      if (errorData(error).code !== 'cancelled') throw error;
    } finally {
      // Answers belong to the experiment that they were asked in.
      const written = get().epoch === epoch && finished.some((one) => one.tokens.length > 0);
      set(({ experiment: now }) => ({
        steer: { status: 'idle', tokensPerSecond: rate },
        streaming: null,
        ...(written ? { experiment: { ...now, completions: finished, steered: under } } : {}),
      }));
    }
    // The answers are on the page, each broken one with its reason; the first reason is also said like any error.
    if (failures[0]) throw labError(failures[0]);
  });
}

/** Stops within one token; what was written stays. */
export function stopSteer(): void {
  steerStop?.abort();
  set(({ steer: now }) => (now.status === 'running' ? { steer: { ...now, stopping: true } } : {}));
}
