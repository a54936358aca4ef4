/**
 * Files of vectors: looked at by the worker, chosen among and scaled as the person says, and only then directions of the experiment. Until
 * then what is open stays as it is; a file that cannot be read is said, and an earlier one that is looked at stays.
 */
import { errorData } from '../error';
import { withDirections } from '../experiment/additions';
import type { GivenFile } from '../experiment/import/from-files';
import { shownRun } from '../experiment/shown';
import { withoutDirections } from '../experiment/vectors/take-out';
import type { Shape, VectorChoice } from '../experiment/vectors/choice';
import type { VectorsPreview } from '../experiment/vectors/preview';
import type { Context } from './ports';
import type { LabState } from './state';

export interface VectorsState {
  readonly files: readonly GivenFile[];
  /** null while they are read for the first time. */
  readonly preview: VectorsPreview | null;
  readonly busy: boolean;
}

/** Models that directions can belong to: the loaded one, and that of the run on show. */
export function shapesOf({ model, experiment }: Pick<LabState, 'model' | 'experiment'>): Shape[] {
  const run = shownRun(experiment);
  const loaded = model.status === 'ready' ? [{ name: model.info.id, layers: model.info.layers, width: model.info.width }] : [];
  const shown = run ? [{ name: run.model.id, layers: run.directions.layers, width: run.directions.width }] : [];
  return [...loaded, ...shown.filter(({ layers, width }) => !loaded.some((one) => one.layers === layers && one.width === width))];
}

export function vectorActions({ store, runFiles }: Pick<Context, 'store' | 'runFiles'>) {
  const { getState: get, setState: set } = store;
  /** Ends the question that is under way. */
  let asking: AbortController | null = null;
  const ask = (): AbortController => {
    asking?.abort();
    return (asking = new AbortController());
  };

  /** Looks at files under a choice. Where that fails, `before` is shown again, and the reason is thrown and said. */
  async function look(files: readonly GivenFile[], choice: VectorChoice | null, before: VectorsState | null): Promise<void> {
    const own = ask();
    set({ vectors: { files, preview: before?.files === files ? before.preview : null, busy: true } });
    try {
      const preview = await runFiles.call('lookAtVectors', { files, choice, shapes: shapesOf(get()) }, { signal: own.signal });
      if (asking === own) set({ vectors: { files, preview, busy: false }, error: null });
    } catch (error) {
      if (asking !== own) return;
      set({ vectors: before && { ...before, busy: false }, error: errorData(error) });
      throw error;
    }
  }

  return {
    /** Files that a person chose or dropped: together they become one direction a block. */
    openVectors: (files: readonly File[]): Promise<void> =>
      look(
        files.map((file) => ({ name: file.name, blob: file })),
        null,
        get().vectors,
      ),
    /** Looks at them again, as the person says now. */
    async changeVectors(change: Partial<VectorChoice>): Promise<void> {
      const { vectors } = get();
      if (!vectors?.preview) return;
      const choice = { ...vectors.preview.choice, ...change };
      // What was chosen is there at once; what follows from it comes with the answer.
      const shown = { ...vectors, preview: { ...vectors.preview, choice } };
      set({ vectors: shown });
      await look(vectors.files, choice, shown);
    },
    /** Makes them directions of the experiment. A refusal throws, is said, and changes nothing. */
    async acceptVectors(): Promise<void> {
      const { vectors, epoch } = get();
      if (!vectors?.preview?.found || vectors.busy) return;
      const { files, preview } = vectors;
      const own = ask();
      set({ vectors: { ...vectors, busy: true } });
      try {
        const request = { files, choice: preview.choice, shapes: shapesOf(get()) };
        const record = await runFiles.call('takeVectors', request, { signal: own.signal });
        if (asking !== own) return;
        set(({ experiment, epoch: now }) => ({
          vectors: null,
          error: null,
          ...(now === epoch && { experiment: { ...experiment, directions: withDirections(experiment.directions, record) } }),
        }));
      } catch (error) {
        if (asking !== own) return;
        set({ vectors, error: errorData(error) });
        throw error;
      }
    },
    /** Takes none of them; everything is as it was. */
    cancelVectors(): void {
      ask();
      set({ vectors: null });
    },
    /** Takes directions that came from a file out of the experiment, where nothing was or will be done along them. */
    removeVectors: (id: string): void => set(({ experiment }) => ({ experiment: withoutDirections(experiment, id) })),
  };
}
