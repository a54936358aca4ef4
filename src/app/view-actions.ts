/** What a person chooses: layer, reading, steering, which analysis is shown. */
import type { ChoosingSettings, PlayingSettings, SweepingSettings } from '../experiment/ask-settings';
import type { CaptureSettings } from '../experiment/capture';
import type { Experiment } from '../experiment/experiment';
import { showAnalysis as show, withoutAnalysis } from '../experiment/updates';
import { BESIDE, type BesideId, type SteeringSettings, type View } from '../experiment/view';
import type { Method } from '../lab/readers/method';
import {
  withCapture,
  withChoosing,
  withEdits,
  withGame,
  withPlaying,
  withLayer,
  withReading,
  withSteering,
  withSweeping,
} from '../experiment/view-updates';
import type { Context } from './ports';
import { choosesAmongAnswers } from './state';
import { layersInUse } from './shown-blocks';

export function viewActions({ store }: Pick<Context, 'store'>) {
  const change = (next: (experiment: Experiment, layers: number) => Experiment): void =>
    store.setState((state) => ({ experiment: next(state.experiment, layersInUse(state)) }));
  return {
    /** Chooses the block that is shown; out of range is clipped. */
    selectLayer: (layer: number): void => change((experiment, layers) => withLayer(experiment, layer, layers)),
    /** How texts are read from the next run on. A pooling that neither the set in use nor what is shown can have gives way. */
    setCapture: (patch: Partial<CaptureSettings>): void =>
      store.setState((now) => ({ experiment: withCapture(now.experiment, patch, choosesAmongAnswers(now)) })),
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
    /** Which games are played, many at a time. */
    setPlaying: (patch: Partial<PlayingSettings>): void => change((experiment) => withPlaying(experiment, patch)),
    /** Which game is looked at; null: the one that was played last. */
    setGame: (game: View['game']): void => change((experiment) => withGame(experiment, game)),
    /** Shows another analysis of the experiment. */
    showAnalysis: (id: string): void => change((experiment) => show(experiment, id)),
    /** Which analyses are compared. */
    tickAnalyses: (ids: readonly string[]): void => store.setState({ ticked: ids }),
    /** Takes an analysis out of the experiment, and what only it used. What this browser keeps of its texts stays. */
    removeAnalysis: (id: string): void => change((experiment) => withoutAnalysis(experiment, id)),
  };
}
export type ViewActions = ReturnType<typeof viewActions>;
