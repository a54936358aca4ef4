/** What a person chooses: layer, reading, steering, which analysis is shown. Kept in the address, too. */
import type { ChoosingSettings, SweepingSettings } from '../experiment/ask-settings';
import type { CaptureSettings } from '../experiment/capture';
import type { Experiment } from '../experiment/experiment';
import { pinnedBy } from '../experiment/lesson';
import { chosen, encodeHash, OWN_SET, type Choices } from '../experiment/link';
import { SHIPPED_SETS, type ShippedSet } from '../experiment/shipped';
import { showAnalysis as show, withoutAnalysis } from '../experiment/updates';
import { BESIDE, startView, type BesideId, type SteeringSettings, type View } from '../experiment/view';
import type { Method } from '../lab/readers/method';
import { withCapture, withChoosing, withEdits, withLayer, withReading, withSteering, withSweeping } from '../experiment/view-updates';
import type { Context } from './ports';
import { layersInUse } from './shown-blocks';

export function viewActions({ store, address }: Context) {
  const change = (next: (experiment: Experiment, layers: number) => Experiment): void =>
    store.setState((state) => ({ experiment: next(state.experiment, layersInUse(state)) }));
  return {
    /** Chooses the block that is shown; out of range is clipped. */
    selectLayer: (layer: number): void => change((experiment, layers) => withLayer(experiment, layer, layers)),
    /** How texts are read from the next run on. */
    setCapture: (patch: Partial<CaptureSettings>): void => change((experiment) => withCapture(experiment, patch)),
    /** How directions are found from the next analysis on. */
    setMethod: (method: Method): void => change(({ view, ...rest }) => ({ ...rest, view: { ...view, method } })),
    /** What everything is drawn by that is drawn by chance, from the next analysis on. */
    setSeed: (seed: number): void => change(({ view, ...rest }) => ({ ...rest, view: { ...view, seed } })),
    /** In how many parts all pairs are held out in turn, from the next analysis on. */
    setFolds: (folds: number): void => change(({ view, ...rest }) => ({ ...rest, view: { ...view, folds } })),
    /** Whether the mean of neutral texts is taken out of directions, from the next analysis on. */
    setWithoutMean: (withoutMean: boolean): void => change(({ view, ...rest }) => ({ ...rest, view: { ...view, withoutMean } })),
    /** What is drawn beside the AUROC curve. */
    setBeside: (ids: readonly BesideId[]): void =>
      change(({ view, ...rest }) => ({ ...rest, view: { ...view, beside: BESIDE.filter((id) => ids.includes(id)) } })),
    /** Steering settings; a band out of range is clipped to the model. */
    setSteering: (patch: Partial<SteeringSettings>): void => change((experiment, layers) => withSteering(experiment, patch, layers)),
    /** What else is done to the residual stream while an answer is written. */
    setEdits: (edits: View['edits']): void => change((experiment, layers) => withEdits(experiment, edits, layers)),
    /** Directions that answers are read along beside the ones that push them. */
    setReading: (reading: View['reading']): void => change((experiment) => withReading(experiment, reading)),
    /** What is asked of items to choose in. */
    setChoosing: (patch: Partial<ChoosingSettings>): void => change((experiment) => withChoosing(experiment, patch)),
    /** What is swept over. */
    setSweeping: (patch: Partial<SweepingSettings>): void => change((experiment) => withSweeping(experiment, patch)),
    /** Shows another analysis of the experiment. */
    showAnalysis: (id: string): void => change((experiment) => show(experiment, id)),
    /** Which analyses are compared. */
    tickAnalyses: (ids: readonly string[]): void => store.setState({ ticked: ids }),
    /** Takes an analysis out of the experiment, and what only it used. What this browser keeps of its texts stays. */
    removeAnalysis: (id: string): void => change((experiment) => withoutAnalysis(experiment, id)),
    /** The link to what is shown now. `ownPrompt`: with the words of a prompt of one's own, which the address never holds by itself. */
    shareLink({ ownPrompt = false } = {}): string {
      const { experiment, set, ownItems, ownPrompt: words, lesson } = store.getState();
      const inUse = set.status === 'ready' ? set : null;
      const prompts = inUse?.set.prompts ?? [];
      const pins = lesson ? pinnedBy(lesson.lesson, lesson.step) : {};
      const start = chosen(startView(), pins);
      const usual = prompts.find(({ id }) => id === pins.ask) ?? prompts[0];
      const standard = { ...start, steering: { ...start.steering, prompt: usual?.text ?? '' } };
      const hash = encodeHash(experiment.view, standard, {
        set: inUse && (inUse.shipped ?? OWN_SET),
        ...(inUse && !inUse.shipped && { ownHash: inUse.hash }),
        ...(ownItems?.inUse && { itemsHash: ownItems.file.sha256 }),
        prompts,
        ownPrompt,
        hasWords: words !== '',
        ...(lesson && { lesson: { id: lesson.lesson.id, step: lesson.step + 1, set: setOf(pins) } }),
      });
      return new URL(hash, address.href).href;
    },
  };
}
export type ViewActions = ReturnType<typeof viewActions>;

/** The set that a step of a lesson is about: a set of somebody's own is none of a lesson's. */
const setOf = ({ set }: Choices): ShippedSet => (set === undefined || set === OWN_SET ? SHIPPED_SETS[0].id : set);
