/** What a game that goes on takes over from the one before it. Pure. */
import type { Play, PlayedStep } from './play';
import { sameModel } from './same-model';
import type { ModelStamp } from './stamp';

interface Onward {
  readonly model: ModelStamp;
  /** Name of the directions along which the game that goes on is read. */
  readonly directions: string;
}

/**
 * The steps, with what was read before each where it was read of the same model along the same directions: projections of two models, or
 * along two directions, are no line together, and of another model may have another number of blocks. Else as where nothing was read.
 */
export function takenOver({ steps, model, edits }: Pick<Play, 'steps' | 'model' | 'edits'>, onward: Onward): readonly PlayedStep[] {
  if (model && sameModel(model, onward.model) && edits[0]?.directions === onward.directions) return steps;
  return steps.map((one) => ({ ...one, read: null }));
}
