/** Readings that this browser keeps: opened, and analysed again in another way, without a model. */
import { LabError } from '../error';
import { foldsIn, type Spec } from '../experiment/analysis';
import { poolable } from '../experiment/capture';
import { byId } from '../experiment/experiment';
import { shownRun, type ShownRun } from '../experiment/shown';
import { hasPrompts } from '../formats/scenario-set';
import { contrastOf, isPaired } from '../lab/contrast';
import { methodsFor } from '../lab/readers/method';
import { planTexts } from '../experiment/text-plan';
import { sameButDraws, sameButMean, withoutDrawn, type Found, type FoundIn } from '../experiment/updates';
import type { View } from '../experiment/view';
import type { WholeReading } from '../storage/readings';
import { guard } from './guard';
import { recordOf } from './kept';
import type { Context } from './ports';
import { RESAMPLES } from './run';
import type { LabState } from './state';
import { analysed } from './state-updates';
import type { ViewActions } from './view-actions';
import { t } from '../language/t';

/** How a direction is found in texts that were read. */
export interface Reader extends Pick<Spec, 'method' | 'pooling' | 'seed'> {
  /** Take the mean of neutral texts out, where they have been read. */
  readonly withoutMean: boolean;
  /** Parts of the k-fold. */
  readonly folds: number;
}
const readerOf = ({ capture, method, withoutMean, seed, folds }: View): Reader => ({
  pooling: capture.pooling,
  method,
  withoutMean,
  seed,
  folds,
});

