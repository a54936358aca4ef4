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

/**
 * `steer` [layer, row, width] with the edits of each row beside it: `edits[row]`. Throws what `pushOf` throws, naming an edit by its
 * place in its row, also where it goes too far only together with what is in `steer`.
 */
export function pushRows(steer: Float32Array, edits: readonly (readonly StreamEdit[])[], size: StreamSize): PushedRows {
  const { layers, width, stream = 'float32' } = size;
  const rows = edits.length;
  const shape = { layers, rows, width, stream };
  const at = (positions: 'prompt' | 'answer'): Positions => {
    const pushes = edits.map((own) => pushOf(own, positions, size));
    const all = Float32Array.from(steer);
    pushes.forEach((push, row) => {
      for (let layer = 0; layer < layers; layer++)
        for (let i = 0; i < width; i++) all[(layer * rows + row) * width + i]! += push.steer[layer * width + i]!;
      // A strength that goes too far by itself is refused by the worker, with the largest that goes (workers/generate/overflow.ts).
      const own = index<RowIndex>(row);
      if (push.adding.length > 0 && !overflow(steer, own, shape)) expectRoom(all, own, ['the push of α', ...push.adding], shape);
    });
    return {
      steer: all,
      clamps: rowsOfClamps(
        pushes.map(({ clamps }) => clamps),
        { layers, width },
      ),
    };
  };
  return { ...at('prompt'), answer: edits.flat().every(({ when }) => when === 'all') ? null : at('answer') };
}
