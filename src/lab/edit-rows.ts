/** Edits of the rows of a batch, as the worker takes them. Pure. */
import { rowsOfClamps, type Clamps } from './clamps';
import { pushOf, type StreamEdit } from './edits';

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
 * place in its row.
 */
export function pushRows(
  steer: Float32Array,
  edits: readonly (readonly StreamEdit[])[],
  { layers, width }: { layers: number; width: number },
): PushedRows {
  const rows = edits.length;
  const at = (positions: 'prompt' | 'answer'): Positions => {
    const pushes = edits.map((own) => pushOf(own, positions, { layers, width }));
    const all = Float32Array.from(steer);
    pushes.forEach((push, row) => {
      for (let layer = 0; layer < layers; layer++)
        for (let i = 0; i < width; i++) all[(layer * rows + row) * width + i]! += push.steer[layer * width + i]!;
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