export function keptActions(
  { store, analysis, disk, clock }: Context,
  { setCapture, setMethod, setSeed, setFolds, setWithoutMean, showAnalysis }: ViewActions,
) {
  async function analyse(
    kept: WholeReading,
    { pooling, method, withoutMean, seed, folds }: Reader,
  ): Promise<{ found: Found; source: FoundIn }> {
    const started = clock.elapsed();
    const plan = planTexts(kept.reading.scenarios.set);
    const { have, on, beside } = await analysis.call('open', { reading: kept, poolings: [pooling] });
    const neutral = kept.beside?.neutral.length ?? 0;
    const out = withoutMean && neutral > 0 && beside.slice(0, neutral).every(Boolean);
    const { contrast, scored } = plan;
    const resamples = RESAMPLES.whole;
    const result = await analysis.call('analyse', {
      reading: kept.name,
      contrast,
      scored,
      method,
      pooling,
      withoutMean: out,
      resamples,
      seed,
    });
    if (!result)
      throw new LabError(
        'nothing-captured',
        t`No complete training ${isPaired(contrast) ? t`pair` : t`texts of both classes`} of this run is kept with the pooling “${pooling}”.`,
        kept.reading.poolings
          ? t`Open the file of activations again and choose that pooling, or choose one that was read: ${kept.reading.poolings.join(', ')}.`
          : t`Load its model and read the texts again.`,
      );
    const here = have.filter(Boolean).length;
    const seconds = (clock.elapsed() - started) / 1000;
    const made = { complete: here === have.length, computed: 0, fromStorage: here, of: have.length, seconds };
    const spec: Spec = { method, pooling, validation: 'split', seed, ...foldsIn(folds), ...(out && { withoutMean: true as const }) };
    return { found: { spec, ...result, made }, source: { ...recordOf(kept, on), at: kept.reading.at } };
  }

  /**
   * Analyses that this tab has made by another seed or number of folds alone, by id, with the instant of the reading that they have from
   * the one before: a run of its own has another. Each gives way to the next such one, so that steps of a field do not pile up; the
   * analysis from which they began stays, and so does one that a person ticked to compare.
   */
  const drawn = new Map<string, string | null>();
  const givingWay = ({ experiment, ticked }: LabState): ReadonlySet<string> =>
    new Set([...drawn].flatMap(([id, at]) => (byId(experiment.analyses, id)?.at === at && ticked?.includes(id) !== true ? [id] : [])));

  /** The state with an analysis that has come of another choice, without what gives way to it. `before`: the one shown until then. */
  function redrawn(state: LabState, next: Partial<LabState>, before: ShownRun): Partial<LabState> {
    const { experiment } = next;
    const made = experiment && byId(experiment.analyses, experiment.view.analysis);
    if (!made) return next;
    const left = withoutDrawn(experiment, givingWay(state));
    if (sameButDraws(made.spec, before.spec) && !byId(state.experiment.analyses, made.id)) drawn.set(made.id, before.at);
    return { ...next, experiment: left };
  }

  /**
   * How texts are pooled, directions found, or chance drawn, from now on: where the texts of the analysis that is shown are kept here, its
   * numbers follow at once. An error is shown until another choice works.
   */
  async function chooseReader(patch: Partial<Reader>): Promise<void> {
    if (patch.pooling) setCapture({ pooling: patch.pooling });
    if (patch.method) setMethod(patch.method);
    if (patch.seed !== undefined) setSeed(patch.seed);
    if (patch.folds !== undefined) setFolds(patch.folds);
    if (patch.withoutMean !== undefined) setWithoutMean(patch.withoutMean);
    const { experiment, epoch, run } = store.getState();
    const shown = shownRun(experiment);
    const reader = readerOf(experiment.view);
    if (!shown || run.status === 'running') return;
    const prompted = hasPrompts(shown.set.set);
    if (poolable(reader.pooling, { ...shown.capture, prompted }) !== reader.pooling) return;
    await choosing(async () => {
      const { name } = shown.reading;
      const kept = name === null ? null : await disk.readings.findReading(name);
      if (!kept) return;
      const { found, source } = await analyse(kept, reader);
      store.setState((state) => {
        const { view } = state.experiment;
        // Meanwhile another way may have been chosen, or another analysis.
        const now = readerOf(view);
        const same = (Object.keys(reader) as (keyof Reader)[]).every((part) => now[part] === reader[part]);
        const meant = same && view.analysis === experiment.view.analysis;
        const origin = state.origins[shown.id] === 'live' ? 'live' : 'kept';
        return meant ? redrawn(state, analysed(state, epoch, found, { ...source, at: shown.at }, origin), shown) : {};
      });
    });
  }

  /** What the last choice that did not work left in the store. */
  let left: LabState['error'] = null;
  /** `guard` of a choice: one that works takes away the error that an earlier one left, and no other. */
  async function choosing(work: () => Promise<void>): Promise<void> {
    let worked = false;
    await guard(store, async () => {
      await work();
      worked = true;
    });
    const { error } = store.getState();
    if (!worked) left = error;
    else if (error !== null && error === left) store.setState({ error: null });
  }

  /**
   * A kept reading as an analysis of the experiment, shown, pooled and found as is chosen as far as its texts allow; gives the id of the
   * reading. Throws `nothing-captured`, and what analysing throws.
   */
  async function showKept(kept: WholeReading): Promise<string> {
    const { epoch, experiment } = store.getState();
    const { poolings, how, scenarios } = kept.reading;
    const reader = readerOf(experiment.view);
    const wanted = poolable(reader.pooling, { ...how, prompted: hasPrompts(scenarios.set) });
    const pooling = poolings && !poolings.includes(wanted) ? poolings[0]! : wanted;
    const can = methodsFor(isPaired(contrastOf(scenarios.set)));
    const method = can.includes(reader.method) ? reader.method : can[0]!;
    const { found, source } = await analyse(kept, { ...reader, pooling, method });
    store.setState((state) => analysed(state, epoch, found, source, 'kept'));
    // What is chosen is what is shown: a file of activations may lack the pooling, and its texts the pairs that a method needs.
    if (poolings) setCapture({ pooling, template: how.template });
    else setCapture(how);
    if (method !== reader.method) setMethod(method);
    return source.reading.id;
  }

  /** The neutral texts were read beside the texts of this reading, and are kept here. */
  const hasNeutral = async (name: string | null): Promise<boolean> =>
    ((name === null ? null : await disk.readings.findReading(name))?.beside?.neutral.length ?? 0) > 0;

  return {
    /** Shows a kept reading as an analysis of the experiment, pooled as is chosen. An error is shown. */
    openKept: (kept: WholeReading): Promise<void> =>
      guard(store, async () => {
        await showKept(kept);
      }),
    showKept,
    chooseReader,
    hasNeutral,
    /**
     * Takes the mean of neutral texts out of the directions that are shown, as an analysis of its own, or puts it back. What has been
     * computed before is shown again. An error is shown.
     */
    takeMeanOut: (out: boolean): Promise<void> =>
      guard(store, async () => {
        const shown = shownRun(store.getState().experiment);
        const other = shown && sameButMean(store.getState().experiment, shown.id);
        if (out && !other && !(await hasNeutral(shown?.reading.name ?? null)))
          throw new LabError(
            'no-neutral-texts',
            t`The neutral texts of this run are not kept in this browser, so their mean cannot be taken out.`,
            t`Load its model and read the texts again: neutral texts are read after those of the set.`,
          );
        setWithoutMean(out);
        if (other) showAnalysis(other.id);
        else await chooseReader({});
      }),
    /** Takes the mean out of the analysis that is shown, where that is chosen and the neutral texts are there by now. */
    async followMean(): Promise<void> {
      const { experiment } = store.getState();
      const shown = shownRun(experiment);
      if (!experiment.view.withoutMean || !shown?.complete || shown.spec.withoutMean) return;
      if (await hasNeutral(shown.reading.name)) await chooseReader({});
    },
    /** Deletes one reading, from the disk and from memory. */
    async removeReading(name: string): Promise<void> {
      await disk.readings.removeReading(name);
      await analysis.call('forget', name);
    },
    /** Deletes all of them. */
    async clearReadings(): Promise<void> {
      await disk.readings.clearReadings();
      await analysis.call('forget', null);
    },
  };
}
export type KeptActions = ReturnType<typeof keptActions>;
