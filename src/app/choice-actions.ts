/** Ask the model to choose: items under pushes and controls, kept as they come, and stopped when wanted. */
import { errorData, LabError, partMissing } from '../error';
import { readingsIn, type AskedItem } from '../experiment/choice-plan';
import { stampOf } from '../experiment/stamp';
import { withChoices } from '../experiment/additions';
import { parseChoices, type Choices } from '../formats/choices';
import type { ChooseEvent } from '../protocol';
import { askings, controlsLeftOut } from './asking';
import { choicePushes, directionsOf, expectEdits, rowsBeside } from './choice-pushes';
import { choicesOf, choiceWork, type ChoiceItems, type ChoiceWish, type RunOfItems } from './choice-work';
import { guard } from './guard';
import { onlyOf } from './model-state';
import type { Context, ModelClient } from './ports';
import { hasTexts } from './run-texts';
import { expectDirections } from './steer-actions';
import { t } from '../language/t';

const FILE = 'scenarios/choices.json';

export function choiceActions(context: Context, model: ModelClient) {
  const { store, clock, fetchOwn } = context;
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;
  let shared: Promise<Choices> | null = null;
  const askingOf = askings(fetchOwn);

  const read = async (): Promise<Choices> => {
    const answer = await fetchOwn(FILE).catch(() => {
      throw partMissing(t`The choices of the five situations (${FILE})`);
    });
    return parseChoices(await answer.text(), 'choices.json');
  };

  /** What there is of controls for the run's own set. Throws what reading its sentences throws. */
  const controlsOf = async (run: RunOfItems): Promise<Pick<ChoiceItems, 'asking' | 'texts'>> => ({
    texts: await hasTexts(context, run),
    asking: await askingOf(run),
  });

  /**
   * The items of the file of one's own where that is in use, with the sentences of the run's set: they ask for the concept that the
   * directions are of, and such a file names none. Else those of the run's own set; else those that come with the lab in its situations.
   * Throws what reading those files throws.
   */
  async function choiceItems(run: RunOfItems): Promise<ChoiceItems> {
    const own = get().ownItems;
    if (own?.inUse) return { items: own.file.items, told: [], ...(await controlsOf(run)), file: own.file.name };
    const controls = { ...(await controlsOf(run)), file: null };
    const { items, scenarios } = run.set.set;
    if (items && items.length > 0) return { items, told: [], ...controls };
    shared ??= read();
    const file = await shared.catch((error: unknown) => {
      shared = null;
      throw error;
    });
    const known = new Set(scenarios.map(({ id }) => id));
    const ofSet = <T extends AskedItem>(all: readonly T[]): T[] => all.filter(({ scenario }) => known.has(scenario));
    return { items: ofSet(file.items), told: ofSet(file.paraphrases), ...controls };
  }

  async function ask(wish: ChoiceWish): Promise<void> {
    if (get().choose.status === 'running') return;
    const { epoch, choose } = get();
    const { info, run: shown } = expectDirections(get());
    const own = (stop = new AbortController());
    const only = onlyOf(info, model, get);
    const heed = (): void => own.signal.throwIfAborted();
    let note: string | null = null;
    set({ choose: { status: 'running', done: 0, of: 0, rate: choose.rate, stopping: false }, error: null });
    try {
      const given = await choiceItems(shown);
      heed();
      const work = choiceWork(get(), given, wish);
      const { run, way, other, items, calls } = work;
      if (items.length === 0)
        throw new LabError('no-items', t`The set “${run.set.set.name}” has no items to choose in.`, t`Give it some, or take another set.`);
      const of = readingsIn(calls);
      if (of === 0) note = t`All of this was asked before.`;
      if (wish.controls) note = [note, ...controlsLeftOut({ ...given, other }, run.set.set.name)].filter(Boolean).join(' ') || null;
      const began = clock.elapsed();
      let done = 0;
      const pushOf = choicePushes(context, work);
      const { directions: known } = get().experiment;
      const beside = directionsOf(way.edits, known);
      expectEdits(work, wish.alphas, known, info);
      for (const call of calls) {
        heed();
        set((now) => (now.choose.status === 'running' ? { choose: { ...now.choose, done, of } } : {}));
        const pushes = await Promise.all(call.rows.map(pushOf));
        const { items: some, rows, edits } = call;
        const [{ control } = {}] = rows;
        const before = control?.kind === 'asked' ? `${control.instruction}\n\n` : '';
        const isPlain = edits.length === 0 && rows.some((row) => row.amount === 0 && !row.control);
        const request = {
          items: some.map(({ id, prompt, options }) => ({ name: id, prompt: before + prompt, options: options.map(({ text }) => text) })),
          template: way.template,
          rows: rows.length,
          alphas: rows.map(({ amount }) => amount),
          ...rowsBeside(pushes, edits, known, info),
          read: isPlain ? run.directions.data : null,
        };
        const along = [run.record, ...(other && rows.some((row) => row.control?.kind === 'other') ? [other] : []), ...beside];
        const onEvent = ({ index, item }: ChooseEvent): void => {
          done += rows.length;
          const measured = (clock.elapsed() - began) / 1000 / done;
          const at = clock.now().toISOString();
          const made = choicesOf(some[index]!, call, item, { at, model: stampOf(info) }, way);
          set((now) => ({
            ...(now.epoch === epoch && { experiment: withChoices(now.experiment, made, along) }),
            ...(now.choose.status === 'running' && { choose: { ...now.choose, done, of, rate: measured } }),
          }));
        };
        await only.call('choose', request, { signal: own.signal, onEvent });
      }
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = get().epoch === epoch ? t`Stopped. What was asked stays, and asking again goes on from there.` : REPLACED;
    } finally {
      stop = null;
      set(({ choose }) => ({ choose: { status: 'idle', note, rate: choose.rate } }));
    }
  }

  return {
    choiceItems,
    controlsOf,
    /** Asks what is not there yet; what was asked stays. Errors end in the store: those of `expectDirections` and of workers/choose. */
    askChoices: (wish: ChoiceWish): Promise<void> => guard(store, () => ask(wish)),
    /** Stops within one pass; what was asked stays. */
    stopChoices(): void {
      stop?.abort();
      set(({ choose }) => (choose.status === 'running' ? { choose: { ...choose, stopping: true } } : {}));
    },
  };
}

const REPLACED = t`The choices were stopped, because another experiment was opened.`;
