/** Run and stop: the scenario set through the model, into the experiment. */
import { isPaired } from '../lab/contrast';
import { methodsFor } from '../lab/readers/method';
import { LabError, errorData } from '../error';
import { poolable } from '../experiment/capture';
import { noteOf } from '../experiment/run-note';
import { foldsIn } from '../experiment/analysis';
import { stampOf } from '../experiment/stamp';
import { planTexts } from '../experiment/text-plan';
import { hasPrompts } from '../formats/scenario-set';
import type { ReadOn } from '../protocol';
import { guard } from './guard';
import { onlyOf, usable } from './model-state';
import type { Context, ModelClient } from './ports';
import { run, type Outcome } from './run';
import { analysed } from './state-updates';
import { t } from '../language/t';

/** `has`: the model has a template, which is not used. */
const withoutTemplate = (has: boolean): LabError =>
  new LabError(
    'answer-needs-template',
    has
      ? t`The pooling “answer only” takes the tokens of the text within its chat template or behind its prompt, and this set has no prompts.`
      : t`The pooling “answer only” takes the tokens of the text within its chat template, and this model has none.`,
    has ? t`Tick “as a chat message”, or choose another pooling.` : t`Choose another pooling.`,
  );

const REPLACED = t`The run was stopped, because another one was opened. What it had read is kept, and the next run goes on from there.`;

interface Beside {
  /** Resolves once the page has drawn what the store holds. */
  allDrawn(): Promise<void>;
  /** What is done where a run is whole. */
  followMean(): Promise<void>;
}

export function runActions({ store, analysis, clock }: Context, model: ModelClient, { allDrawn, followMean }: Beside) {
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;

  /** Reads what of the scenario set is not yet known for this model, and plots it as it comes. */
  async function read(): Promise<void> {
    const { model: state, set: scenarios, experiment, epoch, run: before } = get();
    if (before.status === 'running') return;
    const info = usable(state);
    if (scenarios.status !== 'ready') throw new LabError('no-scenarios', t`No scenario set is loaded.`, t`Open a scenario file first.`);
    if (scenarios.set.unwritten)
      throw new LabError(
        'no-texts',
        t`This set comes from activations without texts: there is nothing that a model could read.`,
        t`Choose a set with texts.`,
      );
    const plan = planTexts(scenarios.set);
    const { capture: chosen, method, seed, folds } = experiment.view;
    if (!methodsFor(isPaired(plan.contrast)).includes(method))
      throw new LabError(
        'needs-pairs',
        t`PCA finds the line along which pair differences are longest, and the texts of this set have no partners.`,
        t`Choose the mean difference, LDA or logistic regression as the method.`,
      );
    // What a link or another model left ticked does not hold for a model without a template.
    const capture = { ...chosen, template: chosen.template && info.chatTemplate };
    const { template, maxTokens, pooling } = capture;
    if (poolable(pooling, { ...capture, prompted: hasPrompts(scenarios.set) }) !== pooling) throw withoutTemplate(info.chatTemplate);
    stop = new AbortController();
    set({ run: { status: 'running', done: 0, of: plan.texts.length, secondsLeft: null, stopping: false }, error: null });
    const on: ReadOn = { device: info.device, checked: info.selfTest.referenceCosine !== null };
    // An experiment that was opened meanwhile stays as it is.
    const current = () => get().epoch === epoch;
    const show = ({ found, set: known, reading }: Outcome, at: string | null) =>
      set((now) => analysed(now, epoch, found, { set: known, reading, at }, 'live'));
    const now = () => clock.now().toISOString();
    let note: string | null = null;
    try {
      const outcome = await run({
        model: onlyOf(info, model, get),
        analysis,
        on,
        toRead: {
          at: now(),
          model: stampOf(info),
          set: { hash: scenarios.hash, set: scenarios.set },
          how: { template, maxTokens },
          context: info.context,
        },
        spec: { method, pooling, validation: 'split', seed, ...foldsIn(folds) },
        signal: stop.signal,
        elapsed: () => clock.elapsed(),
        onProgress: (progress) => set(({ run: now }) => (now.status === 'running' ? { run: { ...now, ...progress } } : {})),
        onPartial(partial) {
          show(partial, null);
          return allDrawn();
        },
      });
      show(outcome, now());
      const at = { ...capture, context: info.context ?? Infinity };
      note = current() ? noteOf(outcome, on, plan, scenarios.set, at) : REPLACED;
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = current() ? t`Stopped before one pair was complete. What was read is kept for the next run.` : REPLACED;
    } finally {
      set({ run: { status: 'idle', note } });
    }
    if (current()) await followMean();
  }

  return {
    /** Runs. Errors end in the store. */
    runExperiment: (): Promise<void> => guard(store, read),
    /** Stops after the text being read; what is done is kept. */
    stopRun(): void {
      stop?.abort();
      set(({ run: now }) => (now.status === 'running' ? { run: { ...now, stopping: true } } : {}));
    },
  };
}
