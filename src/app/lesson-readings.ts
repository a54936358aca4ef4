/** The readings of a lesson, taken of what the page shows. Made once per state of it. */
import { readingsOf } from '../experiment/lesson-readings';
import type { ReadingsOf } from '../experiment/lesson';
import { setWay } from './set-way';
import { shownLayer } from './shown-blocks';
import type { LabState } from './state';
import { madeHere } from './state-updates';

const CARED = ['experiment', 'origins', 'model', 'ownItems'] as const;
let last: { readonly of: Pick<LabState, (typeof CARED)[number]>; readonly readings: ReadingsOf } | null = null;

export function lessonReadings(state: Pick<LabState, (typeof CARED)[number]>): ReadingsOf {
  if (last && CARED.every((name) => last!.of[name] === state[name])) return last.readings;
  const { experiment, origins, model, ownItems } = state;
  const readings = readingsOf({
    experiment,
    layer: shownLayer(state),
    model: model.status,
    way: setWay(state),
    isLive: (id) => madeHere(origins, id) || origins[id] === undefined,
    isRecorded: (id) => origins[id] === 'recorded',
  });
  last = { of: { experiment, origins, model, ownItems }, readings };
  return readings;
}
