/** Edits of the rows of a batch, as the worker takes them. Pure. */
import { rowsOfClamps, type Clamps } from './clamps';
import { expectRoom, pushOf, type StreamEdit, type StreamSize } from './edits';
import { index, type RowIndex } from './indices';
import { overflow } from './overflow';

interface Positions {
  /** [layer, row, width]. */
  readonly steer: Float32Array<ArrayBuffer>;
  /** null where no row is kept between bounds. */
  readonly clamps: Clamps | null;
}

/** What happens at positions of the prompt; and at the answer's own, where that is something else. */
export interface PushedRows extends Positions {
  readonly answer: Positions | null;
}

const ALPHA = 'the push of α';

/**
 * `steer` [layer, row, width] with the edits of each row beside it: `edits[row]`. Throws what `pushOf` throws, naming an edit by its
 * place in its row, also where it goes too far only together with what is in `steer`. A row whose `steer` goes too far by itself stands
 * without edits: it is no row that can be run.
 */
export function pushRows(steer: Float32Array, edits: readonly (readonly StreamEdit[])[], size: StreamSize): PushedRows {
  const { layers, width, stream = 'float32' } = size;
  const rows = edits.length;
  const shape = { layers, rows, width, stream };
  const at = (positions: 'prompt' | 'answer'): Positions => {
    const all = Float32Array.from(steer);
    const pushes = edits.map((own, i) => {
      const push = pushOf(own, positions, size);
      const row = index<RowIndex>(i);
      // A strength that goes too far by itself is refused by the worker, with the largest that goes (workers/generate/overflow.ts).
      if (overflow(steer, row, shape)) return null;
      for (let layer = 0; layer < layers; layer++)
        for (let k = 0; k < width; k++) all[(layer * rows + i) * width + k]! += push.steer[layer * width + k]!;
      if (push.adding.length > 0) expectRoom(all, row, [ALPHA, ...push.adding], shape);
      return push;
    });
    const clamps = rowsOfClamps(
      pushes.map((push) => push?.clamps ?? null),
      { layers, width },
    );
    pushes.forEach((push, i) => {
      if (push?.clamps) expectRoom(all, index<RowIndex>(i), [ALPHA, ...push.adding, ...push.bounding], shape, clamps);
    });
    return { steer: all, clamps };
  };
  return { ...at('prompt'), answer: edits.flat().every(({ when }) => when === 'all') ? null : at('answer') };
}
