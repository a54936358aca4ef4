/** What a person chooses: layer, reading, steering. Each function gives the next experiment; a choice is brought inside the model. */
import type { Edit } from './answer';
import type { ChoosingSettings, PlayingSettings, SweepingSettings } from './ask-settings';
import { bandWithin, layersOf, layerWithin } from './blocks';
import { poolable, type CaptureSettings } from './capture';
import type { Experiment } from './experiment';
import type { SteeringSettings, View } from './view';

/** Another block of the `layers` there are; out of range is clipped. */
export const withLayer = (experiment: Experiment, layer: number, layers = layersOf(experiment)): Experiment =>
  at(experiment, { layer: layerWithin(layer, layers) });

/**
 * How texts are read from the next run on. Without a chat template there is no pooling of the answer in it, unless the texts answer
 * prompts (`prompted`).
 */
export function withCapture(experiment: Experiment, patch: Partial<CaptureSettings>, prompted = false): Experiment {
  const capture = { ...experiment.view.capture, ...patch };
  return at(experiment, { capture: { ...capture, pooling: poolable(capture.pooling, { ...capture, prompted }) } });
}

/** Steering settings; a band that is chosen now is brought inside the `layers` there are, one that was chosen before stays as it was. */
export function withSteering(experiment: Experiment, patch: Partial<SteeringSettings>, layers = layersOf(experiment)): Experiment {
  const band = patch.band && { band: bandWithin(patch.band, layers) };
  return at(experiment, { steering: { ...experiment.view.steering, ...patch, ...band } });
}

/** Edits beside the push; bands are brought inside the `layers` there are, and a profile of another number of blocks goes. */
export const withEdits = (experiment: Experiment, edits: View['edits'], layers = layersOf(experiment)): Experiment =>
  at(experiment, { edits: edits.map((edit) => within(edit, layers)) });

/** Directions that answers are read along beside the ones that push them. */
export const withReading = (experiment: Experiment, reading: View['reading']): Experiment => at(experiment, { reading });

/** What is asked of items to choose in. */
export const withChoosing = (experiment: Experiment, patch: Partial<ChoosingSettings>): Experiment =>
  at(experiment, { choosing: { ...experiment.view.choosing, ...patch } });

/** What is swept over. */
export const withSweeping = (experiment: Experiment, patch: Partial<SweepingSettings>): Experiment =>
  at(experiment, { sweeping: { ...experiment.view.sweeping, ...patch } });

/** Which games are played, many at a time. */
export const withPlaying = (experiment: Experiment, patch: Partial<PlayingSettings>): Experiment =>
  at(experiment, { playing: { ...experiment.view.playing, ...patch } });

/** Which game is looked at; null: the one that was played last. */
export const withGame = (experiment: Experiment, game: View['game']): Experiment => at(experiment, { game });

/** What a person can move of a view, as far as it was moved. */
export interface Moved extends Partial<Pick<View, 'layer' | 'method' | 'withoutMean' | 'seed' | 'beside' | 'edits' | 'game'>> {
  readonly capture: Partial<CaptureSettings>;
  readonly steering: Partial<SteeringSettings>;
  readonly choosing: Partial<ChoosingSettings>;
  readonly sweeping: Partial<SweepingSettings>;
  readonly playing: Partial<PlayingSettings>;
}

/** What was moved since a view was another. */
export function movedSince(before: View, now: View): Moved {
  const { layer, method, withoutMean, seed, beside, edits, game } = now;
  return {
    ...changed(before, { layer, method, withoutMean, seed, beside, edits, game }),
    capture: changed(before.capture, now.capture),
    steering: changed(before.steering, now.steering),
    choosing: changed(before.choosing, now.choosing),
    sweeping: changed(before.sweeping, now.sweeping),
    playing: changed(before.playing, now.playing),
  };
}

/** The experiment with what was moved, as far as its model has it. */
export function withMoved(experiment: Experiment, { layer, capture, steering, choosing, sweeping, playing, ...rest }: Moved): Experiment {
  const asked = withPlaying(withSweeping(withChoosing(at(experiment, rest), choosing), sweeping), playing);
  const next = withSteering(withCapture(asked, capture), steering);
  return layer === undefined ? next : withLayer(next, layer);
}

/** Fields that are another. Values of a view are plain. */
function changed<T extends object>(before: T, now: T): Partial<T>;
function changed<T extends object, K extends keyof T>(before: T, now: Pick<T, K>): Partial<Pick<T, K>>;
function changed(before: object, now: object): object {
  const was = new Map(Object.entries(before));
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was.get(name))));
}

const at = (experiment: Experiment, patch: Partial<View>): Experiment => ({ ...experiment, view: { ...experiment.view, ...patch } });

function within({ profile, ...edit }: Edit, layers: number): Edit {
  const band = bandWithin(edit.band, layers);
  const fits = profile && edit.op === 'add' && profile.length === band[1] - band[0] + 1;
  return { ...edit, band, ...(fits && { profile }) };
}
