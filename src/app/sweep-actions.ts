/** Ask a sweep: many prompts under many strengths, beside controls; kept as it comes, stopped when wanted, gone on with later. */
import { errorData, LabError, labError } from '../error';
import type { ShownRun } from '../experiment/shown';
import { sweepSize } from '../experiment/sweep';
import { withSwept } from '../experiment/additions';
import type { SweepRequest } from '../analysis-protocol';
import { controlsLeftOut } from './asking';
import { choicePushes, directionsOf, expectEdits } from './choice-pushes';
import { guard } from './guard';
import { onlyOf } from './model-state';
import type { Context, ModelClient } from './ports';
import type { SweepRates } from './state';
import { expectDirections } from './steer-actions';
import { askSweepCall } from './sweep-call';
import { sweepWork, type SweepGivenBy, type SweepWish } from './sweep-work';
import { t } from '../language/t';

interface Needs {
  controlsOf(run: Pick<ShownRun, 'set' | 'reading' | 'spec'>): Promise<SweepGivenBy>;
}

export function sweepActions(context: Context, model: ModelClient, { controlsOf }: Needs) {
  const { store, clock, analysis } = context;
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  async function ask(wish: SweepWish): Promise<void> {
    if (get().sweep.status === 'running') return;
    const { epoch } = get();
    const { info, run: shown } = expectDirections(get());
    expectWish(wish);
    const own = (stop = new AbortController());
    const only = onlyOf(info, model, get);
    const heed = (): void => own.signal.throwIfAborted();
    let note: string | null = null;
    const { rates } = get().sweep;
    set({ sweep: { status: 'running', done: NOTHING, of: NOTHING, tokens: 0, rates, stopping: false }, error: null });
    try {
      const given = wish.controls ? await controlsOf(shown) : { asking: null, texts: false };
      heed();
      const { run, way, calls } = sweepWork(get(), given, wish);
      const { directions: known } = get().experiment;
      expectEdits({ run, way }, wish.alphas, known, info);
      const of = sweepSize(calls);
      if (calls.length === 0) note = t`All of this was asked before.`;
      if (wish.controls) note = [note, ...controlsLeftOut(given, run.set.set.name)].filter(Boolean).join(' ') || null;
      const pushOf = choicePushes(context, { run, way, other: null });
      const clocks = { answers: stopwatch(), readings: stopwatch() };
      const progress = (done: typeof of): void =>
        set(({ sweep }) => (sweep.status === 'running' ? { sweep: { ...sweep, done, of, tokens: 0 } } : {}));
      const done = { ...NOTHING };
      const along = [run.record, ...directionsOf(way.edits, known)];
      const asking = {
        ...{ model: only, clock, info, run, way, known, signal: own.signal },
        answers: () => (get().epoch === epoch ? get().experiment.answers : []),
        onTokens: (tokens: number) => set(({ sweep }) => (sweep.status === 'running' ? { sweep: { ...sweep, tokens } } : {})),
      };
      for (const call of calls) {
        heed();
        progress({ ...done });
        const pushes = await Promise.all(call.rows.map(pushOf));
        const began = clock.elapsed();
        const made = await askSweepCall(call, pushes, asking).catch((error: unknown) => {
          throw named(error, call.prompt);
        });
        const kind = call.what === 'answers' ? 'answers' : 'readings';
        done[kind] += call.rows.length;
        clocks[kind].add(clock.elapsed() - began, call.rows.length);
        set((now) => ({
          ...(now.epoch === epoch && { experiment: withSwept(now.experiment, made, along) }),
          ...(now.sweep.status === 'running' && {
            sweep: { ...now.sweep, done: { ...done }, of, tokens: 0, rates: ratesOf(clocks, now.sweep.rates) },
          }),
        }));
      }
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = get().epoch === epoch ? STOPPED : REPLACED;
    } finally {
      stop = null;
      set(({ sweep }) => ({ sweep: { status: 'idle', note, rates: sweep.rates } }));
    }
  }

  return {
    /**
     * Asks what is not there yet; what was asked stays. Errors end in the store: those of `expectDirections`, `no-prompts`, and those of
     * generating and of workers/generate/damage.
     */
    askSweep: (wish: SweepWish): Promise<void> => guard(store, () => ask(wish)),
    /** Stops after the pass that runs (workers/pass/pieces.ts); every batch that was finished stays. */
    stopSweep(): void {
      stop?.abort();
      set(({ sweep }) => (sweep.status === 'running' ? { sweep: { ...sweep, stopping: true } } : {}));
    },
    /** What a sweep says: the analysis worker is asked for it. */
    reportSweep: (request: SweepRequest, signal: AbortSignal) => analysis.call('sweep', request, { signal }),
  };
}

const NOTHING = { answers: 0, readings: 0 };
const STOPPED = t`Stopped. What was finished stays, and asking again goes on from there; the batch that was being written is not kept.`;
const REPLACED = t`The sweep was stopped, because another experiment was opened.`;

function expectWish({ prompts, samples, alphas }: SweepWish): void {
  if (prompts.length === 0 || prompts.some((prompt) => prompt.trim() === ''))
    throw new LabError(
      'no-prompts',
      prompts.length === 0 ? t`There is no prompt to sweep over.` : t`A prompt of the sweep is empty.`,
      t`Choose at least one prompt, or write one.`,
    );
  if (!(Number.isInteger(samples) && samples >= 1))
    throw new LabError('bad-input', t`samples must be a whole number of at least 1, got ${samples}.`, 'Try 1.');
  const wrong = alphas.find((alpha) => !Number.isFinite(alpha));
  if (wrong !== undefined) throw new LabError('bad-input', t`A strength must be a finite number, got ${wrong}.`, 'Try −3, 0, 3.');
}

/** Seconds that one of a kind took, over all so far; null before the first. */
function stopwatch() {
  let [milliseconds, count] = [0, 0];
  return {
    add(time: number, of: number): void {
      milliseconds += time;
      count += of;
    },
    rate: (): number | null => (count > 0 ? milliseconds / 1000 / count : null),
  };
}
const ratesOf = (clocks: Record<keyof SweepRates, { rate(): number | null }>, before: SweepRates): SweepRates => ({
  answers: clocks.answers.rate() ?? before.answers,
  readings: clocks.readings.rate() ?? before.readings,
});

/** The error, with the prompt that it speaks of. */
function named(error: unknown, prompt: string): unknown {
  const data = errorData(error);
  const letters = [...prompt];
  const short = letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : prompt;
  return ['empty-prompt', 'prompt-too-long', 'push-too-far', 'run-too-large'].includes(data.code)
    ? labError({ ...data, message: t`Prompt “${short}”: ${data.message}` })
    : error;
}
